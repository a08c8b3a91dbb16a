"""One day: which two procedures may share a visit, and which of them goes first."""

from __future__ import annotations

from typing import NamedTuple

from entracte.engine import order
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Rule, Rulebook
from entracte.planner.calendar import CARE_DAYS, Calendar
from entracte.planner.grades import weakness
from entracte.planner.model import Yes
from entracte.planner.problem import Item, Reason, overlap


class Together(NamedTuple):
    """Two sessions on one day in one order: what it costs, how weak its grounds, and the rule."""

    open: bool
    care: int
    weakness: int
    rule: Rule | None


def together(rulebook: Rulebook, first: Item, then: Item) -> Together:
    """What the rules say of `first` and then `then` in one visit."""
    touching = overlap(rulebook, first.areas, then.areas)
    after = rulebook.pairs.get((first.procedure, then.procedure))
    before = rulebook.pairs.get((then.procedure, first.procedure))
    there = after and (after.overlapping if touching else after.apart)
    back = before and (before.overlapping if touching else before.apart)
    told = order.one_order(after and after.order, there, back, touching)
    if told is None:
        return Together(True, 0, 0, None)
    status, rule = told
    care = CARE_DAYS if status is Status.CAUTION else 0
    # Of areas apart, nobody needs to be told that one day is open.
    weak = weakness(rule.grounds.grade if rule else None) if touching else 0
    return Together(status <= Status.CAUTION, care, weak, rule)


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
    if found.rule is not None:
        return Reason("rule", found.rule.id)
    return Reason("silence", f"{first.procedure}/{then.procedure}")
