"""Who speaks of a pair: its own claims and those of its families, with how far above it they speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from entracte.knowledge.policy import Heard
from entracte.knowledge.rules import Voice

Subject = tuple[str, str]
Lines = Mapping[str, tuple[str, ...]]
Made = TypeVar("Made")


class Filed(Protocol):
    """Something told of ordered pairs of subjects, which holds for all their descendants."""

    lines: Lines

    @property
    def filed(self) -> Mapping[Subject, object]:
        """What was told, by the pair that it speaks of."""


@dataclass
class Hearing:
    """Claims filed by ordered pair of subjects, asked for any pair of their descendants."""

    lines: Lines
    filed: dict[Subject, list[Voice]] = field(default_factory=lambda: defaultdict(list))

    def add(self, first: str, then: str, voice: Voice) -> None:
        """File a claim under the pair that it speaks of."""
        self.filed[first, then].append(voice)

    def heard(self, first: str, then: str) -> tuple[Heard, ...]:
        """Every voice on a pair."""
        return tuple(
            Heard(voice, i + j)
            for i, a in enumerate(self.lines[first])
            for j, b in enumerate(self.lines[then])
            for voice in self.filed.get((a, b), ())
        )


class Resolved(Generic[Made]):
    """What `make` gives for each pair, made once for all pairs on which the same subjects speak.

    A member with no claims of its own thus shares its family's rule as one object. Pairs are asked
    for with ancestors before descendants, so that the rule bears the most general pair's name.
    """

    def __init__(self, hearings: tuple[Filed, ...], make: Callable[[str, str], Made | None]) -> None:
        self.make = make
        self.lines = hearings[0].lines
        self.speaking: dict[str, set[str]] = defaultdict(set)
        for hearing in hearings:
            for first, then in hearing.filed:
                self.speaking[first].add(then)
        heard = {then for thens in self.speaking.values() for then in thens}
        # Numbers for lines and for sets of subjects: 20,000 pairs are looked up by them.
        self.numbers: dict[tuple[object, ...], int] = {}
        self.firsts = {
            id_: self.number(tuple(a for a in line if a in self.speaking)) for id_, line in self.lines.items()
        }
        self.thens = {
            id_: self.number(tuple(b for b in line if b in heard)) for id_, line in self.lines.items()
        }
        self.subjects: dict[tuple[int, int], int] = {}
        self.made: dict[tuple[object, ...], Made | None] = {}

    def number(self, line: tuple[object, ...]) -> int:
        return self.numbers.setdefault(line, len(self.numbers))

    def sides(self, id_: str) -> tuple[int, int]:
        """What tells a subject from another, when it comes first and when it comes then."""
        return self.firsts[id_], self.thens[id_]

    def get(self, first: str, then: str, *also: object) -> Made | None:
        """The thing made for a pair; `also` tells apart what differs though the same subjects speak."""
        lines = (self.firsts[first], self.thens[then])
        subjects = self.subjects.get(lines)
        if subjects is None:
            speaking, below = self.speaking, self.lines[then]
            found = tuple(
                (a, b) for a in self.lines[first] if a in speaking for b in below if b in speaking[a]
            )
            subjects = self.subjects[lines] = self.number(found)
        key = (subjects, *also)
        if key not in self.made:
            self.made[key] = self.make(first, then) if subjects != self.number(()) else None
        return self.made[key]
