"""Claims as a page tells them: the words, the number, the grade, and a numbered source at the foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entracte.articles.words import KIND_SAYS, ROLE_SAYS, sentence
from entracte.knowledge.model import NoteClaim, Source
from entracte.knowledge.rules import Voice

SEVERITIES = (None, "minor", "moderate", "serious")


@dataclass(frozen=True)
class Statement:
    """One claim on a page, with the number of its source in the page's list."""

    says: str
    number: str
    grade: str
    kind: str
    role: str
    role_says: str
    why: str
    inferred: bool
    severity: str
    urgent: bool
    at: int
    source: Source


class Sources:
    """The numbered list at the foot of a page, in the order in which its sources are first named."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._listed: list[Source] = []

    def cite(self, source: Source) -> int:
        """The source's number, given when first asked for."""
        if source.id not in self._numbers:
            self._listed.append(source)
            self._numbers[source.id] = len(self._listed)
        return self._numbers[source.id]

    @property
    def listed(self) -> tuple[tuple[int, Source], ...]:
        """Every source named so far with its number."""
        return tuple(enumerate(self._listed, 1))

    def tell(self, voice: Voice) -> Statement:
        """A claim with its source cited."""
        claim, source = voice.claim, voice.source
        note = claim if isinstance(claim, NoteClaim) else None
        return Statement(
            says=sentence(claim.says),
            number=voice.number,
            grade=source.grade,
            kind=KIND_SAYS[source.kind],
            role=voice.role,
            role_says=ROLE_SAYS[voice.role],
            why=voice.why,
            inferred=claim.confidence == "inferred",
            severity=(note.severity if note else None) or "",
            urgent=note.urgent if note else False,
            at=self.cite(source),
            source=source,
        )

    def tell_all(self, voices: Iterable[Voice], most: int | None = None) -> tuple[Statement, ...]:
        """The first `most` claims, none told twice."""
        found: list[Statement] = []
        heard: set[str] = set()
        for voice in voices:
            if most is not None and len(found) == most:
                break
            said = voice.claim.says.casefold()
            if said not in heard:
                heard.add(said)
                found.append(self.tell(voice))
        return tuple(found)


def worst_first(voices: Iterable[Voice]) -> list[Voice]:
    """Harms with the gravest first; claims of one gravity keep their order."""

    def gravity(voice: Voice) -> int:
        claim = voice.claim
        return -SEVERITIES.index(claim.severity) if isinstance(claim, NoteClaim) else 0

    return sorted(voices, key=gravity)
