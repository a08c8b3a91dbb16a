"""Claims to a rulebook: every claim filed under its subject, every subject resolved, one hash."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from entracte.core.fault import mistake
from entracte.knowledge import policy
from entracte.knowledge.bars import Bars
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
from entracte.knowledge.overlay import Overlay
from entracte.knowledge.pairs import Harms, Pairs
from entracte.knowledge.policy import Heard
from entracte.knowledge.rules import Care, Limit, PolicyName, Rule, Rulebook, Voice

# Raised when the meaning of the same data changes, so that an old hash never names a new answer.
MEANING = "1"
POLICIES: tuple[PolicyName, ...] = ("standard", "cautious")


def compile_rulebook(
    base: Base, policy: PolicyName = "standard", overlay: Overlay | None = None, as_of: date | None = None
) -> Rulebook:
    """The rules of a base under a policy and, where given, a house overlay, as of a day (today).

    Raises Mistake on an unknown policy, FaultyKnowledge on an overlay that loosens unsigned.
    """
    if policy not in POLICIES:
        raise mistake("policy", "unknown-policy", f"no policy {policy!r}", f"one of {', '.join(POLICIES)}")
    day = as_of or date.today()
    digest = base.digest or hashlib.sha256(repr(base).encode()).hexdigest()
    if overlay:
        base = with_house(base, overlay)
    filed = Filed(base, day)
    settling = {id_: settles(base, id_) for id_ in base.procedures}
    procedures, factors = by_depth(base, base.procedures), by_depth(base, base.factors)
    pairs = Pairs(base, policy, filed.intervals, filed.orders, filed.harms, settling)
    table = pairs.table(procedures)
    bars = Bars(base, policy, filed.presences, filed.washouts, filed.harms).table(factors, procedures)
    limits = {id_: ceilings for id_ in procedures if (ceilings := filed.limits(id_))}
    cares = {id_: asked for id_ in procedures if (asked := filed.care(id_))}
    single: list[Rule] = [rule for found in bars.values() for rule in found.values()]
    single += [rule for ceilings in limits.values() for rule in ceilings]
    single += [rule for asked in cares.values() for rule in asked]
    rules = pairs.rules | {rule.id: rule for rule in single}
    return Rulebook(
        base=base,
        policy=policy,
        overlay=overlay.source.title if overlay else None,
        as_of=day,
        hash=content_hash(digest, policy, overlay, filed.lapsed),
        rules=dict(sorted(rules.items())),
        pairs=table,
        bars=bars,
        limits=limits,
        cares=cares,
        settling=settling,
        holds=holds(base, day),
        relatives=relatives(base),
        forbidding={
            id_: frozenset(f for f, r in found.items() if r.during == "avoid") for id_, found in bars.items()
        },
        covers=covers(base),
        usable=frozenset(id_ for id_, p in base.procedures.items() if p.kind != "family"),
        notes=tuple(filed.notes),
    )


class Filed:
    """The claims in force, each under the subject that it speaks of."""

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
                told = policy.ceiling(tuple(Heard(v, 0) for v in voices))
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


def with_house(base: Base, overlay: Overlay) -> Base:
    """The base with a house's own source and claims beside the published ones."""
    sources = {**base.sources, overlay.source.id: overlay.source}
    return replace(
        base, sources=sources, claims={**base.claims, **{claim.id: claim for claim in overlay.claims}}
    )


def content_hash(digest: str, policy: str, overlay: Overlay | None, lapsed: Iterable[str]) -> str:
    """What the answers follow from: the data, the policy, the overlay, what is out of force."""
    parts = (MEANING, digest, policy, overlay.digest if overlay else "", *lapsed)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def holds(base: Base, day: date) -> tuple[date, date]:
    """The days around `day` between which no source goes out of force."""
    days = sorted({s.withdrawn for s in base.sources.values() if s.withdrawn})
    return (
        max((d for d in days if d <= day), default=date.min),
        min((d for d in days if d > day), default=date.max),
    )


def settles(base: Base, procedure: str) -> int:
    """The recovery span of a procedure in days: its own, or its nearest ancestor's."""
    spans = (base.procedures[id_].settling for id_ in base.lines[procedure])
    return next((settling.days for settling in spans if settling is not None), 0)


def by_depth(base: Base, ids: Iterable[str]) -> list[str]:
    """Ancestors before descendants."""
    return sorted(ids, key=lambda id_: (len(base.lines[id_]), id_))


def covers(base: Base) -> dict[str, frozenset[str]]:
    """For each procedure and factor, itself and everything that is a kind of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for id_ in (*base.procedures, *base.factors):
        for above in base.lines[id_]:
            found[above].add(id_)
    return {id_: frozenset(inside) for id_, inside in found.items()}


def relatives(base: Base) -> dict[str, frozenset[str]]:
    """For each area, every area that it overlaps: itself, what holds it, what lies inside it."""
    inside: dict[str, set[str]] = defaultdict(set)
    for id_ in base.areas:
        for above in base.lines[id_]:
            inside[above].add(id_)
    return {id_: frozenset(inside[id_]) | frozenset(base.lines[id_]) for id_ in base.areas}
