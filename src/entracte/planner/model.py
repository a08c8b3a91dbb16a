"""Days as variables and lags between them: the one door to OR-Tools CP-SAT.

The core of a treatment plan is scheduling with minimum and maximum time lags and renewable
resources (RCPSP/max): `lag` and `ceiling` are its two constraints, and both the planner and
bench/rcpsp_max.py build on them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ortools.sat.python import cp_model

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
Day = Any  # an integer variable, an expression of them, or a number
Yes = Any  # a truth variable, its negation, or a plain bool

STATUSES: dict[Any, Status] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
}


@dataclass(frozen=True)
class Goal:
    """Something to make as small as can be; `top` is the most it can come to."""

    name: str
    cost: Any
    top: int


@dataclass(frozen=True)
class Reached:
    """How small a goal became, and the proven least."""

    name: str
    value: int
    bound: int


@dataclass(frozen=True)
class Solved:
    """The outcome, each goal's value and bound, and `read` to look up a variable's value."""

    status: Status
    goals: tuple[Reached, ...]
    read: Callable[[Any], int]
    seconds: float

    @property
    def found(self) -> bool:
        """Whether there is an answer, proven best or not."""
        return self.status in ("optimal", "feasible")


class Model:
    """A calendar of days yet to be chosen."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()

    def day(self, days: Iterable[tuple[int, int]], name: str = "") -> Day:
        """A whole number in one of the ranges, both ends included."""
        domain = cp_model.Domain.from_intervals([list(r) for r in days])
        return self.cp.new_int_var_from_domain(domain, name)

    def number(self, low: int, high: int, name: str = "") -> Day:
        """A whole number from `low` to `high`."""
        return self.cp.new_int_var(low, high, name)

    def yes(self, name: str = "") -> Yes:
        """Something that is so or not."""
        return self.cp.new_bool_var(name)

    def lag(self, first: Day, then: Day, days: int, when: Sequence[Yes] = ()) -> None:
        """`then` comes at least `days` after `first`; a negative lag is a longest gap the other way."""
        self.cp.add(then - first >= days).only_enforce_if(list(when))

    def within(self, day: Day, days: Iterable[tuple[int, int]], when: Sequence[Yes] = ()) -> None:
        """`day` lies in one of the ranges, both ends included."""
        domain = cp_model.Domain.from_intervals([list(r) for r in days])
        self.cp.add_linear_expression_in_domain(day, domain).only_enforce_if(list(when))

    def use(self, start: Day, length: int, when: Yes = True) -> Any:
        """A stretch that begins on `start`, for `ceiling` and `alone`."""
        return self.cp.new_optional_fixed_size_interval_var(start, length, when, "")

    def ceiling(self, stretches: Sequence[Any], amounts: Sequence[int], most: int) -> None:
        """The amounts of the stretches under way at one time never pass `most`."""
        self.cp.add_cumulative(list(stretches), list(amounts), most)

    def alone(self, stretches: Sequence[Any]) -> None:
        """No two of the stretches overlap."""
        self.cp.add_no_overlap(list(stretches))

    def solve(
        self,
        goals: Sequence[Goal] = (),
        seconds: float = 10.0,
        workers: int = 1,
        say: Callable[[str, int, int], None] | None = None,
    ) -> Solved:
        """Reach the goals one after the other, each as small as the ones before it leave room for.

        When time runs out or the caller interrupts, the best answer so far is `feasible`, with the
        bound of each goal that was not finished. `say` hears goal, value and bound as they improve.
        """
        return _Search(self.cp, seconds, workers, say).run(tuple(goals))


class _Search:
    def __init__(
        self, cp: cp_model.CpModel, seconds: float, workers: int, say: Callable[[str, int, int], None] | None
    ) -> None:
        self.cp, self.workers, self.say = cp, workers, say
        self.begun = time.monotonic()
        self.end = self.begun + seconds
        self.best: cp_model.CpSolver | None = None

    def run(self, goals: tuple[Goal, ...]) -> Solved:
        proven: list[int] = []
        for goal in goals or (Goal("", 0, 0),):
            if goals:
                self.cp.minimize(goal.cost)
            solver, status = self._once(goal)
            if status in ("optimal", "feasible"):
                self.best = solver
            elif not proven or self.best is None:
                return self._told(status, goals, [])
            if status != "optimal":
                bound = max(0, round(solver.best_objective_bound)) if status == "feasible" else 0
                return self._told("feasible", goals, [*proven, bound])
            proven.append(round(solver.objective_value))
            self._fix(goal, proven[-1])
        return self._told("optimal", goals, proven)

    def _once(self, goal: Goal) -> tuple[cp_model.CpSolver, Status]:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.05, self.end - time.monotonic())
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = 1
        # The models are small and their days many: simplifying them at length costs more than solving.
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cp_model_probing_level = 0
        watch = _Watch(goal.name, self.say) if self.say else None
        return solver, STATUSES.get(solver.solve(self.cp, watch), "unknown")

    def _fix(self, goal: Goal, value: int) -> None:
        """Hold a goal that was reached, and start the next from the answer that reached it."""
        assert self.best is not None
        if not isinstance(goal.cost, int):
            self.cp.add(goal.cost <= value)
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self.cp.proto.variables)):
            variable = self.cp.get_int_var_from_proto_index(index)
            self.cp.add_hint(variable, self.best.value(variable))

    def _told(self, status: Status, goals: tuple[Goal, ...], bounds: list[int]) -> Solved:
        best = self.best
        if best is None:
            return Solved(status, (), _unread, time.monotonic() - self.begun)
        told = [*bounds, *[0] * len(goals)]
        reached = tuple(
            Reached(goal.name, value := int(best.value(goal.cost)), min(bound, value))
            for goal, bound in zip(goals, told, strict=False)
        )
        return Solved(
            status, reached, lambda variable: int(best.value(variable)), time.monotonic() - self.begun
        )


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, name: str, say: Callable[[str, int, int], None]) -> None:
        super().__init__()
        self.name, self.say = name, say

    def on_solution_callback(self) -> None:
        self.say(self.name, round(self.objective_value), round(self.best_objective_bound))


def _unread(_: Any) -> int:
    raise LookupError("no answer was found, so no day can be read")
