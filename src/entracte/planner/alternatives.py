"""The next-best plans that differ in kind: the same wishes with the goals in another order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from entracte.planner.answer import Alternative, Plan
from entracte.planner.plan import told
from entracte.planner.problem import Problem
from entracte.planner.solve import solve
from entracte.planner.wishes import GoalName

Kind = Literal["fewer-visits", "safest", "soonest", "cheapest"]
KINDS: tuple[tuple[Kind, GoalName, str], ...] = (
    ("safest", "advised", "days short of what is advised"),
    ("fewer-visits", "visits", "visits"),
    ("soonest", "finish", "days to the last visit"),
    ("cheapest", "price", "of the price, in hundredths"),
)
LOST = {
    "grounds": "points of weaker grounds",
    "peak": "days past the peak of what fades",
    "rhythm": "days beyond the rhythm of courses",
}
REST: tuple[GoalName, ...] = ("advised", "grounds", "price", "visits", "peak", "rhythm", "finish")


def with_alternatives(problem: Problem, plan: Plan, seconds: float, workers: int) -> Plan:
    """The plan with those of other kinds that do better in their own goal and so worse in another."""
    return replace(plan, alternatives=tuple(_others(problem, plan, seconds, workers)))


def _others(problem: Problem, plan: Plan, seconds: float, workers: int) -> Iterator[Alternative]:
    end = time.monotonic() + seconds
    seen = {_laid_out(plan)}
    here = measured(plan)
    for kind, goal, unit in KINDS:
        left = end - time.monotonic()
        if left <= 0 or (goal == "price" and not _priced(problem)):
            continue
        order = (goal, *(g for g in REST if g != goal and (g != "price" or _priced(problem))))
        wishes = replace(problem.wishes, goals=order)
        layout = solve(replace(problem, wishes=wishes), left, workers)
        if not layout.found:
            continue
        other = told(replace(problem, wishes=wishes), layout)
        there = measured(other)
        if there[goal] >= here.get(goal, there[goal] + 1) or _laid_out(other) in seen:
            continue
        seen.add(_laid_out(other))
        yield Alternative(kind, _says(goal, unit, here, there), other)


def measured(plan: Plan) -> dict[str, int]:
    """What a plan comes to under each goal that can tell two kinds of plan apart."""
    return {
        **{g.name: g.value for g in plan.goals},
        "price": round(plan.price * 100),
        "visits": len(plan.visits),
    }


def _priced(problem: Problem) -> bool:
    wishes = problem.wishes
    own = wishes.diary and any(r.prices for r in wishes.diary.practitioners)
    return bool(wishes.visit_price or own)


def _laid_out(plan: Plan) -> tuple[object, ...]:
    return tuple((v.on, tuple(s.id for s in v.sessions)) for v in plan.visits)


def _says(goal: str, unit: str, here: dict[str, int], there: dict[str, int]) -> str:
    gained = f"{there[goal]} {unit} instead of {here[goal]}"
    names = {g: u for _, g, u in KINDS} | LOST
    lost = [
        f"{there[g]} {u} instead of {here[g]}"
        for g, u in names.items()
        if g != goal and g in here and g in there and there[g] > here[g]
    ]
    return f"{gained}{'; for it, ' + ', '.join(lost) if lost else ''}"
