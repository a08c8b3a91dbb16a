"""A time that somebody told: where it stands, and what it counts."""

from __future__ import annotations

from datetime import date
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


class When(NamedTuple):
    """A time between two tokens: days from today (`ago` below zero, `ahead` above), or a length.

    `gap` is a length between two things, `held` how long something went on, `every` a frequency, `age`
    somebody's years. `days` is None
    where no number was told ("a few weeks ago"). `vague` marks a weekday whose side the verb tells.
    """

    start: int
    end: int
    role: Role
    days: int | None
    day: date | None = None
    vague: bool = False


def text_at(tokens: tuple[Token, ...], at: int) -> str:
    """The word at a place, empty past either end."""
    return tokens[at].text if 0 <= at < len(tokens) else ""
