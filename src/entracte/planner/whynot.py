"""No plan: the smallest clash, each part of it needed, and the least changes that would help."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Literal

from entracte.planner.answer import Change, Member, NoPlan
from entracte.planner.changes import changes
from entracte.planner.problem import Problem, Reason
from entracte.planner.solve import Layout, possible, reasons_of
from entracte.planner.words import member

# A probe only asks whether any plan exists, which takes milliseconds; this is a guard, not a budget.
PROBE_SECONDS = 5.0


def why_not(problem: Problem, layout: Layout, seconds: float, workers: int) -> NoPlan:
    """The clash behind a problem that has no layout, in words, with changes that were solved."""
    if layout.status == "unknown":
        return _told(
            problem, "unknown", f"No plan was found in {seconds:g} seconds, and none was proven impossible."
        )
    end = time.monotonic() + max(seconds, PROBE_SECONDS)
    reasons = layout.reasons

    def impossible(heeded: Sequence[Reason]) -> bool:
        return _impossible(problem, reasons, heeded, workers, end)

    wishes = _few_wishes(reasons, impossible)
    others = frozenset(r for r in reasons if r.why == "wish").difference(wishes)
    clash = smallest_clash(reasons_of(problem.ignore(others)), impossible)
    proven = time.monotonic() < end
    members = tuple(member(problem, reason) for reason in clash)
    offered = changes(problem, clash, workers, end)
    said = "No plan keeps all of this: " + "; ".join(m.says for m in members) + "."
    return _told(problem, "no_plan", said, members, offered, proven)


def full(problem: Problem) -> NoPlan:
    """A client who has a plan, but no room in a diary that others fill."""
    return _told(problem, "unknown", "There is a plan, but no room for it was found in the diary.")


def _told(
    problem: Problem,
    status: Literal["no_plan", "unknown"],
    says: str,
    clash: tuple[Member, ...] = (),
    offered: tuple[Change, ...] = (),
    smallest: bool = True,
) -> NoPlan:
    rulebook = problem.rulebook
    return NoPlan(
        status=status,
        says=says,
        client=problem.wishes.client,
        base=rulebook.base.version,
        policy=rulebook.policy,
        rulebook=rulebook.hash,
        as_of=rulebook.as_of,
        clash=clash,
        changes=offered,
        smallest=smallest,
    )


def _few_wishes(
    reasons: Sequence[Reason], impossible: Callable[[Sequence[Reason]], bool]
) -> tuple[Reason, ...]:
    """One wish that cannot be had by itself, or two; else some of which each is needed.

    The fewer treatments a clash speaks of, the sooner it is understood.
    """
    others = [r for r in reasons if r.why != "wish"]
    wishes = [r for r in reasons if r.why == "wish"]
    for count in (1, 2):
        for some in combinations(wishes, count):
            if impossible([*some, *others]):
                return some
    return smallest_clash(wishes, lambda some: impossible([*some, *others]))


def _impossible(
    problem: Problem, reasons: Sequence[Reason], heeded: Sequence[Reason], workers: int, end: float
) -> bool:
    """Whether the reasons heeded, alone, leave no plan; false where that is not proven in time."""
    left_out = frozenset(reasons).difference(heeded)
    seconds = min(PROBE_SECONDS, end - time.monotonic())
    return seconds > 0 and possible(problem.ignore(left_out), seconds, workers) == "infeasible"


def smallest_clash(
    reasons: Sequence[Reason], impossible: Callable[[Sequence[Reason]], bool]
) -> tuple[Reason, ...]:
    """A smallest clash (no part of it can be left out): QuickXplain, Junker 2004."""

    def explain(ground: list[Reason], fresh: bool, rest: list[Reason]) -> list[Reason]:
        if fresh and impossible(ground):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        from_right = explain([*ground, *left], bool(left), right)
        from_left = explain([*ground, *from_right], bool(from_right), left)
        return [*from_left, *from_right]

    found = explain([], False, list(reasons)) if reasons else []
    return tuple(sorted(found, key=list(reasons).index))
