"""Rules that cannot all be meant: circles of order, pairs never open, rules that never speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entracte.core.fault import Fault
from entracte.knowledge.model import (
    AnyClaim,
    Base,
    ContraindicationClaim,
    IntervalClaim,
    OrderClaim,
    WashoutClaim,
)
from entracte.knowledge.policy import TIERS
from entracte.knowledge.references import Places
from entracte.knowledge.rules import Interval, Order, Pair, Rule, Rulebook

AGAINST = ("wait", "avoid", "contraindicated")
Subject = tuple[str, str]


def contradictions(base: Base, rulebook: Rulebook, places: Places) -> tuple[list[Fault], list[Fault]]:
    """The faults and the notes of a base whose rules are read together."""
    finder = _Finder(base, rulebook, places)
    faults = [
        *finder.orders(),
        *finder.never_open(),
        *finder.unreachable(),
        *finder.two_units(),
    ]
    notes = [*finder.two_minds(), *finder.circles(), *finder.overridden(), *finder.unheard()]
    return faults, notes


def must_precede(pairs: Mapping[Subject, Pair]) -> set[Subject]:
    """(a, b) where on one day `a` before `b` is open and the other order is told to be closed."""
    orders = {subject: pair.order for subject, pair in pairs.items() if pair.order}
    return {
        (a, b)
        for (a, b), order in orders.items()
        if a != b and order.status != "wait" and (b, a) in orders and orders[b, a].status == "wait"
    }


def never(rule: Interval | None) -> bool:
    """Whether an interval closes its days for good."""
    return rule is not None and rule.closes == "avoid" and rule.minimum > 0


def heard(book: Rulebook) -> set[str]:
    """The ids of the rules that some treatment a client can have would meet."""
    usable = book.usable
    found: set[str] = set()
    for (a, b), pair in book.pairs.items():
        if a in usable and b in usable:
            found |= {rule.id for rule in pair if rule}
    for id_ in usable:
        found |= {rule.id for rule in book.bars.get(id_, {}).values()}
        found |= {rule.id for rule in book.limits.get(id_, ())}
        found |= {rule.id for rule in book.cares.get(id_, ())}
    return found


@dataclass
class _Finder:
    base: Base
    rulebook: Rulebook
    places: Places

    def fault(self, claim: AnyClaim, code: str, message: str, hint: str) -> Fault:
        return Fault(self.places.where("claim", claim.id), code, message, hint)

    def orders(self) -> Iterator[Fault]:
        """No source says that A must come first and that B must come first."""
        firm: dict[tuple[str, str, str], OrderClaim] = {}
        for claim in self.base.claims.values():
            if isinstance(claim, OrderClaim) and claim.stance in AGAINST:
                firm[claim.source, claim.first, claim.then] = claim
        for claim in self.base.claims.values():
            if not isinstance(claim, OrderClaim) or claim.stance not in ("allowed", "preferred"):
                continue
            other = firm.get((claim.source, claim.first, claim.then))
            if other and other.population == claim.population:
                message = f"{claim.first} first is both open and closed: see {other.id}"
                yield self.fault(claim, "order-both-ways", message, "mend one, or say for whom")

    def two_minds(self) -> Iterator[Fault]:
        """A source that opens a day and closes it, on one subject and for the same people."""
        heard: dict[tuple[object, ...], list[AnyClaim]] = defaultdict(list)
        for claim in self.base.claims.values():
            match claim:
                case IntervalClaim():
                    key = (claim.source, "interval", claim.first, claim.then, claim.population)
                case ContraindicationClaim():
                    key = (claim.source, "present", claim.factor, claim.procedure, claim.population)
                case WashoutClaim():
                    key = (claim.source, "washout", claim.factor, claim.procedure, claim.population)
                case _:
                    continue
            heard[key].append(claim)
        for claims in heard.values():
            opening = [c for c in claims if getattr(c, "stance", "") == "allowed"]
            closing = [c for c in claims if getattr(c, "stance", "") in AGAINST]
            for claim in opening:
                for other in closing:
                    if _lower(claim) < _lower(other) or claim.kind == "contraindication":
                        message = f"{claim.id} opens what {other.id} closes"
                        yield self.fault(claim, "two-minds", message, "say for whom, or what differs")

    def never_open(self) -> Iterator[Fault]:
        """No pair is closed for good in both orders."""
        pairs, usable = self.rulebook.pairs, self.rulebook.usable
        for (a, b), pair in pairs.items():
            mirror = pairs.get((b, a))
            if not (a <= b and {a, b} <= usable and mirror):
                continue
            rule, back = pair.overlapping, mirror.overlapping
            if rule and back and never(rule) and never(back):
                claim = rule.grounds.those("decided")[0].claim
                message = f"{a} and {b} have no open day in either order"
                yield self.fault(claim, "never-open", message, "set one side aside by a ruling")

    def circles(self) -> Iterator[Fault]:
        """Three or more treatments that must each come before the next on one day."""
        after: dict[str, set[str]] = defaultdict(set)
        for a, b in must_precede(self.rulebook.pairs):
            if {a, b} <= self.rulebook.usable:
                after[a].add(b)
        for start in sorted(after):
            path = _way_round(after, start)
            if path and start == min(path):
                order = self.rulebook.pairs[start, path[1]].order
                assert order is not None
                claim = order.grounds.those("decided", "supported")[0].claim
                message = f"on one day {' before '.join((*path, start))}"
                yield self.fault(claim, "order-circle", message, "they cannot all share a day")

    def silent(self, rule: Rule) -> str:
        """Why a rule can never speak; empty where it can."""
        book = self.rulebook
        ids = [getattr(rule, name) for name in ("first", "then", "procedure") if hasattr(rule, name)]
        for id_ in ids:
            if not book.covers[id_] & book.usable:
                return f"{id_} is a family without members"
        if isinstance(rule, Order) and rule.status != "wait":
            pair, back = (
                book.pairs.get((rule.first, rule.then)),
                book.pairs.get((rule.then, rule.first)),
            )
            if any(never(p.overlapping) for p in (pair, back) if p):
                return "the pair is closed for good, so no order of it is open"
        return ""

    def unreachable(self) -> Iterator[Fault]:
        """Every rule can be met by some history."""
        for rule in self.rulebook.rules.values():
            why = self.silent(rule)
            if why:
                claim = rule.grounds.voices[0].claim
                message = f"the rule {rule.id} can never speak: {why}"
                yield self.fault(claim, "unreachable", message, "mend the claim, or add the member")

    def two_units(self) -> Iterator[Fault]:
        """No treatment is limited in two units, since a session's dose is told in one."""
        for id_, limits in self.rulebook.limits.items():
            for limit in limits:
                if limit.unit not in (limits[0].unit, "sessions"):
                    claim = limit.grounds.voices[0].claim
                    message = f"{id_} is limited in {limits[0].unit} and in {limit.unit}"
                    yield self.fault(claim, "two-units", message, "a dose has one unit: keep one")

    def unheard(self) -> Iterator[Fault]:
        """Rules of a family whose members all answer otherwise: only its name calls them."""
        spoken = heard(self.rulebook)
        for rule in self.rulebook.rules.values():
            own = [v for v in rule.grounds.voices if _distance(self.base, _about(rule), v.claim) == 0]
            if own and rule.id not in spoken and not self.silent(rule):
                claim = own[0].claim
                message = f"the rule {rule.id} answers for no member, only for the family's name"
                yield self.fault(claim, "family-only", message, "every member has claims as good")

    def overridden(self) -> Iterator[Fault]:
        """Family claims that yield, for one member, to its own claims, as good or better."""
        members: dict[str, set[str]] = defaultdict(set)
        for subject, rule in self.resolved():
            voices = rule.grounds.voices
            near = {v.claim.id: _distance(self.base, subject, v.claim) for v in voices}
            deciding = [v for v in voices if v.role == "decided"]
            best = min((TIERS[v.source.grade] for v in deciding), default=0)
            nearest = min((near[v.claim.id] for v in deciding), default=0)
            for voice in voices:
                beaten = near[voice.claim.id] > nearest and TIERS[voice.source.grade] >= best
                if beaten and voice.role in ("supported", "dissented"):
                    members[voice.claim.id].add(" with ".join(subject))
        for id_, found in members.items():
            message = f"{id_} yields to members' own claims: {_some(sorted(found))}"
            yield self.fault(self.base.claims[id_], "overridden", message, "")

    def resolved(self) -> Iterator[tuple[Subject, Rule]]:
        """Every pair and factor with the rule that answers it, for treatments a client can have."""
        usable = self.rulebook.usable
        for subject, pair in self.rulebook.pairs.items():
            if set(subject) <= usable:
                yield from ((subject, rule) for rule in (pair.overlapping, pair.order) if rule)
        for procedure in usable:
            for factor, bar in self.rulebook.bars.get(procedure, {}).items():
                yield (factor, procedure), bar


def _lower(claim: AnyClaim) -> int:
    span = getattr(claim, "min", None)
    return span.at_least if span else 0


def _about(rule: Rule) -> Subject:
    """The subject of a rule on two things; of one on one thing, that thing twice."""
    then = str(getattr(rule, "then", None) or getattr(rule, "procedure", ""))
    return str(getattr(rule, "first", None) or getattr(rule, "factor", None) or then), then


def _distance(base: Base, subject: Subject, claim: AnyClaim) -> int:
    """How far above a subject a claim speaks, in steps of both trees."""
    match claim:
        case IntervalClaim() | OrderClaim():
            spoken: Subject = (claim.first, claim.then)
        case ContraindicationClaim() | WashoutClaim():
            spoken = (claim.factor, claim.procedure)
        case _:
            return 0
    lines = [base.lines[id_] for id_ in subject]
    if any(id_ not in line for id_, line in zip(spoken, lines, strict=True)):
        spoken = (spoken[1], spoken[0])
    return sum(line.index(id_) for id_, line in zip(spoken, lines, strict=True) if id_ in line)


def _some(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")


def _way_round(after: Mapping[str, set[str]], start: str) -> list[str]:
    """The shortest way from a treatment back to itself; empty if there is none."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop(0)
        for step in sorted(after.get(path[-1], ())):
            if step == start:
                return path
            if step not in seen:
                seen.add(step)
                paths.append([*path, step])
    return []
