"""What the base covers: every ordered pair of treatments, every factor with every treatment.

A cell is covered by claims of its own, by its families' only, or by nothing; the tier is that of
the best claim that may rule. Holes are listed by how often people ask about them (usage.yaml).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from entracte.core.fault import Fault, FaultyKnowledge, did_you_mean
from entracte.knowledge import SHIPPED
from entracte.knowledge.model import (
    STRICT,
    AnyClaim,
    Base,
    ContraindicationClaim,
    Grade,
    IntervalClaim,
    OrderClaim,
    WashoutClaim,
)
from entracte.knowledge.policy import TIERS
from entracte.knowledge.reading import Unreadable, read
from entracte.knowledge.rules import Rulebook
from entracte.knowledge.shape import Shape

Cover = Literal["own", "family", "none"]
TIER_NAMES = {0: "A-B", 1: "A-B", 2: "C-D", 3: "E-F"}
NO_GUIDANCE = "no guidance found"
Subject = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """How often people ask of one thing after or with another, in a counted sample of questions."""

    __pydantic_config__ = STRICT

    subject: str
    then: str
    asked: int


@dataclass(frozen=True)
class Cell:
    """One ordered pair, or one factor with one treatment: what covers it and how often it is asked.

    `tier` is A-B, C-D or E-F; None where nothing covers it.
    """

    subject: str
    then: str
    cover: Cover
    tier: str | None
    claims: int
    asked: int

    @property
    def repeats(self) -> bool:
        """Whether both are the same treatment."""
        return self.subject == self.then


@dataclass(frozen=True)
class Coverage:
    """The two matrices, row by row."""

    pairs: tuple[Cell, ...]
    factors: tuple[Cell, ...]

    def holes(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """What no claim of its own covers, the most asked first; nothing that nobody asks."""
        open_ = [cell for cell in cells if cell.cover != "own" and cell.asked]
        return tuple(sorted(open_, key=lambda c: (-c.asked, c.cover != "none", c.subject, c.then)))

    def summary(self) -> dict[str, object]:
        """Counts in the form of INTERFACES.md; pairs are of two treatments, repeats stand apart."""
        pairs = [cell for cell in self.pairs if not cell.repeats]
        return {
            **_counts(pairs, "pairs"),
            **_counts([cell for cell in self.pairs if cell.repeats], "repeats"),
            **_counts(self.factors, "factors"),
            "procedures": len({cell.subject for cell in self.pairs}),
            "factors": len({cell.subject for cell in self.factors}),
        }

    def to_dict(self) -> dict[str, object]:
        """The whole as JSON: `summary`, `pairs`, `factors`, `holes`."""
        return {
            "summary": self.summary(),
            "pairs": [_cell(cell, "first", "then") for cell in self.pairs],
            "factors": [_cell(cell, "factor", "procedure") for cell in self.factors],
            "holes": {
                "pairs": [_cell(cell, "first", "then") for cell in self.holes(self.pairs)],
                "factors": [_cell(cell, "factor", "procedure") for cell in self.holes(self.factors)],
            },
        }


def _counts(cells: list[Cell] | tuple[Cell, ...], word: str) -> dict[str, object]:
    covers = Counter(cell.cover for cell in cells)
    tiers = Counter((cell.cover, cell.tier) for cell in cells)
    names = ("A-B", "C-D", "E-F")
    return {
        f"own_{word}": covers["own"],
        f"family_{word}": covers["family"],
        f"silent_{word}": covers["none"],
        f"own_{word}_by_tier": {name: tiers["own", name] for name in names},
        f"family_{word}_by_tier": {name: tiers["family", name] for name in names},
    }


def _cell(cell: Cell, subject: str, then: str) -> dict[str, object]:
    return {
        subject: cell.subject,
        then: cell.then,
        "cover": cell.cover,
        "tier": cell.tier,
        "claims": cell.claims,
        "asked": cell.asked,
        **({"says": NO_GUIDANCE} if cell.cover == "none" else {}),
    }


def coverage(rulebook: Rulebook, asked: tuple[Asked, ...] = ()) -> Coverage:
    """What the rulebook's base covers on its day; products rule only themselves and have no row."""
    base = rulebook.base
    leaves = sorted(id_ for id_, p in base.procedures.items() if p.kind == "procedure")
    pairs, factors = _spoken(rulebook)
    usage = {(use.subject, use.then): use.asked for use in asked}
    return Coverage(
        tuple(_covered(base, pairs, usage, (a, b)) for a in leaves for b in leaves),
        tuple(_covered(base, factors, usage, (f, p)) for f in sorted(base.factors) for p in leaves),
    )


def _spoken(rulebook: Rulebook) -> tuple[dict[Subject, list[Grade]], dict[Subject, list[Grade]]]:
    """The grades of the claims that may rule, by the pair or the factor that they speak of."""
    base = rulebook.base
    aside = {claim for ruling in base.rulings.values() for claim in ruling.claims}
    pairs: dict[Subject, list[Grade]] = defaultdict(list)
    factors: dict[Subject, list[Grade]] = defaultdict(list)
    for claim in base.claims.values():
        source = base.sources[claim.source]
        lapsed = source.withdrawn is not None and source.withdrawn <= rulebook.as_of
        if claim.id in aside or lapsed or not (source.rules and source.advice):
            continue
        for subject in _subjects(claim):
            found = pairs if isinstance(claim, IntervalClaim | OrderClaim) else factors
            found[subject].append(source.grade)
    return pairs, factors


def _subjects(claim: AnyClaim) -> Iterator[Subject]:
    match claim:
        case IntervalClaim() | OrderClaim() if claim.stance != "excluded":
            yield claim.first, claim.then
            if isinstance(claim, OrderClaim) and claim.either and claim.first != claim.then:
                yield claim.then, claim.first
        case ContraindicationClaim() | WashoutClaim() if claim.stance != "excluded":
            yield claim.factor, claim.procedure


def _covered(
    base: Base,
    spoken: Mapping[Subject, list[Grade]],
    usage: Mapping[Subject, int],
    subject: Subject,
) -> Cell:
    above = [(a, b) for a in base.lines[subject[0]] for b in base.lines[subject[1]]]
    asked = sum(usage.get(pair, 0) for pair in above)
    own = spoken.get(subject, [])
    heard = own or [grade for pair in above for grade in spoken.get(pair, ())]
    cover: Cover = "own" if own else "family" if heard else "none"
    tier = TIER_NAMES[min(TIERS[grade] for grade in heard)] if heard else None
    return Cell(*subject, cover, tier, len(heard), asked)


def usage(base: Base, folder: Path | None = None) -> tuple[Asked, ...]:
    """How often each pair and factor is asked about, as a base folder (the shipped one) counts it.

    A folder without usage.yaml has counted nothing. Raises FaultyKnowledge with every fault.
    """
    path = (folder or SHIPPED) / "usage.yaml"
    faults: list[Fault] = []
    if not path.exists():
        return ()
    try:
        raw, lines, _ = read(path, path.name)
    except Unreadable as error:
        raise FaultyKnowledge([error.fault]) from None
    entries = raw.get("counts", []) if isinstance(raw, dict) else []
    inside = lines.inside.get("counts", lines)
    shape, known = Shape.of(Asked, faults), {**base.procedures, **base.factors}
    found: list[Asked] = []
    for index, entry in enumerate(entries):
        value = shape.fit(entry, inside.inside[index], path.name)
        if value is None:
            continue
        found.append(value)
        for id_ in (value.subject, value.then):
            if id_ not in known:
                where, hint = f"{path.name}:{inside.inside[index].at}", did_you_mean(id_, known)
                faults.append(Fault(where, "unknown-id", f"no procedure or factor {id_!r}", hint))
    if faults:
        raise FaultyKnowledge(sorted(set(faults)))
    return tuple(found)
