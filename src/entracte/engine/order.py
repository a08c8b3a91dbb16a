"""The day of a session itself: which order is open, and which is not."""

from __future__ import annotations

from entracte.core.history import Session
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Code, Status, Window
from entracte.knowledge.rules import Interval, Order, Pair, Rule

SAME_DAY = {"clear": Status.CLEAR, "caution": Status.CAUTION, "wait": Status.WAIT}


def same_day(
    session: Session, proposal: Proposal, after: Pair | None, before: Pair | None, overlap: bool
) -> Window | None:
    """The window of the session's own day, in the best order still possible; None if nothing touches.

    `after` holds the rules from the session to the proposal, `before` those from the proposal to the
    session.
    """
    intervals = [told for pair in (after, before) if (told := _interval(pair, overlap)) is not None]
    found: list[Window] = []
    for pair, session_first in ((after, True), (before, False)):
        if not possible(session, proposal, session_first):
            continue
        status, rule = _status(pair.order if pair else None, intervals, overlap)
        if status is None:
            return None
        code: Code = "same-day-open" if status <= Status.CAUTION else "same-day-closed"
        if status is Status.ASK:
            code = "no-guidance-same-day"
        order = (session.procedure, proposal.procedure)
        if not session_first:
            order = (proposal.procedure, session.procedure)
        found.append(Window(status, session.first_day, session.last_day + 1, code, rule, session, order))
    return min(found, key=lambda w: w.status)


def possible(session: Session, proposal: Proposal, session_first: bool) -> bool:
    """Whether this order can still happen: what is done, or stands earlier in the visit, came first."""
    if (
        session.sequence is not None
        and proposal.sequence is not None
        and session.sequence != proposal.sequence
    ):
        return session_first == (session.sequence < proposal.sequence)
    if session.status != proposal.status:
        return session_first == (session.status == "done")
    return True


def _interval(pair: Pair | None, overlap: bool) -> Interval | None:
    if pair is None:
        return None
    return pair.overlapping if overlap else pair.apart


def _status(
    order: Order | None, intervals: list[Interval], overlap: bool
) -> tuple[Status | None, Rule | None]:
    """The status of one order; (None, None) where areas lie apart and nothing speaks of them."""
    never = next((rule for rule in intervals if rule.closes == "avoid" and rule.minimum), None)
    if never is not None:
        return Status.AVOID, never
    if order is not None and (overlap or order.scope == "anywhere" or order.status != "wait"):
        return SAME_DAY[order.status], order
    closing = max(intervals, key=lambda rule: rule.minimum, default=None)
    if closing is not None and closing.minimum:
        return Status.WAIT, closing
    if not intervals:
        return (Status.ASK, None) if overlap else (None, None)
    advising = max(intervals, key=lambda rule: rule.advised)
    return (Status.CAUTION if advising.advised else Status.CLEAR), advising
