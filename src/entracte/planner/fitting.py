"""First fit: the earliest time of a day at which a visit finds everyone and everything it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from entracte.planner.diary import DAY, Diary, Resource
from entracte.planner.problem import Item
from entracte.planner.score import Slot

Given = tuple[tuple[str, str], ...]


class Book:
    """A diary as it fills up."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.taken: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)

    def fit(self, visit: Sequence[Slot]) -> list[Slot] | None:
        """The sessions of a visit one right after the other, on its day; None where it has no room."""
        for begin in range(0, DAY, self.diary.slot):
            found = self._from(visit, begin)
            if found is not None:
                return found
        return None

    def open(self, slot: Slot) -> bool:
        """Whether everyone and everything that a session was given is there and free."""
        assert slot.at is not None
        end, given = slot.at + self._minutes(slot.item), dict(slot.by)
        needed = self.diary.choices(slot.item.procedure)
        return needed.keys() == given.keys() and all(
            self._free(role, next(r for r in resources if r.name == given[role]), slot.day, slot.at, end)
            for role, resources in needed.items()
        )

    def take(self, visit: Sequence[Slot]) -> None:
        """Book a visit that fits."""
        for slot in visit:
            assert slot.at is not None
            for role, name in slot.by:
                self.taken[role, name, slot.day].append((slot.at, slot.at + self._minutes(slot.item)))

    def _from(self, visit: Sequence[Slot], begin: int) -> list[Slot] | None:
        found: list[Slot] = []
        for slot in visit:
            by = self._given(slot.item, slot.day, begin)
            if by is None:
                return None
            found.append(Slot(slot.item, slot.day, slot.place, begin, by))
            begin += self._minutes(slot.item)
        return found

    def _given(self, item: Item, day: int, begin: int) -> Given | None:
        """Who and what is free for a session from `begin` on, one for each role."""
        found = []
        for role, resources in self.diary.choices(item.procedure).items():
            end = begin + self._minutes(item)
            free = next((r for r in resources if self._free(role, r, day, begin, end)), None)
            if free is None:
                return None
            found.append((role, free.name))
        return tuple(found)

    def _free(self, role: str, resource: Resource, day: int, begin: int, end: int) -> bool:
        if not any(opens <= begin and end <= closes for opens, closes in resource.free(day)):
            return False
        return all(end <= start or stop <= begin for start, stop in self.taken[role, resource.name, day])

    def _minutes(self, item: Item) -> int:
        """The length in whole slots, as the model counts it."""
        return -(-item.minutes // self.diary.slot) * self.diary.slot
