"""An assessment in plain sentences and in the fixed form of INTERFACES.md; no markup."""

from __future__ import annotations

from datetime import date
from typing import Any

from entracte.core.days import FOREVER, DayRange, from_ordinal, words
from entracte.core.history import FactorPeriod, Session
from entracte.engine import caveats
from entracte.engine.alternatives import Alternative, alternatives
from entracte.engine.assessment import Assessment, Finding, Window
from entracte.knowledge.rules import Contraindication, Interval, Limit, Order, Rulebook, Voice

VERDICT_SAYS = {
    "clear": "open: what is published is kept to",
    "caution": "allowed, with care: short of what is advised, or with a precaution",
    "ask": "cannot be told yet: something was not asked, or nothing is published",
    "wait": "too soon",
    "avoid": "contraindicated on that day",
}


def name(rulebook: Rulebook, id_: str) -> str:
    """The name of a procedure, factor, area or activity; the id where it has none."""
    base = rulebook.base
    for things in (base.procedures, base.factors, base.areas, base.activities):
        if id_ in things:
            return things[id_].name
    return id_


def headline(assessment: Assessment) -> str:
    """The verdict in one sentence, with the day that matters most."""
    proposal, book = assessment.proposal, assessment.rulebook
    what = f"{name(book, proposal.procedure)} on {proposal.on}"
    said = f"{what}: {assessment.verdict} ({VERDICT_SAYS[assessment.verdict]})."
    if assessment.verdict == "ask" and assessment.timing != "ask":
        said = f"{what}: ask first. By the calendar alone it is {assessment.timing}."
    if assessment.earliest is None:
        return f"{said} No day opens while {_in_the_way(book, assessment.earliest_after)} stands."
    if assessment.earliest > proposal.on:
        said += f" Earliest {assessment.earliest}."
    if assessment.advised and assessment.advised > assessment.earliest:
        said += f" Advised from {assessment.advised}."
    return said


def _in_the_way(rulebook: Rulebook, window: Window | None) -> str:
    if window is None or window.event is None:
        return "the limit"
    event = window.event
    return name(rulebook, event.factor if isinstance(event, FactorPeriod) else event.procedure).lower()


def sentence(rulebook: Rulebook, finding: Finding) -> str:
    """One finding in one sentence."""
    event, rule = finding.event, finding.rule
    if isinstance(event, FactorPeriod):
        what = f"{name(rulebook, event.factor)} ({event.name})"
        said = {
            "factor-present": "present on that day",
            "factor-recent": "ended recently",
            "factor-past": "long ended",
        }
        return f"{what}: {said[finding.code]}, {finding.status.word}"
    if isinstance(rule, Limit):
        span = f"any {words(rule.days)}" if rule.days else "one visit"
        most = f"at most {rule.amount:g} {rule.unit} in {span}"
        return f"{name(rulebook, rule.procedure)}: {most}, {finding.status.word}"
    assert isinstance(event, Session)
    what = f"{name(rulebook, event.procedure)} on {event.on}"
    return f"{what}: {_SESSION_SAYS[finding.code]}, {finding.status.word}"


_SESSION_SAYS = {
    "too-soon-after": "before the minimum interval has passed",
    "too-soon-before": "within the minimum interval before it",
    "short-of-advised-after": "the advised interval has not passed",
    "short-of-advised-before": "within the advised interval before it",
    "never-after": "the sources say never after it",
    "never-before": "the sources say never before it",
    "far-enough-after": "far enough after",
    "far-enough-before": "far enough before",
    "ideal-again": "a good time to repeat",
    "overdue-again": "the usual time to repeat has passed",
    "same-day-open": "the same day is open in one order",
    "same-day-closed": "the same day is closed",
    "no-guidance-after": "nothing published, and it is still settling",
    "no-guidance-before": "nothing published, and this would still be settling",
    "no-guidance-same-day": "nothing published on one day",
}


def arithmetic(finding: Finding) -> str:
    """The dates as a sum that a reader can redo: "2026-11-20 + 14 days = 2026-12-04; 11 days have passed"."""
    event, rule, bound = finding.event, finding.rule, finding.bound
    if isinstance(rule, Limit):
        return f"more than {rule.amount:g} {rule.unit} would fall within {words(max(rule.days, 1))}"
    if isinstance(event, Session) and finding.code.startswith("same-day"):
        order = " then ".join(finding.window.order)
        return f"{event.on} is the same day ({order})"
    if isinstance(event, Session) and bound is not None:
        return _sum(event, finding, bound)
    if isinstance(event, Session):
        edge = finding.window.until if finding.code == "no-guidance-after" else finding.window.since
        return f"{event.on}, settling until {edge}" if edge else f"{event.on}"
    if isinstance(event, FactorPeriod) and event.to and finding.days is not None and bound:
        until = from_ordinal(event.last_day + bound)
        return f"{event.to} + {_counted(finding, bound)} = {until}; {_days(finding.days)} have passed"
    return event.name if event else ""


def _sum(event: Session, finding: Finding, bound: int) -> str:
    passed = finding.days or 0
    if bound >= FOREVER:
        return f"{event.on}: no interval is long enough"
    if "before" in finding.code:
        edge = from_ordinal(event.first_day - bound)
        return f"{event.first_day_date} - {_counted(finding, bound)} = {edge}; {_days(passed)} lie between"
    edge = from_ordinal(event.last_day + bound)
    worst = f" (the last day of {event.on})" if isinstance(event.on, DayRange) else ""
    return f"{event.last_day_date}{worst} + {_counted(finding, bound)} = {edge}; {_days(passed)} have passed"


def _days(n: int) -> str:
    return f"{n} day{'' if n == 1 else 's'}"


def _counted(finding: Finding, bound: int) -> str:
    """The bound in days, and in months where the deciding source said months."""
    for voice in finding.sources:
        for span in (getattr(voice.claim, "min", None), getattr(voice.claim, "max", None)):
            if span is not None and span.unit == "months" and span.at_least == bound:
                return f"{_days(bound)} ({span} at its longest)"
    return _days(bound)


def cited(voice: Voice) -> dict[str, Any]:
    """A claim with its source, as JSON."""
    source, claim = voice.source, voice.claim
    return {
        "id": source.id,
        "claim": claim.id,
        "kind": source.kind,
        "grade": source.grade,
        "says": claim.says,
        "number": voice.number,
        "role": voice.role,
        "confidence": claim.confidence,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "url": source.url,
        "marks": list(source.marks),
        **({"why": voice.why} if voice.why else {}),
    }


def finding_dict(rulebook: Rulebook, finding: Finding) -> dict[str, Any]:
    """One finding in the form of INTERFACES.md."""
    window, rule, event = finding.window, finding.rule, finding.event
    return {
        "code": finding.code,
        "kind": finding.kind,
        "rule": rule.id if rule else None,
        "status": finding.status.word,
        "severity": finding.severity,
        "grade": finding.grade,
        "event": event.name if event else None,
        "from": _iso(window.since),
        "until": _iso(window.until),
        "says": sentence(rulebook, finding),
        "arithmetic": arithmetic(finding),
        "notes": list(caveats.notes_on(finding)),
        "sources": [cited(voice) for voice in finding.sources],
    }


def alternative_sentence(rulebook: Rulebook, other: Alternative) -> str:
    """An alternative in one sentence."""
    if other.kind == "same-day-order":
        first, then = (name(rulebook, id_) for id_ in other.order)
        return f"on one day, {first} first and then {then}: {other.verdict}"
    when = f"earliest {other.on}" if other.on else "no day known"
    if other.kind == "another-area":
        return f"on {', '.join(name(rulebook, a).lower() for a in other.areas)}: {when}"
    return f"{name(rulebook, other.procedure)} instead: {when}"


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """The professional's answer in the form of INTERFACES.md."""
    book = assessment.rulebook
    return {
        "verdict": assessment.verdict,
        "timing": assessment.timing,
        "headline": headline(assessment),
        "earliest": _iso(assessment.earliest),
        "advised": _iso(assessment.advised),
        "same_day_order": list(assessment.same_day_order) if assessment.same_day_order else None,
        "alternatives": [
            {
                "kind": other.kind,
                "procedure": other.procedure,
                "on": _iso(other.on),
                "verdict": other.verdict,
                "areas": list(other.areas),
                "order": list(other.order),
                "says": alternative_sentence(book, other),
            }
            for other in alternatives(assessment)
        ],
        "findings": [finding_dict(book, f) for f in assessment.findings],
        "dissent": [cited(voice) for voice in assessment.dissent],
        "screening": {
            "open": [{"id": f, "question": book.base.factors[f].question} for f in assessment.screening.open],
            "answered": list(assessment.screening.answered),
        },
        "missing": caveats.missing(assessment),
        "warnings": caveats.overdue_reviews(assessment),
        "base": book.base.version,
        "policy": book.policy,
        "overlay": book.overlay,
        "rulebook": book.hash,
        "as_of": book.as_of.isoformat(),
        "reader": "professional",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def rule_says(rulebook: Rulebook, rule: Interval | Order | Contraindication) -> str:
    """A rule in one sentence, for no client in particular."""
    if isinstance(rule, Contraindication):
        return _bar_says(rulebook, rule)
    first, then = name(rulebook, rule.first), name(rulebook, rule.then)
    if isinstance(rule, Order):
        told = {"clear": "open", "caution": "open with care", "wait": "closed"}[rule.status]
        return f"{first} first and then {then} on one day: {told}"
    where = "anywhere on the body" if rule.scope == "anywhere" else "on the same area"
    if rule.closes == "avoid" and rule.minimum >= FOREVER:
        return f"{first}, then {then} {where}: never"
    least = f"at least {words(rule.minimum)}" if rule.minimum else "no minimum wait"
    if rule.closes == "caution" and rule.minimum:
        least = f"with care before {words(rule.minimum)}"
    advised = f", better {words(rule.advised)}" if rule.advised > rule.minimum else ""
    return f"{first}, then {then} {where}: {least}{advised}"


def _bar_says(rulebook: Rulebook, rule: Contraindication) -> str:
    who, what = name(rulebook, rule.factor), name(rulebook, rule.procedure)
    told = {"clear": "no bar", "caution": "with care", "wait": "wait until it ends", "avoid": "avoid"}[
        rule.during
    ]
    after = f"; {words(rule.minimum)} after it ends" if rule.minimum else ""
    better = f", better {words(rule.advised)}" if rule.advised > rule.minimum else ""
    return f"{who} and {what}: {told} while it lasts{after}{better}"
