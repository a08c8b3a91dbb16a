"""The one door: a rulebook, a history and wishes in; a plan, or why there is none, out."""

from __future__ import annotations

from dataclasses import replace

from entracte.core.history import History
from entracte.engine.assessment import Assessment
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import EventDay, GoalReached, NoPlan, Plan, Question, Visit
from entracte.planner.bounds import CENTS
from entracte.planner.diary import clock
from entracte.planner.event import effect
from entracte.planner.judge import judge, placed
from entracte.planner.problem import Problem
from entracte.planner.score import Slot, score
from entracte.planner.solve import Layout, Say, solve
from entracte.planner.whynot import why_not
from entracte.planner.wishes import Wishes, refuse_senseless

SECONDS = 20.0
# One worker gives the same plan each time; more can prove a large one sooner.
WORKERS = 1


def plan(
    rulebook: Rulebook,
    history: History,
    wishes: Wishes,
    *,
    seconds: float = SECONDS,
    workers: int = WORKERS,
    say: Say | None = None,
) -> Plan | NoPlan:
    """Lay the wishes out as visits, by the goals in order, and prove it; or tell the clash.

    `seconds` bounds the search; what is best by then is returned as `feasible`. Raises Mistake on
    senseless wishes, Disagreement if the engine would not allow the plan.
    """
    refuse_senseless(rulebook, history, wishes)
    return answer(Problem(rulebook, history, wishes), seconds, workers, say)


def answer(problem: Problem, seconds: float, workers: int, say: Say | None = None) -> Plan | NoPlan:
    """The plan of a problem, judged; or why there is none."""
    layout = solve(problem, seconds, workers, say)
    if layout.found:
        return told(problem, layout)
    return why_not(problem, layout, seconds, workers)


def told(problem: Problem, layout: Layout) -> Plan:
    """A layout as a plan, once the engine has judged every session of it."""
    judged = judge(problem, layout.slots)
    goals = weighed(layout)
    rulebook, wishes = problem.rulebook, problem.wishes
    return Plan(
        status="optimal" if layout.status == "optimal" else "feasible",
        visits=_visits(problem, judged),
        goals=goals,
        objective=sum(g.weight * g.value for g in goals),
        bound=sum(g.weight * g.bound for g in goals),
        price=score(problem, layout.slots)["price"] / CENTS,
        client=wishes.client,
        base=rulebook.base.version,
        policy=rulebook.policy,
        rulebook=rulebook.hash,
        as_of=rulebook.as_of,
        to_ask=_to_ask(judged),
        notes=tuple(_notes(problem)),
        event=EventDay(wishes.event.on, wishes.event.name) if wishes.event else None,
        zone=wishes.diary.zone if wishes.diary else None,
    )


def weighed(layout: Layout) -> tuple[GoalReached, ...]:
    """The goals with weights such that one of an earlier goal outweighs all there can be of later ones."""
    weight, found = 1, []
    for goal, reached in reversed(layout.goals):
        found.append(GoalReached(goal.name, reached.value, reached.bound, weight))
        weight *= goal.top + 1
    return tuple(reversed(found))


def _visits(problem: Problem, judged: list[tuple[Slot, Assessment]]) -> tuple[Visit, ...]:
    days: dict[int, list[tuple[Slot, Assessment]]] = {}
    for slot, assessment in judged:
        days.setdefault(slot.day, []).append((slot, assessment))
    return tuple(
        Visit(
            judged_there[0][1].proposal.on,
            tuple(
                placed(slot, a, _price(problem, slot), None if slot.at is None else clock(slot.at))
                for slot, a in judged_there
            ),
        )
        for _, judged_there in sorted(days.items())
    )


def _price(problem: Problem, slot: Slot) -> float:
    alone = replace(problem, wishes=replace(problem.wishes, visit_price=0.0))
    return score(alone, [slot])["price"] / CENTS


def _to_ask(judged: list[tuple[Slot, Assessment]]) -> tuple[Question, ...]:
    """What could forbid a session and was never asked, once each, with the procedures it touches."""
    asked: dict[str, set[str]] = {}
    factors = judged[0][1].rulebook.base.factors if judged else {}
    for slot, assessment in judged:
        for factor in assessment.screening.open:
            asked.setdefault(factor, set()).add(slot.item.procedure)
    return tuple(Question(f, factors[f].question, tuple(sorted(p))) for f, p in sorted(asked.items()))


def _notes(problem: Problem) -> list[str]:
    """What the plan could not take into account."""
    event, rulebook = problem.wishes.event, problem.rulebook
    notes = []
    for procedure in dict.fromkeys(w.procedure for w in problem.wishes.procedures):
        name = rulebook.base.procedures[procedure].name
        if event and event.wants_best(procedure) and effect(rulebook, procedure).best_from is None:
            notes.append(
                f"{name}: no source here says when its result is best, so it is only placed before the event."
            )
        counted = [rule.unit for rule in rulebook.limits.get(procedure, ()) if rule.unit != "sessions"]
        if counted and any(w.dose is None for w in problem.wishes.procedures if w.procedure == procedure):
            notes.append(
                f"{name}: no dose was given, so limits in {', '.join(sorted(set(counted)))} are not counted."
            )
    return notes
