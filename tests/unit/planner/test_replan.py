"""Living plans: what is done is kept, little is moved, and a changed base tells what it breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entracte.core.days import Span
from entracte.core.fault import Mistake
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import IntervalClaim
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import Plan
from entracte.planner.plan import plan
from entracte.planner.replan import broken, replan
from entracte.planner.wishes import Wish, Wishes

TODAY = date(2026, 6, 1)
NO_DRUG = FactorPeriod("drug", Known.NO)
WISHES = Wishes((Wish("needle", 3), Wish("light", 2)), start=TODAY, until=TODAY + timedelta(200))


@pytest.fixture
def earlier(rulebook: Rulebook) -> Plan:
    found = plan(rulebook, History([], [NO_DRUG]), WISHES)
    assert isinstance(found, Plan)
    return found


def days(found: Plan) -> dict[str, date]:
    return {s.id: v.on for v in found.visits for s in v.sessions}


def test_a_missed_session_moves_and_takes_with_it_only_what_it_must(
    rulebook: Rulebook, earlier: Plan
) -> None:
    planned = days(earlier)
    later = rulebook.on(planned["needle-2"] + timedelta(1))
    done = [
        Session(s.procedure, v.on, frozenset(s.areas), "done", s.id)
        for v in earlier.visits
        for s in v.sessions
        if v.on < planned["needle-2"]
    ]
    found = replan(later, History(done, [NO_DRUG]), WISHES, earlier)
    assert isinstance(found, Plan)
    now = days(found)
    assert not now.keys() & {s.id for s in done}
    assert min(now.values()) > planned["needle-2"]
    # The third can stay only if the second could be had 28 days before it, and it cannot.
    assert now["needle-3"] >= now["needle-2"] + timedelta(28)
    assert {
        i for i in now if i.startswith("light") and now[i] != planned[i] and planned[i] >= later.as_of
    } == set()
    assert found.revision == 1


def test_nothing_changed_moves_nothing(rulebook: Rulebook, earlier: Plan) -> None:
    found = replan(rulebook, History([], [NO_DRUG]), WISHES, earlier)
    assert isinstance(found, Plan)
    assert days(found) == days(earlier)
    assert next(g.value for g in found.goals if g.name == "moved") == 0


def test_when_all_is_done_there_is_nothing_to_plan(rulebook: Rulebook, earlier: Plan) -> None:
    done = [Session(s.procedure, v.on, frozenset(), "done", s.id) for v in earlier.visits for s in v.sessions]
    with pytest.raises(Mistake, match="nothing is left"):
        replan(rulebook, History(done), WISHES, earlier)


def test_a_changed_base_tells_which_sessions_it_breaks(rulebook: Rulebook, earlier: Plan) -> None:
    history = History([], [NO_DRUG])
    assert broken(rulebook, history, earlier) == ()
    stricter = IntervalClaim(
        id="label/needle-again",
        source="label",
        says="Every forty.",
        kind="interval",
        first="needle",
        then="needle",
        stance="wait",
        min=Span(40),
    )
    base = replace(rulebook.base, claims={**rulebook.base.claims, stricter.id: stricter})
    found = broken(compile_rulebook(base, as_of=TODAY), history, earlier)
    assert {b.session for b in found} == {"needle-1", "needle-2", "needle-3"}
    assert {b.rules for b in found} >= {("interval/needle/needle",)}
