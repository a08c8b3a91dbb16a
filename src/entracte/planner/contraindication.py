"""Factors: days closed while one lasts and for its wash-out, and days that want care."""

from __future__ import annotations

from entracte.core.known import Known
from entracte.engine import contraindication
from entracte.engine.assessment import Status
from entracte.planner.calendar import Calendar
from entracte.planner.problem import Reason


def constrain(calendar: Calendar) -> None:
    """No session of a procedure while a factor that forbids it lasts or is washing out."""
    for item in calendar.items:
        rules = calendar.rulebook.bars.get(item.procedure, {})
        for period in calendar.problem.history.factors:
            rule = rules.get(period.factor)
            if rule is None or period.answer is not Known.YES:
                continue
            for window in contraindication.windows(rule, period):
                if window.status is Status.CAUTION:
                    calendar.mind(item, window)
                elif window.status > Status.CAUTION and calendar.holds(
                    Reason("factor", rule.id, period.name)
                ):
                    calendar.close(item, window.start, window.end)
