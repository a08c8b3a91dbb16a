"""What the planner answers: a plan with its proof, or no plan with the clash and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from entracte.planner.wishes import Wishes


@dataclass(frozen=True)
class Short:
    """A finding of the engine that asks for care: its code, its rule, what it met, days and bound."""

    code: str
    rule: str | None
    event: str | None
    days: int | None
    bound: int | None
    grade: str | None


@dataclass(frozen=True)
class Placed:
    """One session of a visit, as the engine judged it."""

    id: str
    procedure: str
    areas: tuple[str, ...]
    timing: str
    verdict: str
    dose: float | None = None
    minutes: int = 30
    price: float = 0.0
    at: str | None = None
    practitioner: str | None = None
    room: str | None = None
    device: str | None = None
    care: tuple[Short, ...] = ()


@dataclass(frozen=True)
class Visit:
    """One day, its sessions in order."""

    on: date
    sessions: tuple[Placed, ...]


@dataclass(frozen=True)
class GoalReached:
    """A goal with its value, the proven least, and what one of it weighs in the objective."""

    name: str
    value: int
    bound: int
    weight: int


@dataclass(frozen=True)
class Question:
    """A factor that could forbid a session and was never asked about."""

    factor: str
    question: str
    procedures: tuple[str, ...]


@dataclass(frozen=True)
class EventDay:
    """The event that the plan is laid out for."""

    on: date
    name: str


@dataclass(frozen=True)
class Plan:
    """Visits that the engine allows. `optimal` means that no better plan exists, by the goals in order.

    `objective` and `bound` weigh the goals so that an earlier one always outweighs all later ones.
    """

    status: Literal["optimal", "feasible"]
    visits: tuple[Visit, ...]
    goals: tuple[GoalReached, ...]
    objective: int
    bound: int
    price: float
    client: str
    base: str
    policy: str
    rulebook: str
    as_of: date
    to_ask: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    event: EventDay | None = None
    zone: str | None = None
    # How often this client's plan was laid out anew, so that a calendar can tell the newer one.
    revision: int = 0
    alternatives: tuple[Alternative, ...] = ()

    @property
    def gap(self) -> float:
        """How far the objective may be from the best, as a share of it; 0 when optimal."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


@dataclass(frozen=True)
class Alternative:
    """A plan of another kind, and what it gains and gives up."""

    kind: Literal["fewer-visits", "safest", "soonest", "cheapest"]
    says: str
    plan: Plan


@dataclass(frozen=True)
class Member:
    """One part of a clash, in words, with the claims behind it.

    `why`, `about` and `event` name it for programs: the kind of part, the rule or wish, what it met.
    """

    why: str
    about: str
    says: str
    event: str | None = None
    rule: str | None = None
    grade: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A change that was solved and makes a plan possible: in words, and as the wishes it leads to."""

    kind: str
    says: str
    wishes: Wishes


@dataclass(frozen=True)
class NoPlan:
    """Why there is no plan. `unknown` means that time ran out before a plan or a proof was found.

    Every member of `clash` is needed: without any one of them a plan exists. Where time ran out before
    that was proven, `smallest` is false and the clash may hold more than it must.
    """

    status: Literal["no_plan", "unknown"]
    says: str
    client: str
    base: str
    policy: str
    rulebook: str
    as_of: date
    clash: tuple[Member, ...] = ()
    changes: tuple[Change, ...] = ()
    smallest: bool = True
