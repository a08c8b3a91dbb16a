"""Every plan goes before the engine, session by session, before anyone sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entracte.core.history import History
from entracte.engine.assess import assess
from entracte.engine.assessment import Assessment, Status
from entracte.planner.answer import Placed, Short
from entracte.planner.problem import Problem
from entracte.planner.score import Slot

ALLOWED = ("clear", "caution")


class Disagreement(Exception):
    """The planner laid out what the engine forbids, or counted wrongly: a fault of ours, no plan."""


def judge(problem: Problem, slots: Sequence[Slot]) -> list[tuple[Slot, Assessment]]:
    """Each session put forward with all the others booked. Raises Disagreement unless all are allowed."""
    first = _first_places(problem.history)
    booked = {s.item.id: s.item.session(date.fromordinal(s.day), _sequence(first, s)) for s in slots}
    found = []
    for slot in slots:
        others = [session for id_, session in booked.items() if id_ != slot.item.id]
        history = History([*problem.history.sessions, *others], problem.history.factors)
        proposal = slot.item.proposal(date.fromordinal(slot.day), _sequence(first, slot))
        assessment = assess(problem.rulebook, history, proposal)
        if assessment.timing not in ALLOWED:
            codes = ", ".join(f.code for f in assessment.findings if f.status > Status.CAUTION)
            raise Disagreement(f"{slot.item.id} on {proposal.on} is {assessment.timing} ({codes})")
        found.append((slot, assessment))
    return found


def _first_places(history: History) -> dict[int, int]:
    """The highest sequence that is taken on each day, so that planned sessions come after it."""
    taken: dict[int, int] = {}
    for session in history.sessions:
        if session.sequence is not None:
            for day in range(session.first_day, session.last_day + 1):
                taken[day] = max(taken.get(day, 0), session.sequence)
    return taken


def _sequence(taken: dict[int, int], slot: Slot) -> int:
    return taken.get(slot.day, 0) + 1 + slot.place


def placed(slot: Slot, assessment: Assessment, price: float, clock: str | None) -> Placed:
    """One session as it is told, with what the engine asks care for."""
    item, by = slot.item, dict(slot.by)
    care = tuple(
        Short(
            f.code, f.rule.id if f.rule else None, f.event.name if f.event else None, f.days, f.bound, f.grade
        )
        for f in assessment.findings
        if f.status is Status.CAUTION
    )
    return Placed(
        id=item.id,
        procedure=item.procedure,
        areas=tuple(sorted(item.areas)),
        timing=assessment.timing,
        verdict=assessment.verdict,
        dose=item.dose,
        minutes=item.minutes,
        price=price,
        at=clock,
        practitioner=by.get("practitioner"),
        room=by.get("room"),
        device=by.get("device"),
        care=care,
    )
