"""entracte knowledge: what it prints, its exit codes, and its JSON."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from entracte.cli import main
from tests.unit.knowledge.small_base import edit, interval, write


class Ran(NamedTuple):
    """What a command printed, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def entracte(*words: str | Path) -> Ran:
    """Run a command within this process: starting thirty would take half a minute."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv = ["entracte", "knowledge", *map(str, words)]
    screen = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    with (
        patch("sys.argv", argv),
        patch.dict("os.environ", screen),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def told(*words: str | Path) -> Any:
    return json.loads(entracte(*words, "--json").stdout)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path / "base")


def test_the_shipped_base_passes_the_check() -> None:
    ran = entracte("check")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Faults: 0." in ran.stdout


def test_a_fault_is_told_with_its_place_and_exits_with_3(base: Path) -> None:
    (base / "sources/page.yaml").write_text(
        (base / "sources/page.yaml").read_text().replace("min: 14", "min: 9999")
    )
    ran = entracte("check", base)
    assert ran.returncode == 3
    assert "sources/page.yaml:23" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_strict_fault_exits_with_3_too(base: Path) -> None:
    edit(base, "sources/page.yaml", "url: https://example.org/page", "url: none")
    ran = entracte("check", base, "--json")
    assert ran.returncode == 3
    assert [fault["code"] for fault in json.loads(ran.stdout)["faults"]] == ["incomplete-source"]


def test_notes_are_counted_and_listed_when_asked_for(base: Path) -> None:
    assert "review-overdue" not in entracte("check", base, "--as-of", "2026-02-01").stdout
    assert "2 review-overdue" in entracte("check", base, "--as-of", "2027-03-01").stdout
    assert (
        "sources/label.yaml:6: was due for review"
        in entracte("check", base, "--as-of", "2027-03-01", "--notes").stdout
    )


def test_list_counts_and_lists(base: Path) -> None:
    counts = told("list", "--base", base)
    assert (counts["sources"], counts["procedures"], counts["claims"]) == (3, 7, 9)
    assert told("list", "factors", "--base", base) == {"pregnancy": "Pregnancy", "retinoid": "Retinoid"}
    assert (
        "interval/toxin/needling  wait 2 weeks, better 4 weeks"
        in entracte("list", "rules", "--base", base).stdout
    )


def test_a_list_that_there_is_not(base: Path) -> None:
    ran = entracte("list", "proceedures", "--base", base)
    assert ran.returncode == 2
    assert ran.stderr == "what: no list 'proceedures'; did you mean procedures?\n"


def test_show_any_id(base: Path) -> None:
    toxin = told("show", "toxin", "--base", base)
    assert (toxin["is"], toxin["name"]) == ("procedures", "Toxin")
    assert toxin["kinds_of"] == ["toxin-brand"]
    assert toxin["rules"]["limit/toxin/U/92"] == "at most 100 U in 3 months"
    assert (
        told("show", "page", "--base", base)["claims"]["page/filler-downtime"] == "Swelling lasts two weeks."
    )
    assert told("show", "page/toxin-then-needling", "--base", base)["min"] == "14 days"
    assert told("show", "interval/toxin/needling", "--base", base)["claims"][0]["role"] == "decided"
    assert "Swelling lasts two weeks." in entracte("show", "page", "--base", base).stdout


def test_an_id_that_nothing_has(base: Path) -> None:
    ran = entracte("show", "toxine", "--base", base)
    assert ran.returncode == 2
    assert ran.stderr.startswith("id: nothing has the id 'toxine'; did you mean toxin")


def test_spread_shows_every_claim_with_its_number_grade_and_role() -> None:
    found = told("spread", "botulinum-toxin", "venus-viva")
    (decided,) = [c for c in found["claims"] if c["role"] == "decided" and c["claim_kind"] == "interval"]
    assert (decided["min"], decided["min_days"], decided["grade"]) == ("6 months", 184, "A")
    roles = {claim["role"] for claim in found["claims"]}
    assert {"decided", "dissented", "excluded"} <= roles
    assert {"id", "says", "url", "kind", "stance"} <= decided.keys()


def test_spread_of_a_factor_and_of_nothing() -> None:
    assert told("spread", "isotretinoin", "microneedling")["rules"][0]["grade"] == "A"
    assert told("spread", "cryolipolysis", "sclerotherapy")["claims"] == []
    assert "no guidance found" in entracte("spread", "cryolipolysis", "sclerotherapy").stdout


def test_spread_of_an_unknown_id() -> None:
    ran = entracte("spread", "microneedlin", "botulinum-toxin")
    assert ran.returncode == 2
    assert ran.stderr.startswith("first: no procedure or factor 'microneedlin'; did you mean microneedling")


def test_coverage_names_what_the_interface_promises() -> None:
    found = told("coverage")
    assert {"own_pairs", "family_pairs", "silent_pairs", "own_pairs_by_tier"} <= found["summary"].keys()
    assert found["summary"]["own_pairs"] >= 160
    pairs = found["pairs"]
    assert all(pair["cover"] in ("own", "family") or pair["says"] == "no guidance found" for pair in pairs)
    assert len(pairs) == found["summary"]["procedures"] ** 2
    asked = [hole["asked"] for hole in found["holes"]["pairs"]]
    assert asked == sorted(asked, reverse=True)
    assert min(asked) > 0


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_coverage_draws_a_picture(tmp_path: Path, kind: str) -> None:
    picture = tmp_path / f"coverage.{kind}"
    ran = entracte("coverage", "--picture", picture)
    assert ran.returncode == 0, ran.stderr
    text = picture.read_text()
    for name in ("Botulinum toxin", "Isotretinoin by mouth", "nothing found", "own claims"):
        assert name in text


def test_a_picture_of_another_kind(base: Path, tmp_path: Path) -> None:
    ran = entracte("coverage", "--base", base, "--picture", tmp_path / "coverage.bmp")
    assert (ran.returncode, ran.stderr) == (2, "--picture: no picture '.bmp'; one of .svg, .png, .html\n")


def test_diff_tells_rule_source_and_worked_clients(base: Path, tmp_path: Path) -> None:
    newer = write(tmp_path / "newer")
    edit(newer, "sources/page.yaml", "min: 14\n  max: 28", "min: 21\n  max: 28")
    (newer / "cases").mkdir()
    (newer / "cases/toxin.yaml").write_text(
        "cases:\n- id: one\n  says: Needling after fifteen days.\n"
        "  sessions: [{procedure: toxin, on: 2026-03-01}]\n"
        "  proposal: {procedure: microneedling, on: 2026-03-16}\n  expect: {verdict: wait}\n"
    )
    found = told("diff", base, newer)
    (rule,) = found["rules"]
    assert (rule["before"], rule["after"]) == ("wait 2 weeks, better 4 weeks", "wait 3 weeks, better 4 weeks")
    assert [item["source"] for item in rule["brought"]] == ["page"]
    (client,) = found["clients"]
    assert client["case"] == "toxin/one"
    assert client["answers"]["timing"] == ["caution", "wait"]
    words = entracte("diff", base, newer).stdout
    assert "interval/toxin/needling: wait 2 weeks, better 4 weeks → wait 3 weeks, better 4 weeks" in words
    assert "by page: edited page/toxin-then-needling" in words


def test_diff_of_two_same_bases(base: Path, tmp_path: Path) -> None:
    assert "Nothing differs." in entracte("diff", base, write(tmp_path / "copy")).stdout


def test_diff_of_a_base_with_more(base: Path, tmp_path: Path) -> None:
    newer = write(tmp_path / "newer")
    path = newer / "sources/consensus.yaml"
    path.write_text(path.read_text() + interval("filler", "toxin", 7))
    (rule,) = told("diff", base, newer)["rules"]
    assert (rule["rule"], rule["what"], rule["after"]) == ("interval/filler/toxin", "added", "wait 7 days")
