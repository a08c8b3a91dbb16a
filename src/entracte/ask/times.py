"""Days, spans and dates as people write them, counted from the day of asking.

Its own small grammar, because a general date parser takes longer over one phrase than a whole
question may; see docs/decisions. Every word it knows is here and in dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from entracte.ask.dates import dated, relative
from entracte.ask.text import Token
from entracte.ask.when import UNIT_DAYS, When, text_at

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30,
    "forty": 40, "sixty": 60, "ninety": 90, "couple": 2, "half": 0.5,
}  # fmt: skip
# Longer than this is no time between treatments, whatever was typed.
FARTHEST = 40_000
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
AGO = {"ago", "back", "prior", "earlier", "since"}
GAP = {
    "after",
    "post",
    "following",
    "later",
    "apart",
    "between",
    "out",
    "from",
    "past",
    "afterward",
    "before",
    "of",
}
FUZZ = {
    "about",
    "around",
    "roughly",
    "almost",
    "nearly",
    "over",
    "only",
    "just",
    "like",
    "exactly",
    "some",
    "approx",
}


def times(tokens: tuple[Token, ...], today: date) -> list[When]:
    """Every time in a question, left to right."""
    found: list[When] = []
    at = 0
    while at < len(tokens):
        when = next((w for w in _readings(tokens, at, today) if w is not None), None)
        if when is None:
            at += 1
            continue
        found.append(when)
        at = when.end
    return found


def _readings(tokens: tuple[Token, ...], at: int, today: date) -> Iterator[When | None]:
    yield _age(tokens, at)
    yield _span(tokens, at)
    yield _ordinal(tokens, at)
    yield relative(tokens, at, today)
    yield dated(tokens, at, today)


def _number(tokens: tuple[Token, ...], at: int) -> tuple[float | None, int]:
    """A number and how many tokens it takes; (None, 0) where there is none."""
    word = text_at(tokens, at)
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word), 1
    if word in NUMBERS:
        if word in ("a", "an") and text_at(tokens, at + 1) == "couple":
            return 2.0, 3 if text_at(tokens, at + 2) == "of" else 2
        if word == "couple":
            return 2.0, 2 if text_at(tokens, at + 1) == "of" else 1
        if word in ("a", "an") and text_at(tokens, at + 1) in ("few", "good"):
            return None, 0
        return float(NUMBERS[word]), 1
    return None, 0


def _unit(tokens: tuple[Token, ...], at: int) -> float | None:
    return UNIT_DAYS.get(tokens[at].stem if at < len(tokens) else "")


def _span(tokens: tuple[Token, ...], at: int) -> When | None:
    start = at
    if text_at(tokens, at) in ("few", "several", "some") or (
        text_at(tokens, at) == "a" and text_at(tokens, at + 1) in ("few", "good")
    ):
        at += 2 if text_at(tokens, at) == "a" else 1
        return None if _unit(tokens, at) is None else _placed(tokens, start, at + 1, None)
    number, taken = _number(tokens, at)
    if number is None:
        return None
    at += taken
    at, number = _range(tokens, at, number)
    if text_at(tokens, at) in ("full", "whole", "solid", "short", "more", "little", "good"):
        at += 1
    unit = _unit(tokens, at)
    if unit is None or (
        unit == 1 and text_at(tokens, start) == "one" and text_at(tokens, start - 1) in ("in", "on", "only")
    ):
        return None
    at += 1
    if text_at(tokens, at) == "and" and (text_at(tokens, at + 1), text_at(tokens, at + 2)) == ("a", "half"):
        number, at = number + 0.5, at + 3
    days = number * unit
    return None if days > FARTHEST else _placed(tokens, start, at, int(days))


def _range(tokens: tuple[Token, ...], at: int, number: float) -> tuple[int, float]:
    """ "3-4 weeks", "three or four weeks", "2 to 3 days", "one and a half months": the shorter end."""
    if text_at(tokens, at) in ("and", "&") and (text_at(tokens, at + 1), text_at(tokens, at + 2)) == (
        "a",
        "half",
    ):
        return at + 3, number + 0.5
    joint = 1 if text_at(tokens, at) in ("to", "or", "/") else 0
    if not joint and not text_at(tokens, at - 1).isdigit():
        return at, number  # "A 15 year old" is no range.
    upper, taken = _number(tokens, at + joint)
    if upper is not None and upper > number and _unit(tokens, at + joint + taken) is not None:
        return at + joint + taken, number
    return at, number


def _placed(tokens: tuple[Token, ...], start: int, end: int, days: int | None) -> When:
    """A span with its role, told by the words on either side."""
    before, after = text_at(tokens, start - 1), text_at(tokens, end)
    while before in FUZZ and start > 0:
        start -= 1
        before = text_at(tokens, start - 1)
    if before in ("every", "each", "per") or text_at(tokens, start) in ("every", "each"):
        return When(start, end, "every", days)
    if after in ("old", "olds") and days is not None:
        return When(start, end + 1, "age", days)
    if after in ("ago", "back", "earlier") or (after == "prior" and text_at(tokens, end + 1) != "to"):
        return When(start, end + 1, "ago", None if days is None else -days)
    if before in ("in", "within") and after not in GAP | {"between"}:
        return When(start - 1, end, "ahead", days)
    if after == "from" and text_at(tokens, end + 1) in ("now", "today"):
        return When(start, end + 2, "ahead", days)
    if after in ("since", "now") and before != "for":
        return When(start, end, "ago", None if days is None else -days)
    if after in GAP or before in (
        "at",
        "wait",
        "waited",
        "after",
        "leave",
        "left",
        "gap",
        "apart",
        "only",
        "of",
    ):
        return When(start, end, "gap", days)
    return When(
        start, end, "held" if before in ("for", "last", "lasts", "takes", "take", "past") else "length", days
    )


def _ordinal(tokens: tuple[Token, ...], at: int) -> When | None:
    """ "my third week", "day 3", "week 2": so long after."""
    unit = _unit(tokens, at + 1)
    if text_at(tokens, at) in ORDINALS and unit and unit >= 1:
        # Halfway through the week or month that has begun.
        return When(at, at + 2, "gap", int((ORDINALS[text_at(tokens, at)] - 1) * unit + unit // 2))
    here = _unit(tokens, at)
    if (
        here
        and here >= 1
        and re.fullmatch(r"\d{1,2}", text_at(tokens, at + 1))
        and _unit(tokens, at + 2) is None
    ):
        return When(at, at + 2, "gap", int(int(text_at(tokens, at + 1)) * here))
    return None


def _age(tokens: tuple[Token, ...], at: int) -> When | None:
    """ "I am 16", "aged 17", "a 15 yo": years of age."""
    word = text_at(tokens, at)
    if not re.fullmatch(r"\d{1,2}", word):
        return None
    before, after = text_at(tokens, at - 1), text_at(tokens, at + 1)
    if after in ("yo", "y") or (after == "year" and text_at(tokens, at + 2) in ("old", "olds")):
        return When(at, at + (2 if after in ("yo", "y") else 3), "age", int(word) * 365)
    if (
        before in ("am", "aged", "turned", "turning") or (before in ("is", "only", "just") and int(word) > 9)
    ) and (_unit(tokens, at + 1) is None and after not in ("unit", "units", "on", "/", "ml", "to", "or")):
        return When(at, at + 1, "age", int(word) * 365)
    return None
