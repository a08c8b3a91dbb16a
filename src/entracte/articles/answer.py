"""The short answer about a pair in general: a verdict, a headline, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from entracte.articles.strip import Strip, strip
from entracte.articles.words import GRADE_SAYS, STRENGTH, called, counted, listed, span, stretch
from entracte.core.days import FOREVER, words
from entracte.knowledge.model import Procedure
from entracte.knowledge.rules import Grounds, Interval, Order, Rulebook


@dataclass(frozen=True)
class Answer:
    """What published guidance says of `then` after `first` on one area; never a personal clearance."""

    first: Procedure
    then: Procedure
    verdict: str
    short: str
    says: tuple[str, ...]
    strip: Strip
    rule: Interval | None

    @property
    def grade(self) -> str:
        """The grade of what decided; empty where nothing is published."""
        return self.rule.grounds.grade if self.rule else ""

    @property
    def strength(self) -> str:
        """How sure, in a word or two."""
        return STRENGTH[self.rule.grounds.grade] if self.rule else "nothing published"

    @property
    def plain(self) -> str:
        """Headline and grounds as running text, for a search engine's answer and a description."""
        return " ".join((f"{self.short}.", *self.says))


def answer(rulebook: Rulebook, first: str, then: str) -> Answer:
    """The short answer for two procedures or families, in this order of time."""
    pair = rulebook.pairs.get((first, then))
    rule = pair.overlapping if pair else None
    days = strip(rulebook, first, then)
    one, two = rulebook.base.procedures[first], rulebook.base.procedures[then]
    if rule is None:
        says = tuple(_unknown(rulebook, one, two))
        verdict = "ask" if rulebook.settling[first] else "clear"
        return Answer(one, two, verdict, "No published guidance", says, days, None)
    verdict, short = headline(rule)
    return Answer(one, two, verdict, short, tuple(_grounds(rule, one, two)), days, rule)


def headline(rule: Interval) -> tuple[str, str]:
    """The verdict on the days that follow, and the wait in a few words."""
    if rule.closes == "avoid" and rule.minimum:
        return "avoid", "Never after it" if rule.minimum >= FOREVER else f"Avoid for {span(rule.minimum)}"
    if rule.minimum and rule.closes == "wait":
        return "wait", f"Wait {span(rule.minimum)}"
    if rule.advised:
        return "caution", f"Open, with care for {span(rule.advised)}"
    return "clear", "No wait is asked for"


def _unknown(rulebook: Rulebook, one: Procedure, two: Procedure) -> Iterator[str]:
    what = f"{called(two)} after {called(one)}" if one is not two else f"repeating {called(one)}"
    yield f"No source that we have read speaks of {what}. That is not a yes."
    settling = rulebook.settling[one.id]
    if settling:
        yield (
            f"Sources give {called(one)} {words(settling)} to settle. Within that time, ask the "
            "practitioner; after it, no interaction is known to us."
        )


def _grounds(rule: Interval, one: Procedure, two: Procedure) -> Iterator[str]:
    if rule.minimum and rule.advised > rule.minimum and rule.advised < FOREVER:
        yield f"Better {span(rule.advised)}."
    if rule.best_before:
        yield f"A repeat is usual within {span(rule.best_before)}."
    told = rule.grounds.those("decided", "supported", "dissented")
    spread = rule.grounds.range
    if spread and spread[1] < FOREVER and spread[0] != spread[1]:
        yield f"{counted(len({v.source.id for v in told}), 'source')} name waits from {stretch(*spread)}."
    yield f"{how_sure(rule.grounds)}."
    otherwise = len({v.source.id for v in rule.grounds.those("dissented")})
    if otherwise:
        yield f"{counted(otherwise, 'source says', 'sources say')} otherwise; all are told below."
    if (rule.first, rule.then) != (one.id, two.id):
        yield "The rule is told of a wider family of treatments, to which these belong."


def how_sure(grounds: Grounds) -> str:
    """What decided: "It rests on clinic pages: practice, not evidence"."""
    deciding = grounds.those("decided") or grounds.those("supported")
    best = {v.source.grade for v in deciding}
    said = f"It rests on {listed([GRADE_SAYS[g] for g in sorted(best)]) or GRADE_SAYS[grounds.grade]}"
    if best <= {"E", "F"}:
        said += ": practice, not evidence"
    if grounds.thin:
        said += ", and on fewer than three publishers"
    if grounds.inferred:
        said += "; what they say was inferred, not stated"
    if grounds.house:
        said += f"; loosened by the house ({grounds.house})"
    return said


def kinds_told(grounds: Grounds) -> tuple[tuple[str, int], ...]:
    """How many sources of each grade speak, best first."""
    by_source = {v.source.id: v.source.grade for v in grounds.voices if v.role != "excluded"}
    return tuple(sorted(Counter(by_source.values()).items()))


@dataclass(frozen=True)
class SameDay:
    """What is said of both on one day, the earlier first."""

    verdict: str
    short: str
    order: Order | None


def same_day(rulebook: Rulebook, found: Answer) -> SameDay:
    """The day itself, in this order: "Toxin first, then needling"."""
    pair = rulebook.pairs.get((found.first.id, found.then.id))
    rule = pair.order if pair else None
    verdict = found.strip.same_day_verdict
    one, two = called(found.first), called(found.then)
    if found.first is found.then:
        return SameDay(
            verdict,
            "Not twice on one day" if verdict != "clear" else "Twice on one day is not spoken of",
            rule,
        )
    said = {
        "clear": f"On one day: open, {one} first and then {two}",
        "caution": f"On one day: open with care, {one} first and then {two}",
        "wait": f"Not on one day with {one} first",
        "avoid": f"Not on one day with {one} first",
        "ask": "On one day: nothing is published; ask",
    }[verdict]
    return SameDay(verdict, said, rule)
