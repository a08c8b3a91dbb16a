"""Rules met with a history: every window on the calendar of one proposal."""

from __future__ import annotations

from entracte.core.fault import Fault, Mistake, did_you_mean
from entracte.core.history import History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine import contraindication, interval, limit, order
from entracte.engine.assessment import Status, Window
from entracte.knowledge.rules import Rulebook


def windows(rulebook: Rulebook, history: History, proposal: Proposal) -> tuple[Window, ...]:
    """Every window that the history makes for the proposed procedure and areas, whatever the day.

    Raises Mistake on an id that the base does not know, or a family where one procedure is needed.
    """
    check_ids(rulebook, history, proposal)
    near = rulebook.near(proposal.areas)
    found: list[Window] = []
    for session in history.sessions:
        if proposal.id is None or session.id != proposal.id:
            found += of_session(rulebook, session, proposal, near)
    rules = rulebook.bars.get(proposal.procedure, {})
    for period in history.factors:
        if period.answer is Known.YES and period.factor in rules:
            found.extend(contraindication.windows(rules[period.factor], period))
    for rule in rulebook.limits.get(proposal.procedure, ()):
        counted = rulebook.covers[rule.procedure]
        others = [
            s
            for s in history.sessions
            if s.procedure in counted and (proposal.id is None or s.id != proposal.id)
        ]
        found.extend(limit.windows(rule, others, proposal))
    return tuple(found)


def of_session(
    rulebook: Rulebook, session: Session, proposal: Proposal, near: frozenset[str]
) -> list[Window]:
    """The windows between one session and the proposal, in both directions and on the day itself.

    What they look like depends on the two procedures and not on the calendar: it is worked out once
    for a session on day nought and moved to the session's own day.
    """
    overlap = not near or not session.areas or not near.isdisjoint(session.areas)
    day = session.first_day
    first = order.possible(session, proposal, session_first=True)
    last = order.possible(session, proposal, session_first=False)
    key = (session.procedure, proposal.procedure, overlap, session.last_day - day, first, last)
    shape = rulebook.shapes.get(key)
    if shape is None:
        shape = rulebook.shapes[key] = shape_of(rulebook, *key)
    return [
        Window(status, start + day, end + day, code, rule, session, either)
        for status, start, end, code, rule, _, either in shape
    ]


def shape_of(
    rulebook: Rulebook, earlier: str, later: str, overlap: bool, length: int, first: bool, last: bool
) -> list[Window]:
    """The windows that a session of `earlier` on day nought, or on one of the days up to `length`,
    makes for `later`; `first` and `last` tell whether it can still come first or last on its day."""
    found: list[Window] = []
    after = rulebook.pairs.get((earlier, later))
    before = rulebook.pairs.get((later, earlier))
    rule = None if after is None else after.overlapping if overlap else after.apart
    if rule is not None:
        found += interval.after(rule, length)
    elif overlap and rulebook.settling[earlier] > 1:
        found.append(Window(Status.ASK, 1, length + rulebook.settling[earlier], "no-guidance-after"))
    rule = None if before is None else before.overlapping if overlap else before.apart
    if rule is not None:
        found += interval.before(rule, length)
    elif overlap and rulebook.settling[later] > 1:
        found.append(Window(Status.ASK, 1 - rulebook.settling[later], length, "no-guidance-before"))
    today = order.same_day((earlier, later), after, before, overlap, (first, last))
    if today is not None:
        found.append(today._replace(end=length + 1))
    return found


def check_ids(rulebook: Rulebook, history: History, proposal: Proposal) -> None:
    """Refuse what the base does not know; every fault at once."""
    usable, areas = rulebook.usable, rulebook.relatives
    known = proposal.procedure in usable and history.procedures <= usable
    if (
        known
        and history.areas | proposal.areas <= areas.keys()
        and history.asked <= rulebook.base.factors.keys()
    ):
        return
    named = [("procedure", proposal.procedure), *((s.name, s.procedure) for s in history.sessions)]
    faults = [_no_procedure(rulebook, where, id_) for where, id_ in named if id_ not in usable]
    zones = proposal.areas.union(*(s.areas for s in history.sessions))
    faults += [
        Fault("area", "unknown-area", f"no area {a!r}", did_you_mean(a, areas))
        for a in sorted(zones)
        if a not in areas
    ]
    factors = rulebook.base.factors
    faults += [
        Fault("factor", "unknown-factor", f"no factor {f.factor!r}", did_you_mean(f.factor, factors))
        for f in history.factors
        if f.factor not in factors
    ]
    if faults:
        raise Mistake(faults)


def _no_procedure(rulebook: Rulebook, where: str, id_: str) -> Fault:
    if id_ in rulebook.base.procedures:
        members = sorted(m for m in rulebook.covers[id_] if rulebook.base.procedures[m].kind == "procedure")
        return Fault(where, "family", f"{id_!r} is a family of treatments", f"name one: {', '.join(members)}")
    return Fault(where, "unknown-procedure", f"no procedure {id_!r}", did_you_mean(id_, rulebook.usable))
