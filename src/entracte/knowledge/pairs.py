"""The rules between two procedures: intervals, order on one day, and what one does to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from entracte.knowledge import policy, waiting
from entracte.knowledge.hearing import Hearing, Lines, Resolved, Subject
from entracte.knowledge.model import Base, IntervalClaim, Procedure, Scope, Severity
from entracte.knowledge.overlay import house_order, house_wait
from entracte.knowledge.policy import Heard
from entracte.knowledge.rules import Interval, Order, Pair, PolicyName, Rule

SEVERITIES: tuple[Severity, ...] = ("minor", "moderate", "serious")


class Harms:
    """The worst harm that a source names for two subjects together."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.filed: dict[Subject, list[Severity]] = {}

    def add(self, first: str, then: str, severity: Severity) -> None:
        """Note one harm."""
        self.filed.setdefault((first, then), []).append(severity)

    def worst(self, first: str, then: str) -> Severity | None:
        """The worst one told of a pair or of the families above it."""
        told = [s for a in self.lines[first] for b in self.lines[then] for s in self.filed.get((a, b), ())]
        return max(told, key=SEVERITIES.index, default=None)


def rhythm(procedure: Procedure, procedures: dict[str, Procedure]) -> str | None:
    """What a session repeats: the procedure, or the one that a product is of; None of a family."""
    if procedure.kind == "product" and procedure.is_a and procedures[procedure.is_a].kind != "family":
        return procedure.is_a
    return None if procedure.kind == "family" else procedure.id


class Pairs:
    """Resolves every ordered pair of procedures that some claim covers."""

    def __init__(
        self,
        base: Base,
        chosen: PolicyName,
        intervals: Hearing,
        orders: Hearing,
        harms: Harms,
        settling: dict[str, int],
    ) -> None:
        self.base, self.policy, self.settling, self.harms = base, chosen, settling, harms
        self.intervals, self.orders = intervals, orders
        self.rhythms = {p.id: rhythm(p, base.procedures) for p in base.procedures.values()}
        self.rules: dict[str, Rule] = {}
        self.near = Resolved[Interval]((intervals, harms), lambda a, b: self.interval(a, b, "same"))
        self.far = Resolved[Interval]((intervals, harms), lambda a, b: self.interval(a, b, "anywhere"))
        self.open_day = Resolved[Order]((orders, harms), lambda a, b: self.order(a, b, closed=False))
        self.closed_day = Resolved[Order]((orders, harms), lambda a, b: self.order(a, b, closed=True))
        self.whole: dict[tuple[int | None, ...], Pair] = {}

    def table(self, ids: Iterable[str]) -> dict[Subject, Pair]:
        """The rules of each ordered pair of `ids`, which come with ancestors before descendants."""
        depth = {id_: len(self.base.lines[id_]) for id_ in ids}
        subjects = sorted(((a, b) for a in depth for b in depth), key=lambda s: depth[s[0]] + depth[s[1]])
        # Procedures of which the same claims speak, by themselves and by their families, share their rules.
        like = {id_: (*self.near.sides(id_), *self.open_day.sides(id_), self.settling[id_]) for id_ in depth}
        made: dict[tuple[object, ...], Pair | None] = {}
        found: dict[Subject, Pair] = {}
        for first, then in subjects:
            key = (like[first], like[then], self.repeats(first, then))
            if key not in made:
                made[key] = self.resolve(first, then)
            pair = made[key]
            if pair is not None:
                found[first, then] = pair
        return found

    def repeats(self, first: str, then: str) -> bool:
        """Whether both are the same procedure, or products of one."""
        again = self.rhythms[first]
        return again is not None and (first == then or again == self.rhythms[then])

    def resolve(self, first: str, then: str) -> Pair | None:
        """The rules of one ordered pair; None where no claim covers it."""
        repeat = self.repeats(first, then)
        near, far = self.near.get(first, then, repeat), self.far.get(first, then, repeat)
        back = self.near.get(then, first, repeat)
        closed = bool((near and near.minimum) or (back and back.minimum))
        order = (self.closed_day if closed else self.open_day).get(first, then)
        return self.pair((first, then), near, far, order) if near or far or order else None

    def pair(
        self, subject: Subject, near: Interval | None, far: Interval | None, order: Order | None
    ) -> Pair:
        """The rules of a pair, one object for all pairs that share them."""
        # What an open day leaves open lasts as long as the first of the two settles.
        key = (id(near), id(far), id(order), None if near else self.settling[subject[0]])
        if key not in self.whole:
            near = self.softened(near, order, subject, "same")
            far = self.softened(far, order, subject, "anywhere")
            self.whole[key] = Pair(near, far, order)
        return self.whole[key]

    def interval(self, first: str, then: str, scope: Scope) -> Interval | None:
        """The rule between two procedures, from claims on the same area or on any."""
        heard = self.intervals.heard(first, then)
        if scope == "anywhere":
            heard = tuple(h for h in heard if getattr(h.voice.claim, "scope", "same") == "anywhere")
        repeat = self.repeats(first, then)
        wait = house_wait(
            heard,
            lambda voices: waiting.wait(voices, self.policy, repeat),
            f"{first} then {then}",
            asking=lambda: self.asking(first) if scope == "same" else 0,
        )
        if wait is None:
            return None
        best_before = latest(heard, wait) if repeat else 0
        return Interval(
            id=name(first, then, scope),
            first=first,
            then=then,
            scope=scope,
            minimum=wait.minimum,
            advised=wait.advised,
            best_before=best_before if best_before > wait.advised else None,
            closes="avoid" if wait.never else "wait",
            severity=self.harms.worst(first, then),
            grounds=wait.grounds,
        )

    def asking(self, first: str) -> int:
        """For how many days at most a client is asked after a procedure or a kind of it; at least its own."""
        kinds = (days for id_, days in self.settling.items() if first in self.base.lines[id_])
        return max(1, *kinds)

    def order(self, first: str, then: str, closed: bool) -> Order | None:
        """The rule of one order on one day; `closed` tells whether an interval closes the day."""
        about = f"{first} then {then} on one day"
        heard = self.orders.heard(first, then)
        found = house_order(heard, lambda voices: policy.same_day(voices, closed), about)
        if found is None:
            return None
        status, grounds = found
        wide = any(getattr(v.claim, "scope", "same") == "anywhere" for v in grounds.those("decided"))
        id_ = f"order/{first}/{then}"
        made = Order(
            id_ if id_ not in self.rules else f"{id_}/{'closed' if closed else 'open'}",
            first,
            then,
            "anywhere" if wide else "same",
            status,  # type: ignore[arg-type]
            self.harms.worst(first, then),
            grounds,
        )
        self.rules[made.id] = made
        return made

    def softened(
        self, rule: Interval | None, order: Order | None, subject: Subject, scope: Scope
    ) -> Interval | None:
        """Where the same day is clear, the days up to the minimum are caution; where an open day is all
        that is told of a pair, the days after it are caution while the first settles."""
        if order is not None and order.status != "wait":
            if rule is None and scope == "same":
                rule = self.after_open_day(order, self.settling[subject[0]])
            elif rule is not None and order.status == "clear" and rule.closes == "wait" and rule.minimum:
                rule = replace(rule, closes="caution")
        return rule and self.keep(rule, subject)

    def after_open_day(self, order: Order, settling: int) -> Interval:
        """The days after an open day of which nothing else is told."""
        id_ = name(order.first, order.then, "same")
        return Interval(
            id_, order.first, order.then, "same", 0, settling, None, "caution", order.severity, order.grounds
        )

    def keep(self, rule: Interval, subject: Subject) -> Interval:
        """One object per rule; a rule that differs from its family's bears its own pair's name."""
        kept = self.rules.setdefault(rule.id, rule)
        if kept != rule:
            first, then = subject
            rule = replace(rule, id=name(first, then, rule.scope), first=first, then=then)
            kept = self.rules.setdefault(rule.id, rule)
        assert isinstance(kept, Interval)
        return kept


def name(first: str, then: str, scope: Scope) -> str:
    """The id of an interval rule."""
    return "/".join(("interval", first, then, *(("anywhere",) if scope == "anywhere" else ())))


def latest(heard: tuple[Heard, ...], wait: waiting.Wait) -> int:
    """The longest upper end among the deciding claims of a repeat: after it, one is overdue."""
    decided = {id(v.claim) for v in wait.grounds.those("decided")}
    spans = [h.voice.claim for h in heard if id(h.voice.claim) in decided]
    ends = [claim.max or claim.min for claim in spans if isinstance(claim, IntervalClaim)]
    # A month that bounds from above counts as its shortest.
    return max((end.at_most for end in ends if end), default=0)
