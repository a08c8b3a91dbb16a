"""What a laid-out plan comes to under each goal, in plain Python: no solver is trusted with its own marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from entracte.core.known import Known
from entracte.engine import contraindication, windows
from entracte.engine.assessment import Status, Window
from entracte.planner.bounds import CENTS
from entracte.planner.calendar import CARE_DAYS, shortfall
from entracte.planner.event import effect
from entracte.planner.interval import spacing
from entracte.planner.order import together
from entracte.planner.problem import LATE, Item, Problem


@dataclass(frozen=True)
class Slot:
    """Where a session was placed: its ordinal, its place in the visit, and what the diary gave it."""

    item: Item
    day: int
    place: int
    at: int | None = None
    by: tuple[tuple[str, str], ...] = ()


def score(problem: Problem, slots: Sequence[Slot]) -> Mapping[str, int]:
    """The value of each goal, as the model counts it."""
    days = [s.day for s in slots]
    pairs = [tuple(sorted(two, key=lambda s: (s.day, s.place))) for two in combinations(slots, 2)]
    visits = len(set(days))
    return {
        "moved": sum(problem.before.get(s.item.id, s.day) != s.day for s in slots),
        "advised": sum(_short(problem, *p) for p in pairs) + sum(_history(problem, s) for s in slots),
        "grounds": sum(_weakness(problem, *p) for p in pairs),
        "price": round(problem.wishes.visit_price * CENTS) * visits + sum(_price(problem, s) for s in slots),
        "visits": visits,
        "peak": _past_peak(problem, slots),
        "rhythm": sum(_long(problem, *p) for p in pairs),
        "finish": max(days, default=problem.origin) - problem.origin,
    }


def _short(problem: Problem, first: Slot, then: Slot) -> int:
    if first.day == then.day:
        return together(problem.rulebook, first.item, then.item).care
    found = spacing(problem.rulebook, first.item, then.item)
    apart = then.day - first.day
    short = max(0, found.advised - max(apart, found.minimum, 1))
    late = 0
    if found.best_before is not None and _next_of_course(first, then):
        late = max(0, apart - found.best_before)
    return short + late


def _long(problem: Problem, first: Slot, then: Slot) -> int:
    """Days that a course takes from one session to the next beyond what is advised."""
    if not _next_of_course(first, then):
        return 0
    found = spacing(problem.rulebook, first.item, then.item)
    return max(0, then.day - first.day - max(found.advised, 1))


def _next_of_course(first: Slot, then: Slot) -> bool:
    return first.item.wish == then.item.wish and then.item.number == first.item.number + 1


def _weakness(problem: Problem, first: Slot, then: Slot) -> int:
    rulebook = problem.rulebook
    if first.day == then.day:
        return together(rulebook, first.item, then.item).weakness
    found = spacing(rulebook, first.item, then.item)
    return found.weakness if then.day - first.day < found.agreed else 0


def _history(problem: Problem, slot: Slot) -> int:
    """Days short of what is advised after sessions had, before sessions booked, and after factors."""
    rulebook, item = problem.rulebook, slot.item
    day = problem.wishes.first_day(rulebook)
    found: list[Window] = []
    for session in problem.history.sessions:
        found += windows.of_session(rulebook, session, item.proposal(day, LATE), rulebook.near(item.areas))
    rules = rulebook.bars.get(item.procedure, {})
    for period in problem.history.factors:
        if period.factor in rules and period.answer is Known.YES:
            found += contraindication.windows(rules[period.factor], period)
    minded = [w for w in found if w.status is Status.CAUTION and w.holds(slot.day)]
    return sum(_days_short(w, slot.day) for w in minded)


def _days_short(window: Window, day: int) -> int:
    edge, sign = shortfall(window)
    return CARE_DAYS if edge is None else max(0, sign * (edge - day))


def _past_peak(problem: Problem, slots: Sequence[Slot]) -> int:
    """Days by which the event comes after the peak of what fades and must be at its best."""
    event, total = problem.wishes.event, 0
    if event is None:
        return 0
    for item in {s.item.wish: s.item for s in sorted(slots, key=lambda s: s.day)}.values():
        told = effect(problem.rulebook, item.procedure)
        if event.wants_best(item.procedure) and told.lasts:
            last = max(s.day for s in slots if s.item.wish == item.wish)
            total += event.on.toordinal() - last - (told.best_from.days if told.best_from else 0)
    return total


def _price(problem: Problem, slot: Slot) -> int:
    diary = problem.wishes.diary
    named = dict(slot.by).get("practitioner")
    own = None
    if diary and named:
        own = next(r for r in diary.practitioners if r.name == named).prices.get(slot.item.procedure)
    return round((slot.item.price if own is None else own) * CENTS)
