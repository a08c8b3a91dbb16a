"""Who and what a visit needs by time of day: practitioners, rooms, devices, and when they are free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal

from entracte.core.fault import Fault, did_you_mean
from entracte.knowledge.model import STRICT
from entracte.knowledge.rules import Rulebook

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Resource:
    """A practitioner, room or device.

    `does` names the procedures it serves (none named: all). `hours` are per weekday, as "09:00-17:00";
    no hours at all means always open. `booked` are taken stretches, as "2027-01-04 10:00-11:30".
    `prices` are a practitioner's own, per procedure.
    """

    __pydantic_config__ = STRICT

    name: str
    does: frozenset[str] = frozenset()
    hours: dict[Weekday, tuple[str, ...]] = field(default_factory=dict)
    booked: tuple[str, ...] = ()
    prices: dict[str, float] = field(default_factory=dict)

    def serves(self, procedure: str) -> bool:
        """Whether this procedure may be done by, in or with it."""
        return not self.does or procedure in self.does

    @cached_property
    def taken(self) -> dict[int, list[tuple[int, int]]]:
        """The booked minutes of each ordinal."""
        found: dict[int, list[tuple[int, int]]] = {}
        for text in self.booked:
            on, minutes = stretch(text)
            found.setdefault(on.toordinal(), []).append(minutes)
        return found

    def free(self, ordinal: int) -> Iterator[tuple[int, int]]:
        """The free stretches `[from, to)` of a day, in minutes after midnight."""
        weekday = WEEKDAYS[(ordinal - 1) % 7]
        open_hours = [(0, DAY)] if not self.hours else sorted(map(hours, self.hours.get(weekday, ())))
        for opens, end in open_hours:
            start = opens
            for busy_from, busy_to in sorted(self.taken.get(ordinal, ())):
                if busy_to <= start or busy_from >= end:
                    continue
                if busy_from > start:
                    yield start, busy_from
                start = busy_to
            if start < end:
                yield start, end


@dataclass(frozen=True)
class Diary:
    """Practitioners, rooms and devices; visits begin on the `slot` (minutes)."""

    __pydantic_config__ = STRICT

    practitioners: tuple[Resource, ...] = ()
    rooms: tuple[Resource, ...] = ()
    devices: tuple[Resource, ...] = ()
    slot: int = 15
    longest_visit: int = 240
    zone: str = "Europe/London"

    def choices(self, procedure: str) -> dict[str, tuple[Resource, ...]]:
        """What a session needs one each of, by role; a device only where one is for the procedure."""
        found = {}
        if self.practitioners:
            found["practitioner"] = tuple(r for r in self.practitioners if r.serves(procedure))
        if self.rooms:
            found["room"] = tuple(r for r in self.rooms if r.serves(procedure))
        devices = tuple(r for r in self.devices if procedure in r.does)
        if devices:
            found["device"] = devices
        return found

    @property
    def everything(self) -> tuple[tuple[str, Resource], ...]:
        """Each resource with the list it stands in."""
        lists = (("practitioners", self.practitioners), ("rooms", self.rooms), ("devices", self.devices))
        return tuple((name, resource) for name, resources in lists for resource in resources)


def hours(text: str) -> tuple[int, int]:
    """Read "09:00-17:00" as minutes after midnight; ValueError otherwise."""
    found = _HOURS.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} are no hours")
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if int(found[2]) > 59 or int(found[4]) > 59 or not 0 <= start < end <= DAY:
        raise ValueError(f"{text!r} are no hours of one day")
    return start, end


def stretch(text: str) -> tuple[date, tuple[int, int]]:
    """Read "2027-01-04 10:00-11:30"; ValueError otherwise."""
    day, _, times = text.strip().partition(" ")
    return date.fromisoformat(day), hours(times)


def clock(minutes: int) -> str:
    """Minutes after midnight as 09:05."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def diary_faults(diary: Diary, rulebook: Rulebook) -> list[Fault]:
    """Every fault of a diary: hours that cannot be read, overlaps, unknown ids, names used twice."""
    faults = []
    if not 1 <= diary.slot <= 240:
        faults.append(Fault("diary.slot", "bad-slot", f"{diary.slot} minutes", "1 to 240"))
    if len(diary.everything) > 500:
        faults.append(Fault("diary", "too-many", f"{len(diary.everything)} resources", "at most 500"))
    names: set[tuple[str, str]] = set()
    for kind, resource in diary.everything:
        where = f"diary.{kind} {resource.name}"
        if (kind, resource.name) in names:
            faults.append(Fault(where, "name-twice", "two have this name", "give each its own"))
        names.add((kind, resource.name))
        faults += _resource_faults(where, resource, rulebook)
    return faults


def _resource_faults(where: str, resource: Resource, rulebook: Rulebook) -> Iterator[Fault]:
    for id_ in sorted(resource.does | resource.prices.keys()):
        if id_ not in rulebook.usable:
            yield Fault(
                where, "unknown-procedure", f"no procedure {id_!r}", did_you_mean(id_, rulebook.usable)
            )
    for weekday, texts in resource.hours.items():
        yield from _overlaps(f"{where}.hours.{weekday}", [(weekday, t) for t in texts], "hours")
    stretches = []
    for text in resource.booked:
        day, _, times = text.strip().partition(" ")
        try:
            date.fromisoformat(day)
        except ValueError:
            yield Fault(f"{where}.booked", "not-a-booking", f"{text!r}", "write 2027-01-04 10:00-11:30")
        else:
            stretches.append((day, times))
    yield from _overlaps(f"{where}.booked", stretches, "bookings")


def _overlaps(where: str, texts: Iterable[tuple[str, str]], what: str) -> Iterator[Fault]:
    read: list[tuple[str, int, int, str]] = []
    for day, text in texts:
        try:
            read.append((day, *hours(text), text))
        except ValueError as error:
            yield Fault(where, "not-hours", str(error), "write 09:00-17:00")
    read.sort()
    for one, other in pairwise(read):
        if one[0] == other[0] and other[1] < one[2]:
            yield Fault(
                where,
                "overlaps-itself",
                f"{what} {one[3]} and {other[3]} overlap on {one[0]}",
                "mend the diary",
            )
