"""The diary met with the plan: who, where and with what, by time of day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from entracte.planner.bounds import CENTS
from entracte.planner.calendar import Calendar
from entracte.planner.diary import Resource
from entracte.planner.model import Model, Yes
from entracte.planner.problem import Item, Reason

Chosen = dict[tuple[str, str, str], Yes]  # (session, role, name) -> whether it is that one


class Bookings:
    """What the sessions of one or more calendars take of a shared diary."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.chosen: Chosen = {}
        self.stretches: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self._starts: dict[tuple[Any, ...], list[tuple[int, int]]] = {}

    def constrain(self, calendar: Calendar, shared: bool = False) -> None:
        """Each session has one free practitioner, room and device for its whole length.

        `shared` keeps the stretches, so that `no_double_booking` can part several clients.
        """
        diary = calendar.problem.wishes.diary
        if diary is None or not calendar.holds(Reason("diary")):
            return
        for item in calendar.items:
            start = self._at(calendar, item)
            for role, resources in diary.choices(item.procedure).items():
                taken = [self._one(calendar, item, start, role, r, shared) for r in resources]
                self.model.cp.add_exactly_one(taken) if taken else self.model.cp.add_bool_or([])
        self._short_visits(calendar)

    def _at(self, calendar: Calendar, item: Item) -> Any:
        """The first slot of a session, counted from the origin; it ends on the day it began."""
        length = calendar.length(item)
        self.model.lag(calendar.times[item.id], calendar.slots, length)
        at = self.model.number(0, (calendar.horizon + 1) * calendar.slots)
        self.model.cp.add(at == calendar.day(item) * calendar.slots + calendar.times[item.id])
        return at

    def _one(
        self, calendar: Calendar, item: Item, start: Any, role: str, resource: Resource, shared: bool
    ) -> Yes:
        chosen = self.model.yes()
        client = calendar.problem.wishes.client
        self.chosen[f"{client}/{item.id}", role, resource.name] = chosen
        length = calendar.length(item)
        self.model.within(start, self._free(calendar, resource, length), [chosen])
        if shared:
            self.stretches[role, resource.name].append(self.model.use(start, length, chosen))
        own = resource.prices.get(item.procedure)
        if own is not None:
            extra = round(own * CENTS) - round(item.price * CENTS)
            calendar.costs["price"].append((extra * chosen, max(0, extra)))
        return chosen

    def _free(self, calendar: Calendar, resource: Resource, length: int) -> list[tuple[int, int]]:
        """The slots on which a session of this length can begin."""
        origin, slot = calendar.problem.origin, calendar.slot
        key = (id(resource), length, origin, calendar.horizon)
        if key not in self._starts:
            found = []
            for day in range(calendar.horizon + 1):
                for opens, closes in resource.free(origin + day):
                    first, last = -(-opens // slot), closes // slot - length
                    if first <= last:
                        found.append((day * calendar.slots + first, day * calendar.slots + last))
            self._starts[key] = found
        return self._starts[key]

    def _short_visits(self, calendar: Calendar) -> None:
        """The sessions of one visit lie within the longest visit."""
        diary = calendar.problem.wishes.diary
        assert diary is not None
        most = diary.longest_visit // calendar.slot
        for pair in calendar.pairings:
            if pair.first is False:
                continue
            one, other = calendar.times[pair.one.id], calendar.times[pair.other.id]
            self.model.lag(other, one, calendar.length(pair.other) - most, [pair.first])
            self.model.lag(one, other, calendar.length(pair.one) - most, [pair.second])

    def no_double_booking(self) -> None:
        """Nobody and nothing serves two clients at once."""
        for stretches in self.stretches.values():
            self.model.alone(stretches)
