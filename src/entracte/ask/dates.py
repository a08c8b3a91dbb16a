"""Words and figures for a day: yesterday, last week, on Tuesday, 3 March, 2026-12-01."""

from __future__ import annotations

import re
from datetime import date, timedelta

from entracte.ask.text import Token
from entracte.ask.when import UNIT_DAYS, Role, When, text_at

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
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip

SHORT_MONTHS = {m[:3]: i + 1 for i, m in enumerate(MONTHS)} | {"sept": 9}

_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "now": 0}
_LAST = {"week": -7, "month": -30, "night": -1, "year": -365, "weekend": -7, "fortnight": -14}
_NEXT = {"week": 7, "month": 30, "year": 365, "weekend": 7, "day": 1}


def relative(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    word, following = text_at(tokens, at), text_at(tokens, at + 1)
    if word in ("day", "night") and following in ("before", "after"):
        if text_at(tokens, at + 2) in ("yesterday", "tomorrow"):
            return When(at, at + 3, *_told(2 if following == "after" else -2, today))
        return When(at, at + 1, "gap", 1)
    if word in ("week", "month") and following in ("after", "before") and text_at(tokens, at - 1) == "the":
        return When(at, at + 1, "gap", int(UNIT_DAYS[word]))
    if word in _WORDS and not (word == "now" and following in ("that", "since")):
        return None if word == "now" else When(at, at + 1, *_told(_WORDS[word], today))
    if word == "this" and following in ("morning", "afternoon", "evening"):
        return When(at, at + 2, *_told(0, today))
    if word in ("last", "past") and following in _LAST:
        return When(at, at + 2, *_told(_LAST[following], today))
    if word == "next" and following in _NEXT:
        if following == "day":
            return When(at, at + 2, "gap", 1)
        return When(at, at + 2, *_told(_NEXT[following], today))
    if word == "this" and following == "weekend":
        return When(at, at + 2, *_told((5 - today.weekday()) % 7, today))
    return _weekday(tokens, at, today)


def _told(days: int, today: date) -> tuple[Role, int, date]:
    return ("ago" if days < 0 else "ahead"), days, today + timedelta(days)


def _weekday(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    word = tokens[at].stem
    before = text_at(tokens, at - 1)
    if word in WEEKDAYS:
        wanted = WEEKDAYS.index(word)
    elif word in SHORT_WEEKDAYS and before in ("on", "last", "next", "this"):
        wanted = SHORT_WEEKDAYS[word]
    else:
        return None
    start = at - 1 if before in ("on", "last", "next", "this", "past") else at
    ahead = (wanted - today.weekday()) % 7 or 7
    if before in ("last", "past"):
        return When(start, at + 1, *_told(ahead - 7 if ahead != 7 else -7, today))
    if before in ("next", "this"):
        return When(start, at + 1, *_told(ahead, today))
    # "On Tuesday" is behind us or ahead of us as the verb says.
    return When(start, at + 1, *_told(ahead, today), vague=True)


def dated(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    numeric = _numeric(tokens, at, today)
    if numeric:
        return numeric
    month = _month(text_at(tokens, at))
    if month and (day := _day_number(text_at(tokens, at + 1))):
        return _found(tokens, at, at + 2, today, month, day)
    day = _day_number(text_at(tokens, at))
    skip = 1 if text_at(tokens, at + 1) == "of" else 0
    month = _month(text_at(tokens, at + 1 + skip))
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
    if text_at(tokens, end) == "," and re.fullmatch(r"20\d\d", text_at(tokens, end + 1)):
        end += 1
    year = text_at(tokens, end)
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
    role, days, _ = _told((on - today).days, today)
    return When(start, end, role, days, on)


def _numeric(tokens: tuple[Token, ...], at: int, today: date) -> When | None:
    """2026-12-01, 25/12/2026, 12/25/26: an order of day and month that cannot be told is left unread."""
    parts: list[int] = []
    end = at
    while len(parts) < 3 and re.fullmatch(r"\d{1,4}", text_at(tokens, end)):
        parts.append(int(text_at(tokens, end)))
        end += 1
        if len(parts) < 3 and text_at(tokens, end) == "/":
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
