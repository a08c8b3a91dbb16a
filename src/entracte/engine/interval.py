"""Intervals as windows: forward from a session before, and back from a session after."""

from __future__ import annotations

from entracte.core.days import FOREVER
from entracte.engine.assessment import Code, Status, Window
from entracte.knowledge.rules import Interval

CLOSING = {"caution": Status.CAUTION, "wait": Status.WAIT, "avoid": Status.AVOID}


def after(rule: Interval, length: int) -> list[Window]:
    """What a session on day nought closes of the days after its own.

    Of a session known only to a range, day nought to `length`, the worst day in it decides each day.
    """
    found = []
    start, comfortable = 1, length + rule.advised
    # The day after is one day after: a wait of one day closes nothing, however long the range.
    if rule.minimum > 1:
        closing = CLOSING[rule.closes]
        code: Code = "never-after" if closing is Status.AVOID else "too-soon-after"
        found.append(Window(closing, start, length + rule.minimum, code, rule))
        start = length + rule.minimum
    if rule.advised > max(rule.minimum, 1):
        found.append(Window(Status.CAUTION, start, comfortable, "short-of-advised-after", rule))
        start = comfortable
    if rule.best_before is None:
        found.append(Window(Status.CLEAR, start, FOREVER, "far-enough-after", rule))
        return found
    overdue = max(rule.best_before, start)
    if overdue > start:
        found.append(Window(Status.IDEAL, start, overdue, "ideal-again", rule))
    found.append(Window(Status.OVERDUE, overdue, FOREVER, "overdue-again", rule))
    return found


def before(rule: Interval, length: int) -> list[Window]:
    """The mirror image: what a session on day nought closes of the days before its own."""
    found = []
    end, closed_from, comfortable = length, 1 - rule.minimum, 1 - rule.advised
    if rule.minimum > 1:
        closing = CLOSING[rule.closes]
        code: Code = "never-before" if closing is Status.AVOID else "too-soon-before"
        found.append(Window(closing, closed_from, end, code, rule))
        end = closed_from
    if rule.advised > max(rule.minimum, 1):
        found.append(Window(Status.CAUTION, comfortable, end, "short-of-advised-before", rule))
        end = comfortable
    found.append(Window(Status.CLEAR, -FOREVER, end, "far-enough-before", rule))
    return found
