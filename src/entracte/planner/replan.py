"""Living plans: laid out anew with as few changes as can be, and tested against a changed base."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from entracte.core.fault import mistake
from entracte.core.history import History, Session
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Placed, Plan
from entracte.planner.judge import ALLOWED
from entracte.planner.plan import SECONDS, WORKERS, answer
from entracte.planner.problem import Problem
from entracte.planner.wishes import Wishes, refuse_senseless


@dataclass(frozen=True)
class Broken:
    """A session of a plan that a rulebook does not allow: its day, the verdict, the codes found."""

    session: str
    procedure: str
    on: date
    timing: str
    codes: tuple[str, ...]
    rules: tuple[str, ...]


def replan(
    rulebook: Rulebook,
    history: History,
    wishes: Wishes,
    earlier: Plan,
    *,
    seconds: float = SECONDS,
    workers: int = WORKERS,
) -> Plan | NoPlan:
    """Lay out what is left of a plan, moving as few of its sessions as can be.

    A session of the earlier plan that stands in the history as done, by its id, is kept and not planned
    again; one that was missed simply is not there. Raises Mistake on senseless wishes.
    """
    had = {s.id for s in history.sessions if s.id and s.status == "done"}
    left = {s.id: v.on.toordinal() for v in earlier.visits for s in v.sessions if s.id not in had}
    first = max(wishes.first_day(rulebook), rulebook.as_of)
    moved = replace(wishes, start=first)
    done = _done(moved, had)
    if all(done.get(i, 0) >= wish.sessions for i, wish in enumerate(moved.procedures)):
        raise mistake("history", "all-done", "every session of the wishes is done", "nothing is left to plan")
    refuse_senseless(rulebook, history, moved)
    found = answer(Problem(rulebook, history, moved, before=left, done=done), seconds, workers)
    return replace(found, revision=earlier.revision + 1) if isinstance(found, Plan) else found


def _done(wishes: Wishes, had: set[str]) -> dict[int, int]:
    """How many sessions of each wish were had; a course goes in order, so the first ones."""
    begun: Counter[str] = Counter()
    found = {}
    for i, wish in enumerate(wishes.procedures):
        numbers = range(begun[wish.procedure] + 1, begun[wish.procedure] + wish.sessions + 1)
        found[i] = sum(f"{wish.procedure}-{n}" in had for n in numbers)
        begun[wish.procedure] += wish.sessions
    return found


def broken(rulebook: Rulebook, history: History, plan: Plan) -> tuple[Broken, ...]:
    """The sessions of a plan that this rulebook forbids, as after a change of the base."""
    had = {s.id for s in history.sessions if s.id}
    open_sessions = [(v.on, i, s) for v in plan.visits for i, s in enumerate(v.sessions) if s.id not in had]
    booked = {s.id: _proposal(on, i, s) for on, i, s in open_sessions}
    found = []
    for on, _, session in open_sessions:
        others = [_session(p) for id_, p in booked.items() if id_ != session.id]
        told = assess(rulebook, History([*history.sessions, *others], history.factors), booked[session.id])
        if told.timing in ALLOWED:
            continue
        bad = [f for f in told.findings if f.status > Status.CAUTION]
        codes, rules = tuple(f.code for f in bad), tuple(f.rule.id for f in bad if f.rule)
        found.append(Broken(session.id, session.procedure, on, told.timing, codes, rules))
    return tuple(found)


def _proposal(on: date, place: int, session: Placed) -> Proposal:
    areas = frozenset(session.areas)
    return Proposal(session.procedure, on, areas, session.id, "booked", session.dose, place + 1)


def _session(proposal: Proposal) -> Session:
    return Session(
        proposal.procedure,
        proposal.on,
        proposal.areas,
        "booked",
        proposal.id,
        proposal.dose,
        proposal.sequence,
    )
