"""The claims in force, each under the subject that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from entracte.knowledge import policy
from entracte.knowledge.hearing import Hearing, Subject
from entracte.knowledge.model import (
    AnyClaim,
    Base,
    CareClaim,
    ContraindicationClaim,
    IntervalClaim,
    LimitClaim,
    NoteClaim,
    OrderClaim,
    WashoutClaim,
)
from entracte.knowledge.overlay import house_ceiling
from entracte.knowledge.pairs import Harms
from entracte.knowledge.policy import Heard
from entracte.knowledge.rules import Care, Limit, Voice


class Filed:
    """Every claim that counts on a day, put where the makers of rules look for it."""

    def __init__(self, base: Base, day: date) -> None:
        self.base = base
        lines = base.lines
        self.intervals, self.orders, self.presences, self.washouts = (Hearing(lines) for _ in range(4))
        self.ceilings: dict[str, dict[tuple[str, int], list[Voice]]] = defaultdict(lambda: defaultdict(list))
        self.cares: dict[str, dict[Subject, list[Voice]]] = defaultdict(lambda: defaultdict(list))
        self.notes: list[NoteClaim] = []
        self.harms = Harms(lines)
        self.lapsed = sorted(s.id for s in base.sources.values() if s.withdrawn and s.withdrawn <= day)
        lapsed, aside = set(self.lapsed), {c: r.reason for r in base.rulings.values() for c in r.claims}
        for claim in base.claims.values():
            if claim.source not in lapsed:
                reason = aside.get(claim.id)
                source = base.sources[claim.source]
                self.file(claim, Voice(claim, source, "set-aside" if reason else "supported", reason or ""))

    def file(self, claim: AnyClaim, voice: Voice) -> None:
        """Put a claim under the subject that it speaks of."""
        match claim:
            case IntervalClaim():
                self.intervals.add(claim.first, claim.then, voice)
            case OrderClaim():
                self.orders.add(claim.first, claim.then, voice)
                if claim.either and claim.first != claim.then:
                    self.orders.add(claim.then, claim.first, voice)
            case ContraindicationClaim():
                self.presences.add(claim.factor, claim.procedure, voice)
            case WashoutClaim():
                self.washouts.add(claim.factor, claim.procedure, voice)
            case LimitClaim() if claim.unit and claim.per:
                days = 0 if claim.per == "session" else claim.per.at_least
                self.ceilings[claim.procedure][claim.unit, days].append(voice)
            case CareClaim():
                self.cares[claim.procedure][claim.phase, claim.activity].append(voice)
            case NoteClaim():
                self.notes.append(claim)
                if claim.severity and claim.first and claim.then:
                    self.harms.add(claim.first, claim.then, claim.severity)

    def limits(self, procedure: str) -> tuple[Limit, ...]:
        """The ceilings of a procedure and of what it is a kind of."""
        found = []
        for id_ in self.base.lines[procedure]:
            for (unit, days), voices in sorted(self.ceilings.get(id_, {}).items()):
                heard = tuple(Heard(v, 0) for v in voices)
                told = house_ceiling(heard, policy.ceiling, f"{id_} in {unit}")
                if told is not None:
                    found.append(Limit(f"limit/{id_}/{unit}/{days}", id_, told[0], unit, days, told[1]))
        return tuple(found)

    def care(self, procedure: str) -> tuple[Care, ...]:
        """The care before and after a procedure, families heard."""
        line = [id_ for id_ in self.base.lines[procedure] if id_ in self.cares]
        found = []
        for phase, activity in sorted({subject for id_ in line for subject in self.cares[id_]}):
            speaking = [id_ for id_ in line if (phase, activity) in self.cares[id_]]
            heard = tuple(
                Heard(v, i) for i, id_ in enumerate(speaking) for v in self.cares[id_][phase, activity]
            )
            told = policy.instruction(heard)
            if told is not None:
                stance, hours, longest, grounds = told
                id_ = f"care/{speaking[0]}/{phase}/{activity}"
                found.append(Care(id_, speaking[0], phase, activity, stance, hours, longest, grounds))  # type: ignore[arg-type]
        return tuple(found)
