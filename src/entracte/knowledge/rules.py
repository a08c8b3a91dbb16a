"""The five kinds of rule, what each rests on, and the rulebook that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from entracte.knowledge.model import (
    AnyClaim,
    Base,
    Grade,
    IntervalClaim,
    NoteClaim,
    Phase,
    Scope,
    Severity,
    Source,
    WashoutClaim,
)

Role = Literal["decided", "supported", "dissented", "set-aside", "excluded"]
PolicyName = Literal["standard", "cautious"]


class Voice(NamedTuple):
    """One claim on one subject, with what became of it."""

    claim: AnyClaim
    source: Source
    role: Role
    why: str = ""

    @property
    def number(self) -> str:
        """The claim's own number, as its source gives it: "14 days", "14-28 days", "6 months"."""
        claim = self.claim
        lower, upper = getattr(claim, "min", None), getattr(claim, "max", None)
        if lower is None and upper is None:
            return ""
        if lower is None or upper is None or lower == upper:
            return f"up to {upper}" if lower is None else str(lower)
        if lower.unit == upper.unit:
            return f"{lower.n}-{upper}"
        return f"{lower} to {upper}"


@dataclass(frozen=True)
class Grounds:
    """Every claim on a rule's subject, with its role, and how sure the deciding ones are."""

    grade: Grade
    voices: tuple[Voice, ...]
    thin: bool = False
    inferred: bool = False
    house: str | None = None

    def those(self, *roles: Role) -> tuple[Voice, ...]:
        """The voices that had one of these roles."""
        return tuple(v for v in self.voices if v.role in roles)

    @property
    def range(self) -> tuple[int, int] | None:
        """The shortest and longest lower bound that any source states, in days; None without numbers."""
        told = [
            v.claim.min.at_least
            for v in self.voices
            if isinstance(v.claim, IntervalClaim | WashoutClaim) and v.claim.min and v.role in ROLES_TOLD
        ]
        return (min(told), max(told)) if told else None


ROLES_TOLD: tuple[Role, ...] = ("decided", "supported", "dissented")


@dataclass(frozen=True)
class Interval:
    """After `first`, `then` is closed for `minimum` days and comfortable from `advised`.

    `best_before` is the day a repeat is overdue after. `closes` is how days before the minimum read:
    wait, avoid (never), or caution where the same day is clear and so the days after it are open.
    """

    id: str
    first: str
    then: str
    scope: Scope
    minimum: int
    advised: int
    best_before: int | None
    closes: Literal["caution", "wait", "avoid"]
    severity: Severity | None
    grounds: Grounds
    kind: Literal["interval"] = "interval"


@dataclass(frozen=True)
class Order:
    """On one day, `first` before `then`: clear, with care, or closed."""

    id: str
    first: str
    then: str
    scope: Scope
    status: Literal["clear", "caution", "wait"]
    severity: Severity | None
    grounds: Grounds
    kind: Literal["order"] = "order"


@dataclass(frozen=True)
class Contraindication:
    """While `factor` lasts: avoid, wait, caution or nothing; closed for `minimum` days after it ends."""

    id: str
    factor: str
    procedure: str
    during: Literal["clear", "caution", "wait", "avoid"]
    minimum: int
    advised: int
    severity: Severity | None
    grounds: Grounds
    kind: Literal["contraindication"] = "contraindication"


@dataclass(frozen=True)
class Limit:
    """At most `amount` of `unit` in any `days` days; 0 days is one visit."""

    id: str
    procedure: str
    amount: float
    unit: str
    days: int
    grounds: Grounds
    severity: Severity | None = None
    kind: Literal["limit"] = "limit"


@dataclass(frozen=True)
class Care:
    """Before or after a procedure, avoid or do an activity for so many hours (None: no number told)."""

    id: str
    procedure: str
    phase: Phase
    activity: str
    stance: Literal["avoid", "do", "allowed"]
    hours: int | None
    longest_hours: int | None
    grounds: Grounds
    kind: Literal["care"] = "care"


Rule = Interval | Order | Contraindication | Limit | Care


class Pair(NamedTuple):
    """The rules of one ordered pair: on overlapping areas, on areas apart, and on one day."""

    overlapping: Interval | None
    apart: Interval | None
    order: Order | None


@dataclass(frozen=True)
class Rulebook:
    """The rules of one base under one policy, resolved for look-up by ordered pair.

    `pairs` holds every ordered pair of procedures that some claim covers, families and products
    resolved. `bars` holds, for each procedure, the rule of each factor that touches it.
    """

    base: Base
    policy: PolicyName
    overlay: str | None
    as_of: date
    hash: str
    rules: dict[str, Rule]
    pairs: dict[tuple[str, str], Pair]
    bars: dict[str, dict[str, Contraindication]]
    limits: dict[str, tuple[Limit, ...]]
    cares: dict[str, tuple[Care, ...]]
    settling: dict[str, int]
    # From the last day to the next day on which a source came or comes out of force.
    holds: tuple[date, date] = (date.min, date.max)
    relatives: dict[str, frozenset[str]] = field(default_factory=dict)
    # Per procedure: the factors that would mean avoid while they last.
    forbidding: dict[str, frozenset[str]] = field(default_factory=dict)
    # Per procedure or factor: itself and everything that is a kind of it.
    covers: dict[str, frozenset[str]] = field(default_factory=dict)
    # The ids that a session or a proposal may name: procedures and products, no families.
    usable: frozenset[str] = frozenset()
    # Claims in force that tell and rule nothing.
    notes: tuple[NoteClaim, ...] = ()

    def on(self, day: date) -> Rulebook:
        """The same rules, asked on another day within `holds`."""
        return replace(self, as_of=day)

    @cached_property
    def shapes(self) -> dict[tuple[str, str, bool, int, bool, bool], Any]:
        """The engine's windows of a pair on day nought, kept for as long as the rulebook is."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """What is worth keeping on disk: everything but what was worked out on the way."""
        return {name: value for name, value in self.__dict__.items() if name not in ("shapes", "_near")}

    @cached_property
    def _near(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def near(self, areas: frozenset[str]) -> frozenset[str]:
        """Every area that overlaps one of `areas`: themselves, what holds them, what lies inside."""
        found = self._near.get(areas)
        if found is None:
            found = frozenset().union(*(self.relatives[a] for a in areas)) if areas else frozenset()
            self._near[areas] = found
        return found
