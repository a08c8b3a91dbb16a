"""Wishes, histories and plans as plain values and back."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from entracte.core.days import DayRange
from entracte.core.fault import Mistake
from entracte.core.history import History
from entracte.core.known import Known
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.forms import plan_from_json, read, to_json, wishes_from_json
from entracte.planner.plan import plan
from entracte.planner.wishes import Event, Wish, Wishes

TODAY = date(2026, 6, 1)
TEXT = """
client: anna
start: 2026-06-01
procedures:
- {procedure: needle, sessions: 2, areas: [face]}
- {procedure: toxin, areas: [brow], dose: 20}
event: {name: wedding, on: 2026-11-01, at_best: [toxin]}
away: [2026-08, 2026-09-10, 2026-10-01..2026-10-05]
weekdays: [mon, tue]
diary:
  practitioners:
  - name: Lee
    does: [needle]
    hours: {mon: 09:00-17:00, tue: [09:00-12:00, 13:00-17:00]}
history:
  sessions:
  - {procedure: toxin, on: 2026-04, areas: [brow], status: done}
  factors:
  - {factor: drug, answer: no}
"""


def test_a_file_of_wishes_is_read() -> None:
    history, wishes = read(TEXT, "wishes.yaml")
    assert wishes.procedures[0] == Wish("needle", 2, frozenset({"face"}))
    assert wishes.event == Event(date(2026, 11, 1), "wedding", frozenset({"toxin"}))
    assert wishes.away[:2] == (DayRange(date(2026, 8, 1), date(2026, 8, 31)), date(2026, 9, 10))
    assert wishes.diary is not None
    assert wishes.diary.practitioners[0].hours["mon"] == ("09:00-17:00",)
    assert history.sessions[0].on == DayRange(date(2026, 4, 1), date(2026, 4, 30))
    assert history.factors[0].answer is Known.NO


def test_wishes_come_back_the_same() -> None:
    _, wishes = read(TEXT, "wishes.yaml")
    assert wishes_from_json(json.loads(json.dumps(to_json(wishes)))) == wishes


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("procedures: [{procedure: needle, session: 2}]", "unknown-field", "w.yaml:1"),
        ("procedures:\n- {sessions: 2}", "missing-field", "w.yaml:2"),
        ("procedures:\n- {procedure: needle, sessions: many}", "wrong-type", "w.yaml:2"),
        ("procedures: []\naway: [never]", "not-a-day", "w.yaml:2"),
        ("procedures: []\nweekdays: [monday]", "wrong-type", "w.yaml:2"),
        ("procedures: []\nhistory: {sessions: [{procedure: toxin}]}", "missing-field", "w.yaml:2"),
        (
            "procedures: []\nhistory:\n  factors:\n  - {factor: drug, sinse: 2026-01-01}",
            "unknown-field",
            "w.yaml:4",
        ),
        ("procedures: &a []\naway: *a", "alias", "w.yaml:1"),
        ("[1, 2", "not-yaml", "w.yaml:2"),
        ("just text", "wrong-type", "w.yaml"),
        ("a: " + "b" * 1_000_001, "too-long", "w.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(text: str, code: str, where: str) -> None:
    with pytest.raises(Mistake) as refused:
        read(text, "w.yaml")
    fault = refused.value.faults[0]
    assert (fault.code, fault.where.split(" ")[0]) == (code, where)


def test_a_plan_comes_back_the_same(rulebook: Rulebook) -> None:
    wishes = Wishes((Wish("needle", 2), Wish("toxin")), start=TODAY)
    found = plan(rulebook, History(), wishes)
    assert isinstance(found, Plan)
    raw = json.loads(json.dumps(to_json(found)))
    assert plan_from_json(raw) == found
    assert {"status", "bound", "objective", "visits", "clash", "changes"} <= raw.keys()
    assert raw["visits"][0]["on"] == "2026-06-01"


def test_no_plan_has_the_same_fields(rulebook: Rulebook) -> None:
    wishes = Wishes((Wish("needle", 2),), start=TODAY, until=TODAY + timedelta(9))
    found = plan(rulebook, History(), wishes)
    assert isinstance(found, NoPlan)
    raw = json.loads(json.dumps(to_json(found)))
    assert {"status", "bound", "objective", "visits", "clash", "changes"} <= raw.keys()
    assert raw["status"] == "no_plan"
    offered = wishes_from_json(raw["changes"][0]["wishes"])
    assert offered == found.changes[0].wishes


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(Mistake):
        plan_from_json({"status": "optimal"})
