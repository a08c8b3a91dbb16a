"""Claims to a rulebook: every subject heard, families and products resolved, look-up by pair."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from entracte.core.fault import mistake
from entracte.knowledge import policy
from entracte.knowledge.model import (
    AnyClaim,
    Base,
    CareClaim,
    ContraindicationClaim,
    IntervalClaim,
    LimitClaim,
    NoteClaim,
    OrderClaim,
    Severity,
    Source,
    WashoutClaim,
)
from entracte.knowledge.overlay import Overlay, house_order, house_presence, house_wait
from entracte.knowledge.policy import Heard
from entracte.knowledge.rules import (
    Care,
    Contraindication,
    Grounds,
    Interval,
    Limit,
    Order,
    Pair,
    PolicyName,
    Rule,
    Rulebook,
    Voice,
)

# Raised when the meaning of the same data changes, so that an old hash never names a new answer.
MEANING = "1"
POLICIES: tuple[PolicyName, ...] = ("standard", "cautious")
SEVERITIES: tuple[Severity, ...] = ("minor", "moderate", "serious")

Subject = tuple[str, str]


def compile_rulebook(
    base: Base, policy: PolicyName = "standard", overlay: Overlay | None = None, as_of: date | None = None
) -> Rulebook:
    """The rules of a base under a policy and, where given, a house overlay, as of a day (today).

    Raises Mistake on an unknown policy, FaultyKnowledge on an overlay that loosens unsigned.
    """
    if policy not in POLICIES:
        raise mistake("policy", "unknown-policy", f"no policy {policy!r}", f"one of {', '.join(POLICIES)}")
    return _Compiler(base, policy, overlay, as_of or date.today()).rulebook()


@dataclass
class _Compiler:
    base: Base
    policy: PolicyName
    overlay: Overlay | None
    as_of: date
    rules: dict[str, Rule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sources: dict[str, Source] = dict(self.base.sources)
        claims: dict[str, AnyClaim] = dict(self.base.claims)
        if self.overlay:
            sources[self.overlay.source.id] = self.overlay.source
            claims |= {claim.id: claim for claim in self.overlay.claims}
            self.base = replace(self.base, sources=sources, claims=claims)
        in_force = {s.id for s in sources.values() if s.withdrawn is None or self.as_of < s.withdrawn}
        self.lapsed = sorted(sources.keys() - in_force)
        aside = {claim: ruling.reason for ruling in self.base.rulings.values() for claim in ruling.claims}
        self.intervals: dict[Subject, list[Voice]] = defaultdict(list)
        self.orders: dict[Subject, list[Voice]] = defaultdict(list)
        self.presences: dict[Subject, list[Voice]] = defaultdict(list)
        self.washouts: dict[Subject, list[Voice]] = defaultdict(list)
        self.ceilings: dict[str, dict[tuple[str, int], list[Voice]]] = defaultdict(lambda: defaultdict(list))
        self.cares: dict[str, dict[Subject, list[Voice]]] = defaultdict(lambda: defaultdict(list))
        self.notes: list[NoteClaim] = []
        self.harms: dict[Subject, list[Severity]] = defaultdict(list)
        for claim in claims.values():
            if claim.source not in in_force:
                continue
            reason = aside.get(claim.id)
            voice = Voice(claim, sources[claim.source], "set-aside" if reason else "supported", reason or "")
            self.file(claim, voice)

    def file(self, claim: AnyClaim, voice: Voice) -> None:
        """Put a claim under the subject it speaks of."""
        match claim:
            case IntervalClaim():
                self.intervals[claim.first, claim.then].append(voice)
            case OrderClaim():
                self.orders[claim.first, claim.then].append(voice)
                if claim.either and claim.first != claim.then:
                    self.orders[claim.then, claim.first].append(voice)
            case ContraindicationClaim():
                self.presences[claim.factor, claim.procedure].append(voice)
            case WashoutClaim():
                self.washouts[claim.factor, claim.procedure].append(voice)
            case LimitClaim() if claim.unit and claim.per:
                days = 0 if claim.per == "session" else claim.per.at_least
                self.ceilings[claim.procedure][claim.unit, days].append(voice)
            case CareClaim():
                self.cares[claim.procedure][claim.phase, claim.activity].append(voice)
            case NoteClaim():
                self.notes.append(claim)
                if claim.severity and claim.first and claim.then:
                    self.harms[claim.first, claim.then].append(claim.severity)

    def rulebook(self) -> Rulebook:
        base = self.base
        settling = {id_: self.settling(id_) for id_ in base.procedures}
        pairs = self.pairs(settling)
        bars = self.bars()
        return Rulebook(
            base=base,
            policy=self.policy,
            overlay=self.overlay.source.title if self.overlay else None,
            as_of=self.as_of,
            hash=self.hash(),
            rules={},
            pairs=pairs,
            bars=bars,
            limits={id_: found for id_ in base.procedures if (found := self.limits(id_))},
            cares={id_: found for id_ in base.procedures if (found := self.care(id_))},
            settling=settling,
            holds=self.holds(),
            relatives=relatives(base),
            forbidding={
                id_: frozenset(f for f, rule in found.items() if rule.during == "avoid") for id_, found in bars.items()
            },
            covers=covers(base),
            usable=frozenset(id_ for id_, p in base.procedures.items() if p.kind != "family"),
            notes=tuple(self.notes),
        ).with_rules(self.rules)

    def hash(self) -> str:
        """What the answers follow from: the data, the policy, the overlay, what is in force."""
        digest = self.base.digest or hashlib.sha256(repr(self.base).encode()).hexdigest()
        house = self.overlay.digest if self.overlay else ""
        parts = (MEANING, digest, self.policy, house, *self.lapsed)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def holds(self) -> tuple[date, date]:
        days = sorted({s.withdrawn for s in self.base.sources.values() if s.withdrawn})
        before = [d for d in days if d <= self.as_of]
        after = [d for d in days if d > self.as_of]
        return (before[-1] if before else date.min, after[0] if after else date.max)

    def settling(self, procedure: str) -> int:
        """The recovery span of a procedure: its own, or its nearest ancestor's."""
        for id_ in self.base.lines[procedure]:
            own = self.base.procedures[id_].settling
            if own is not None:
                return own.days
        return 0

    def hear(self, subjects: dict[Subject, list[Voice]], first: str, then: str) -> tuple[Heard, ...]:
        """Every voice on a pair, its own and its families', with how far above it speaks."""
        lines = self.base.lines
        return tuple(
            Heard(voice, i + j)
            for i, a in enumerate(lines[first])
            for j, b in enumerate(lines[then])
            if (a, b) in subjects
            for voice in subjects[a, b]
        )

    def shared(self, made: dict[Subject, Any], subject: Subject, key: Any, make: Callable[[], Any]) -> Any:
        """The rule of a parent subject that heard the same voices, else a new one."""
        lines = self.base.lines
        for parent in ((up, subject[1]) for up in lines[subject[0]][1:2]):
            if parent in made and made[parent][0] == key:
                return made[parent][1]
        for parent in ((subject[0], up) for up in lines[subject[1]][1:2]):
            if parent in made and made[parent][0] == key:
                return made[parent][1]
        return make()

    def by_depth(self, ids: Iterable[str]) -> list[str]:
        """Ancestors before descendants, so that a rule can be shared downwards."""
        return sorted(ids, key=lambda id_: (len(self.base.lines[id_]), id_))

    def pairs(self, settling: dict[str, int]) -> dict[Subject, Pair]:
        ids = self.by_depth(self.base.procedures)
        everywhere: dict[Subject, Any] = {}
        apart: dict[Subject, Any] = {}
        subjects = [(a, b) for a in ids for b in ids]
        subjects.sort(key=lambda s: len(self.base.lines[s[0]]) + len(self.base.lines[s[1]]))
        for subject in subjects:
            heard = self.hear(self.intervals, *subject)
            if not heard:
                continue
            self.put(everywhere, subject, heard, "same")
            wide = tuple(h for h in heard if getattr(h.voice.claim, "scope", "same") == "anywhere")
            if wide:
                self.put(apart, subject, wide, "anywhere")
        orders = self.same_day(subjects, everywhere)
        found: dict[Subject, Pair] = {}
        for subject in subjects:
            order = orders.get(subject, (None, None))[1]
            if order:
                self.rules.setdefault(order.id, order)
            near = self.softened(everywhere.get(subject, (None, None))[1], order, subject, settling)
            far = self.softened(apart.get(subject, (None, None))[1], order, None, settling)
            if near or far or order:
                found[subject] = Pair(near, far, order)
        return found

    def put(self, made: dict[Subject, Any], subject: Subject, heard: tuple[Heard, ...], scope: Any) -> None:
        key = (frozenset(h.voice.claim.id for h in heard), self.repeats(*subject))
        make = lambda: self.interval(subject, heard, scope)  # noqa: E731 - deferred
        made[subject] = (key, self.shared(made, subject, key, make))

    def repeats(self, first: str, then: str) -> bool:
        """Whether both are the same procedure, or products of one."""

        def own(id_: str) -> str:
            procedure = self.base.procedures[id_]
            return procedure.is_a or id_ if procedure.kind == "product" else id_

        return own(first) == own(then) and self.base.procedures[own(first)].kind != "family"

    def interval(self, subject: Subject, heard: tuple[Heard, ...], scope: Any) -> Interval | None:
        first, then = subject
        repeat = self.repeats(first, then)
        wait = house_wait(heard, lambda voices: policy.wait(voices, self.policy, repeat), f"{first} then {then}")
        if wait is None:
            return None
        best_before = None
        if repeat:
            uppers = [h.upper for h in heard if any(v.claim is h.voice.claim for v in wait.grounds.those("decided"))]
            best_before = max(uppers, default=0)
        return Interval(
            id="/".join(("interval", first, then, *(("anywhere",) if scope == "anywhere" else ()))),
            first=first,
            then=then,
            scope=scope,
            minimum=wait.minimum,
            advised=wait.advised,
            best_before=best_before if best_before and best_before > wait.advised else None,
            closes="avoid" if wait.never else "wait",
            severity=self.severity(first, then),
            grounds=wait.grounds,
        )

    def same_day(self, subjects: list[Subject], intervals: dict[Subject, Any]) -> dict[Subject, Any]:
        made: dict[Subject, Any] = {}

        def closing(subject: Subject) -> bool:
            rule = intervals.get(subject, (None, None))[1]
            return rule is not None and rule.minimum > 0

        for first, then in subjects:
            heard = self.hear(self.orders, first, then)
            if not heard:
                continue
            closed = closing((first, then)) or closing((then, first))
            key = (frozenset(h.voice.claim.id for h in heard), closed)
            make = lambda f=first, t=then, h=heard, c=closed: self.order(f, t, h, c)  # noqa: E731
            made[first, then] = (key, self.shared(made, (first, then), key, make))
        return made

    def order(self, first: str, then: str, heard: tuple[Heard, ...], closed: bool) -> Order | None:
        found = house_order(heard, lambda voices: policy.same_day(voices, closed), f"{first} then {then} on one day")
        if found is None:
            return None
        status, grounds = found
        wide = any(getattr(v.claim, "scope", "same") == "anywhere" for v in grounds.those("decided"))
        return Order(
            f"order/{first}/{then}",
            first,
            then,
            "anywhere" if wide else "same",
            status,
            self.severity(first, then),
            grounds,
        )

    def softened(
        self, rule: Interval | None, order: Order | None, subject: Subject | None, settling: dict[str, int]
    ) -> Interval | None:
        """Where the same day is clear, the days up to the minimum are caution; where an open day is
        all that is told of a pair, the days after it are caution while the first settles."""
        if order is None or order.status == "wait":
            return self.keep(rule)
        if rule is None:
            if subject is None:
                return None
            id_ = f"interval/{order.first}/{order.then}"
            made = Interval(
                id_, order.first, order.then, "same", 0, settling[subject[0]], None, "caution", None, order.grounds
            )
            if id_ in self.rules and self.rules[id_] != made:
                made = replace(made, id="/".join(("interval", *subject)))
            return self.keep(made)
        if order.status == "clear" and rule.closes == "wait" and rule.minimum:
            open_rule = replace(rule, closes="caution")
            if self.rules.get(rule.id, open_rule) != open_rule:
                assert subject is not None
                open_rule = replace(open_rule, id="/".join(("interval", *subject)))
            return self.keep(open_rule)
        return self.keep(rule)

    def keep(self, rule: Interval | None) -> Interval | None:
        """One object per rule, so that a rulebook stays small and rules can be told apart by identity."""
        if rule is None:
            return None
        kept = self.rules.setdefault(rule.id, rule)
        assert isinstance(kept, Interval)
        return kept

    def severity(self, first: str, then: str) -> Severity | None:
        """The worst harm that a source names for a pair or a factor with a procedure."""
        lines = self.base.lines
        told = [s for a in lines[first] for b in lines[then] for s in self.harms.get((a, b), ())]
        return max(told, key=SEVERITIES.index, default=None)

    def bars(self) -> dict[str, dict[str, Contraindication]]:
        made: dict[Subject, Any] = {}
        found: dict[str, dict[str, Contraindication]] = defaultdict(dict)
        spoken_of = {f for f, _ in (*self.presences, *self.washouts)}
        factors = [f for f in self.by_depth(self.base.factors) if spoken_of & set(self.base.lines[f])]
        for procedure in self.by_depth(self.base.procedures):
            for factor in factors:
                during = self.hear(self.presences, factor, procedure)
                after = self.hear(self.washouts, factor, procedure)
                if not during and not after:
                    continue
                subject = (factor, procedure)
                key = frozenset(h.voice.claim.id for h in (*during, *after))
                make = lambda s=subject, d=during, a=after: self.bar(s, d, a)  # noqa: E731
                made[subject] = (key, self.shared(made, subject, key, make))
                rule = made[subject][1]
                if rule is not None:
                    self.rules.setdefault(rule.id, rule)
                    found[procedure][factor] = rule
        return dict(found)

    def bar(
        self, subject: Subject, during: tuple[Heard, ...], after: tuple[Heard, ...]
    ) -> Contraindication | None:
        factor, procedure = subject
        about = f"{factor} and {procedure}"
        present = house_presence(during, policy.presence, about)
        wait = house_wait(after, lambda voices: policy.wait(voices, self.policy), about)
        if present is None and wait is None:
            return None
        status, minimum, advised = "clear", 0, 0
        grounds: list[Grounds] = []
        if wait is not None:
            minimum, advised, status = wait.minimum, wait.advised, "wait" if wait.minimum else "clear"
            grounds.append(wait.grounds)
            if wait.never:
                status = "avoid"
        if present is not None:
            decision, told, said = present
            grounds.insert(0, said)
            better = wait is None or decision.tier < policy.TIERS[wait.grounds.grade]
            if told == "avoid" or status == "clear":
                status = told
            elif better:
                # A better source lives with the factor, so pages cannot close the days after it ends.
                status, minimum, advised = told, 0, max(minimum, advised) if told == "caution" else 0
        return Contraindication(
            f"contraindication/{factor}/{procedure}",
            factor,
            procedure,
            status,  # type: ignore[arg-type]
            minimum,
            advised,
            self.severity(factor, procedure),
            together(grounds),
        )

    def limits(self, procedure: str) -> tuple[Limit, ...]:
        found: dict[tuple[str, int], Limit] = {}
        for id_ in reversed(self.base.lines[procedure]):
            for (unit, days), voices in sorted(self.ceilings.get(id_, {}).items()):
                told = policy.ceiling(tuple(Heard(v, 0) for v in voices))
                if told is None:
                    continue
                rule = Limit(f"limit/{id_}/{unit}/{days}", id_, told[0], unit, days, told[1])
                self.rules.setdefault(rule.id, rule)
                found[unit, days] = rule
        return tuple(found.values())

    def care(self, procedure: str) -> tuple[Care, ...]:
        subjects = {s for id_ in self.base.lines[procedure] for s in self.cares.get(id_, ())}
        found = []
        for phase, activity in sorted(subjects):
            heard = tuple(
                Heard(voice, i)
                for i, id_ in enumerate(self.base.lines[procedure])
                for voice in self.cares.get(id_, {}).get((phase, activity), ())
            )
            told = policy.instruction(heard)
            if told is None:
                continue
            own = next(id_ for id_ in self.base.lines[procedure] if (phase, activity) in self.cares.get(id_, {}))
            stance, hours, longest, grounds = told
            rule = Care(f"care/{own}/{phase}/{activity}", own, phase, activity, stance, hours, longest, grounds)  # type: ignore[arg-type]
            kept = self.rules.setdefault(rule.id, rule)
            assert isinstance(kept, Care)
            found.append(kept)
        return tuple(found)


def together(grounds: list[Grounds]) -> Grounds:
    """The grounds of a factor while it lasts and after it ends, as one."""
    if len(grounds) == 1:
        return grounds[0]
    return Grounds(
        min(g.grade for g in grounds),
        tuple(v for g in grounds for v in g.voices),
        any(g.thin for g in grounds),
        any(g.inferred for g in grounds),
    )


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
