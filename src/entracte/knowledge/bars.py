"""What a factor means for a procedure: while it lasts, and the wash-out after it ends."""

from __future__ import annotations

from entracte.knowledge import policy, waiting
from entracte.knowledge.hearing import Hearing, Resolved
from entracte.knowledge.model import Base
from entracte.knowledge.overlay import house_presence, house_wait
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
        """The rule of one factor for one procedure."""
        about = f"{factor} and {procedure}"
        present = house_presence(self.presences.heard(factor, procedure), policy.presence, about)
        after: tuple[Heard, ...] = self.washouts.heard(factor, procedure)
        wait = house_wait(after, lambda voices: waiting.wait(voices, self.policy), about)
        if present is None and wait is None:
            return None
        during: DayStatus = "clear"
        minimum = advised = 0
        grounds: list[Grounds] = []
        if wait is not None:
            minimum, advised = wait.minimum, wait.advised
            during = "avoid" if wait.never else "wait" if minimum else "clear"
            grounds.append(wait.grounds)
        if present is not None:
            decision, told, said = present
            grounds.insert(0, said)
            if told == "avoid" or during == "clear":
                during = told
            elif wait is not None and decision.tier < policy.TIERS[wait.grounds.grade]:
                # A better source lives with the factor, so pages cannot close the days after it ends.
                during, minimum, advised = told, 0, max(minimum, advised) if told == "caution" else 0
        return Contraindication(
            id=f"contraindication/{factor}/{procedure}",
            factor=factor,
            procedure=procedure,
            during=during,
            minimum=minimum,
            advised=advised,
            severity=self.harms.worst(factor, procedure),
            grounds=together(grounds),
        )


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
