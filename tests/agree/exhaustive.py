"""Every way to lay a few sessions on a few days, tried one after the other and judged by the engine.

Deliberately without a solver: what the planner proves, this reading finds by trying.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations, product

from entracte.planner.event import effect
from entracte.planner.judge import Disagreement, judge
from entracte.planner.problem import Item, Problem
from entracte.planner.score import Slot, score


def best(problem: Problem) -> tuple[int, ...] | None:
    """The goals' values, in their order, of the best layout there is; None where there is none."""
    found = [marks(problem, layout) for layout in layouts(problem)]
    return min(found, default=None)


def marks(problem: Problem, layout: Sequence[Slot]) -> tuple[int, ...]:
    """What a layout comes to, goal by goal."""
    counted = score(problem, layout)
    return tuple(counted[name] for name in problem.wishes.goals)


def layouts(problem: Problem) -> Iterator[list[Slot]]:
    """Every layout that the engine allows and the wishes ask for."""
    choices = [[d for d in open_days(problem) if suits(problem, item, d)] for item in problem.items]
    for days in product(*choices):
        if not in_course(problem, days) or not within_bounds(problem, days):
            continue
        for layout in orders(problem, days):
            try:
                judge(problem, layout)
            except Disagreement:
                continue
            yield layout


def open_days(problem: Problem) -> list[int]:
    """The days on which the client can come."""
    wishes = problem.wishes
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    found = []
    for day in range(problem.origin, problem.last + 1):
        away = any(first <= day <= last for first, last in problem.away)
        named = names[date.fromordinal(day).weekday()]
        if not away and (not wishes.weekdays or named in wishes.weekdays):
            found.append(day)
    return found


def suits(problem: Problem, item: Item, day: int) -> bool:
    """Whether a day keeps to what the event asks of one session."""
    event = problem.wishes.event
    if event is None:
        return True
    told, on = effect(problem.rulebook, item.procedure), event.on.toordinal()
    if event.unseen and day <= on and on - day < told.shows.days:
        return False
    if not event.wants_best(item.procedure):
        return True
    if item.number < max(i.number for i in problem.items if i.wish == item.wish):
        return day <= on
    soonest = told.best_from.days if told.best_from else 0
    return on - day >= soonest and (told.lasts is None or on - day <= told.lasts.days)


def in_course(problem: Problem, days: Sequence[int]) -> bool:
    """Whether the sessions of each wish come one after the other, a day each."""
    pairs = zip(problem.items, problem.items[1:], days, days[1:], strict=False)
    return all(a.wish != b.wish or on < after for a, b, on, after in pairs)


def within_bounds(problem: Problem, days: Sequence[int]) -> bool:
    """Whether the visits are few enough, small enough and cheap enough."""
    wishes = problem.wishes
    if wishes.most_visits is not None and len(set(days)) > wishes.most_visits:
        return False
    if wishes.most_per_visit is not None and max(days.count(d) for d in days) > wishes.most_per_visit:
        return False
    price = wishes.visit_price * len(set(days)) + sum(item.price for item in problem.items)
    return wishes.budget is None or price <= wishes.budget


def orders(problem: Problem, days: Sequence[int]) -> Iterator[list[Slot]]:
    """Every order within every visit."""
    visits = [[i for i, d in zip(problem.items, days, strict=True) if d == day] for day in sorted(set(days))]
    for chosen in product(*(permutations(visit) for visit in visits)):
        yield [
            Slot(item, day, place)
            for day, visit in zip(sorted(set(days)), chosen, strict=True)
            for place, item in enumerate(visit)
        ]
