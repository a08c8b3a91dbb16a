"""Claims to a rulebook: every claim filed under its subject, every subject resolved, one hash."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from entracte.core.fault import mistake
from entracte.knowledge.bars import Bars
from entracte.knowledge.collection import held_off
from entracte.knowledge.filed import Filed
from entracte.knowledge.model import Base
from entracte.knowledge.overlay import Overlay
from entracte.knowledge.pairs import Pairs
from entracte.knowledge.rules import Contraindication, PolicyName, Rule, Rulebook

# Raised when the meaning of the same data changes, so that an old hash never names a new answer.
MEANING = "1"
POLICIES: tuple[PolicyName, ...] = ("standard", "cautious")


@held_off()
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
    told = Filed(with_house(base, overlay) if overlay else base, day)
    made = content_hash(digest, policy, overlay, told.lapsed)
    return resolved(told, policy, overlay.source.title if overlay else None, day, made)


def resolved(filed: Filed, policy: PolicyName, overlay: str | None, day: date, made: str) -> Rulebook:
    """Every rule of the claims filed, families and products resolved; `made` is the content hash."""
    base = filed.base
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
        overlay=overlay,
        as_of=day,
        hash=made,
        rules=dict(sorted(rules.items())),
        pairs=table,
        bars=bars,
        limits=limits,
        cares=cares,
        settling=settling,
        holds=holds(base, day),
        relatives=relatives(base),
        forbidding={id_: forbidding(found) for id_, found in bars.items()},
        covers=covers(base),
        usable=frozenset(id_ for id_, p in base.procedures.items() if p.kind != "family"),
        notes=tuple(filed.notes),
    )


def forbidding(bars: dict[str, Contraindication]) -> frozenset[str]:
    """The factors that mean avoid while they last."""
    return frozenset(factor for factor, bar in bars.items() if bar.during == "avoid")


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
