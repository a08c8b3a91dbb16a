"""Days, spans and dates as people write them, counted from the day of asking.

Its own small grammar, because a general date parser takes longer over one phrase than a whole
question may; see docs/decisions. Every word it knows is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from entracte.ask.text import Token

Role = Literal["ago", "ahead", "gap", "length", "held", "every", "age"]

UNIT_DAYS = {
    "minute": 0.0,
    "min": 0.0,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
}
UNIT_DAYS |= {"year": 365}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "sixty": 60, "ninety": 90, "couple": 2, "half": 0.5,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
}
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
MONTHS += ("november", "december")
SHORT_MONTHS = {m[:3]: i + 1 for i, m in enumerate(MONTHS)} | {"sept": 9}
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


class When(NamedTuple):
    """A time between two tokens: days from today (`ago` below zero, `ahead` above), or a length.

    `gap` is a length between two things, `held` how long something went on, `every` a frequency, `age` somebody's years. `days` is None
    where no number was told ("a few weeks ago"). `vague` marks a weekday whose side the verb tells.
    """

    start: int
    end: int
    role: Role
    days: int | None
    day: date | None = None
    vague: bool = False


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
    yield _relative(tokens, at, today)
    yield _date(tokens, at, today)


def _word(tokens: tuple[Token, ...], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _number(tokens: tuple[Token, ...], at: int) -> tuple[float | None, int]:
    """A number and how many tokens it takes; (None, 0) where there is none."""
    word = _word(tokens, at)
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word), 1
    if word in NUMBERS:
        if word in ("a", "an") and _word(tokens, at + 1) == "couple":
            return 2.0, 3 if _word(tokens, at + 2) == "of" else 2
        if word == "couple":
            return 2.0, 2 if _word(tokens, at + 1) == "of" else 1
        if word in ("a", "an") and _word(tokens, at + 1) in ("few", "good"):
            return None, 0
        return float(NUMBERS[word]), 1
    return None, 0


def _unit(tokens: tuple[Token, ...], at: int) -> float | None:
    return UNIT_DAYS.get(tokens[at].stem if at < len(tokens) else "")


def _span(tokens: tuple[Token, ...], at: int) -> When | None:
    start = at
    if _word(tokens, at) in ("few", "several", "some") or (
        _word(tokens, at) == "a" and _word(tokens, at + 1) in ("few", "good")
    ):
        at += 2 if _word(tokens, at) == "a" else 1
        return None if _unit(tokens, at) is None else _placed(tokens, start, at + 1, None)
    number, taken = _number(tokens, at)
    if number is None:
        return None
    at += taken
    at, number = _range(tokens, at, number)
    if _word(tokens, at) in ("full", "whole", "solid", "short", "more", "little", "good"):
        at += 1
    unit = _unit(tokens, at)
    if unit is None or (
        unit == 1 and _word(tokens, start) == "one" and _word(tokens, start - 1) in ("in", "on", "only")
    ):
        return None
    at += 1
    if _word(tokens, at) == "and" and (_word(tokens, at + 1), _word(tokens, at + 2)) == ("a", "half"):
        number, at = number + 0.5, at + 3
    days = number * unit
    return _placed(tokens, start, at, int(days))


def _range(tokens: tuple[Token, ...], at: int, number: float) -> tuple[int, float]:
    """ "3-4 weeks", "three or four weeks", "2 to 3 days", "one and a half months": the shorter end."""
    if _word(tokens, at) in ("and", "&") and (_word(tokens, at + 1), _word(tokens, at + 2)) == ("a", "half"):
        return at + 3, number + 0.5
    joint = 1 if _word(tokens, at) in ("to", "or", "/") else 0
    upper, taken = _number(tokens, at + joint)
    if upper is not None and upper > number and _unit(tokens, at + joint + taken) is not None:
        return at + joint + taken, number
    return at, number


def _placed(tokens: tuple[Token, ...], start: int, end: int, days: int | None) -> When:
    """A span with its role, told by the words on either side."""
    before, after = _word(tokens, start - 1), _word(tokens, end)
    while before in FUZZ and start > 0:
        start -= 1
        before = _word(tokens, start - 1)
    if before in ("every", "each", "per") or _word(tokens, start) in ("every", "each"):
        return When(start, end, "every", days)
    if after in ("old", "olds") and days is not None:
        return When(start, end + 1, "age", days)
    if after in ("ago", "back", "earlier") or (after == "prior" and _word(tokens, end + 1) != "to"):
        return When(start, end + 1, "ago", None if days is None else -days)
    if before in ("in", "within") and after not in GAP | {"between"}:
        return When(start - 1, end, "ahead", days)
    if after in ("from",) and _word(tokens, end + 1) in ("now", "today"):
        return When(start, end + 2, "ahead", days)
    if after in ("since", "now") and before != "for":
        return When(start, end, "ago", None if days is None else -days)
    if after in GAP or before in ("wait", "waited", "after", "leave", "left", "gap", "apart", "only", "of"):
        return When(start, end, "gap", days)
    return When(
        start, end, "held" if before in ("for", "last", "lasts", "takes", "take", "past") else "length", days
    )


def _ordinal(tokens: tuple[Token, ...], at: int) -> When | None:
    """ "my third week", "day 3", "week 2": so long after."""
    unit = _unit(tokens, at + 1)
    if _word(tokens, at) in ORDINALS and unit and unit >= 1:
        # Halfway through the week or month that has begun.
        return When(at, at + 2, "gap", int((ORDINALS[_word(tokens, at)] - 1) * unit + unit // 2))
    here = _unit(tokens, at)
    if (
        here
        and here >= 1
        and re.fullmatch(r"\d{1,2}", _word(tokens, at + 1))
        and _unit(tokens, at + 2) is None
    ):
        return When(at, at + 2, "gap", int(int(_word(tokens, at + 1)) * here))
    return None


def _age(tokens: tuple[Token, ...], at: int) -> When | None:
    """ "I am 16", "aged 17", "a 15 yo": years of age."""
    word = _word(tokens, at)
    if not re.fullmatch(r"\d{1,2}", word):
        return None
    before, after = _word(tokens, at - 1), _word(tokens, at + 1)
    if after in ("yo", "y") or (after == "year" and _word(tokens, at + 2) in ("old", "olds")):
        return When(at, at + (2 if after in ("yo", "y") else 3), "age", int(word) * 365)
    if (
        before in ("am", "aged", "turned", "turning") or (before in ("is", "only", "just") and int(word) > 9)
    ) and (_unit(tokens, at + 1) is None and after not in ("unit", "units", "on", "/", "ml", "to", "or")):
        return When(at, at + 1, "age", int(word) * 365)
    return None


_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "now": 0}
_LAST = {"week": -7, "month": -30, "night": -1, "year": -365, "weekend": -7, "fortnight": -14}
_NEXT = {"week": 7, "month": 30, "year": 365, "weekend": 7, "day": 1}


def _relative(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    word, following = _word(tokens, at), _word(tokens, at + 1)
    if word in ("day", "night") and following in ("before", "after"):
        if _word(tokens, at + 2) in ("yesterday", "tomorrow"):
            return When(at, at + 3, *_dated(2 if following == "after" else -2, today))
        return When(at, at + 1, "gap", 1)
    if word in ("week", "month") and following in ("after", "before") and _word(tokens, at - 1) == "the":
        return When(at, at + 1, "gap", int(UNIT_DAYS[word]))
    if word in _WORDS and not (word == "now" and following in ("that", "since")):
        return None if word == "now" else When(at, at + 1, *_dated(_WORDS[word], today))
    if word == "this" and following in ("morning", "afternoon", "evening"):
        return When(at, at + 2, *_dated(0, today))
    if word in ("last", "past") and following in _LAST:
        return When(at, at + 2, *_dated(_LAST[following], today))
    if word == "next" and following in _NEXT:
        if following == "day":
            return When(at, at + 2, "gap", 1)
        return When(at, at + 2, *_dated(_NEXT[following], today))
    if word == "this" and following == "weekend":
        return When(at, at + 2, *_dated((5 - today.weekday()) % 7, today))
    return _weekday(tokens, at, today)


def _dated(days: int, today: date) -> tuple[Role, int, date]:
    return ("ago" if days < 0 else "ahead"), days, today + timedelta(days)


def _weekday(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    word = tokens[at].stem
    before = _word(tokens, at - 1)
    if word in WEEKDAYS:
        wanted = WEEKDAYS.index(word)
    elif word in SHORT_WEEKDAYS and before in ("on", "last", "next", "this"):
        wanted = SHORT_WEEKDAYS[word]
    else:
        return None
    start = at - 1 if before in ("on", "last", "next", "this", "past") else at
    ahead = (wanted - today.weekday()) % 7 or 7
    if before in ("last", "past"):
        return When(start, at + 1, *_dated(ahead - 7 if ahead != 7 else -7, today))
    if before in ("next", "this"):
        return When(start, at + 1, *_dated(ahead, today))
    # "On Tuesday" is behind us or ahead of us as the verb says.
    return When(start, at + 1, *_dated(ahead, today), vague=True)


def _date(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    numeric = _numeric(tokens, at, today)
    if numeric:
        return numeric
    month = _month(_word(tokens, at))
    if month and (day := _day_number(_word(tokens, at + 1))):
        return _found(tokens, at, at + 2, today, month, day)
    day = _day_number(_word(tokens, at))
    skip = 1 if _word(tokens, at + 1) == "of" else 0
    month = _month(_word(tokens, at + 1 + skip))
    if day and month:
        return _found(tokens, at, at + 2 + skip, today, month, day)
    return None


def _month(word: str) -> int | None:
    if word in MONTHS:
        return MONTHS.index(word) + 1
    return SHORT_MONTHS.get(word)


def _day_number(word: str) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _found(tokens: tuple[Token, ...], start: int, end: int, today: date, month: int, day: int) -> When | None:
    if _word(tokens, end) == "," and re.fullmatch(r"20\d\d", _word(tokens, end + 1)):
        end += 1
    year = _word(tokens, end)
    if re.fullmatch(r"20\d\d", year):
        return _on(start, end + 1, int(year), month, day, today)
    # No year told: the next such day, unless the verb says that it is past.
    this = _on(start, end, today.year, month, day, today)
    if this and this.day and this.day < today:
        following = _on(start, end, today.year + 1, month, day, today)
        return following._replace(vague=True) if following else None
    return this._replace(vague=True) if this else None


def _on(start: int, end: int, year: int, month: int, day: int, today: date) -> When | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    role, days, _ = _dated((on - today).days, today)
    return When(start, end, role, days, on)


def _numeric(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    """2026-12-01, 25/12/2026, 12/25/26: an order of day and month that cannot be told is left unread."""
    parts, end = [], at
    while len(parts) < 3 and re.fullmatch(r"\d{1,4}", _word(tokens, end)):
        parts.append(int(_word(tokens, end)))
        end += 1
        if len(parts) < 3 and _word(tokens, end) == "/":
            end += 1
    if len(parts) != 3:
        return None
    if parts[0] > 1900:
        return _on(at, end, parts[0], parts[1], parts[2], today)
    first, second, year = parts
    year += 2000 if year < 100 else 0
    if first > 12 >= second:
        return _on(at, end, year, second, first, today)
    if second > 12 >= first or first == second:
        return _on(at, end, year, first, second, today)
    return None
