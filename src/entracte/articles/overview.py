"""Pages about the base as a whole: where sources disagree, and what is covered how well."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from entracte.articles.answer import headline
from entracte.articles.directory import in_order
from entracte.core.days import FOREVER
from entracte.knowledge.model import Procedure
from entracte.knowledge.rules import Interval, Rulebook

TIER = {"H": "best", "A": "best", "B": "best", "C": "middle", "D": "middle", "E": "pages", "F": "pages"}


@dataclass(frozen=True)
class Disagreement:
    """A pair on which sources name different waits."""

    first: Procedure
    then: Procedure
    verdict: str
    short: str
    shortest: int
    longest: int
    agree: int
    otherwise: int
    grade: str


def disagreements(rulebook: Rulebook) -> tuple[Disagreement, ...]:
    """Every rule that some source contradicts, the most contested first; each rule once."""
    found: list[Disagreement] = []
    procedures = rulebook.base.procedures
    for rule in rulebook.rules.values():
        if not isinstance(rule, Interval) or rule.scope != "same" or procedures[rule.then].kind == "product":
            continue
        spread = rule.grounds.range
        otherwise = len({v.source.id for v in rule.grounds.those("dissented")})
        if not otherwise or spread is None or spread[0] == spread[1]:
            continue
        agree = len({v.source.id for v in rule.grounds.those("decided", "supported")})
        low, high = spread
        found.append(
            Disagreement(
                procedures[rule.first],
                procedures[rule.then],
                *headline(rule),
                low,
                min(high, FOREVER),
                agree,
                otherwise,
                rule.grounds.grade,
            )
        )
    return tuple(sorted(found, key=lambda d: (-d.otherwise, d.first.name, d.then.name)))


@dataclass(frozen=True)
class Cell:
    """One ordered pair in the coverage picture."""

    then: Procedure
    tier: str
    own: bool


@dataclass(frozen=True)
class CoverageRow:
    """One earlier treatment with every later one."""

    first: Procedure
    cells: tuple[Cell, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class Coverage:
    """How well each ordered pair of procedures is covered: best, middle, pages or silent."""

    rows: tuple[CoverageRow, ...]
    totals: dict[str, int]
    claims: int
    sources: int
    grades: tuple[tuple[str, int], ...]


def coverage(rulebook: Rulebook) -> Coverage:
    """The grid of earlier by later treatments; families and products left out."""
    columns = [p for p in in_order(rulebook) if p.kind == "procedure"]
    rows = []
    totals: Counter[str] = Counter()
    for first in columns:
        cells = tuple(_cell(rulebook, first, then) for then in columns)
        counts = Counter(cell.tier for cell in cells)
        totals.update(counts)
        rows.append(CoverageRow(first, cells, dict(counts)))
    base = rulebook.base
    grades = Counter(s.grade for s in base.sources.values())
    return Coverage(
        tuple(rows), dict(totals), len(base.claims), len(base.sources), tuple(sorted(grades.items()))
    )


def _cell(rulebook: Rulebook, first: Procedure, then: Procedure) -> Cell:
    pair = rulebook.pairs.get((first.id, then.id))
    rule = (pair.overlapping or pair.order) if pair else None
    if rule is None:
        return Cell(then, "silent", False)
    return Cell(then, TIER[rule.grounds.grade], (rule.first, rule.then) == (first.id, then.id))
