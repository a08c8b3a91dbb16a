"""Care before and after, merged over the procedures of one visit by the strictest limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from entracte.knowledge.model import Phase
from entracte.knowledge.rules import Care, Rulebook

STRICTEST = ("allowed", "do", "avoid")


@dataclass(frozen=True)
class Instruction:
    """One thing to avoid or do before or after a visit, for so many hours (None: no number told).

    `disputed` marks what one of the procedures asks for and another forbids.
    """

    phase: Phase
    activity: str
    stance: Literal["avoid", "do", "allowed"]
    hours: int | None
    longest_hours: int | None
    rules: tuple[Care, ...]
    disputed: bool

    @property
    def standing(self) -> tuple[Care, ...]:
        """The rules whose limit stands."""
        return tuple(r for r in self.rules if (r.stance, r.hours) == (self.stance, self.hours))

    @property
    def grade(self) -> str:
        """How sure the limit is that stands."""
        return min(rule.grounds.grade for rule in self.standing)


def merged(rulebook: Rulebook, procedures: Iterable[str]) -> tuple[Instruction, ...]:
    """The care of one visit: before first, what is avoided first, longest first."""
    told: dict[tuple[Phase, str], list[Care]] = defaultdict(list)
    for procedure in dict.fromkeys(procedures):
        for rule in rulebook.cares.get(procedure, ()):
            if rule not in told[rule.phase, rule.activity]:
                told[rule.phase, rule.activity].append(rule)
    found = [_strictest(phase, activity, rules) for (phase, activity), rules in told.items()]
    return tuple(
        sorted(
            found, key=lambda i: (i.phase == "after", -STRICTEST.index(i.stance), -(i.hours or 0), i.activity)
        )
    )


def _strictest(phase: Phase, activity: str, rules: list[Care]) -> Instruction:
    stance = max((rule.stance for rule in rules), key=STRICTEST.index)
    same = [rule for rule in rules if rule.stance == stance]
    hours = [rule.hours for rule in same if rule.hours is not None]
    longest = [rule.longest_hours for rule in same if rule.longest_hours is not None]
    return Instruction(
        phase,
        activity,
        stance,
        max(hours, default=None),
        max(longest, default=None),
        tuple(rules),
        disputed={rule.stance for rule in rules} >= {"avoid", "do"},
    )
