"""One clinic: many clients' plans against one shared diary, in one solve."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from entracte.core.fault import Fault, Mistake, mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.calendar import Calendar
from entracte.planner.diary import WEEKDAYS, Diary
from entracte.planner.fitting import Book
from entracte.planner.judge import Disagreement
from entracte.planner.model import Goal, Model
from entracte.planner.plan import answer, told
from entracte.planner.problem import Problem
from entracte.planner.resources import Bookings
from entracte.planner.score import Slot, score
from entracte.planner.solve import Layout, build, read
from entracte.planner.whynot import full
from entracte.planner.wishes import Wishes, refuse_senseless

MOST_CLIENTS = 1000
# What one of each weighs in a clinic's objective, where clients' goals must be added up.
WEIGHTS = {"advised": 20, "visits": 10, "finish": 1}

Client = tuple[History, Wishes]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Clinic:
    """Every client's plan, and what has none; the objective of all together and its proven bound."""

    status: str
    plans: tuple[Plan, ...]
    without: tuple[NoPlan, ...]
    objective: int
    bound: int
    seconds: float

    @property
    def gap(self) -> float:
        """How far the objective may be from the best, as a share of it."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


def plan_clinic(
    rulebook: Rulebook,
    clients: Sequence[Client],
    diary: Diary,
    *,
    seconds: float = 60.0,
    workers: int = 2,
    say: Progress | None = None,
) -> Clinic:
    """Lay out every client's visits in one diary, so that nobody and nothing is booked twice.

    Each client without the diary gives a bound; one after the other a first answer, which the solve
    of all together improves until it is proven or `seconds` are over. Raises Mistake on senseless
    wishes.
    """
    begun = time.monotonic()
    problems = _problems(rulebook, clients, diary)
    tell = say or (lambda _: None)
    alone = _Alone(diary, begun + seconds / 2)
    bounds = {p.wishes.client: alone.least(p) for p in problems}
    able = [p for p in problems if bounds[p.wishes.client] is not None]
    tell(f"{len(able)} of {len(problems)} clients have a plan alone")
    first = alone.in_turn(able)
    placed = [p for p in able if p.wishes.client in first]
    bound = sum(bounds[p.wishes.client] or 0 for p in placed)
    tell(f"{len(placed)} clients placed in turn")
    shared = _Shared(placed, first, bound, tell)
    layouts, bound = shared.improved(begun + seconds, workers)
    _never_twice(layouts, diary)
    plans = tuple(told(p, Layout("feasible", layouts[p.wishes.client], (), ())) for p in placed)
    without = tuple(_refused(p) for p in problems if p.wishes.client not in first)
    objective = sum(cost(p, layouts[p.wishes.client]) for p in placed)
    status = "optimal" if objective == bound and not without else "feasible"
    return Clinic(status, plans, without, objective, bound, time.monotonic() - begun)


def _problems(rulebook: Rulebook, clients: Sequence[Client], diary: Diary) -> list[Problem]:
    names = [wishes.client for _, wishes in clients]
    if not clients or len(clients) > MOST_CLIENTS:
        raise mistake("clients", "too-many", f"{len(clients)} clients", f"1 to {MOST_CLIENTS}")
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise mistake(
            "clients", "duplicate-id", f"two clients are called {twice[0]!r}", "give each its own name"
        )
    faults: list[Fault] = []
    found = []
    for history, own in clients:
        wishes = replace(own, diary=diary)
        try:
            refuse_senseless(rulebook, history, wishes)
        except Mistake as refused:
            faults += [replace(f, where=f"{own.client}: {f.where}") for f in refused.faults]
        found.append(Problem(rulebook, history, wishes))
    if faults:
        raise Mistake(faults)
    return found


def cost(problem: Problem, slots: Sequence[Slot]) -> int:
    """What one client's layout adds to the clinic's objective."""
    counted = score(problem, slots)
    return sum(weight * counted[name] for name, weight in WEIGHTS.items())


def _goal(calendars: Iterable[Calendar]) -> Goal:
    goals = [(weight, c.goal(name)) for c in calendars for name, weight in WEIGHTS.items()]
    return Goal("clinic", sum(w * g.cost for w, g in goals), sum(w * g.top for w, g in goals))


def _never_twice(layouts: dict[str, tuple[Slot, ...]], diary: Diary) -> None:
    """Book every session in an empty diary. Raises Disagreement where something is taken already."""
    book = Book(diary)
    for slot in (slot for slots in layouts.values() for slot in slots):
        if not book.open(slot):
            raise Disagreement(f"{slot.item.id} at {slot.at} of day {slot.day} finds {slot.by} taken")
        book.take([slot])


def _refused(problem: Problem) -> NoPlan:
    """Why a client has no plan, by the rules and wishes alone; unknown where only the diary is full."""
    free = replace(problem, wishes=replace(problem.wishes, diary=None))
    return answered if isinstance(answered := answer(free, 1.0, 1), NoPlan) else full(problem)


class _Alone:
    """Clients one at a time, by day; the time of day is found by first fit."""

    def __init__(self, diary: Diary, end: float) -> None:
        self.diary, self.end = diary, end
        self.book = Book(diary)
        self.known: dict[tuple[History, Wishes], int | None] = {}

    def least(self, problem: Problem) -> int | None:
        """The least that a client can cost if the diary were empty; None where there is no plan."""
        free = self._free(problem)
        key = (problem.history, replace(free.wishes, client=""))
        if key not in self.known:
            self.known[key] = self._solved(free)[1]
        return self.known[key]

    def in_turn(self, problems: Sequence[Problem]) -> dict[str, tuple[Slot, ...]]:
        """Everyone in turn into what the ones before left; who wants most is placed first."""
        found = {}
        for problem in sorted(problems, key=lambda p: -len(p.items)):
            slots = self._fitted(problem)
            if slots is not None:
                found[problem.wishes.client] = slots
        return found

    def _fitted(self, problem: Problem) -> tuple[Slot, ...] | None:
        """The best days on which every visit has room; a day without is closed and the rest tried anew."""
        free = self._free(problem)
        while time.monotonic() < self.end:
            slots, _ = self._solved(free)
            if slots is None:
                return None
            visits = {day: [s for s in slots if s.day == day] for day in sorted({s.day for s in slots})}
            fitted = {day: self.book.fit(visit) for day, visit in visits.items()}
            full_days = [day for day, fit in fitted.items() if fit is None]
            if not full_days:
                placed = [slot for fit in fitted.values() for slot in fit or ()]
                self.book.take(placed)
                return tuple(placed)
            away = (*free.wishes.away, *(date.fromordinal(day) for day in full_days))
            free = replace(free, wishes=replace(free.wishes, away=away))
        return None

    def _free(self, problem: Problem) -> Problem:
        """The problem without the diary, on the weekdays on which somebody works."""
        wishes = problem.wishes
        working = {
            day for day in WEEKDAYS if any(not r.hours or r.hours.get(day) for r in self.diary.practitioners)
        }
        if self.diary.practitioners:
            wanted = working & wishes.weekdays if wishes.weekdays else working
            wishes = replace(wishes, weekdays=frozenset(wanted))
        return replace(problem, wishes=replace(wishes, diary=None))

    def _solved(self, problem: Problem) -> tuple[tuple[Slot, ...] | None, int | None]:
        model = Model()
        bookings = Bookings(model, problem.origin)
        calendar = build(problem, model, bookings)
        solved = model.solve([_goal([calendar])], max(0.5, self.end - time.monotonic()))
        if not solved.found:
            return None, None
        return read(calendar, bookings, solved), solved.goals[0].bound


class _Shared:
    """All clients in one model, begun from the first answer."""

    def __init__(
        self, problems: list[Problem], first: dict[str, tuple[Slot, ...]], bound: int, tell: Progress
    ) -> None:
        self.problems, self.first, self.bound, self.tell = problems, first, bound, tell
        self.held = sum(cost(p, first[p.wishes.client]) for p in problems)

    def improved(self, end: float, workers: int) -> tuple[dict[str, tuple[Slot, ...]], int]:
        """The best layouts found by `end`, and the bound of their cost."""
        self.tell(f"first answer {self.held}, bound {self.bound}")
        if self.held <= self.bound or time.monotonic() > end - 1:
            return self.first, self.bound
        model = Model()
        bookings = Bookings(model, min(p.origin for p in self.problems))
        calendars = [build(problem, model, bookings) for problem in self.problems]
        bookings.no_double_booking(calendars[0])
        goal = _goal(calendars)
        model.cp.add(goal.cost >= self.bound)
        for calendar in calendars:
            _hint(calendar, bookings, self.first[calendar.problem.wishes.client])
        solved = model.solve([goal], max(1.0, end - time.monotonic()), workers, self._say)
        if not solved.found:
            return self.first, self.bound
        bound = max(self.bound, min(solved.goals[0].bound, self.held))
        if solved.goals[0].value >= self.held:
            return self.first, bound
        return {c.problem.wishes.client: read(c, bookings, solved) for c in calendars}, bound

    def _say(self, _: str, value: int, bound: int) -> None:
        self.tell(f"all together {value}, bound {max(bound, self.bound)}")


def _hint(calendar: Calendar, bookings: Bookings, slots: Sequence[Slot]) -> None:
    """Start the solver from an answer that is known."""
    cp, problem, diary = calendar.model.cp, calendar.problem, calendar.problem.wishes.diary
    assert diary is not None
    for slot in slots:
        key, mine = f"{problem.wishes.client}/{slot.item.id}", dict(slot.by)
        day, at = slot.day - problem.origin, (slot.at or 0) // calendar.slot
        cp.add_hint(calendar.days[slot.item.id], day)
        cp.add_hint(calendar.times[slot.item.id], at)
        cp.add_hint(bookings.starts[key], (slot.day - bookings.epoch) * calendar.slots + at)
        for role, resources in diary.choices(slot.item.procedure).items():
            for resource in resources:
                cp.add_hint(bookings.chosen[key, role, resource.name], mine[role] == resource.name)
