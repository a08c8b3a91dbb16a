"""Plans on a base small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entracte.core.days import DayRange
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.plan import plan
from entracte.planner.wishes import Event, Wish, Wishes

TODAY = date(2026, 6, 1)
FACE, BROW, LIPS, HAND = (frozenset({a}) for a in ("face", "brow", "lips", "hand"))
NO_DRUG = History([], [FactorPeriod("drug", Known.NO)])


def day(n: int) -> date:
    return TODAY + timedelta(n)


def laid_out(found: Plan | NoPlan) -> list[tuple[int, list[str]]]:
    assert isinstance(found, Plan), found.says
    return [((v.on - TODAY).days, [s.id for s in v.sessions]) for v in found.visits]


def of(*wished: Wish, **more: object) -> Wishes:
    return replace(Wishes(wished, start=TODAY, until=day(200)), **more)  # type: ignore[arg-type]


def test_a_course_keeps_its_rhythm(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, of(Wish("needle", 3, FACE)))
    assert laid_out(found) == [(0, ["needle-1"]), (28, ["needle-2"]), (56, ["needle-3"])]
    assert isinstance(found, Plan)
    assert (found.status, found.objective) == ("optimal", found.bound)


def test_one_visit_goes_in_the_allowed_order(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, of(Wish("filler", areas=LIPS), Wish("toxin", areas=FACE)))
    assert laid_out(found) == [(0, ["toxin-1", "filler-1"])]


def test_the_advised_wait_is_kept_where_there_is_time_and_the_minimum_where_not(rulebook: Rulebook) -> None:
    history = History([Session("toxin", TODAY, FACE, "done", "t")], NO_DRUG.factors)
    wishes = of(Wish("needle", areas=FACE))
    assert laid_out(plan(rulebook, history, wishes)) == [(28, ["needle-1"])]
    short = plan(rulebook, history, replace(wishes, until=day(20)))
    assert laid_out(short) == [(20, ["needle-1"])]
    assert isinstance(short, Plan)
    assert {g.name: g.value for g in short.goals}["advised"] == 8
    assert [c.bound for v in short.visits for s in v.sessions for c in s.care] == [28]


def test_what_is_booked_later_closes_the_days_before_it(rulebook: Rulebook) -> None:
    history = History([Session("needle", day(10), FACE, "booked", "n")], NO_DRUG.factors)
    found = plan(rulebook, history, of(Wish("toxin", areas=FACE), until=day(12)))
    assert isinstance(found, NoPlan)
    assert {m.event for m in found.clash if m.why == "rule"} == {"n"}


def test_areas_apart_do_not_wait_for_each_other(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, of(Wish("needle", areas=HAND), Wish("toxin", areas=BROW)))
    assert laid_out(found) == [(0, ["needle-1", "toxin-1"])]


def test_a_pair_that_nobody_covers_waits_until_the_first_has_settled(rulebook: Rulebook) -> None:
    history = History([Session("light", TODAY, FACE, "done", "l")], NO_DRUG.factors)
    assert laid_out(plan(rulebook, history, of(Wish("needle", areas=FACE)))) == [(3, ["needle-1"])]


def test_a_factor_and_its_wash_out_close_days(rulebook: Rulebook) -> None:
    history = History([], [FactorPeriod("drug", Known.YES, date(2026, 1, 1), day(5))])
    assert laid_out(plan(rulebook, history, of(Wish("needle", areas=FACE)))) == [(35, ["needle-1"])]


def test_a_ceiling_parts_doses_and_counts_those_had(rulebook: Rulebook) -> None:
    apart = of(Wish("toxin", 1, BROW, 30.0), Wish("toxin", 1, HAND, 30.0))
    assert [n for n, _ in laid_out(plan(rulebook, NO_DRUG, apart))] == [0, 92]
    history = History([Session("toxin", day(-10), HAND, "done", "t", 20.0)], NO_DRUG.factors)
    found = plan(rulebook, history, of(Wish("toxin", 1, BROW, 30.0)))
    assert laid_out(found) == [(82, ["toxin-1"])]


def test_a_dose_above_the_ceiling_has_no_plan(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, of(Wish("toxin", 1, BROW, 50.0)))
    assert isinstance(found, NoPlan)
    assert [(m.why, m.rule) for m in found.clash] == [("wish", None), ("rule", "limit/toxin/U/92")]


def test_the_event_finds_results_at_their_best_and_nothing_that_shows(rulebook: Rulebook) -> None:
    wishes = of(Wish("needle", areas=HAND), Wish("toxin", areas=BROW), event=Event(day(100), "party"))
    found = plan(rulebook, NO_DRUG, replace(wishes, weekdays=frozenset({"tue"})))
    assert isinstance(found, Plan)
    toxin = next(v.on for v in found.visits if any(s.procedure == "toxin" for s in v.sessions))
    assert 14 <= (day(100) - toxin).days < 14 + 7  # the last Tuesday on which it peaks in time
    assert all((day(100) - v.on).days >= 5 for v in found.visits)


def test_away_weekdays_and_ceilings_hold(rulebook: Rulebook) -> None:
    wishes = of(
        Wish("needle", 2, FACE),
        Wish("toxin", areas=HAND),
        away=(DayRange(day(0), day(9)),),
        weekdays=frozenset({"wed", "thu"}),
        most_per_visit=1,
    )
    found = plan(rulebook, NO_DRUG, wishes)
    assert isinstance(found, Plan)
    assert all(v.on >= day(10) and v.on.weekday() in (2, 3) and len(v.sessions) == 1 for v in found.visits)


def test_a_budget_that_is_too_small_says_what_is_enough(rulebook: Rulebook) -> None:
    wishes = of(Wish("needle", 2, FACE, price=100.0), visit_price=10.0, budget=150.0)
    found = plan(rulebook, NO_DRUG, wishes)
    assert isinstance(found, NoPlan)
    assert {m.why for m in found.clash} == {"wish", "budget"}
    assert ("budget", "a budget of 220") in [(c.kind, c.says) for c in found.changes]


def test_an_event_too_soon_names_the_clash_and_the_least_delay(rulebook: Rulebook) -> None:
    wishes = of(Wish("needle", 2, FACE), event=Event(day(20), "wedding"))
    found = plan(rulebook, NO_DRUG, wishes)
    assert isinstance(found, NoPlan)
    assert {m.why for m in found.clash} == {"wish", "rule", "best"}
    later = next(c for c in found.changes if c.kind == "event-later")
    assert later.says == f"wedding 13 days later, on {day(33)}"  # 28 days of rhythm and 5 of redness
    assert isinstance(plan(rulebook, NO_DRUG, later.wishes), Plan)
    kinds = [c.kind for c in found.changes]
    assert kinds == ["event-later", "need-dropped", "fewer-sessions", "leave-out"][: len(kinds)]


def test_what_was_not_asked_is_told_and_does_not_close_days(rulebook: Rulebook) -> None:
    found = plan(rulebook, History(), of(Wish("needle", areas=FACE)))
    assert isinstance(found, Plan)
    assert [(q.factor, q.procedures) for q in found.to_ask] == [("drug", ("needle",))]
    assert found.visits[0].sessions[0].verdict == "ask"


def test_the_same_wishes_give_the_same_plan(rulebook: Rulebook) -> None:
    wishes = of(
        Wish("needle", 3, FACE), Wish("toxin", areas=BROW), Wish("filler", areas=LIPS), Wish("light", 2, HAND)
    )
    assert plan(rulebook, NO_DRUG, wishes) == plan(rulebook, NO_DRUG, wishes)


def test_too_little_time_is_no_proof(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    from entracte.planner.model import Model, Solved

    def late(*_: object, **__: object) -> Solved:
        return Solved("unknown", (), lambda _: 0, 0.0)

    monkeypatch.setattr(Model, "solve", late)
    found = plan(rulebook, NO_DRUG, of(Wish("needle", areas=FACE)))
    assert isinstance(found, NoPlan)
    assert (found.status, found.clash) == ("unknown", ())


def test_a_plan_that_the_engine_refuses_is_never_shown(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entracte.planner import interval
    from entracte.planner.judge import Disagreement

    monkeypatch.setattr(interval, "constrain", lambda calendar: None)
    wishes = of(Wish("toxin", areas=FACE), Wish("needle", areas=FACE), until=day(1))
    with pytest.raises(Disagreement):
        plan(rulebook, NO_DRUG, wishes)
