"""One client's plan as plain data: the sessions to place, the days there are, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from entracte.core.days import bounds
from entracte.core.history import History, Session
from entracte.core.proposal import Proposal
from entracte.knowledge.rules import Rulebook
from entracte.planner.diary import WEEKDAYS
from entracte.planner.wishes import LONGEST_HORIZON, Wish, Wishes

# Past every sequence a book uses, so that a session booked as "second" stays before what is planned.
LATE = 1_000_000

Why = Literal[
    "wish", "rule", "silence", "factor", "best", "unseen", "until", "away", "weekdays", "most_visits",
    "most_per_visit", "budget", "diary",
]  # fmt: skip


class Reason(NamedTuple):
    """Something that a plan must heed: a wish, a rule with what it met, a need, a ceiling."""

    why: Why
    about: str = ""
    event: str = ""


@dataclass(frozen=True)
class Item:
    """One session to place: the `number`th of a wish, and its stable id."""

    wish: int
    number: int
    id: str
    procedure: str
    areas: frozenset[str]
    dose: float | None
    minutes: int
    price: float

    def proposal(self, on: date, sequence: int | None = LATE) -> Proposal:
        """The session put forward for a day."""
        return Proposal(self.procedure, on, self.areas, self.id, "booked", self.dose, sequence)

    def session(self, on: date, sequence: int | None = None) -> Session:
        """The session as booked on a day."""
        return Session(self.procedure, on, self.areas, "booked", self.id, self.dose, sequence)


@dataclass(frozen=True)
class Problem:
    """Sessions to place between `origin` and `horizon` days later; `ignoring` leaves reasons out.

    `before` holds the day that each session had in an earlier plan, for planning anew with few changes.
    `done` counts the sessions of each wish that have been had, by index.
    """

    rulebook: Rulebook
    history: History
    wishes: Wishes
    before: Mapping[str, int] = field(default_factory=dict)
    done: Mapping[int, int] = field(default_factory=dict)
    ignoring: frozenset[Reason] = frozenset()

    @property
    def origin(self) -> int:
        """The ordinal of the first day."""
        return self.wishes.first_day(self.rulebook).toordinal()

    @property
    def last(self) -> int:
        """The last ordinal; far ahead where the end itself is left out."""
        if Reason("until") in self.ignoring:
            return self.origin + LONGEST_HORIZON
        return max(self.origin, self.wishes.last_day(self.rulebook).toordinal())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The sessions to place, in the order of the wishes."""
        stems: dict[str, int] = {}
        found = []
        for i, wish in enumerate(self.wishes.procedures):
            begun = stems.get(wish.procedure, 0)
            stems[wish.procedure] = begun + wish.sessions
            if Reason("wish", str(i)) in self.ignoring:
                continue
            numbers = range(begun + self.done.get(i, 0) + 1, begun + wish.sessions + 1)
            found += [_item(i, wish, number) for number in numbers]
        return tuple(found)

    def ignore(self, reasons: frozenset[Reason]) -> Problem:
        """The same problem without these reasons."""
        return replace(self, ignoring=reasons)

    @cached_property
    def away(self) -> tuple[tuple[int, int], ...]:
        """First and last ordinal of each time away."""
        return tuple(bounds(days) for days in self.wishes.away)

    @cached_property
    def closed_weekdays(self) -> frozenset[int]:
        """The weekdays, Monday 0, on which no visit may fall."""
        wanted = self.wishes.weekdays
        return frozenset(i for i, name in enumerate(WEEKDAYS) if wanted and name not in wanted)


def _item(index: int, wish: Wish, number: int) -> Item:
    id_ = f"{wish.procedure}-{number}"
    return Item(index, number, id_, wish.procedure, wish.areas, wish.dose, wish.minutes, wish.price)


def overlap(rulebook: Rulebook, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of areas overlap; no areas given means any."""
    return not one or not other or not rulebook.near(one).isdisjoint(other)
