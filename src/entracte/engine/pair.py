"""What is known of two procedures in general, before any client: both directions and one day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from entracte.knowledge.model import NoteClaim
from entracte.knowledge.rules import Interval, Order, Rulebook, Voice

GRADES = "HABCDEF"


@dataclass(frozen=True)
class PairView:
    """The rules of an ordered pair on the same area, those of the other direction, and one day."""

    first: str
    then: str
    interval: Interval | None
    order: Order | None
    reverse_interval: Interval | None
    reverse_order: Order | None

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Every claim on the wait, best grade first."""
        return by_grade(self.interval.grounds.voices) if self.interval else ()


def pair_view(rulebook: Rulebook, first: str, then: str) -> PairView:
    """The rules between two procedures or families on one area."""
    there, back = rulebook.pairs.get((first, then)), rulebook.pairs.get((then, first))
    return PairView(
        first,
        then,
        there.overlapping if there else None,
        there.order if there else None,
        back.overlapping if back else None,
        back.order if back else None,
    )


def by_grade(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Best grade first, then newest."""

    def key(voice: Voice) -> tuple[int, int, str]:
        year = voice.source.year if isinstance(voice.source.year, int) else 0
        return GRADES.index(voice.source.grade), -year, voice.claim.id

    return tuple(sorted(voices, key=key))


def notes(rulebook: Rulebook, *procedures: str) -> dict[str, tuple[Voice, ...]]:
    """What is told and rules nothing, by kind: of one procedure, or of a pair where two are given.

    Covers the families above. Kinds are those of NoteClaim: benefit, adverse-event, onset …
    """
    lines = [set(rulebook.base.lines[id_]) for id_ in procedures]
    found: dict[str, list[Voice]] = defaultdict(list)
    for claim in rulebook.notes:
        if _speaks_of(claim, lines):
            source = rulebook.base.sources[claim.source]
            found[claim.kind].append(Voice(claim, source, "supported"))
    return {kind: by_grade(tuple(voices)) for kind, voices in sorted(found.items())}


def _speaks_of(claim: NoteClaim, lines: list[set[str]]) -> bool:
    if len(lines) == 1:
        return claim.procedure in lines[0]
    one, other = lines
    return (claim.first in one and claim.then in other) or (claim.first in other and claim.then in one)
