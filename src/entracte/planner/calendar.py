"""One client's sessions as variables: a day for each, and how each two lie to one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from entracte.core.history import FactorPeriod, Session
from entracte.engine.assessment import Window
from entracte.knowledge.rules import Contraindication, Interval
from entracte.planner.diary import DAY
from entracte.planner.model import Day, Goal, Model, Yes
from entracte.planner.problem import Item, Problem, Reason
from entracte.planner.wishes import LONGEST_HORIZON

# What a day of care (an open same day, a factor to mind) counts as, in days short of the advised.
CARE_DAYS = 7


@dataclass
class Pairing:
    """Two sessions: `before` and `after` say that `one` is on an earlier or a later day than `other`;
    `first` and `second`, that both are on one day and `one` is done first or second."""

    one: Item
    other: Item
    before: Yes
    after: Yes
    first: Yes
    second: Yes

    @property
    def together(self) -> Any:
        """One if both are on one day, else zero."""
        return self.first + self.second


class Calendar:
    """The days of one client's sessions, counted from the problem's origin.

    The kinds of rule add to it: closed days by `close`, days with care by `mind`, costs by `cost`.
    `holds` notes each reason and says whether it is heeded, so that a clash can be found by leaving
    reasons out.
    """

    def __init__(self, problem: Problem, model: Model) -> None:
        self.problem, self.model, self.rulebook = problem, model, problem.rulebook
        self.items = problem.items
        self.horizon = problem.last - problem.origin
        self.reasons: dict[Reason, None] = {Reason("wish", str(i.wish)): None for i in self.items}
        self.costs: dict[str, list[tuple[Any, int]]] = defaultdict(list)
        self.closed: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._weekdays: dict[str, Day] = {}
        self.days: dict[str, Day] = {i.id: model.number(0, self.horizon, i.id) for i in self.items}
        diary = problem.wishes.diary
        self.slot = diary.slot if diary else 1
        self.slots = DAY // self.slot if diary else max(1, len(self.items))
        self.times: dict[str, Day] = {i.id: model.number(0, self.slots - 1) for i in self.items}
        self.pairings = [self._pairing(a, b) for a, b in combinations(self.items, 2)]

    def day(self, item: Item) -> Day:
        """The day of a session."""
        return self.days[item.id]

    def weekday(self, item: Item) -> Day:
        """The weekday of a session, Monday 0.

        Said by the remainder: hundreds of single days as a domain would slow the solver tenfold.
        """
        if item.id not in self._weekdays:
            found = self.model.number(0, 6)
            since_monday = self.day(item) + (self.problem.origin - 1) % 7
            self.model.cp.add_modulo_equality(found, since_monday, 7)
            self._weekdays[item.id] = found
        return self._weekdays[item.id]

    def length(self, item: Item) -> int:
        """How many slots a session takes; where there is no diary, its place in the visit."""
        return -(-item.minutes // self.slot) if self.problem.wishes.diary else 1

    def holds(self, reason: Reason) -> bool:
        """Whether this reason is heeded; it is noted either way."""
        self.reasons[reason] = None
        return reason not in self.problem.ignoring

    def close(self, item: Item, start: int, end: int) -> None:
        """A session may not fall on the ordinals `[start, end)`."""
        origin = self.problem.origin
        low, high = max(start - origin, 0), min(end - origin, self.horizon + 1)
        if low < high:
            self.closed[item.id].append((low, high))

    def settle(self) -> None:
        """Take the closed days out of every session's days."""
        for id_, closed in self.closed.items():
            self.model.within(self.days[id_], gaps(closed, self.horizon))

    def mind(self, item: Item, window: Window) -> None:
        """Count the cost of a session inside a window of caution."""
        origin = self.problem.origin
        low, high = max(window.start - origin, 0), min(window.end - origin - 1, self.horizon)
        if low > high:
            return
        inside, day = self.model.yes(), self.day(item)
        outside = [r for r in ((0, low - 1), (high + 1, self.horizon)) if r[0] <= r[1]]
        self.model.within(day, outside, [~inside])
        edge, sign = shortfall(window)
        most = CARE_DAYS if edge is None else max(0, *(sign * (edge - origin - d) for d in (low, high)))
        cost = self.model.number(0, most)
        needed = CARE_DAYS if edge is None else sign * (edge - origin - day)
        self.model.cp.add(cost >= needed).only_enforce_if(inside)
        self.costs["advised"].append((cost, most))

    def goal(self, name: str) -> Goal:
        """The sum of what was counted under a goal."""
        told = self.costs[name]
        return Goal(name, sum(cost for cost, _ in told), sum(top for _, top in told))

    def _pairing(self, one: Item, other: Item) -> Pairing:
        """A course goes in its order, a session a day; of any other two, one of four ways is so."""
        if one.wish == other.wish:
            return Pairing(one, other, True, False, False, False)
        ways = [self.model.yes() for _ in range(4)]
        self.model.cp.add_exactly_one(ways)
        found = Pairing(one, other, *ways)
        for way in (found.first, found.second):
            self.model.cp.add(self.day(one) == self.day(other)).only_enforce_if(way)
        self.model.lag(self.times[one.id], self.times[other.id], self.length(one), [found.first])
        self.model.lag(self.times[other.id], self.times[one.id], self.length(other), [found.second])
        return found


def shortfall(window: Window) -> tuple[int | None, int]:
    """The day on which a window of caution would be over, and which way days count towards it.

    (None, 1) where it has no such day and counts as so many days of care.
    """
    rule, event = window.rule, window.event
    if isinstance(rule, Interval) and isinstance(event, Session):
        if window.code.endswith("-after"):
            return event.last_day + comfortable(rule), 1
        if window.code.endswith("-before"):
            return event.first_day - comfortable(rule), -1
    if (
        isinstance(rule, Contraindication)
        and isinstance(event, FactorPeriod)
        and window.code == "factor-recent"
    ):
        return event.last_day + comfortable(rule), 1
    return None, 1


def comfortable(rule: Interval | Contraindication) -> int:
    """The advised days; past three years nothing is counted, since no plan reaches that far."""
    return min(max(rule.minimum, rule.advised), LONGEST_HORIZON)


def gaps(closed: Iterable[tuple[int, int]], last: int) -> list[tuple[int, int]]:
    """What is left of `0..last` when the half-open ranges are taken out, as closed ranges."""
    left, start = [], 0
    for low, high in sorted(closed):
        if low > start:
            left.append((start, low - 1))
        start = max(start, high)
    if start <= last:
        left.append((start, last))
    return left
