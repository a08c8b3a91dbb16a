"""The planner against trying everything: no better plan, no plan only where there is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from entracte.core.days import DayRange, Span
from entracte.engine.assessment import Assessment, Status
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import Base, NoteClaim
from entracte.knowledge.rules import Care, Rule
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.calendar import CARE_DAYS
from entracte.planner.judge import judge
from entracte.planner.plan import plan
from entracte.planner.problem import Problem
from entracte.planner.score import Slot, score
from entracte.planner.solve import possible, solve
from entracte.planner.wishes import GOALS, Event, Wish, Wishes
from tests.agree import exhaustive
from tests.strategies import TODAY, USABLE, areas_of_a_visit, bases, histories

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
unhurried = settings(
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
SPAN = 35
ORDERS = [
    GOALS,
    ("visits", "advised", "grounds", "finish"),
    ("finish", "visits"),
    ("peak", "visits"),
    ("price", "grounds", "advised"),
]


@st.composite
def effects(draw: st.DrawFn) -> dict[str, Any]:
    """Claims on how long a treatment shows, when it is best and how long it lasts."""
    found: dict[str, Any] = {}
    for n in range(draw(st.integers(0, 6))):
        id_ = f"s{n}/effect"
        kind: Any = draw(st.sampled_from(["downtime", "peak", "duration", "onset"]))
        days = draw(st.integers(0, 20))
        procedure = draw(st.sampled_from(USABLE))
        found[id_] = NoteClaim(
            id=id_,
            source=f"s{n}",
            says=id_,
            kind=kind,
            procedure=procedure,
            min=Span(days),
            max=Span(days + 3),
        )
    return found


@st.composite
def wishes(draw: st.DrawFn) -> Wishes:
    """Three sessions at most, on six days at most, with an event and ceilings now and then."""
    counts = draw(st.sampled_from([(1,), (2,), (1, 1), (1, 1), (2, 1), (1, 1, 1), (3,)]))
    wished = tuple(
        Wish(
            draw(st.sampled_from(USABLE)),
            count,
            draw(areas_of_a_visit),
            draw(st.sampled_from([None, 1.0, 2.0])),
            price=draw(st.sampled_from([0.0, 10.0])),
        )
        for count in counts
    )
    there = draw(st.sets(st.integers(0, SPAN), min_size=2, max_size=5))
    away = tuple(DayRange(on(n), on(n)) for n in range(SPAN + 1) if n not in there)
    event = draw(
        st.none()
        | st.builds(
            Event,
            on=st.integers(5, SPAN).map(on),
            at_best=st.sampled_from([True, False, frozenset({wished[0].procedure})]),
            unseen=st.booleans(),
        )
    )
    return Wishes(
        wished,
        start=TODAY,
        until=on(SPAN),
        event=event,
        away=away,
        weekdays=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"mon", "tue", "fri", "sat"})])),
        most_visits=draw(st.sampled_from([None, None, 1, 2])),
        most_per_visit=draw(st.sampled_from([None, None, 1, 2])),
        visit_price=draw(st.sampled_from([0.0, 5.0])),
        budget=draw(st.sampled_from([None, None, 15.0, 30.0])),
        goals=draw(st.sampled_from(ORDERS)),
    )


def on(n: int) -> date:
    return TODAY + timedelta(n)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    base: Base = draw(bases(40))
    base = replace(base, claims=base.claims | draw(effects()))
    rulebook = compile_rulebook(base, draw(st.sampled_from(["standard", "cautious"])), as_of=TODAY)
    return Problem(rulebook, draw(histories(most=3)), draw(wishes()))


@unhurried
@given(problems())
def test_no_better_plan_is_found_by_trying_everything(problem: Problem) -> None:
    found = solve(problem, 20, 1)
    tried = exhaustive.best(problem)
    assert (found.status == "optimal") == (tried is not None)
    if tried is not None:
        assert tuple(reached.value for _, reached in found.goals) == tried
        assert tuple(reached.bound for _, reached in found.goals) == tried


@unhurried
@given(problems())
def test_the_clash_is_a_clash_and_each_part_of_it_is_needed(problem: Problem) -> None:
    found = solve(problem, 20, 1)
    if found.status != "infeasible":
        return
    answer = plan(problem.rulebook, problem.history, problem.wishes, seconds=20, workers=1)
    assert isinstance(answer, NoPlan)
    assert answer.clash
    named = {(m.why, m.about, m.event) for m in answer.clash}
    kept = [r for r in found.reasons if (r.why, r.about, r.event or None) in named]
    aside = frozenset(found.reasons).difference(kept)
    assert possible(problem.ignore(aside), 20, 1) == "infeasible"
    for reason in kept:
        assert possible(problem.ignore(aside | {reason}), 20, 1) == "optimal", reason


@unhurried
@given(problems())
def test_each_change_offered_leads_to_a_plan(problem: Problem) -> None:
    answer = plan(problem.rulebook, problem.history, problem.wishes, seconds=20, workers=1)
    if isinstance(answer, Plan):
        return
    for change in answer.changes:
        changed = plan(problem.rulebook, problem.history, change.wishes, seconds=20, workers=1)
        assert isinstance(changed, Plan), change.says


@unhurried
@given(problems())
def test_days_short_are_those_that_the_engine_finds(problem: Problem) -> None:
    found = solve(replace(problem, wishes=replace(problem.wishes, goals=GOALS)), 20, 1)
    if not found.found:
        return
    judged = judge(problem, found.slots)
    short = sum(_short(slot, told, found.slots) for slot, told in judged)
    assert score(problem, found.slots)["advised"] - _overdue(judged) == short


def _short(slot: Slot, told: Assessment, slots: tuple[Slot, ...]) -> int:
    """Days short by the engine's windows; of two planned sessions, the later one counts them."""
    planned = {s.item.id: s for s in slots}
    total = 0
    for finding in told.findings:
        window, event = finding.window, finding.event
        if window.status is not Status.CAUTION:
            continue
        other = planned.get(getattr(event, "id", None) or "")
        if other and (other.day, other.place) > (slot.day, slot.place):
            continue
        total += _distance(window, slot.day)
    return total


def _distance(window: Any, day: int) -> int:
    if window.code in ("same-day-open", "factor-present"):
        return CARE_DAYS
    rule: Any = window.rule
    event: Any = window.event
    wait = min(max(rule.minimum, rule.advised), 1096)
    before = window.code.endswith("-before")
    left: int = day - event.first_day + wait if before else event.last_day + wait - day
    return max(0, left)


def _overdue(judged: list[tuple[Slot, Assessment]]) -> int:
    """Days past the rhythm of a course, between one session and the next of it."""
    total = 0
    for slot, told in judged:
        for finding in told.findings:
            before = f"{slot.item.procedure}-{slot.item.number - 1}"
            course = [s.item for s, _ in judged if s.item.id == before and s.item.wish == slot.item.wish]
            if course and finding.code == "overdue-again" and getattr(finding.event, "id", "") == before:
                rule: Any = finding.rule
                total += max(0, (finding.days or 0) - rule.best_before)
    return total


def test_every_kind_of_rule_is_met() -> None:
    """The tests above say nothing of a kind of rule that no generated plan had to heed."""
    met: Counter[str] = Counter()

    @settings(unhurried, max_examples=150, database=None, derandomize=True)
    @given(problems())
    def collect(problem: Problem) -> None:
        found = solve(problem, 20, 1)
        met.update({found.status: 1})
        for reason in found.reasons:
            rule = problem.rulebook.rules.get(reason.about)
            met.update({rule.kind if rule else reason.why: 1})

    collect()
    kinds = {rule.kind for rule in get_args(Rule) if rule is not Care}
    wanted = {
        *kinds,
        "silence",
        "best",
        "unseen",
        "away",
        "most_visits",
        "most_per_visit",
        "budget",
        "weekdays",
    }
    assert wanted | {"optimal", "infeasible"} <= met.keys(), met
