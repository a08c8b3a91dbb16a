"""The client's reading: what published guidance says in general, never a personal clearance."""

from __future__ import annotations

from typing import Any

from entracte.core.days import words
from entracte.engine import care
from entracte.engine.assessment import Assessment
from entracte.engine.explain import cited, name, rule_says
from entracte.engine.pair import PairView, by_grade, notes, pair_view
from entracte.knowledge.rules import Rulebook, Voice

NOT_A_CLEARANCE = (
    "This is what published guidance says in general. It is not a clearance: only a practitioner who "
    "knows you and has seen the area can say yes."
)
QUESTIONS_TO_ASK = (
    "How long do you keep between these two treatments, and why?",
    "Have you done both of them, and who does which?",
    "What should I avoid before and after, and for how long?",
    "What should make me call you, or go to hospital at once?",
)
TELL = "Tell your practitioner every treatment you had on the area, with its date, and these:"


def other_procedures(assessment: Assessment) -> tuple[str, ...]:
    """The procedures of the history, in order of time, without the proposed one."""
    here = assessment.proposal.procedure
    return tuple(dict.fromkeys(s.procedure for s in assessment.history.sessions if s.procedure != here))


def wait_says(rulebook: Rulebook, view: PairView) -> str:
    """What is said of the wait between two procedures, with the shortest and the longest told."""
    first, then = name(rulebook, view.first), name(rulebook, view.then)
    if view.interval is None:
        return f"{first}, then {then}: no published guidance was found on how long to wait."
    said = f"{rule_says(rulebook, view.interval)}."
    told = view.interval.grounds.range
    if told and told[0] != told[1]:
        said += f" Sources range from {words(told[0]) if told[0] else 'no wait'} to {words(told[1])}."
    return said


def same_day_says(rulebook: Rulebook, view: PairView) -> str:
    """What is said of both on one day, in either order."""
    told = [rule_says(rulebook, order) for order in (view.order, view.reverse_order) if order is not None]
    if told:
        return ". ".join(told) + "."
    closed = any(rule is not None and rule.minimum for rule in (view.interval, view.reverse_interval))
    both = f"{name(rulebook, view.first)} and {name(rulebook, view.then)} on one day"
    return f"{both}: closed, since a wait is asked for." if closed else f"{both}: nothing is published."


def danger_signs(rulebook: Rulebook, *procedures: str) -> list[dict[str, Any]]:
    """The signs after any of these that need urgent help, with the advice and its sources."""
    lines = {above for id_ in procedures for above in rulebook.base.lines[id_]}
    return [
        {
            "id": flag.id,
            "sign": flag.sign,
            "advice": flag.advice,
            "sources": [_source(rulebook, claim) for claim in flag.claims],
        }
        for flag in rulebook.base.red_flags.values()
        if lines & set(flag.procedures)
    ]


def _source(rulebook: Rulebook, claim: str) -> dict[str, Any]:
    found = rulebook.base.claims[claim]
    return cited(Voice(found, rulebook.base.sources[found.source], "supported"))


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """General guidance on the proposed procedure and those of the history; no verdict on a person."""
    book, here = assessment.rulebook, assessment.proposal.procedure
    others = other_procedures(assessment)
    views = [pair_view(book, other, here) for other in others]
    return {
        "reader": "client",
        "not_a_clearance": NOT_A_CLEARANCE,
        "procedure": here,
        "pairs": [pair_dict(book, view) for view in views],
        "factors": [
            {"id": f.event.factor, "says": rule_says(book, f.rule), "sources": [cited(v) for v in f.sources]}  # type: ignore[union-attr]
            for f in assessment.findings
            if f.rule is not None and f.rule.kind == "contraindication"
        ],
        "tell": [book.base.factors[f].question for f in assessment.screening.open],
        "ask": list(QUESTIONS_TO_ASK),
        "care": [care_dict(book, i) for i in care.merged(book, (here, *others))],
        "danger_signs": danger_signs(book, here, *others),
        "base": book.base.version,
        "policy": book.policy,
        "rulebook": book.hash,
        "as_of": book.as_of.isoformat(),
    }


def pair_dict(rulebook: Rulebook, view: PairView) -> dict[str, Any]:
    """What is published on an ordered pair, both directions and one day, with every voice."""
    both = notes(rulebook, view.first, view.then)
    back = PairView(
        view.then, view.first, view.reverse_interval, view.reverse_order, view.interval, view.order
    )
    rules = [
        r for r in (view.interval, view.order, view.reverse_interval, view.reverse_order) if r is not None
    ]
    return {
        "first": view.first,
        "then": view.then,
        "wait": wait_says(rulebook, view),
        "other_direction": wait_says(rulebook, back),
        "same_day": same_day_says(rulebook, view),
        "grades": sorted({rule.grounds.grade for rule in rules}),
        "voices": [cited(voice) for voice in view.voices],
        "risks": [cited(voice) for voice in both.get("adverse-event", ())],
        "benefits": [cited(voice) for kind in ("benefit", "synergy") for voice in both.get(kind, ())],
        "credentials": [cited(voice) for voice in both.get("credential", ())],
    }


def care_dict(rulebook: Rulebook, told: care.Instruction) -> dict[str, Any]:
    """One instruction with its sources."""
    voices = by_grade(tuple(v for rule in told.standing for v in rule.grounds.those("decided")))
    return {
        "phase": told.phase,
        "activity": told.activity,
        "stance": told.stance,
        "hours": told.hours,
        "longest_hours": told.longest_hours,
        "grade": told.grade,
        "disputed": told.disputed,
        "says": care_says(rulebook, told),
        "sources": [cited(voice) for voice in voices],
    }


def care_says(rulebook: Rulebook, told: care.Instruction) -> str:
    """An instruction in plain words: "After: no exercise for 24 hours"."""
    thing = rulebook.base.activities[told.activity].name.lower()
    stance = {"avoid": f"avoid {thing}", "do": thing, "allowed": f"{thing} is allowed"}[told.stance]
    if told.hours is None:
        return f"{told.phase.capitalize()}: {stance}"
    link = "for" if told.phase == "after" else "from"
    span = f"{told.hours} hours" if told.hours <= 72 else words(told.hours // 24)
    longest = told.longest_hours
    if longest and longest > told.hours:
        span += f" (up to {f'{longest} hours' if longest <= 72 else words(longest // 24)})"
    return f"{told.phase.capitalize()}: {stance} {link} {span}{'' if told.phase == 'after' else ' before'}"
