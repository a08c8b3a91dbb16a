"""Intervals as windows: forward from a session before, and back from a session after."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.core.days import FOREVER
from entracte.core.history import Session
from entracte.engine.assessment import Code, Status, Window
from entracte.knowledge.rules import Interval

CLOSING = {"caution": Status.CAUTION, "wait": Status.WAIT, "avoid": Status.AVOID}


def after(rule: Interval, session: Session) -> Iterator[Window]:
    """What a session closes of the days after its own.

    Of a session known only to a range, the worst day in it decides each day.
    """
    first, last = session.first_day, session.last_day
    start = first + 1
    if rule.minimum > 1:  # the day after is one day after: a wait of one day closes nothing
        closing = CLOSING[rule.closes]
        code: Code = "never-after" if closing is Status.AVOID else "too-soon-after"
        yield Window(closing, start, last + rule.minimum, code, rule, session)
        start = last + rule.minimum
    if rule.advised > max(rule.minimum, 1):
        comfortable = last + rule.advised
        yield Window(Status.CAUTION, start, comfortable, "short-of-advised-after", rule, session)
        start = comfortable
    if rule.best_before is None:
        yield Window(Status.CLEAR, start, FOREVER, "far-enough-after", rule, session)
        return
    overdue = max(first + rule.best_before, start)
    if overdue > start:
        yield Window(Status.IDEAL, start, overdue, "ideal-again", rule, session)
    yield Window(Status.OVERDUE, overdue, FOREVER, "overdue-again", rule, session)


def before(rule: Interval, session: Session) -> Iterator[Window]:
    """The mirror image: what a session closes of the days before its own."""
    first, end = session.first_day, session.last_day
    if rule.minimum > 1:
        closed_from = first - rule.minimum + 1
        closing = CLOSING[rule.closes]
        code: Code = "never-before" if closing is Status.AVOID else "too-soon-before"
        yield Window(closing, closed_from, end, code, rule, session)
        end = closed_from
    if rule.advised > max(rule.minimum, 1):
        comfortable = first - rule.advised + 1
        yield Window(Status.CAUTION, comfortable, end, "short-of-advised-before", rule, session)
        end = comfortable
    yield Window(Status.CLEAR, -FOREVER, end, "far-enough-before", rule, session)
