"""Senseless wishes: one clear fault each, at once, with where and what would be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from entracte.core.days import DayRange
from entracte.core.fault import Mistake
from entracte.core.history import FactorPeriod, History, Session
from entracte.knowledge.rules import Rulebook
from entracte.planner.diary import Diary, Resource
from entracte.planner.plan import plan
from entracte.planner.wishes import Event, Wish, Wishes

TODAY = date(2026, 6, 1)
SOUND = Wishes((Wish("needle"),), start=TODAY, until=TODAY + timedelta(60))


def codes(rulebook: Rulebook, wishes: Wishes, history: History | None = None) -> list[str]:
    with pytest.raises(Mistake) as refused:
        plan(rulebook, history or History(), wishes)
    assert all(fault.where and fault.message for fault in refused.value.faults)
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"procedures": ()}, "nothing-wished"),
        ({"procedures": (Wish("needle", 0),)}, "no-sessions"),
        ({"procedures": (Wish("needle", -1),)}, "no-sessions"),
        ({"procedures": (Wish("needle", 1000),)}, "too-many-sessions"),
        ({"procedures": (Wish("needel"),)}, "unknown-procedure"),
        ({"procedures": (Wish("needle", areas=frozenset({"fase"})),)}, "unknown-area"),
        ({"procedures": (Wish("needle", minutes=0),)}, "bad-minutes"),
        ({"procedures": (Wish("needle", dose=-1.0),)}, "bad-amount"),
        ({"procedures": (Wish("needle", price=float("nan")),)}, "bad-amount"),
        ({"start": TODAY - timedelta(1)}, "start-past"),
        ({"until": TODAY - timedelta(1)}, "ends-before-start"),
        ({"until": date(2126, 1, 1)}, "too-long"),
        ({"event": Event(TODAY - timedelta(1))}, "event-past"),
        ({"event": Event(date(2126, 1, 1))}, "too-long"),
        ({"event": Event(TODAY + timedelta(30), at_best=frozenset({"toxin"}))}, "not-wished"),
        ({"away": (DayRange(TODAY, TODAY + timedelta(60)),)}, "always-away"),
        ({"away": (TODAY,) * 1001}, "too-many"),
        ({"most_visits": 0}, "bad-ceiling"),
        ({"most_per_visit": -3}, "bad-ceiling"),
        ({"budget": -1.0}, "bad-amount"),
        ({"goals": ("visits", "visits")}, "twice"),
    ],
)
def test_senseless_wishes_are_refused(rulebook: Rulebook, changed: dict[str, Any], code: str) -> None:
    assert codes(rulebook, replace(SOUND, **changed)) == [code]


def test_every_fault_is_told_at_once(rulebook: Rulebook) -> None:
    wishes = replace(SOUND, procedures=(Wish("needle", 0), Wish("nothing")), budget=-1.0)
    assert codes(rulebook, wishes) == ["no-sessions", "unknown-procedure", "bad-amount"]


def test_the_history_is_checked_too(rulebook: Rulebook) -> None:
    history = History([Session("nothing", TODAY)], [FactorPeriod("nobody")])
    assert codes(rulebook, SOUND, history) == ["unknown-procedure", "unknown-factor"]


def test_an_id_that_the_plan_would_give_is_refused(rulebook: Rulebook) -> None:
    history = History([Session("needle", TODAY, status="booked", id="needle-1")])
    assert codes(rulebook, SOUND, history) == ["reserved-id"]


@pytest.mark.parametrize(
    ("diary", "code"),
    [
        (
            Diary((Resource("A", booked=("2026-06-01 10:00-11:00", "2026-06-01 10:30-12:00")),)),
            "overlaps-itself",
        ),
        (Diary((Resource("A", hours={"mon": ("09:00-12:00", "11:00-17:00")}),)), "overlaps-itself"),
        (Diary((Resource("A", hours={"mon": ("9-17",)}),)), "not-hours"),
        (Diary((Resource("A", hours={"mon": ("17:00-09:00",)}),)), "not-hours"),
        (Diary((Resource("A", booked=("tomorrow",)),)), "not-a-booking"),
        (Diary((Resource("A"), Resource("A"))), "name-twice"),
        (Diary((Resource("A", frozenset({"needel"})),)), "unknown-procedure"),
        (Diary(slot=0), "bad-slot"),
        (Diary(tuple(Resource(str(n)) for n in range(501))), "too-many"),
    ],
)
def test_a_senseless_diary_is_refused(rulebook: Rulebook, diary: Diary, code: str) -> None:
    assert codes(rulebook, replace(SOUND, diary=diary)) == [code]
