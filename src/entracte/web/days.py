"""Days as the outside may write them: in living memory or a plan's reach, so that no sum overflows."""

from __future__ import annotations

from datetime import date

from entracte.core.days import DayRange, parse_day, parse_days

FIRST_YEAR, LAST_YEAR = 1900, 2199


def one_day(text: str) -> date:
    """Read 2026-12-01; ValueError otherwise."""
    return _in_reach(parse_day(text))


def some_days(text: str) -> date | DayRange:
    """Read a day, a month (2026-12) or a range (2026-12-01..2026-12-09); ValueError otherwise."""
    found = parse_days(text)
    for day in (found.first, found.last) if isinstance(found, DayRange) else (found,):
        _in_reach(day)
    return found


def _in_reach(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day
