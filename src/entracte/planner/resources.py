"""The diary met with the plan: who, where and with what, by time of day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from entracte.planner.bounds import CENTS
from entracte.planner.calendar import Calendar
from entracte.planner.diary import DAY, WEEKDAYS, Resource, hours
from entracte.planner.model import Model, Yes
from entracte.planner.problem import Item, Reason

Chosen = dict[tuple[str, str, str], Yes]  # (client/session, role, name) -> whether it is that one


class Bookings:
    """What the sessions of one or more calendars take of a diary, in slots from the day `epoch` on."""

    def __init__(self, model: Model, epoch: int) -> None:
        self.model, self.epoch = model, epoch
        self.chosen: Chosen = {}
        self.starts: dict[str, Any] = {}
        self.stretches: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.taken: dict[tuple[str, str], Resource] = {}

    def constrain(self, calendar: Calendar) -> None:
        """Each session has one practitioner, room and device that are there for its whole length."""
        diary = calendar.problem.wishes.diary
        if diary is None or not calendar.holds(Reason("diary")):
            return
        for item in calendar.items:
            self._times(calendar, item)
            for role, resources in diary.choices(item.procedure).items():
                chosen = [self._one(calendar, item, role, r) for r in resources]
                self.model.cp.add_exactly_one(chosen) if chosen else self.model.cp.add_bool_or([])
        self._short_visits(calendar)

    def no_double_booking(self, calendar: Calendar) -> None:
        """Nobody and nothing serves two sessions at once, nor one while booked already."""
        for key, stretches in self.stretches.items():
            booked = list(self._booked(calendar, self.taken[key]))
            if booked or len(stretches) > 1:
                self.model.alone([*stretches, *booked])

    def _times(self, calendar: Calendar, item: Item) -> None:
        """The first slot of a session, counted from the epoch; it ends on the day it began."""
        self.model.lag(calendar.times[item.id], calendar.slots, calendar.length(item))
        since = calendar.problem.origin - self.epoch
        at = self.model.number(0, (since + calendar.horizon + 1) * calendar.slots)
        day = calendar.day(item) + since
        self.model.cp.add(at == day * calendar.slots + calendar.times[item.id])
        self.starts[self._key(calendar, item)] = at

    def _one(self, calendar: Calendar, item: Item, role: str, resource: Resource) -> Yes:
        key, chosen = self._key(calendar, item), self.model.yes()
        self.chosen[key, role, resource.name] = chosen
        self._open(calendar, item, resource, chosen)
        self.taken[role, resource.name] = resource
        self.stretches[role, resource.name].append(
            self.model.use(self.starts[key], calendar.length(item), chosen)
        )
        own = resource.prices.get(item.procedure)
        if own is not None:
            extra = round(own * CENTS) - round(item.price * CENTS)
            calendar.costs["price"].append((extra * chosen, max(0, extra)))
        return chosen

    def _open(self, calendar: Calendar, item: Item, resource: Resource, chosen: Yes) -> None:
        """If chosen, the session lies in the opening hours of its weekday."""
        shifts = list(_shifts(resource))
        groups = [self.model.yes() for _ in shifts] if len(shifts) > 1 else [chosen] * len(shifts)
        if len(shifts) != 1:
            self.model.cp.add(sum(groups) == chosen)
        for group, (weekdays, stretches) in zip(groups, shifts, strict=True):
            if len(weekdays) < len(WEEKDAYS):
                self.model.within(calendar.weekday(item), [(k, k) for k in weekdays], [group])
            starts = _starts(stretches, calendar.slot, calendar.length(item))
            self.model.within(calendar.times[item.id], starts, [group])

    def _booked(self, calendar: Calendar, resource: Resource) -> Iterator[Any]:
        """What is booked already, as slots that are taken."""
        slot = calendar.slot
        for day, stretches in resource.taken.items():
            for start, end in stretches:
                first = (day - self.epoch) * calendar.slots + start // slot
                if day >= self.epoch:
                    yield self.model.use(first, -(-end // slot) - start // slot)

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

    def _key(self, calendar: Calendar, item: Item) -> str:
        return f"{calendar.problem.wishes.client}/{item.id}"


def _shifts(resource: Resource) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """The weekdays that have the same hours, with those hours in minutes."""
    if not resource.hours:
        yield list(range(7)), [(0, DAY)]
        return
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, name in enumerate(WEEKDAYS):
        if resource.hours.get(name):
            same[resource.hours[name]].append(k)
    for texts, weekdays in same.items():
        yield weekdays, sorted(hours(text) for text in texts)


def _starts(stretches: list[tuple[int, int]], slot: int, length: int) -> list[tuple[int, int]]:
    """The slots on which a session of this length can begin."""
    found = [(-(-opens // slot), closes // slot - length) for opens, closes in stretches]
    return [(first, last) for first, last in found if first <= last]
