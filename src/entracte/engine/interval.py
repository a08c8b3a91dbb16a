"""Intervals as windows: forward from a session before, and back from a session after."""

from __future__ import annotations

from entracte.core.days import FOREVER
from entracte.core.history import Session
from entracte.engine.assessment import Code, Status, Window
from entracte.knowledge.rules import Interval

CLOSING = {"caution": Status.CAUTION, "wait": Status.WAIT, "avoid": Status.AVOID}


def after(rule: Interval, session: Session) -> list[Window]:
    """What a session closes of the days after its own.

    Of a session known only to a range, the worst day in it decides each day.
    """
    found = []
    first, last = session.first_day, session.last_day
    start, comfortable = first + 1, last + rule.advised
    if rule.minimum > 1:  # the day after is one day after: a wait of one day closes nothing
        closing = CLOSING[rule.closes]
        code: Code = "never-after" if closing is Status.AVOID else "too-soon-after"
        found.append(Window(closing, start, last + rule.minimum, code, rule, session))
        start = last + rule.minimum
    if rule.advised > max(rule.minimum, 1):
        found.append(Window(Status.CAUTION, start, comfortable, "short-of-advised-after", rule, session))
        start = comfortable
    if rule.best_before is None:
        found.append(Window(Status.CLEAR, start, FOREVER, "far-enough-after", rule, session))
        return found
    overdue = max(first + rule.best_before, start)
    if overdue > start:
        found.append(Window(Status.IDEAL, start, overdue, "ideal-again", rule, session))
    found.append(Window(Status.OVERDUE, overdue, FOREVER, "overdue-again", rule, session))
    return found


def before(rule: Interval, session: Session) -> list[Window]:
    """The mirror image: what a session closes of the days before its own."""
    found = []
    first, end = session.first_day, session.last_day
    closed_from, comfortable = first - rule.minimum + 1, first - rule.advised + 1
    if rule.minimum > 1:
        closing = CLOSING[rule.closes]
        code: Code = "never-before" if closing is Status.AVOID else "too-soon-before"
        found.append(Window(closing, closed_from, end, code, rule, session))
        end = closed_from
    if rule.advised > max(rule.minimum, 1):
        found.append(Window(Status.CAUTION, comfortable, end, "short-of-advised-before", rule, session))
        end = comfortable
    found.append(Window(Status.CLEAR, -FOREVER, end, "far-enough-before", rule, session))
    return found
