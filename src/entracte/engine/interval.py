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
    closed_until, comfortable = last + rule.minimum, last + rule.advised
    if closed_until > first + 1:
        closing = CLOSING[rule.closes]
        code: Code = "never-after" if closing is Status.AVOID else "too-soon-after"
        yield Window(closing, first + 1, closed_until, code, rule, session)
    start = max(first + 1, closed_until)
    if comfortable > start:
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
    first, last = session.first_day, session.last_day
    closed_from, comfortable = first - rule.minimum + 1, first - rule.advised + 1
    end = last
    if closed_from < end:
        closing = CLOSING[rule.closes]
        code: Code = "never-before" if closing is Status.AVOID else "too-soon-before"
        yield Window(closing, closed_from, end, code, rule, session)
        end = closed_from
    if comfortable < end:
        yield Window(Status.CAUTION, comfortable, end, "short-of-advised-before", rule, session)
        end = comfortable
    yield Window(Status.CLEAR, -FOREVER, end, "far-enough-before", rule, session)
