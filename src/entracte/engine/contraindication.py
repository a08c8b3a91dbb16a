"""Factors as windows: while one lasts, and the wash-out after it ends."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.core.days import FOREVER
from entracte.core.history import FactorPeriod
from entracte.engine.assessment import Status, Window
from entracte.knowledge.rules import Contraindication

DURING = {"clear": Status.CLEAR, "caution": Status.CAUTION, "wait": Status.WAIT, "avoid": Status.AVOID}


def windows(rule: Contraindication, period: FactorPeriod) -> Iterator[Window]:
    """What a factor that is or was present closes. A day after its last counts as one day after."""
    last = period.last_day
    end = last + 1 if period.to else FOREVER
    yield Window(DURING[rule.during], period.first_day, end, "factor-present", rule, period)
    if period.to is None:
        return
    closed_until, comfortable = max(end, last + rule.minimum), max(end, last + rule.advised)
    if closed_until > end:
        yield Window(Status.WAIT, end, closed_until, "factor-recent", rule, period)
    if comfortable > closed_until:
        yield Window(Status.CAUTION, closed_until, comfortable, "factor-recent", rule, period)
    yield Window(Status.CLEAR, max(closed_until, comfortable), FOREVER, "factor-past", rule, period)
