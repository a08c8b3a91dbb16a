"""One day: which two procedures may share a visit, and which of them goes first."""

from __future__ import annotations

from typing import NamedTuple

from entracte.engine import order
from entracte.engine.assessment import Status, Window
from entracte.knowledge.rules import Rulebook
from entracte.planner.calendar import CARE_DAYS, Calendar
from entracte.planner.grades import weakness
from entracte.planner.model import Yes
from entracte.planner.problem import Item, Reason, overlap


class Together(NamedTuple):
    """Two sessions on one day in one order: what it costs, how weak its grounds, and what closes it."""

    open: bool
    care: int
    weakness: int
    window: Window | None


def together(rulebook: Rulebook, first: Item, then: Item) -> Together:
    """What the rules say of `first` and then `then` in one visit."""
    day = rulebook.as_of
    window = order.same_day(
        first.session(day, 1),
        then.proposal(day, 2),
        rulebook.pairs.get((first.procedure, then.procedure)),
        rulebook.pairs.get((then.procedure, first.procedure)),
        overlap(rulebook, first.areas, then.areas),
    )
    if window is None:
        return Together(True, 0, 0, None)
    care = CARE_DAYS if window.status is Status.CAUTION else 0
    grade = window.rule.grounds.grade if window.rule else None
    return Together(window.status <= Status.CAUTION, care, weakness(grade), window)


def constrain(calendar: Calendar) -> None:
    """Close the orders that are not open; count the care and the grounds of those that are."""
    for pair in calendar.pairings:
        if pair.first is False:
            continue
        _on_one_day(calendar, pair.one, pair.other, pair.first)
        _on_one_day(calendar, pair.other, pair.one, pair.second)


def _on_one_day(calendar: Calendar, first: Item, then: Item, when: Yes) -> None:
    found = together(calendar.rulebook, first, then)
    if not found.open and calendar.holds(reason(found, first, then)):
        calendar.model.cp.add(when == 0)
        return
    if found.care:
        calendar.costs["advised"].append((found.care * when, found.care))
    if found.weakness:
        calendar.costs["grounds"].append((found.weakness * when, found.weakness))


def reason(found: Together, first: Item, then: Item) -> Reason:
    """The rule, or the silence of the sources, that keeps two procedures off one day."""
    if found.window is not None and found.window.rule is not None:
        return Reason("rule", found.window.rule.id)
    return Reason("silence", f"{first.procedure}/{then.procedure}")
