"""What a factor means for a procedure: while it lasts, and the wash-out after it ends."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from entracte.knowledge import policy, waiting
from entracte.knowledge.hearing import Hearing, Resolved
from entracte.knowledge.model import Base
from entracte.knowledge.overlay import WORSE, house_wait, signed, split
from entracte.knowledge.pairs import Harms
from entracte.knowledge.policy import DayStatus, Heard
from entracte.knowledge.rules import Contraindication, Grounds, PolicyName


class Bars:
    """Resolves every factor that touches each procedure."""

    def __init__(
        self, base: Base, chosen: PolicyName, presences: Hearing, washouts: Hearing, harms: Harms
    ) -> None:
        self.base, self.policy, self.harms = base, chosen, harms
        self.presences, self.washouts = presences, washouts

    def table(self, factors: list[str], procedures: list[str]) -> dict[str, dict[str, Contraindication]]:
        """Per procedure, the rule of each factor; both lists with ancestors before descendants."""
        resolved = Resolved[Contraindication]((self.presences, self.washouts, self.harms), self.bar)
        # Procedures of which no claim speaks but their families' share one table.
        by_line: dict[int, dict[str, Contraindication]] = {}
        for procedure in procedures:
            line = resolved.thens[procedure]
            if line not in by_line:
                told = ((factor, resolved.get(factor, procedure)) for factor in factors)
                by_line[line] = {factor: rule for factor, rule in told if rule is not None}
        return {id_: table for id_ in procedures if (table := by_line[resolved.thens[id_]])}

    def bar(self, factor: str, procedure: str) -> Contraindication | None:
        """The rule of one factor for one procedure, a house on top."""
        about = f"{factor} and {procedure}"
        present, after = self.presences.heard(factor, procedure), self.washouts.heard(factor, procedure)
        made = self.whole(present, after, about)
        if made is None:
            return None
        house = (*split(present)[0], *split(after)[0])
        published = self.whole(split(present)[1], split(after)[1], about) if house else None
        said = made.grounds
        if published is not None:
            said = replace(said, house=signed(house, made.looser_than(published), about))
        return Contraindication(
            id=f"contraindication/{factor}/{procedure}",
            factor=factor,
            procedure=procedure,
            during=made.during,
            minimum=made.minimum,
            advised=made.advised,
            severity=self.harms.worst(factor, procedure),
            grounds=said,
        )

    def whole(self, present: tuple[Heard, ...], after: tuple[Heard, ...], about: str) -> Bar | None:
        """While the factor lasts and after it ends, as one."""
        stand = policy.presence(present)
        wait = house_wait(after, lambda voices: waiting.wait(voices, self.policy), about)
        if wait is None:
            return None if stand is None else Bar(stand[1], 0, 0, stand[2])
        during: DayStatus = "avoid" if wait.never else "wait" if wait.minimum else "clear"
        if stand is None:
            return Bar(during, wait.minimum, wait.advised, wait.grounds)
        decision, told, said = stand
        both = together([said, wait.grounds])
        if told == "avoid" or during == "clear":
            return Bar(told, wait.minimum, wait.advised, both)
        if decision.tier < policy.TIERS[wait.grounds.grade]:
            # A better source lives with the factor, so pages cannot close the days after it ends.
            return Bar(told, 0, wait.advised if told == "caution" else 0, both)
        return Bar(during, wait.minimum, wait.advised, both)


class Bar(NamedTuple):
    """What a factor means for a procedure, in days after its end."""

    during: DayStatus
    minimum: int
    advised: int
    grounds: Grounds

    def looser_than(self, other: Bar) -> bool:
        """Whether any day reads better than by another."""
        looser = WORSE.index(self.during) < WORSE.index(other.during)
        return looser or self.minimum < other.minimum or self.advised < other.advised


def together(grounds: list[Grounds]) -> Grounds:
    """The grounds of a factor while it lasts and after it ends, as one."""
    if len(grounds) == 1:
        return grounds[0]
    return Grounds(
        min(g.grade for g in grounds),
        tuple(v for g in grounds for v in g.voices),
        any(g.thin for g in grounds),
        any(g.inferred for g in grounds),
        next((g.house for g in grounds if g.house), None),
    )
