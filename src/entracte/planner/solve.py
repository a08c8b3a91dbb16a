"""A problem to a layout: the model is built kind by kind, solved goal by goal, and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entracte.planner import bounds, contraindication, event, interval, limit, order
from entracte.planner.calendar import Calendar
from entracte.planner.judge import Disagreement
from entracte.planner.model import Goal, Model, Reached, Solved, Status
from entracte.planner.problem import Problem, Reason
from entracte.planner.resources import Bookings
from entracte.planner.score import Slot, score

Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Layout:
    """Where every session went, the goals in order, and every reason that was met."""

    status: Status
    slots: tuple[Slot, ...]
    goals: tuple[tuple[Goal, Reached], ...]
    reasons: tuple[Reason, ...]

    @property
    def found(self) -> bool:
        """Whether there is a layout, proven best or not."""
        return self.status in ("optimal", "feasible")


def build(problem: Problem, model: Model, bookings: Bookings) -> Calendar:
    """The model of one client: each kind of rule, then the event, the diary and the client's bounds."""
    calendar = Calendar(problem, model)
    interval.constrain(calendar)
    interval.from_history(calendar)
    order.constrain(calendar)
    contraindication.constrain(calendar)
    limit.constrain(calendar)
    event.constrain(calendar)
    bounds.constrain(calendar)
    bookings.constrain(calendar)
    bounds.budget(calendar)
    calendar.settle()
    return calendar


def solve(problem: Problem, seconds: float, workers: int, say: Say | None = None) -> Layout:
    """The best layout of a problem by its goals, or why none was found."""
    model = Model()
    bookings = Bookings(model, problem.origin)
    calendar = build(problem, model, bookings)
    bookings.no_double_booking(calendar)
    names = [*(["moved"] if problem.before else []), *problem.wishes.goals]
    goals = [calendar.goal(name) for name in names]
    solved = model.solve([*goals, calendar.goal("early")], seconds, workers, say)
    reasons = tuple(calendar.reasons)
    if not solved.found:
        return Layout(solved.status, (), (), reasons)
    slots = read(calendar, bookings, solved)
    return Layout(solved.status, slots, _checked(problem, slots, goals, solved), reasons)


def possible(problem: Problem, seconds: float, workers: int) -> Status:
    """Whether any layout exists, best or not: optimal where one does."""
    model = Model()
    bookings = Bookings(model, problem.origin)
    bookings.no_double_booking(build(problem, model, bookings))
    return model.solve((), seconds, workers).status


def reasons_of(problem: Problem) -> tuple[Reason, ...]:
    """Every reason that a layout of this problem must heed."""
    model = Model()
    calendar = build(problem, model, Bookings(model, problem.origin))
    return tuple(r for r in calendar.reasons if r not in problem.ignoring)


def read(calendar: Calendar, bookings: Bookings, solved: Solved) -> tuple[Slot, ...]:
    """The days and times that the solver chose, in the order they come."""
    problem, diary = calendar.problem, calendar.problem.wishes.diary
    client = problem.wishes.client
    day_of, time_of = (
        {i.id: solved.read(of[i.id]) for i in calendar.items} for of in (calendar.days, calendar.times)
    )
    ordered = sorted(calendar.items, key=lambda i: (day_of[i.id], time_of[i.id], i.wish, i.number))
    by: dict[str, list[tuple[str, str]]] = {i.id: [] for i in ordered}
    for (session, role, name), chosen in bookings.chosen.items():
        owner, _, id_ = session.partition("/")
        if owner == client and solved.read(chosen):
            by[id_].append((role, name))
    slots: list[Slot] = []
    for item in ordered:
        day = problem.origin + day_of[item.id]
        place = sum(s.day == day for s in slots)
        at = time_of[item.id] * calendar.slot if diary else None
        slots.append(Slot(item, day, place, at, tuple(by[item.id])))
    return tuple(slots)


def _checked(
    problem: Problem, slots: tuple[Slot, ...], goals: list[Goal], solved: Solved
) -> tuple[tuple[Goal, Reached], ...]:
    """The goals with their values counted again; the solver's own must agree where it proved them."""
    counted = score(problem, slots)
    found = []
    for goal, reached in zip(goals, solved.goals, strict=False):
        value = counted[goal.name]
        proven = reached.bound == reached.value
        if value > reached.value or (proven and value != reached.value):
            raise Disagreement(f"{goal.name} was counted {reached.value}, and is {value}")
        found.append((goal, Reached(goal.name, value, min(reached.bound, value))))
    return tuple(found)
