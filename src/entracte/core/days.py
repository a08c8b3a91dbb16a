"""The only day arithmetic: whole days, spans as sources write them, days known only to a range.

Counting, once and for all: "wait 14 days after 1 June" first allows 15 June. A week is 7 days.
A month is kept as written; it counts as the longest it can be where it bounds from below and as
the shortest where it bounds from above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal

Unit = Literal["hours", "days", "weeks", "months", "always"]

# Past any day a calendar can name, so that a bound of "always" never ends.
FOREVER = 4_000_000

_SPAN = re.compile(r"(\d+) (hours?|days?|weeks?|months?)")


@cache
def longest_months(n: int) -> int:
    """The most days that `n` calendar months can hold: 1 -> 31, 2 -> 62, 6 -> 184, 12 -> 366."""
    return max(_month_sums(n), default=0)


@cache
def shortest_months(n: int) -> int:
    """The fewest days that `n` calendar months can hold: 1 -> 28, 6 -> 181, 12 -> 365."""
    return min(_month_sums(n), default=0)


def _month_sums(n: int) -> list[int]:
    if n == 0:
        return [0]
    # 2096 to 2104 holds eight years without a leap day, so both extremes occur for any n.
    years = range(2092, 2112 + n // 12)
    starts = [date(y, m, 1).toordinal() for y in years for m in range(1, 13)]
    lengths = [b - a for a, b in pairwise(starts)]
    totals = [0, *accumulate(lengths)]
    return [totals[i + n] - totals[i] for i in range(len(totals) - n)]


@dataclass(frozen=True)
class Span:
    """A length of time in the unit its source used."""

    n: int
    unit: Unit = "days"

    @classmethod
    def parse(cls, value: object) -> Span:
        """Read 14, "48 hours", "2 weeks", "6 months" or "always"; ValueError says what would be right."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(f"{value!r} is not a span")
        if isinstance(value, int):
            if value < 0:
                raise ValueError(f"{value} is below zero")
            return cls(value)
        if value == "always":
            return cls(0, "always")
        found = _SPAN.fullmatch(value)
        if not found:
            raise ValueError(f"{value!r} is not a span")
        unit: Unit = found[2].rstrip("s") + "s"  # type: ignore[assignment]
        return cls(int(found[1]), unit)

    @property
    def at_least(self) -> int:
        """Days, when the span bounds from below."""
        match self.unit:
            case "hours":
                return -(-self.n // 24)
            case "days":
                return self.n
            case "weeks":
                return 7 * self.n
            case "months":
                return longest_months(self.n)
            case "always":
                return FOREVER

    @property
    def at_most(self) -> int:
        """Days, when the span bounds from above."""
        return shortest_months(self.n) if self.unit == "months" else self.at_least

    @property
    def hours(self) -> int:
        """Hours, for care instructions."""
        return self.n if self.unit == "hours" else 24 * self.at_least

    def __str__(self) -> str:
        if self.unit == "always":
            return "always"
        return f"{self.n} {self.unit[:-1] if self.n == 1 else self.unit}"


@dataclass(frozen=True)
class DayRange:
    """A day known only to lie between two days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first}..{self.last} ends before it starts")

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def parse_day(text: str) -> date:
    """Read 2026-12-01; ValueError otherwise."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2026-12-01") from None


def parse_days(text: str) -> date | DayRange:
    """Read a day (2026-12-01), a month (2026-12) or a range (2026-12-01..2026-12-09)."""
    if ".." in text:
        start, _, end = text.partition("..")
        return DayRange(parse_day(start), parse_day(end))
    if re.fullmatch(r"\d{4}-\d{2}", text):
        first = parse_day(f"{text}-01")
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return DayRange(first, date.fromordinal(following.toordinal() - 1))
    return parse_day(text)


def bounds(on: date | DayRange) -> tuple[int, int]:
    """The first and the last ordinal that a day, or a day known to a range, can be."""
    if isinstance(on, DayRange):
        return on.first.toordinal(), on.last.toordinal()
    ordinal = on.toordinal()
    return ordinal, ordinal


def from_ordinal(ordinal: int) -> date | None:
    """The day of an ordinal; None past either end of the calendar, where a window has no edge."""
    if 1 <= ordinal <= date.max.toordinal():
        return date.fromordinal(ordinal)
    return None


def words(days: int) -> str:
    """A count of days as people say it: 14 -> "2 weeks", 184 -> "6 months", 10 -> "10 days"."""
    if days >= FOREVER:
        return "always"
    for months in (1, 2, 3, 4, 5, 6, 9, 12, 18, 24):
        if days == longest_months(months):
            return f"{months} month{'s' if months > 1 else ''}"
    if days >= 14 and days % 7 == 0:
        return f"{days // 7} weeks"
    return f"{days} day{'' if days == 1 else 's'}"
