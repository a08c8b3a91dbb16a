"""Day arithmetic, held against the worked examples of the United States' immunization schedule.

Those count calendar months and move an impossible date forward; we count the most days that a span
can hold. So a date of ours is never earlier than theirs, and at most three days later.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.core.days import (
    FOREVER,
    DayRange,
    Span,
    bounds,
    from_ordinal,
    longest_months,
    parse_day,
    parse_days,
    shortest_months,
)

EXAMPLES = Path(__file__).parents[2] / "data" / "date_arithmetic.csv"
SPANS = ("plus", "minus")


def examples() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", examples(), ids=lambda row: f"{row['rule']} {row['from']}")
def test_ours_is_never_earlier_and_at_most_three_days_later(row: dict[str, str]) -> None:
    plus, minus = (Span.parse(row[name]).at_least if row[name] else 0 for name in SPANS)
    ours = parse_day(row["from"]).toordinal() + plus - minus
    assert 0 <= ours - parse_day(row["theirs"]).toordinal() <= 3


def add_months(day: date, months: int) -> date:
    """The calendar's own sum; an impossible date moves to the first of the month after."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_no_calendar_month_outruns_a_span_of_months(day: date, months: int) -> None:
    held = add_months(day.replace(day=1), months) - day.replace(day=1)
    assert Span(months, "months").at_most <= held.days <= Span(months, "months").at_least
    assert day.toordinal() + longest_months(months) >= add_months(day, months).toordinal()


def test_months_are_the_longest_from_below_and_the_shortest_from_above() -> None:
    assert [longest_months(n) for n in (0, 1, 2, 3, 4, 6, 9, 12)] == [0, 31, 62, 92, 123, 184, 276, 366]
    assert [shortest_months(n) for n in (0, 1, 2, 6, 12)] == [0, 28, 59, 181, 365]


@pytest.mark.parametrize(
    ("text", "least", "most", "hours", "shown"),
    [
        (14, 14, 14, 336, "14 days"),
        ("2 weeks", 14, 14, 336, "2 weeks"),
        ("1 week", 7, 7, 168, "1 week"),
        ("48 hours", 2, 2, 48, "48 hours"),
        ("49 hours", 3, 3, 49, "49 hours"),
        ("6 months", 184, 181, 4416, "6 months"),
        ("always", FOREVER, FOREVER, 24 * FOREVER, "always"),
    ],
)
def test_a_span_is_read_and_shown_as_its_source_wrote_it(
    text: object, least: int, most: int, hours: int, shown: str
) -> None:
    span = Span.parse(text)
    assert (span.at_least, span.at_most, span.hours, str(span)) == (least, most, hours, shown)


@pytest.mark.parametrize(
    "text", [-1, True, None, 1.5, "two weeks", "2 fortnights", "14", "-3 days", "2  weeks"]
)
def test_what_is_no_span_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"is not a span|below zero"):
        Span.parse(text)


def test_a_month_is_a_range_of_days() -> None:
    assert parse_days("2026-02") == DayRange(date(2026, 2, 1), date(2026, 2, 28))
    assert parse_days("2028-02") == DayRange(date(2028, 2, 1), date(2028, 2, 29))
    assert parse_days("2026-12") == DayRange(date(2026, 12, 1), date(2026, 12, 31))
    assert parse_days("2026-12-01..2026-12-09") == DayRange(date(2026, 12, 1), date(2026, 12, 9))
    assert parse_days("2026-12-01") == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-02-30", "1.12.2026", "2026-12-09..2026-12-01", "", "20261201"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day|ends before it starts|must be in"):
        parse_days(text)


@given(st.dates())
def test_a_day_survives_its_ordinal(day: date) -> None:
    assert from_ordinal(bounds(day)[0]) == day
    assert bounds(day)[0] == bounds(day)[1]


@pytest.mark.parametrize("ordinal", [0, -FOREVER, FOREVER, date.max.toordinal() + 1])
def test_past_the_calendar_there_is_no_day(ordinal: int) -> None:
    assert from_ordinal(ordinal) is None
