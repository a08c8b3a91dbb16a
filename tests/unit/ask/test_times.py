"""Days as people write them, counted from Sunday 22 November 2026."""

from datetime import date

import pytest

from entracte.ask.text import clean, tokens
from entracte.ask.times import times

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "role", "days"),
    [
        ("two weeks ago", "ago", -14),
        ("3 days back", "ago", -3),
        ("a fortnight ago", "ago", -14),
        ("a couple of weeks ago", "ago", -14),
        ("yesterday", "ago", -1),
        ("day before yesterday", "ago", -2),
        ("last tuesday", "ago", -5),
        ("last week", "ago", -7),
        ("a few weeks ago", "ago", None),
        ("in 10 days", "ahead", 10),
        ("in six weeks", "ahead", 42),
        ("next friday", "ahead", 5),
        ("tomorrow", "ahead", 1),
        ("today", "ahead", 0),
        ("10 days from now", "ahead", 10),
        ("on March 3rd 2027", "ahead", 101),
        ("3 march 2027", "ahead", 101),
        ("2026-12-01", "ahead", 9),
        ("25/12/2026", "ahead", 33),
        ("12/25/26", "ahead", 33),
        ("6wks post", "gap", 42),
        ("2w after", "gap", 14),
        ("3-4 weeks after", "gap", 21),
        ("48 hours after", "gap", 2),
        ("2 hours after", "gap", 0),
        ("a week and a half after", "gap", 10),
        ("one and a half months after", "gap", 45),
        ("day 3", "gap", 3),
        ("my third week", "gap", 17),
        ("every 3 months", "every", 90),
        ("for three weeks", "held", 21),
        ("i am 16", "age", 16 * 365),
        ("a 15 year old", "age", 15 * 365),
    ],
)
def test_a_time_is_read(text: str, role: str, days: int | None) -> None:
    found = times(tokens(clean(text)), TODAY)
    assert [(w.role, w.days) for w in found] == [(role, days)]


@pytest.mark.parametrize(
    "text", ["one day", "in one day", "04/05/2026", "20 units", "31 june 2027", "morpheus8"]
)
def test_what_is_no_time_or_cannot_be_told_is_left(text: str) -> None:
    assert [w for w in times(tokens(clean(text)), TODAY) if w.role in ("ago", "ahead", "gap")] == []
