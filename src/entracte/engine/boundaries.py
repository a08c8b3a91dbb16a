"""The ladders of a rulebook: for each rule the last day it bites and the first it does not.

`python -m entracte.engine.boundaries` writes them beside the base; a test holds the files to the
rules. What a ladder expects is read off the rule's numbers, never off the engine it is to judge.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from entracte.core.days import FOREVER
from entracte.engine.cases import SILENT
from entracte.knowledge import SHIPPED
from entracte.knowledge.cases import BOUNDARIES, Ladder
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.contradictions import never
from entracte.knowledge.load import load
from entracte.knowledge.rules import (
    Contraindication,
    Interval,
    Limit,
    Order,
    Pair,
    Rule,
    Rulebook,
)

A_CENTURY = 36_500
LONG_BEFORE = -60
HEAD = "# Written by `make cases` from the rules. What a rule's numbers mean is judged, not the numbers."
Steps = dict[int, str]


def ladders(rulebook: Rulebook) -> Iterator[Ladder]:
    """One ladder for each interval, order, contraindication and limit that some treatment meets."""
    finder = _Finder(rulebook)
    for rule in rulebook.rules.values():
        found = finder.ladder(rule)
        if found is not None:
            yield found


class _Finder:
    """Finds for each rule a pair of treatments that it answers for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.book = rulebook
        self.pairs: dict[str, tuple[str, str]] = {}
        usable = rulebook.usable
        for subject, pair in sorted(rulebook.pairs.items()):
            if not set(subject) <= usable:
                continue
            for rule in pair:
                if rule is not None and not (isinstance(rule, Order) and self.masked(subject)):
                    self.nearest(rule, subject)

    def masked(self, subject: tuple[str, str]) -> bool:
        """Whether a pair is closed for good, so that no order of it on one day is ever told."""
        both = (self.book.pairs.get(subject), self.book.pairs.get((subject[1], subject[0])))
        return any(never(pair.overlapping) for pair in both if pair)

    def nearest(self, rule: Interval | Order, subject: tuple[str, str]) -> None:
        """Keep the rule's own subject where a client can have it, else the first that it answers."""
        if rule.id not in self.pairs or subject == (rule.first, rule.then):
            self.pairs[rule.id] = subject

    def ladder(self, rule: Rule) -> Ladder | None:
        match rule:
            case Interval() if rule.id in self.pairs:
                return self.interval(rule)
            case Order() if rule.id in self.pairs:
                first, then = self.pairs[rule.id]
                return Ladder(rule.id, then, {0: rule.status, 1: SILENT}, first=first)
            case Contraindication():
                return self.contraindication(rule)
            case Limit():
                return self.limit(rule)
        return None

    def interval(self, rule: Interval) -> Ladder:
        subject = self.pairs[rule.id]
        apart = rule.id.endswith("/anywhere")
        steps = dict(sorted({**after(rule), **self.elsewhere(rule, subject, apart)}.items()))
        if rule.minimum == 1 and self.speaks_today(rule, subject, apart):
            steps = {0: "wait", **steps}
        return Ladder(rule.id, subject[1], steps, first=subject[0], apart=apart)

    def elsewhere(self, rule: Interval, subject: tuple[str, str], apart: bool) -> Steps:
        """Below 0: before its event a rule is silent, where it does not speak of that order too."""
        mirror = self.book.pairs.get((subject[1], subject[0]))
        back = None if mirror is None else mirror.apart if apart else mirror.overlapping
        return {} if back is not None and back.id == rule.id else {LONG_BEFORE: SILENT}

    def speaks_today(self, rule: Interval, subject: tuple[str, str], apart: bool) -> bool:
        """Whether the day of the event is this rule's: no order rule, no longer wait the other way."""
        there, back = self.book.pairs[subject], self.book.pairs.get((subject[1], subject[0]))
        if there.order is not None or rule.closes != "wait":
            return False
        other = None if back is None else _of(back, apart)
        return other is None or other.id == rule.id or other.minimum <= rule.minimum

    def contraindication(self, rule: Contraindication) -> Ladder | None:
        found = [
            (factor, procedure)
            for procedure in sorted(self.book.usable)
            for factor, told in sorted(self.book.bars.get(procedure, {}).items())
            if told.id == rule.id
        ]
        if not found:
            return None
        own = (rule.factor, rule.procedure)
        factor, procedure = own if own in found else found[0]
        return Ladder(rule.id, procedure, lasting(rule), factor=factor)

    def limit(self, rule: Limit) -> Ladder | None:
        members = sorted(id_ for id_ in self.book.usable if rule in self.book.limits.get(id_, ()))
        if not members:
            return None
        own = rule.procedure if rule.procedure in members else members[0]
        run = max(rule.days, 1)
        steps = {0: "wait", run - 1: "wait", run: SILENT}
        return Ladder(rule.id, own, steps, first=own, dose=rule.amount, added=rule.amount / 10)


def _of(pair: Pair, apart: bool) -> Interval | None:
    return pair.apart if apart else pair.overlapping


def after(rule: Interval) -> Steps:
    """What an interval says from the day after its event on."""
    if rule.minimum >= FOREVER:
        return {1: rule.closes, A_CENTURY: rule.closes}
    comfortable = "clear"
    if rule.best_before is not None and rule.best_before > rule.advised:
        comfortable = "ideal"
    steps = {max(rule.advised, 1): comfortable}
    if rule.advised >= FOREVER:
        steps = {A_CENTURY: "caution"}
    elif rule.best_before is not None:
        steps |= {max(rule.best_before, 1) - 1: comfortable, max(rule.best_before, 1): "overdue"}
    if rule.advised > max(rule.minimum, 1):
        steps |= {min(rule.advised - 1, A_CENTURY): "caution", max(rule.minimum, 1): "caution"}
    if rule.minimum > 1:
        steps |= {1: rule.closes, rule.minimum - 1: rule.closes}
    return steps


def lasting(rule: Contraindication) -> Steps:
    """What a factor means on its last day, and on the days after it."""
    steps = {LONG_BEFORE: SILENT, 0: rule.during, max(rule.advised, 1): "clear"}
    if rule.advised >= FOREVER:
        steps = {LONG_BEFORE: SILENT, 0: rule.during, A_CENTURY: "caution"}
    if rule.minimum >= FOREVER:
        return {LONG_BEFORE: SILENT, 0: rule.during, A_CENTURY: "wait"}
    if rule.advised > max(rule.minimum, 1):
        steps |= {min(rule.advised - 1, A_CENTURY): "caution", max(rule.minimum, 1): "caution"}
    if rule.minimum > 1:
        steps |= {1: "wait", rule.minimum - 1: "wait"}
    return dict(sorted(steps.items()))


def files(rulebook: Rulebook) -> dict[str, str]:
    """Name and text of each file: one for each first procedure, factor or limited procedure."""
    found: dict[str, list[Ladder]] = defaultdict(list)
    for ladder in ladders(rulebook):
        kind, subject = ladder.rule.split("/")[:2]
        word = {"contraindication": "factor", "limit": "limit"}.get(kind, "first")
        found[f"{word}-{subject}.yaml"].append(ladder)
    return {name: written(sorted(group, key=lambda x: x.rule)) for name, group in found.items()}


def written(group: list[Ladder]) -> str:
    """Ladders as YAML, one below the other."""
    lines = [HEAD, "ladders:"]
    for ladder in group:
        lines.append(f"- rule: {ladder.rule}")
        for name in ("first", "factor", "then", "dose", "added"):
            value = getattr(ladder, name)
            if value is not None:
                shown = f"{value:g}" if isinstance(value, float) else value
                lines.append(f"  {name}: {shown}")
        if ladder.apart:
            lines.append("  apart: true")
        lines.append("  on:")
        lines += [f"    {day}: {status}" for day, status in ladder.on.items()]
    return "\n".join(lines) + "\n"


def write(folder: Path | str | None = None) -> int:
    """Write the ladders of a base folder (the shipped one); how many files there are now."""
    base = Path(folder) if folder else SHIPPED
    there = base / "cases" / BOUNDARIES
    there.mkdir(parents=True, exist_ok=True)
    wanted = files(compile_rulebook(load(base)))
    for path in there.glob("*.yaml"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (there / name).write_text(text, encoding="utf-8")
    return len(wanted)


if __name__ == "__main__":
    sys.stdout.write(f"{write(sys.argv[1] if sys.argv[1:] else None)} files\n")
