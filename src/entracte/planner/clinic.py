"""One clinic: many clients' plans against one shared diary, in one solve."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from entracte.core.days import from_ordinal
from entracte.core.fault import Fault, Mistake, mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.calendar import Calendar
from entracte.planner.diary import Diary, Resource, clock
from entracte.planner.model import Goal, Model
from entracte.planner.plan import WORKERS, told
from entracte.planner.problem import Problem
from entracte.planner.resources import Bookings
from entracte.planner.score import Slot, score
from entracte.planner.solve import Layout, build, read
from entracte.planner.whynot import why_not
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
    workers: int = WORKERS,
    say: Progress | None = None,
) -> Clinic:
    """Lay out every client's visits in one diary, so that nobody and nothing is booked twice.

    Each client alone gives a bound; one after the other a first answer, which the solve of all
    together improves until it is proven or `seconds` are over. Raises Mistake on senseless wishes.
    """
    begun = time.monotonic()
    problems = _problems(rulebook, clients, diary)
    tell = say or (lambda _: None)
    bounds, without = _alone(problems, workers, begun + seconds / 4, tell)
    todo = [p for p in problems if p.wishes.client in bounds]
    first = _in_turn(todo, diary, workers, begun + seconds / 2, tell)
    todo = [p for p in todo if p.wishes.client in first]
    bound = sum(bounds[p.wishes.client] for p in todo)
    layouts, status, better = _together(todo, first, bound, begun + seconds, workers, tell)
    objective = sum(cost(p, layouts[p.wishes.client]) for p in todo)
    plans = tuple(told(p, Layout("feasible", layouts[p.wishes.client], (), ())) for p in todo)
    refused = tuple(without) + tuple(
        why_not(p, Layout("unknown", (), (), ()), seconds, workers)
        for p in problems
        if p.wishes.client in bounds and p.wishes.client not in first
    )
    status = "optimal" if objective == max(bound, better) and not refused else status
    return Clinic(status, plans, refused, objective, max(bound, better), time.monotonic() - begun)


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


def _alone(
    problems: list[Problem], workers: int, end: float, tell: Progress
) -> tuple[dict[str, int], list[NoPlan]]:
    """The least that each client can cost with the whole diary free of others; those with no plan."""
    bounds: dict[str, int] = {}
    without: list[NoPlan] = []
    known: dict[tuple[History, Wishes], int] = {}
    for problem in problems:
        client = problem.wishes.client
        key = (problem.history, replace(problem.wishes, client="", diary=None))
        if key not in known:
            layout, bound = _one(problem, workers, min(2.0, max(0.2, end - time.monotonic())))
            if layout.status == "infeasible":
                without.append(why_not(problem, _with_reasons(problem), 5.0, workers))
                continue
            known[key] = bound
        bounds[client] = known[key]
    tell(f"{len(bounds)} clients each alone: bound {sum(bounds.values())}")
    return bounds, without


def _one(problem: Problem, workers: int, seconds: float) -> tuple[Layout, int]:
    """One client by the clinic's weights: the layout and the bound."""
    model = Model()
    bookings = Bookings(model)
    calendar = build(problem, model, bookings)
    solved = model.solve([_goal([calendar])], seconds, workers)
    slots = read(calendar, bookings, solved) if solved.found else ()
    bound = solved.goals[0].bound if solved.goals else 0
    return Layout(solved.status, slots, (), tuple(calendar.reasons)), bound


def _with_reasons(problem: Problem) -> Layout:
    model = Model()
    return Layout("infeasible", (), (), tuple(build(problem, model, Bookings(model)).reasons))


def _in_turn(
    problems: list[Problem], diary: Diary, workers: int, end: float, tell: Progress
) -> dict[str, tuple[Slot, ...]]:
    """One client after the other into what the ones before left free."""
    taken: dict[str, list[str]] = defaultdict(list)
    found: dict[str, tuple[Slot, ...]] = {}
    for number, problem in enumerate(problems, 1):
        left = replace(problem, wishes=replace(problem.wishes, diary=_filled(diary, taken)))
        layout, _ = _one(left, workers, min(2.0, max(0.1, end - time.monotonic())))
        if layout.found:
            found[problem.wishes.client] = layout.slots
            _take(taken, layout.slots)
        if number % 50 == 0 or number == len(problems):
            tell(f"{number} of {len(problems)} clients in turn, {len(found)} placed")
    return found


def _take(taken: dict[str, list[str]], slots: Iterable[Slot]) -> None:
    for slot in slots:
        day = from_ordinal(slot.day)
        assert slot.at is not None
        stretch = f"{day} {clock(slot.at)}-{clock(slot.at + slot.item.minutes)}"
        for role, name in slot.by:
            taken[f"{role}/{name}"].append(stretch)


def _filled(diary: Diary, taken: dict[str, list[str]]) -> Diary:
    def fill(role: str, resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
        return tuple(replace(r, booked=(*r.booked, *taken.get(f"{role}/{r.name}", ()))) for r in resources)

    return replace(
        diary,
        practitioners=fill("practitioner", diary.practitioners),
        rooms=fill("room", diary.rooms),
        devices=fill("device", diary.devices),
    )


def _together(
    problems: list[Problem],
    first: dict[str, tuple[Slot, ...]],
    bound: int,
    end: float,
    workers: int,
    tell: Progress,
) -> tuple[dict[str, tuple[Slot, ...]], str, int]:
    """All clients in one model, begun from the first answer; the better of the two."""
    held = sum(cost(p, first[p.wishes.client]) for p in problems)
    tell(f"first answer {held}, bound {bound}")
    left = end - time.monotonic()
    if held <= bound or left < 1 or not problems:
        return first, "feasible", bound
    model = Model()
    bookings = Bookings(model)
    calendars = [build(problem, model, bookings, shared=True) for problem in problems]
    bookings.no_double_booking()
    goal = _goal(calendars)
    model.cp.add(goal.cost >= bound)
    for calendar in calendars:
        _hint(calendar, bookings, first[calendar.problem.wishes.client])
    say = lambda _, value, least: tell(f"all together {value}, bound {least}")  # noqa: E731 - deferred
    solved = model.solve([goal], max(1.0, end - time.monotonic()), workers, say)
    if not solved.found or solved.goals[0].value >= held:
        least = solved.goals[0].bound if solved.goals else bound
        return first, "feasible", max(bound, min(least, held))
    slots = {c.problem.wishes.client: read(c, bookings, solved) for c in calendars}
    return slots, solved.status, solved.goals[0].bound


def _hint(calendar: Calendar, bookings: Bookings, slots: Iterable[Slot]) -> None:
    """Start the solver from an answer that is known."""
    cp, problem = calendar.model.cp, calendar.problem
    for slot in slots:
        id_ = slot.item.id
        cp.add_hint(calendar.days[id_], slot.day - problem.origin)
        cp.add_hint(calendar.times[id_], (slot.at or 0) // calendar.slot)
        mine = dict(slot.by)
        for (session, role, name), chosen in bookings.chosen.items():
            if session == f"{problem.wishes.client}/{id_}":
                cp.add_hint(chosen, mine.get(role) == name)
