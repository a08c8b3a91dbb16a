"""A clinic's own colours for the frame: two or three, refused where they could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from entracte.core.fault import mistake

NAMES = {"accent": "--accent", "paper": "--paper", "ink": "--ink"}
READABLE = 4.5


def stylesheet(told: Mapping[str, str]) -> str:
    """CSS that sets the colours given as six hexadecimal digits. Raises Mistake on an unreadable one."""
    given = {name: _hex(name, told[name]) for name in NAMES if told.get(name)}
    paper, ink = given.get("paper", "faf8f4"), given.get("ink", "1f2524")
    accent = given.get("accent", "0b5a63")
    _readable("ink", ink, paper)
    _readable("accent", accent, paper)
    if not given:
        return ""
    on = max(("ffffff", "000000"), key=lambda c: contrast(c, accent))
    rules = "".join(
        f"{NAMES[name]}:#{value};" for name, value in {"paper": paper, "ink": ink, "accent": accent}.items()
    )
    rules += f"--link:#{accent};--on-accent:#{on};--card:#{paper};--sunk:#{paper};"
    return f":root{{color-scheme:light;{rules}}}\n"


def _hex(name: str, told: str) -> str:
    value = told.removeprefix("#").lower()
    if not re.fullmatch(r"[0-9a-f]{6}", value):
        raise mistake(name, "not-a-colour", f"{told[:20]!r} is not a colour", "write six digits, as 0b5a63")
    return value


def _readable(name: str, one: str, other: str) -> None:
    found = contrast(one, other)
    if found < READABLE:
        message = f"{name} #{one} on paper #{other} has a contrast of {found:.1f}"
        raise mistake(name, "unreadable", message, f"at least {READABLE} is needed to be read")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
