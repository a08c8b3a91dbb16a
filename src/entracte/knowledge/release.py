"""The difference between two bases, in words: which rules change, from what to what, by whose claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from entracte.core.days import FOREVER, words
from entracte.knowledge.model import AnyClaim, Base
from entracte.knowledge.rules import (
    Care,
    Contraindication,
    Interval,
    Limit,
    Order,
    Rule,
    Rulebook,
)

What = Literal["added", "removed", "changed", "rests-on"]
NOTHING = "no rule: nothing is known"


@dataclass(frozen=True)
class Brought:
    """A claim that came, went or was edited, and what was said before and after."""

    what: Literal["added", "removed", "edited", "set-aside", "restored", "regraded"]
    claim: str
    source: str
    before: str
    after: str

    def __str__(self) -> str:
        told = self.after or self.before
        said = f"{self.before} → {self.after}" if self.before and self.after else told
        return f"{self.what} {self.claim}: {said}"


@dataclass(frozen=True)
class Change:
    """One rule that says otherwise, or says the same on other grounds (`rests-on`)."""

    rule: str
    what: What
    before: str
    after: str
    brought: tuple[Brought, ...]

    def __str__(self) -> str:
        if self.what == "rests-on":
            return f"{self.rule}: still {self.after}, on other grounds"
        return f"{self.rule}: {self.before} → {self.after}"


@dataclass(frozen=True)
class Difference:
    """What differs between two rulebooks of one policy."""

    old: Rulebook
    new: Rulebook
    changes: tuple[Change, ...]
    told: tuple[Brought, ...]

    def rules(self) -> tuple[Change, ...]:
        """The changes that say something else, without those that only rest on other grounds."""
        return tuple(change for change in self.changes if change.what != "rests-on")


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """Every rule of two rulebooks that differs, and the claims that brought it.

    A rule that only one of them has is compared with what the other answers on its subject. `told`
    holds the edits that touch no rule: notes, sources, wording.
    """
    brought = {item.claim: item for item in _brought(old, new)}
    changes: list[Change] = []
    used: set[str] = set()
    for id_ in sorted(old.rules.keys() | new.rules.keys()):
        change = _change(id_, old, new, brought)
        if change is not None:
            changes.append(change)
            used |= {item.claim for item in change.brought}
    told = tuple(item for claim, item in sorted(brought.items()) if claim not in used)
    return Difference(old, new, tuple(changes), told)


def _change(id_: str, old: Rulebook, new: Rulebook, brought: dict[str, Brought]) -> Change | None:
    was, now = answering(old, id_, new), answering(new, id_, old)
    before, after = says(was), says(now)
    voices = [v.claim.id for rule in (was, now) if rule for v in rule.grounds.voices]
    items = tuple(brought[claim] for claim in dict.fromkeys(voices) if claim in brought)
    what: What = "changed"
    if before == after:
        if _grounds(was) == _grounds(now):
            return None
        what = "rests-on"
    elif was is None or now is None:
        what = "added" if was is None else "removed"
    return Change(id_, what, before, after, items)


def answering(book: Rulebook, id_: str, other: Rulebook) -> Rule | None:
    """The rule of an id, or what a rulebook that lacks the id answers on the same subject."""
    if id_ in book.rules:
        return book.rules[id_]
    match other.rules.get(id_):
        case Interval() as rule:
            pair = book.pairs.get((rule.first, rule.then))
            wide = rule.id.endswith("/anywhere")
            return None if pair is None else pair.apart if wide else pair.overlapping
        case Order() as rule:
            pair = book.pairs.get((rule.first, rule.then))
            return None if pair is None else pair.order
        case Contraindication() as rule:
            return book.bars.get(rule.procedure, {}).get(rule.factor)
        case Limit() as rule:
            limits = book.limits.get(rule.procedure, ())
            return next((x for x in limits if (x.unit, x.days) == (rule.unit, rule.days)), None)
        case Care() as rule:
            cares = book.cares.get(rule.procedure, ())
            about = (rule.phase, rule.activity)
            return next((x for x in cares if (x.phase, x.activity) == about), None)
    return None


def _grounds(rule: Rule | None) -> object:
    if rule is None:
        return None
    voices = sorted((v.claim.id, v.role) for v in rule.grounds.voices if v.role == "decided")
    return rule.grounds.grade, rule.grounds.thin, rule.grounds.inferred, voices


def says(rule: Rule | None) -> str:
    """What a rule says, in a few words; two rules that say the same have the same words."""
    match rule:
        case None:
            return NOTHING
        case Interval():
            return _interval(rule)
        case Order():
            return {"clear": "open", "caution": "open with care", "wait": "closed"}[rule.status]
        case Contraindication():
            during = {"clear": "no bar", "caution": "with care", "wait": "wait", "avoid": "avoid"}
            after = f", {words(rule.minimum)} after" if rule.minimum else ""
            better = f", better {words(rule.advised)}" if rule.advised > rule.minimum else ""
            return f"{during[rule.during]} while it lasts{after}{better}"
        case Limit():
            span = words(rule.days) if rule.days else "one visit"
            return f"at most {rule.amount:g} {rule.unit} in {span}"
        case Care():
            hours = "" if rule.hours is None else f" for {rule.hours} hours"
            upper = rule.longest_hours
            longest = f" to {upper}" if upper is not None and upper != rule.hours else ""
            return f"{rule.stance} {rule.activity}{hours}{longest}"


def _interval(rule: Interval) -> str:
    if rule.minimum >= FOREVER and rule.closes == "avoid":
        return "never"
    least = f"wait {words(rule.minimum)}" if rule.minimum else "no wait"
    least += ", with care before" if rule.closes == "caution" and rule.minimum else ""
    better = f", better {words(rule.advised)}" if rule.advised > rule.minimum else ""
    overdue = f", overdue after {words(rule.best_before)}" if rule.best_before else ""
    where = ", anywhere" if rule.scope == "anywhere" else ""
    return f"{least}{better}{overdue}{where}"


def _brought(old: Rulebook, new: Rulebook) -> Iterator[Brought]:
    """Every claim that differs between two bases, in its wording, its numbers or its standing."""
    claims = (old.base.claims, new.base.claims)
    aside = [_set_aside(book.base) for book in (old, new)]
    for id_ in sorted(claims[0].keys() | claims[1].keys()):
        before, after = claims[0].get(id_), claims[1].get(id_)
        claim = after or before
        assert claim is not None
        if before is None or after is None:
            what: Literal["added", "removed"] = "added" if before is None else "removed"
            yield Brought(what, id_, claim.source, _told(before, old.base), _told(after, new.base))
        elif before != after:
            told = (_told(before, old.base), _told(after, new.base))
            yield Brought("edited", id_, claim.source, *told)
        elif (id_ in aside[0]) != (id_ in aside[1]):
            reason = aside[1].get(id_) or aside[0][id_]
            yield Brought("set-aside" if id_ in aside[1] else "restored", id_, claim.source, "", reason)
        else:
            grades = [book.base.sources[claim.source].grade for book in (old, new)]
            if grades[0] != grades[1]:
                yield Brought("regraded", id_, claim.source, *grades)


def _set_aside(base: Base) -> dict[str, str]:
    return {claim: ruling.reason for ruling in base.rulings.values() for claim in ruling.claims}


def _told(claim: AnyClaim | None, base: Base) -> str:
    """A claim with its numbers and its source's grade."""
    if claim is None:
        return ""
    numbers = [str(x) for x in (getattr(claim, "min", None), getattr(claim, "max", None)) if x]
    stance = getattr(claim, "stance", "")
    amount = getattr(claim, "amount", None)
    told = [stance, " to ".join(numbers), f"{amount:g} {getattr(claim, 'unit', '')}" if amount else ""]
    grade = base.sources[claim.source].grade
    return f"[{grade}] {' '.join(part for part in told if part) or claim.kind}: {claim.says}"
