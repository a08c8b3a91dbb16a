"""Pictures as coordinates: the strip of days, and who says how long. Templates draw them as SVG.

They are drawn by hand, not by a chart library: a page must be built in 15 ms, and its colours must
follow light, dark and print. See docs/decisions on pictures.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entracte.articles.strip import Strip
from entracte.articles.words import VERDICT_WORD, counted, stretch
from entracte.core.days import FOREVER, words
from entracte.knowledge.model import IntervalClaim, WashoutClaim
from entracte.knowledge.rules import Contraindication, Interval, Voice

WIDE = 400
LEFT, RIGHT = 30, 388


@dataclass(frozen=True)
class Bar:
    """A run of days in the strip."""

    verdict: str
    x: float
    wide: float
    label: str


@dataclass(frozen=True)
class Tick:
    """A mark on the scale."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Timeline:
    """The days after a treatment, from its own day on; `rows` say the same in words."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[str, str, str], ...]
    says: str


def timeline(strip: Strip) -> Timeline:
    """A strip drawn to scale, with a little of what comes after its last change."""
    edges = [s.end for s in strip.stretches if s.end is not None]
    last = max([*edges, 1])
    horizon = max(last * 1.3, last + 3, 7)
    unit = (RIGHT - 12) / (horizon + 1)
    runs = [(strip.same_day_verdict, 0, 1)] + [(s.verdict, s.start, s.end) for s in strip.stretches]
    bars: list[Bar] = []
    for verdict, start, end in runs:
        wide = ((end if end is not None else horizon + 1) - start) * unit
        label = VERDICT_WORD[verdict] if wide > 46 else ""
        bars.append(Bar(verdict, round(12 + start * unit, 1), round(wide, 1), label))
    ticks = [Tick(12, "same day", "start")]
    for end in edges:
        x = round(12 + end * unit, 1)
        if x - ticks[-1].x > (62 if ticks[-1].anchor == "start" else 48) and x < RIGHT - 14:
            ticks.append(Tick(x, f"day {end}"))
    rows = tuple((_days_said(start, end), verdict, VERDICT_WORD[verdict]) for verdict, start, end in runs)
    return Timeline(
        tuple(bars), tuple(ticks), rows, "; ".join(f"{days}: {word.lower()}" for days, _, word in rows)
    )


def _days_said(start: int, end: int | None) -> str:
    if start == 0:
        return "The same day"
    if end is None:
        return f"From day {start} on" if start > 1 else "Every day after"
    return f"Day {start}" if end - start == 1 else f"Days {start} to {end - 1}"


@dataclass(frozen=True)
class Dot:
    """One claim in the plot: where, and what became of it."""

    x: float
    y: float
    role: str
    to: float | None


@dataclass(frozen=True)
class Row:
    """The claims of one grade."""

    grade: str
    y: float
    tall: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Plot:
    """Who says how long, a row a grade; later days are drawn closer together."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    tall: float
    minimum: float | None
    advised: float | None
    minimum_says: str
    says: str


SCALE = (
    (0, "0"),
    (1, "1 d"),
    (3, "3 d"),
    (7, "1 wk"),
    (14, "2 wk"),
    (31, "1 mo"),
    (92, "3 mo"),
    (184, "6 mo"),
    (366, "1 yr"),
)
STEP = 9
MOST_HIGH = 7
MOST_DAYS = 400

# From days to a coordinate.
Place = Callable[[int], float]
ROLES = ("decided", "supported", "dissented", "set-aside")


def plot(rule: Interval | Contraindication) -> Plot | None:
    """Every claim with a number as a dot by grade; None where fewer than two have one."""
    told = [(v, bounds) for v in rule.grounds.voices if v.role in ROLES and (bounds := _bounds(v))]
    if len(told) < 2:
        return None
    top = max(min(rule.advised, MOST_DAYS), *(high for _, (_, high) in told), 14)

    def x(days: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * math.log1p(min(days, top)) / math.log1p(top), 1)

    by_grade: dict[str, list[tuple[Voice, tuple[int, int]]]] = defaultdict(list)
    for voice, ends in told:
        by_grade[voice.source.grade].append((voice, ends))
    rows: list[Row] = []
    y = 8.0
    for grade in sorted(by_grade):
        row = _row(grade, sorted(by_grade[grade], key=lambda t: (t[1], ROLES.index(t[0].role))), y, x)
        rows.append(row)
        y += row.tall + 6
    shown = 0 < rule.minimum < FOREVER
    return Plot(
        rows=tuple(rows),
        ticks=tuple(_scale(top, x)),
        tall=y,
        minimum=x(rule.minimum) if shown else None,
        advised=x(rule.advised) if rule.minimum < rule.advised < FOREVER else None,
        minimum_says=words(rule.minimum) if shown else "",
        says=_plot_says(by_grade),
    )


def _scale(top: int, x: Place) -> Iterator[Tick]:
    """The marks of the scale that have room."""
    last = -math.inf
    for days, label in SCALE:
        if days <= top and x(days) - last > 27:
            last = x(days)
            yield Tick(last, label, "end" if last > RIGHT - 8 else "middle")


def _bounds(voice: Voice) -> tuple[int, int] | None:
    claim = voice.claim
    if not isinstance(claim, IntervalClaim | WashoutClaim) or claim.min is None:
        return None
    low = claim.min.at_least
    high = max(low, claim.max.at_least) if claim.max else low
    return min(low, MOST_DAYS), min(high, MOST_DAYS)


def _row(grade: str, told: list[tuple[Voice, tuple[int, int]]], y: float, place: Place) -> Row:
    stacks: dict[float, int] = defaultdict(int)
    dots: list[Dot] = []
    for voice, (low, high) in told:
        at = place(low)
        level = stacks[at]
        stacks[at] += 1
        if level < MOST_HIGH:
            to = place(high) if high > low else None
            dots.append(Dot(at, y + STEP / 2 + level * STEP, voice.role, to))
    tall = max(2, min(MOST_HIGH, max(stacks.values()))) * STEP
    return Row(grade, y, tall, tuple(dots))


def _plot_says(by_grade: dict[str, list[tuple[Voice, tuple[int, int]]]]) -> str:
    told = []
    for grade, voices in sorted(by_grade.items()):
        lows = [low for _, (low, _) in voices]
        told.append(f"grade {grade}: {counted(len(voices), 'claim')}, {stretch(min(lows), max(lows))}")
    return "; ".join(told)
