"""What happened to one client, and what is booked: frozen facts in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import Literal

from entracte.core.days import FOREVER, DayRange, bounds
from entracte.core.fault import mistake
from entracte.core.known import Known

Status = Literal["done", "booked", "cancelled"]
STATUSES: tuple[Status, ...] = ("done", "booked", "cancelled")


def area_ids(where: str, given: object) -> frozenset[str]:
    """A set of area ids from any collection of them; Mistake on text, whose letters would be areas."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise mistake(where, "wrong-type", f"{given!r} is no set of areas", "give a set of area ids")
    return frozenset(given)


def check_dose(where: str, dose: float | None) -> None:
    """A dose is a number from nought up; Mistake otherwise."""
    if dose is not None and not 0 <= dose < inf:
        raise mistake(where, "senseless-number", f"a dose of {dose}", "give a number from 0 up")


@dataclass(frozen=True)
class Session:
    """One procedure on one or more areas on one day.

    `on` is a day, or a range where only the month is known. No areas means that nobody said which,
    and counts as any. `sequence` orders the sessions of one day. `dose` is in the unit of the limit
    that counts it (units of toxin, mL of filler). Raises Mistake on a bad status or type.
    """

    procedure: str
    on: date | DayRange
    areas: frozenset[str] = frozenset()
    status: Status = "done"
    id: str | None = None
    dose: float | None = None
    sequence: int | None = None
    first_day: int = field(init=False, repr=False, compare=False)
    last_day: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "areas", area_ids("session.areas", self.areas))
        if self.status not in STATUSES:
            raise mistake(
                "session.status",
                "unknown-status",
                f"no status {self.status!r}",
                f"one of {', '.join(STATUSES)}",
            )
        if not isinstance(self.on, date | DayRange):
            raise mistake(
                "session.on", "wrong-type", f"{self.on!r} is not a day", "give a date or a DayRange"
            )
        check_dose("session.dose", self.dose)
        first, last = bounds(self.on)
        object.__setattr__(self, "first_day", first)
        object.__setattr__(self, "last_day", last)

    @property
    def first_day_date(self) -> date:
        """The first day that it can have been."""
        return self.on.first if isinstance(self.on, DayRange) else self.on

    @property
    def last_day_date(self) -> date:
        """The last day that it can have been."""
        return self.on.last if isinstance(self.on, DayRange) else self.on

    @property
    def name(self) -> str:
        """The id, or the procedure and its day where none was given."""
        return self.id or f"{self.procedure}@{self.on}"


@dataclass(frozen=True)
class FactorPeriod:
    """A factor from `since` to `to`, both included, either end open; or a plain yes, no or unknown."""

    factor: str
    answer: Known = Known.YES
    since: date | None = None
    to: date | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        where = f"factor {self.factor}"
        try:
            object.__setattr__(self, "answer", Known(self.answer))
        except ValueError:
            raise mistake(
                where, "unknown-answer", f"no answer {self.answer!r}", "yes, no or unknown"
            ) from None
        if (self.since or self.to) and self.answer is not Known.YES:
            raise mistake(
                where, "dated-no", f"an answer of {self.answer} takes no days", "leave the days out"
            )
        if self.since and self.to and self.to < self.since:
            raise mistake(where, "ends-before-start", f"{self.since}..{self.to} ends before it starts")

    @property
    def first_day(self) -> int:
        """The first ordinal on which the factor is present."""
        return self.since.toordinal() if self.since else -FOREVER

    @property
    def last_day(self) -> int:
        """The last ordinal on which the factor is present."""
        return self.to.toordinal() if self.to else FOREVER

    @property
    def name(self) -> str:
        """The id, or the factor with its days."""
        if self.id:
            return self.id
        if self.since or self.to:
            return f"{self.factor}={self.since or ''}..{self.to or ''}"
        return f"{self.factor}={self.answer}"


@dataclass(frozen=True, init=False)
class History:
    """Sessions and factor periods of one client. Cancelled sessions are no sessions and are dropped."""

    sessions: tuple[Session, ...]
    factors: tuple[FactorPeriod, ...]
    # The ids that are named, for whoever must know them all.
    procedures: frozenset[str] = field(compare=False, repr=False)
    areas: frozenset[str] = field(compare=False, repr=False)
    asked: frozenset[str] = field(compare=False, repr=False)

    def __init__(self, sessions: Iterable[Session] = (), factors: Iterable[FactorPeriod] = ()) -> None:
        kept = sorted(
            (s for s in sessions if s.status != "cancelled"),
            key=lambda s: (s.first_day, s.last_day, s.procedure, s.name),
        )
        ids = [s.id for s in kept if s.id]
        if len(ids) != len(set(ids)):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise mistake(
                f"session {twice}", "duplicate-id", "two sessions have this id", "give each its own"
            )
        object.__setattr__(self, "sessions", tuple(kept))
        periods = tuple(sorted(factors, key=lambda f: (f.factor, f.first_day, f.name)))
        object.__setattr__(self, "factors", periods)
        object.__setattr__(self, "procedures", frozenset(s.procedure for s in kept))
        object.__setattr__(self, "areas", frozenset().union(*(s.areas for s in kept)))
        object.__setattr__(self, "asked", frozenset(f.factor for f in periods))

    def answers(self) -> dict[str, Known]:
        """What was answered of each factor; a yes for any period outweighs a no."""
        said: dict[str, Known] = {}
        for period in self.factors:
            said[period.factor] = said.get(period.factor, Known.NO) | period.answer
        return said
