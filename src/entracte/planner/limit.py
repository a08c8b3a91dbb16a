"""Limits: in any run of days that holds a planned session, never more than the ceiling."""

from __future__ import annotations

from math import ceil
from typing import Any, NamedTuple

from entracte.core.history import Session
from entracte.knowledge.rules import Limit
from entracte.planner.calendar import Calendar
from entracte.planner.model import Yes
from entracte.planner.problem import Item, Reason

# Doses are counted in thousandths, since the solver knows whole numbers only.
PARTS = 1000


class Dose(NamedTuple):
    """What one session counts, and the days it can be: a variable twice, or two numbers."""

    amount: int
    first: Any
    last: Any


def constrain(calendar: Calendar) -> None:
    """Every limit that touches a planned session."""
    rules = {rule.id: rule for i in calendar.items for rule in calendar.rulebook.limits.get(i.procedure, ())}
    for rule in rules.values():
        if calendar.holds(Reason("rule", rule.id)):
            _limit(calendar, rule)


def _limit(calendar: Calendar, rule: Limit) -> None:
    """The run that ends on a session's day is where the count is highest, so those are checked."""
    counted = calendar.rulebook.covers[rule.procedure]
    planned = [i for i in calendar.items if i.procedure in counted]
    judged = [i for i in planned if rule in calendar.rulebook.limits.get(i.procedure, ())]
    had = [s for s in calendar.problem.history.sessions if s.procedure in counted]
    ceiling, run = round(rule.amount * PARTS), max(rule.days, 1)
    doses = {i.id: _planned(calendar, rule, i) for i in planned}
    past = [_had(calendar, rule, s) for s in had]
    if ceiling >= sum(max(1, d.amount) for d in doses.values()) + sum(d.amount for d in past):
        return
    ends = [d.last for d in doses.values()] + sorted({e for d in past for e in (d.first, d.last)})
    for end in ends:
        inside = {id_: _inside(calendar, dose, end, run) for id_, dose in doses.items()}
        before = [(dose.amount, _inside(calendar, dose, end, run)) for dose in past if dose.amount]
        total = sum(doses[id_].amount * yes for id_, yes in inside.items()) + sum(
            a * yes for a, yes in before
        )
        for item in judged:
            # A dose nobody told is more than nothing.
            own = 0 if doses[item.id].amount else 1
            calendar.model.cp.add(total + own <= ceiling).only_enforce_if(inside[item.id])


def _parts(amount: float) -> int:
    """A dose in whole parts, none of it lost."""
    return ceil(round(amount * PARTS, 6))


def _planned(calendar: Calendar, rule: Limit, item: Item) -> Dose:
    amount = 1.0 if rule.unit == "sessions" else item.dose or 0.0
    return Dose(_parts(amount), calendar.day(item), calendar.day(item))


def _had(calendar: Calendar, rule: Limit, session: Session) -> Dose:
    amount = 1.0 if rule.unit == "sessions" else session.dose or 0.0
    origin = calendar.problem.origin
    return Dose(_parts(amount), session.first_day - origin, session.last_day - origin)


def _inside(calendar: Calendar, dose: Dose, end: Any, run: int) -> Yes:
    """Whether a dose lies in the `run` days up to and with `end`; may be said of one that does not."""
    if isinstance(dose.first, int) and isinstance(end, int):
        return dose.first <= end and dose.last > end - run
    if dose.last is end:
        return True
    model = calendar.model
    inside, later, earlier = model.yes(), model.yes(), model.yes()
    model.cp.add_exactly_one([inside, later, earlier])
    model.lag(end, dose.first, 1, [later])
    model.lag(dose.last, end, run, [earlier])
    return inside
