"""Days away, weekdays, the end; how many visits, how much in one, how dear."""

from __future__ import annotations

from typing import Any

from entracte.planner.calendar import Calendar
from entracte.planner.model import Yes
from entracte.planner.problem import Reason

# Prices are counted in hundredths, since the solver knows whole numbers only.
CENTS = 100


def constrain(calendar: Calendar) -> None:
    """Everything that the client asks of the calendar itself, and the goals it serves."""
    _open_days(calendar)
    visits = _visits(calendar)
    _per_visit(calendar)
    _price(calendar, visits)
    _finish(calendar)
    _moved(calendar)


def _open_days(calendar: Calendar) -> None:
    """No session while away or on a weekday that does not suit."""
    problem = calendar.problem
    calendar.holds(Reason("until"))
    if problem.away and calendar.holds(Reason("away")):
        for item in calendar.items:
            for first, last in problem.away:
                calendar.close(item, first, last + 1)
    if problem.closed_weekdays and calendar.holds(Reason("weekdays")):
        suits = [(k, k) for k in range(7) if k not in problem.closed_weekdays]
        for item in calendar.items:
            calendar.model.within(calendar.weekday(item), suits)


def _visits(calendar: Calendar) -> Any:
    """How many days hold a session: those whose session has no other before it in the list."""
    opens: list[Yes] = []
    for item in calendar.items:
        same = [p.together for p in calendar.pairings if p.other is item and p.first is not False]
        own = calendar.model.yes()
        calendar.model.cp.add(own + sum(same) >= 1)
        opens.append(own)
    most = calendar.problem.wishes.most_visits
    if most is not None and calendar.holds(Reason("most_visits")):
        calendar.model.cp.add(sum(opens) <= most)
    calendar.costs["visits"] += [(own, 1) for own in opens]
    return sum(opens)


def _per_visit(calendar: Calendar) -> None:
    most = calendar.problem.wishes.most_per_visit
    if most is None or not calendar.holds(Reason("most_per_visit")):
        return
    for item in calendar.items:
        same = [p.together for p in calendar.pairings if item in (p.one, p.other)]
        calendar.model.cp.add(sum(same) <= most - 1)


def _price(calendar: Calendar, visits: Any) -> None:
    """What the visits and the sessions cost; a practitioner's own prices are added by the diary."""
    wishes = calendar.problem.wishes
    fee = round(wishes.visit_price * CENTS)
    fixed = sum(round(item.price * CENTS) for item in calendar.items)
    calendar.costs["price"].append((fixed, fixed))
    if fee:
        calendar.costs["price"].append((fee * visits, fee * len(calendar.items)))


def budget(calendar: Calendar) -> None:
    """The whole price stays within the budget; called once every price is counted."""
    most = calendar.problem.wishes.budget
    if most is not None and calendar.holds(Reason("budget")):
        calendar.model.cp.add(calendar.goal("price").cost <= round(most * CENTS))


def _finish(calendar: Calendar) -> None:
    """The last day; and, where that leaves a choice, each session as early as can be, in order."""
    last = calendar.model.number(0, calendar.horizon)
    for item in calendar.items:
        calendar.model.lag(calendar.day(item), last, 0)
    calendar.costs["finish"].append((last, calendar.horizon))
    turned = [pair.second for pair in calendar.pairings if pair.second is not False]
    calendar.costs["early"] += [(second, 1) for second in turned]
    count = len(calendar.items)
    for i, item in enumerate(calendar.items):
        weight = (count - i) * (len(turned) + 1)
        calendar.costs["early"].append((weight * calendar.day(item), weight * calendar.horizon))


def _moved(calendar: Calendar) -> None:
    """How many sessions leave the day that an earlier plan gave them."""
    for item in calendar.items:
        was = calendar.problem.before.get(item.id)
        if was is None:
            continue
        day, moved = was - calendar.problem.origin, calendar.model.yes()
        if 0 <= day <= calendar.horizon:
            calendar.model.within(calendar.day(item), [(day, day)], [~moved])
            calendar.costs["moved"].append((moved, 1))
        else:
            calendar.costs["moved"].append((1, 1))
