"""The commands: exit codes, one line per mistake, JSON that keeps its names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DONE = ("--done", "botulinum-toxin@2026-11-20:forehead")
CHECK = ("check", "microneedling", "--on", "2026-12-01", "--area", "face", *DONE, "--as-of", "2026-11-22")


def entracte(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "entracte.cli", *words],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"},
        check=False,
    )


def test_check_answers_with_every_name_of_the_interface() -> None:
    told = json.loads(entracte(*CHECK, "--json").stdout)
    assert {
        "verdict",
        "timing",
        "earliest",
        "advised",
        "same_day_order",
        "alternatives",
        "findings",
        "dissent",
        "screening",
        "base",
        "policy",
        "rulebook",
        "as_of",
    } <= told.keys()
    assert (told["timing"], told["earliest"]) == ("wait", "2026-12-04")
    finding = told["findings"][0]
    assert {
        "code",
        "kind",
        "rule",
        "status",
        "severity",
        "grade",
        "event",
        "from",
        "until",
        "arithmetic",
        "sources",
    } <= finding.keys()
    assert "2026-11-20 + 14 days = 2026-12-04" in finding["arithmetic"]
    assert {"id", "kind", "grade", "says"} <= finding["sources"][0].keys()


def test_the_clients_reader_gives_no_verdict() -> None:
    told = json.loads(entracte(*CHECK, "--json", "--client-reader").stdout)
    assert "verdict" not in told
    assert "earliest" not in told
    assert told["pairs"][0]["wait"].startswith("Botulinum toxin, then Microneedling")


def test_the_same_question_gives_the_same_bytes() -> None:
    assert entracte(*CHECK, "--json").stdout == entracte(*CHECK, "--json").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("check", "microneeding", "--on", "2026-12-01"),
            "no procedure 'microneeding'; did you mean microneedling",
        ),
        (("check", "laser", "--on", "2026-12-01"), "'laser' is a family of treatments; name one"),
        (
            ("check", "microneedling", "--on", "1.12.2026"),
            "--on: '1.12.2026' is not a day; write it as 2026-12-01",
        ),
        (("check", "microneedling", "--on", "2026-02-30"), "is not a day"),
        ((*CHECK, "--done", "botox"), "'botox' is not a session"),
        ((*CHECK, "--factor", "pregnancy=maybe"), "pregnancy=maybe"),
        ((*CHECK, "--factor", "pregnancie=no"), "no factor 'pregnancie'; did you mean pregnancy"),
        ((*CHECK, "--area", "forhead"), "no area 'forhead'; did you mean forehead"),
        ((*CHECK, "--policy", "bold"), "no policy 'bold'; one of standard, cautious"),
        ((*CHECK, "--factor", "isotretinoin=2026-05-01..2026-01-01"), "ends before it starts"),
        (("explain", "interval/botox/microneedling"), "no rule 'interval/botox/microneedling'; did you mean"),
        (("check", "microneedling"), "--on: Missing parameter"),
        ((*CHECK, "--dose", "x"), "--dose: Input should be a valid number"),
        ((*CHECK, "--dose", "-5"), "a dose of -5.0; give a number from 0 up"),
        (("nosuch",), "No such command 'nosuch'"),
        (("windows", "microneedling", "--from", "9999-12-01"), "end after 9999-12-31"),
        (("windows", "microneedling", "--picture", "no/such/a.svg"), "cannot be written"),
        (("windows", "microneedling", "--picture", "calendar.txt"), "no picture of the kind '.txt'"),
    ],
)
def test_a_mistake_exits_with_2_and_one_line_that_helps(words: tuple[str, ...], said: str) -> None:
    ran = entracte(*words)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_mistake_as_json_keeps_one_form() -> None:
    ran = entracte("check", "microneeding", "--on", "2026-12-01", "--json")
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["errors"][0].keys() == {"code", "message", "where", "hint"}


def test_a_faulty_base_exits_with_3_and_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("name: x\n\tversion: 1\n")
    ran = entracte("check", "microneedling", "--on", "2026-12-01", "--base", str(tmp_path))
    assert ran.returncode == 3
    assert "base.yaml:2" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_overlay_may_tighten_but_not_loosen_unsigned(tmp_path: Path) -> None:
    head = "title: Policy of the house\npublisher: the house\nread: 2026-11-01\nclaims:\n"
    pair = "kind: interval, first: botulinum-toxin, then: microneedling"
    claim = "- {id: a, " + pair + ", stance: wait, min: %d, says: Ours.%s}\n"
    (tmp_path / "tight.yaml").write_text(head + claim % (21, ""))
    (tmp_path / "loose.yaml").write_text(head + claim % (7, ""))
    signed = ", signed_by: Medical director, reason: Our own audit"
    (tmp_path / "signed.yaml").write_text(head + claim.replace("says: Ours.%s", "says: Ours%s") % (7, signed))
    tight = json.loads(entracte(*CHECK, "--json", "--overlay", str(tmp_path / "tight.yaml")).stdout)
    assert tight["earliest"] == "2026-12-11"
    loose = entracte(*CHECK, "--overlay", str(tmp_path / "loose.yaml"))
    assert loose.returncode == 3
    assert "nobody signs for it" in loose.stderr
    told = json.loads(entracte(*CHECK, "--json", "--overlay", str(tmp_path / "signed.yaml")).stdout)
    assert told["earliest"] == "2026-12-01"
    assert any("Medical director" in note for finding in told["findings"] for note in finding["notes"])


def test_windows_draws_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "calendar.svg"
    ran = entracte("windows", "microneedling", *DONE, "--weeks", "10", "--picture", str(picture))
    assert ran.returncode == 0
    assert picture.read_text().startswith("<svg")


def test_importing_the_library_reads_no_heavy_room() -> None:
    code = (
        "import sys, entracte; print({'pydantic', 'altair', 'ibis', 'ortools', 'django'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
