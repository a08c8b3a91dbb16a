"""The day of a session itself: which order is open, and which is not."""

from __future__ import annotations

from entracte.core.history import Session
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Code, Status, Window
from entracte.knowledge.rules import Interval, Order, Pair, Rule

SAME_DAY = {"clear": Status.CLEAR, "caution": Status.CAUTION, "wait": Status.WAIT}
CODES: dict[Status, Code] = {
    Status.CLEAR: "same-day-open",
    Status.CAUTION: "same-day-open",
    Status.ASK: "no-guidance-same-day",
    Status.WAIT: "same-day-closed",
    Status.AVOID: "same-day-closed",
}


def same_day(
    pair: tuple[str, str], after: Pair | None, before: Pair | None, overlap: bool, possible: tuple[bool, bool]
) -> Window | None:
    """The window of a session's own day, day nought, in the best order still possible.

    None where the areas lie apart and nothing speaks of one of the orders. `pair` is the session's
    procedure and the proposal's, `after` the rules from the first to the second, `before` those the
    other way; `possible` tells of either order whether it can still happen.
    """
    there = after and (after.overlapping if overlap else after.apart)
    back = before and (before.overlapping if overlap else before.apart)
    found = []
    if possible[0]:
        found.append((one_order(after and after.order, there, back, overlap), pair))
    if possible[1]:
        found.append((one_order(before and before.order, back, there, overlap), (pair[1], pair[0])))
    best: tuple[Status, Rule | None] | None = None
    order = pair
    for told, either in found:
        if told is None:
            return None
        if best is None or told[0] < best[0]:
            best, order = told, either
    assert best is not None
    status, rule = best
    return Window(status, 0, 1, CODES[status], rule, None, order)


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


def one_order(
    order: Order | None, there: Interval | None, back: Interval | None, overlap: bool
) -> tuple[Status, Rule | None] | None:
    """The status of one order, with the rule behind it; None where nothing speaks of areas apart.

    `there` is the interval in the order asked about, `back` the one in the other direction.
    """
    for rule in (there, back):
        if rule is not None and rule.closes == "avoid" and rule.minimum:
            return Status.AVOID, rule
    if order is not None and (overlap or order.scope == "anywhere" or order.status != "wait"):
        return SAME_DAY[order.status], order
    intervals = [rule for rule in (there, back) if rule is not None]
    if not intervals:
        return (Status.ASK, None) if overlap else None
    longest = max(intervals, key=lambda rule: (rule.minimum, rule.advised))
    if longest.minimum:
        return Status.WAIT, longest
    return (Status.CAUTION if longest.advised else Status.CLEAR), longest
