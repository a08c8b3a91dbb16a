"""entracte plan on the shipped base: the wedding, the wedding too soon, a clinic, and bad files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WEDDING = """
client: anna
start: 2026-11-23
procedures:
- {procedure: microneedling, sessions: 3, areas: [face]}
- {procedure: botulinum-toxin, areas: [forehead], dose: 20}
- {procedure: ha-filler, areas: [lips], dose: 1}
event: {name: wedding, on: 2027-06-12}
away: [2027-04]
weekdays: [mon, tue, wed, thu, fri]
"""
CLINIC = """
clients:
- {client: anna, start: 2027-01-04, until: 2027-01-29, procedures: [{procedure: microneedling}]}
- {client: ben, start: 2027-01-04, until: 2027-01-29, procedures: [{procedure: microneedling}]}
diary:
  practitioners: [{name: Lee, hours: {mon: 09:00-10:00}}]
"""


def entracte(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "entracte.cli", "plan", *arguments, "--as-of", "2026-11-22"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def answer(*arguments: str, text: str = "") -> dict[str, Any]:
    ran = entracte("-", "--json", *arguments, text=text)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_the_wedding_has_a_plan_a_proof_a_picture_and_a_calendar(tmp_path: Path) -> None:
    picture, calendar = tmp_path / "plan.svg", tmp_path / "plan.ics"
    found = answer("--picture", str(picture), "--calendar", str(calendar), text=WEDDING)
    assert (found["status"], found["objective"]) == ("optimal", found["bound"])
    sessions = [(v["on"], s["procedure"], s["timing"]) for v in found["visits"] for s in v["sessions"]]
    assert sorted(p for _, p, _ in sessions) == ["botulinum-toxin", "ha-filler", *["microneedling"] * 3]
    assert {timing for _, _, timing in sessions} <= {"clear", "caution"}
    assert not [on for on, _, _ in sessions if on.startswith("2027-04") or on >= "2027-06-12"]
    assert picture.read_text().startswith("<svg")
    assert calendar.read_bytes().count(b"SUMMARY:Appointment") == len(found["visits"])


def test_the_wedding_in_three_weeks_names_the_clash_and_the_least_change() -> None:
    found = answer(text=WEDDING.replace("2027-06-12", "2026-12-14"))
    assert found["status"] == "no_plan"
    assert {"wish", "best"} <= {member["why"] for member in found["clash"]}
    later = found["changes"][0]
    assert later["kind"] == "event-later"
    assert answer(text=json.dumps(later["wishes"]))["status"] == "optimal"


def test_an_earlier_plan_is_kept_as_far_as_can_be(tmp_path: Path) -> None:
    first = answer(text=WEDDING)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(first))
    again = answer("--earlier", str(file), text=WEDDING)
    assert again["visits"] == first["visits"]
    assert again["revision"] == 1


def test_it_reads_well_on_paper() -> None:
    ran = entracte("-", "--alternatives", text=WEDDING)
    assert "optimal, no better plan exists" in ran.stdout
    assert "Goals, in this order" in ran.stdout
    ran = entracte("-", text=WEDDING.replace("2027-06-12", "2026-12-14"))
    assert "Without any one of these there would be a plan." in ran.stdout


def test_a_clinic_is_planned_in_one_diary() -> None:
    ran = entracte("-", "--seconds", "5", "--json", text=CLINIC)
    found = json.loads(ran.stdout)
    taken = {(p["visits"][0]["on"], p["visits"][0]["sessions"][0]["at"]) for p in found["plans"]}
    assert len(taken) == 2
    assert "clients placed in turn" in ran.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("procedures: [{procedure: microneedlin}]", "did you mean microneedling"),
        ("procedures: [{procedure: microneedling, sessions: 0}]", "no session"),
        ("procedures: [{procedure: needling}]", "family"),
        ("clients: []", "diary"),
    ],
)
def test_a_mistake_is_one_line(text: str, said: str) -> None:
    ran = entracte("-", text=text)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    assert said in ran.stderr or "sessions" in ran.stderr


def test_a_missing_file_is_a_mistake() -> None:
    assert entracte("nowhere.yaml").returncode == 2
