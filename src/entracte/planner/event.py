"""The event: results at their best on the day, and nothing that shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from entracte.knowledge.model import NoteClaim
from entracte.knowledge.policy import PAGES, TIERS, middle
from entracte.knowledge.rules import Rulebook
from entracte.planner.calendar import Calendar
from entracte.planner.model import Day
from entracte.planner.problem import Reason


class Told(NamedTuple):
    """A number of days, and the claims that it is read from."""

    days: int
    claims: tuple[str, ...]


class Effect(NamedTuple):
    """How long a procedure shows, when its result is best, and how long it lasts; None: not told.

    It shows for its downtime, or its settling span where that is longer.
    """

    shows: Told
    best_from: Told | None
    lasts: Told | None


def effect(rulebook: Rulebook, procedure: str) -> Effect:
    """Read from the claims on downtime, peak or onset, and duration: the best tier that speaks, and
    in it the careful end (the longest downtime and wait, the shortest effect; of pages, the median)."""
    settling = Told(rulebook.settling[procedure], _settling_claims(rulebook, procedure))
    down = _told(rulebook, procedure, "downtime", max, upper=True)
    shows = settling if down is None or down.days < settling.days else down
    best = _told(rulebook, procedure, "peak", max) or _told(rulebook, procedure, "onset", max, upper=True)
    lasts = _told(rulebook, procedure, "duration", min)
    if best and lasts and lasts.days < best.days:
        lasts = None
    return Effect(shows, best, lasts)


def _settling_claims(rulebook: Rulebook, procedure: str) -> tuple[str, ...]:
    for id_ in rulebook.base.lines[procedure]:
        own = rulebook.base.procedures[id_].settling
        if own is not None:
            return own.claims
    return ()


def _told(
    rulebook: Rulebook, procedure: str, kind: str, pick: Callable[[list[int]], int], upper: bool = False
) -> Told | None:
    base = rulebook.base
    aside = {claim for ruling in base.rulings.values() for claim in ruling.claims}
    for id_ in base.lines[procedure]:
        by_tier: dict[int, list[tuple[int, str]]] = {}
        for claim in base.claims.values():
            if not isinstance(claim, NoteClaim) or (claim.kind, claim.procedure) != (kind, id_):
                continue
            source = base.sources[claim.source]
            lapsed = source.withdrawn is not None and source.withdrawn <= rulebook.as_of
            span = (claim.max or claim.min) if upper else (claim.min or claim.max)
            if span is None or lapsed or claim.id in aside or not source.rules:
                continue
            by_tier.setdefault(TIERS[source.grade], []).append((span.at_least, claim.id))
        if by_tier:
            tier = min(by_tier)
            days = sorted(d for d, _ in by_tier[tier])
            return Told(
                middle(days) if tier == PAGES else pick(days), tuple(sorted(c for _, c in by_tier[tier]))
            )
    return None


def constrain(calendar: Calendar) -> None:
    """Hold every session to what the event asks of it."""
    event = calendar.problem.wishes.event
    if event is None:
        return
    on = event_day(calendar)
    for item in calendar.items:
        wish = calendar.problem.wishes.procedures[item.wish]
        told = effect(calendar.rulebook, item.procedure)
        if event.wants_best(item.procedure) and calendar.holds(Reason("best", item.procedure)):
            last = item.number == max(i.number for i in calendar.items if i.wish == item.wish)
            _at_best(calendar, calendar.day(item), on, told, last)
        if event.unseen and calendar.holds(Reason("unseen", wish.procedure)):
            _unseen(calendar, calendar.day(item), on, told)


def event_day(calendar: Calendar) -> Day:
    """The event's day, counted from the origin."""
    event = calendar.problem.wishes.event
    assert event is not None
    return event.on.toordinal() - calendar.problem.origin


def _at_best(calendar: Calendar, day: Day, on: Day, told: Effect, last: bool) -> None:
    """The last session of a course has had time to work and still lasts; the others come before it."""
    wait = told.best_from.days if told.best_from else 0
    calendar.model.lag(day, on, wait if last else 0)
    if last and told.lasts:
        calendar.model.lag(on, day, -told.lasts.days)
        # A result that fades is best soon after its peak, so of the days that do the latest is wanted.
        calendar.costs["peak"].append((on - day - wait, told.lasts.days - wait))


def _unseen(calendar: Calendar, day: Day, on: Day, told: Effect) -> None:
    """What is done before the event has stopped showing by then; what comes after it may show."""
    after = calendar.model.yes()
    calendar.model.lag(on, day, 1, [after])
    calendar.model.lag(day, on, told.shows.days, [~after])
