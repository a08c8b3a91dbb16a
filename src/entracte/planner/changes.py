"""The least changes that make a plan possible, each solved before it is offered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from entracte.engine.explain import name
from entracte.planner.answer import Change
from entracte.planner.problem import Problem, Reason
from entracte.planner.solve import possible
from entracte.planner.wishes import LONGEST_HORIZON, Event, Wishes
from entracte.planner.words import wished

MOST_LEFT_OUT = 3


@dataclass(frozen=True)
class _Tries:
    """Whether changed wishes have a plan; no more is asked once time is up."""

    problem: Problem
    workers: int
    end: float

    def work(self, wishes: Wishes) -> bool:
        seconds = self.end - time.monotonic()
        if seconds <= 0 or not wishes.procedures:
            return False
        return possible(replace(self.problem, wishes=wishes), seconds, self.workers) == "optimal"

    def least(self, low: int, high: int, wishes: Callable[[int], Wishes]) -> int | None:
        """The least number from `low` to `high` that works, where a larger one works if a smaller does."""
        if low > high or not self.work(wishes(high)):
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.work(wishes(middle)) else (middle + 1, high)
        return low if self.work(wishes(low)) else None


def changes(problem: Problem, clash: Sequence[Reason], workers: int, end: float) -> tuple[Change, ...]:
    """Changes of one part of the clash each; where none is enough, the fewest procedures to leave out."""
    tries = _Tries(problem, workers, end)
    found = [change for reason in clash for change in _of(tries, reason)]
    found += _later(tries, clash)
    unique = {change.says: change for change in found}
    if not unique:
        unique = {change.says: change for change in _several_out(tries)}
    return tuple(sorted(unique.values(), key=lambda c: KINDS.index(c.kind)))


KINDS = (
    "event-later",
    "until-later",
    "need-dropped",
    "fewer-sessions",
    "leave-out",
    "away-dropped",
    "weekdays-any",
    "more-visits",
    "more-per-visit",
    "budget",
    "diary-dropped",
)


def _of(tries: _Tries, reason: Reason) -> Iterator[Change]:
    wishes = tries.problem.wishes
    match reason.why:
        case "wish":
            yield from _fewer(tries, int(reason.about))
        case "best" | "unseen":
            yield from _need(tries, reason)
        case "away":
            yield from _one(tries, "away-dropped", "be there on the days away", away=())
        case "weekdays":
            yield from _one(tries, "weekdays-any", "come on any weekday", weekdays=frozenset())
        case "diary":
            yield from _one(tries, "diary-dropped", "find time outside the diary given", diary=None)
        case "most_visits":
            more = lambda n: replace(wishes, most_visits=n)  # noqa: E731 - deferred
            yield from _more(tries, "more-visits", "come {} times", wishes.most_visits, more)
        case "most_per_visit":
            more = lambda n: replace(wishes, most_per_visit=n)  # noqa: E731 - deferred
            yield from _more(
                tries, "more-per-visit", "have {} sessions in one visit", wishes.most_per_visit, more
            )
        case "budget":
            yield from _dearer(tries)
        case _:
            return


def _one(tries: _Tries, kind: str, says: str, **changed: object) -> Iterator[Change]:
    wishes = replace(tries.problem.wishes, **changed)  # type: ignore[arg-type]
    if tries.work(wishes):
        yield Change(kind, says, wishes)


def _fewer(tries: _Tries, index: int) -> Iterator[Change]:
    """The most sessions of one wish that work, or none of it."""
    problem, wishes = tries.problem, tries.problem.wishes
    wish, least = wishes.procedures[index], max(1, tries.problem.done.get(index, 0))

    def without(n: int) -> Wishes:
        kept = replace(wish, sessions=wish.sessions - n)
        return replace(wishes, procedures=(*wishes.procedures[:index], kept, *wishes.procedures[index + 1 :]))

    fewer = tries.least(1, wish.sessions - least, without)
    if fewer is not None:
        said = f"{wished(problem.rulebook, wish, wish.sessions - fewer)} instead of {wish.sessions}"
        yield Change("fewer-sessions", said, without(fewer))
    left = _leaving_out(wishes, (index,))
    if tries.work(left):
        yield Change("leave-out", f"leave out {name(problem.rulebook, wish.procedure)}", left)


def _leaving_out(wishes: Wishes, indices: tuple[int, ...]) -> Wishes:
    kept = tuple(w for i, w in enumerate(wishes.procedures) if i not in indices)
    event = wishes.event
    if event and not isinstance(event.at_best, bool):
        event = replace(event, at_best=event.at_best & {w.procedure for w in kept})
    return replace(wishes, procedures=kept, event=event)


def _several_out(tries: _Tries) -> Iterator[Change]:
    """The fewest procedures that must go together; all sets of that size."""
    wishes, rulebook = tries.problem.wishes, tries.problem.rulebook
    if tries.problem.done:
        return
    for count in range(1, min(MOST_LEFT_OUT, len(wishes.procedures) - 1) + 1):
        some = False
        for indices in combinations(range(len(wishes.procedures)), count):
            left = _leaving_out(wishes, indices)
            if tries.work(left):
                some = True
                names = " and ".join(name(rulebook, wishes.procedures[i].procedure) for i in indices)
                yield Change("leave-out", f"leave out {names}", left)
        if some:
            return


def _need(tries: _Tries, reason: Reason) -> Iterator[Change]:
    wishes = tries.problem.wishes
    event, what = wishes.event, name(tries.problem.rulebook, reason.about)
    assert event is not None
    if reason.why == "unseen":
        dropped, says = replace(event, unseen=False), f"accept that something may show on {event.name}"
    else:
        best = frozenset(w.procedure for w in wishes.procedures if event.wants_best(w.procedure))
        dropped = replace(event, at_best=best - {reason.about})
        says = f"accept that {what} is not at its best on {event.name}"
    changed = replace(wishes, event=dropped)
    if tries.work(changed):
        yield Change("need-dropped", says, changed)


def _later(tries: _Tries, clash: Sequence[Reason]) -> Iterator[Change]:
    """The event moved by the fewest days; or the end, where no event stands in the way."""
    problem, wishes = tries.problem, tries.problem.wishes
    event, why = wishes.event, {reason.why for reason in clash}
    room = LONGEST_HORIZON
    if event and why & {"best", "unseen"}:
        most = room - (event.on.toordinal() - problem.origin)
        days = _first_that_works(tries, most, lambda n: _moved(problem, event, n))
        if days is not None:
            moved = _moved(problem, event, days)
            assert moved.event is not None
            said = f"{event.name} {days} day{'' if days == 1 else 's'} later, on {moved.event.on}"
            yield Change("event-later", said, moved)
    elif "until" in why:
        most = room - (problem.last - problem.origin)
        ends = date.fromordinal(problem.last)
        days = tries.least(1, most, lambda n: replace(wishes, until=ends + timedelta(n)))
        if days is not None:
            until = ends + timedelta(days)
            yield Change("until-later", f"allow visits up to {until}", replace(wishes, until=until))


def _moved(problem: Problem, event: Event, days: int) -> Wishes:
    on = event.on + timedelta(days)
    until = max(on, problem.wishes.last_day(problem.rulebook))
    return replace(problem.wishes, event=replace(event, on=on), until=until)


def _first_that_works(tries: _Tries, most: int, wishes: Callable[[int], Wishes]) -> int | None:
    """The fewest days: doubled until one works, then halved; a result that fades can make a far one fail."""
    tried, step = 0, 1
    while tried < most:
        reach = min(tried + step, most)
        if tries.work(wishes(reach)):
            return tries.least(tried + 1, reach, wishes)
        tried, step = reach, step * 2
    return None


def _more(
    tries: _Tries, kind: str, says: str, now: int | None, wishes: Callable[[int], Wishes]
) -> Iterator[Change]:
    number = tries.least((now or 0) + 1, len(tries.problem.items), wishes)
    if number is not None:
        yield Change(kind, says.format(number), wishes(number))


def _dearer(tries: _Tries) -> Iterator[Change]:
    wishes = tries.problem.wishes
    assert wishes.budget is not None
    start = int(wishes.budget)
    dearest = start + int(sum(w.sessions * (w.price + wishes.visit_price) for w in wishes.procedures)) + 1
    most = tries.least(start + 1, dearest, lambda n: replace(wishes, budget=float(n)))
    if most is not None:
        yield Change("budget", f"a budget of {most}", replace(wishes, budget=float(most)))
