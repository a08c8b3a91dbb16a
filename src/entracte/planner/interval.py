"""Intervals between sessions: how far apart they must be, in both directions, and how far is better."""

from __future__ import annotations

from typing import Any, NamedTuple

from entracte.core.days import FOREVER
from entracte.core.history import Session
from entracte.engine import windows
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Interval, Rulebook
from entracte.planner.calendar import Calendar, comfortable
from entracte.planner.grades import weakness
from entracte.planner.model import Yes
from entracte.planner.problem import LATE, Item, Reason, overlap


class Spacing(NamedTuple):
    """Days from one session to a later one: at least, better, and no longer than; and the rule.

    From `agreed` days on no source asks for more, so that the grade of the rule matters no longer.
    """

    minimum: int
    advised: int
    best_before: int | None
    agreed: int
    rule: Interval | None
    silent: bool

    @property
    def weakness(self) -> int:
        """How weak the grounds are, from 0; nothing known is weakest, nothing to know is sound."""
        if self.rule is None:
            return weakness(None) if self.silent else 0
        return weakness(self.rule.grounds.grade)


def spacing(rulebook: Rulebook, first: Item, then: Item) -> Spacing:
    """What the rules ask between two sessions when `first` is on an earlier day.

    Where nothing is known of a pair, the first must have settled.
    """
    touching = overlap(rulebook, first.areas, then.areas)
    pair = rulebook.pairs.get((first.procedure, then.procedure))
    rule = None if pair is None else pair.overlapping if touching else pair.apart
    if rule is None:
        settling = rulebook.settling[first.procedure] if touching else 0
        return Spacing(settling, settling, None, FOREVER if touching else 0, None, touching)
    told = rule.grounds.range
    minimum = 0 if rule.closes == "caution" else rule.minimum
    return Spacing(minimum, comfortable(rule), rule.best_before, told[1] if told else 0, rule, False)


def constrain(calendar: Calendar) -> None:
    """Between each two sessions, the rule of whichever comes first."""
    for pair in calendar.pairings:
        _apart(calendar, pair.one, pair.other, pair.before)
        if pair.after is not False:
            _apart(calendar, pair.other, pair.one, pair.after)
        if pair.one.wish == pair.other.wish and pair.other.number == pair.one.number + 1:
            _rhythm(calendar, pair.one, pair.other)


def _apart(calendar: Calendar, first: Item, then: Item, when: Yes) -> None:
    found = spacing(calendar.rulebook, first, then)
    least = (
        1 if not found.minimum or not calendar.holds(reason(found, first, then)) else max(1, found.minimum)
    )
    if least >= FOREVER:
        calendar.model.cp.add_bool_and([False]).only_enforce_if(when)
        return
    model, days = calendar.model, (calendar.day(first), calendar.day(then))
    model.lag(*days, least, [when])
    if found.advised > least:
        short = model.number(0, found.advised - least)
        model.cp.add(short >= found.advised - (days[1] - days[0])).only_enforce_if(when)
        calendar.costs["advised"].append((short, found.advised - least))
    _grounds(calendar, found, first, then, when)


def _grounds(calendar: Calendar, found: Spacing, first: Item, then: Item, when: Yes) -> None:
    """Weak grounds count, unless the days between are as many as any source asks for."""
    weak: Any = when
    if not found.weakness or not found.agreed:
        return
    if found.agreed <= calendar.horizon:
        agreed = calendar.model.yes()
        calendar.model.lag(calendar.day(first), calendar.day(then), found.agreed, [agreed])
        weak = calendar.model.yes()
        calendar.model.cp.add(weak + agreed >= when)
    calendar.costs["grounds"].append((found.weakness * weak, found.weakness))


def _rhythm(calendar: Calendar, first: Item, then: Item) -> None:
    """From one session of a course to the next: past `best_before` it is late, past `advised` merely long."""
    found = spacing(calendar.rulebook, first, then)
    ends = [("advised", found.best_before)] if found.best_before is not None else []
    for goal, days in (*ends, ("rhythm", max(found.advised, 1))):
        if days < calendar.horizon:
            over = calendar.model.number(0, calendar.horizon - days)
            calendar.model.lag(calendar.day(then), calendar.day(first) + over, -days)
            calendar.costs[goal].append((over, calendar.horizon - days))


def reason(found: Spacing, first: Item, then: Item) -> Reason:
    """The rule, or the silence of the sources, that keeps two sessions apart."""
    if found.rule:
        return Reason("rule", found.rule.id)
    return Reason("silence", f"{first.procedure}/{then.procedure}")


def from_history(calendar: Calendar) -> None:
    """What sessions had or booked already close and caution, in both directions and on their own day."""
    rulebook = calendar.rulebook
    day = calendar.problem.wishes.first_day(rulebook)
    for item in calendar.items:
        near = rulebook.near(item.areas)
        for session in calendar.problem.history.sessions:
            for window in windows.of_session(rulebook, session, item.proposal(day, LATE), near):
                if window.status is Status.CAUTION:
                    calendar.mind(item, window)
                elif window.status > Status.CAUTION and calendar.holds(_met(window.rule, session, item)):
                    calendar.close(item, window.start, window.end)


def _met(rule: object, session: Session, item: Item) -> Reason:
    if rule is None:
        return Reason("silence", f"{session.procedure}/{item.procedure}", session.name)
    return Reason("rule", rule.id, session.name)  # type: ignore[attr-defined]
