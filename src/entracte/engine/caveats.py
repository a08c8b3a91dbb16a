"""What weakens an answer: thin grounds, overdue reviews, and input that was not given."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.core.days import DayRange
from entracte.engine.assessment import Assessment, Finding


def notes_on(finding: Finding) -> Iterator[str]:
    """What weakens or qualifies the grounds of a finding."""
    if finding.rule is None:
        yield "no source covers this pair in this direction: absence of evidence is not a yes"
        return
    grounds = finding.rule.grounds
    if grounds.grade in ("E", "F"):
        yield "only clinic and consumer pages speak of it: practice, not evidence"
    if grounds.thin:
        yield "fewer than three publishers"
    if grounds.inferred:
        yield "rests on claims that are inferred, not stated"
    if grounds.house:
        yield f"the house loosens this: {grounds.house}"


def overdue_reviews(assessment: Assessment) -> list[str]:
    """Warnings of sources whose review was due before the day of asking."""
    book = assessment.rulebook
    due = {
        v.source.id: v.source.review_due
        for f in assessment.findings
        for v in f.sources
        if v.role == "decided"
    }
    return [f"{id_}: its review was due on {day}" for id_, day in sorted(due.items()) if day < book.as_of]


def missing(assessment: Assessment) -> list[str]:
    """Input that was not given, and how it was taken."""
    proposal, book = assessment.proposal, assessment.rulebook
    told = []
    if not proposal.areas:
        told.append(
            "the area of the proposal was not given: it counts as any, and a wait may fall away with it"
        )
    for session in assessment.history.sessions:
        if not session.areas:
            told.append(f"the area of {session.name} was not given: it counts as any")
        if isinstance(session.on, DayRange):
            told.append(
                f"the day of {session.name} is known only to {session.on}: the worst day in it decides"
            )
        if session.dose is None and any(
            lim.unit != "sessions" for lim in book.limits.get(session.procedure, ())
        ):
            told.append(f"the dose of {session.name} was not given: no dose limit could count it")
    return told
