"""What is known, as data: procedures, areas, factors, sources and what each source claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from entracte.core.days import Span

# Read by pydantic when a base is loaded; unknown fields are faults, never dropped.
STRICT = {"extra": "forbid", "strict": False}

Grade = Literal["A", "B", "C", "D", "E", "F", "H"]
SourceKind = Literal[
    "label",
    "regulator",
    "guideline",
    "consensus",
    "systematic-review",
    "rct",
    "cohort",
    "case-series",
    "narrative-review",
    "manufacturer",
    "clinic-page",
    "consumer-page",
    "clinic-policy",
]
Stance = Literal["wait", "avoid", "contraindicated", "preferred", "discouraged", "allowed", "excluded"]
Confidence = Literal["stated", "inferred"]
Scope = Literal["same", "anywhere"]
Phase = Literal["before", "after"]
Severity = Literal["minor", "moderate", "serious"]


@dataclass(frozen=True)
class Area:
    """A zone of the body; a tree by `part_of`."""

    __pydantic_config__ = STRICT

    id: str
    name: str
    part_of: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settling:
    """How long a procedure needs to settle, and the claims that say so."""

    __pydantic_config__ = STRICT

    days: int
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Procedure:
    """A treatment, a family of treatments, or a product whose own label speaks; a tree by `is_a`."""

    __pydantic_config__ = STRICT

    id: str
    name: str
    kind: Literal["family", "procedure", "product"] = "procedure"
    is_a: str | None = None
    synonyms: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    settling: Settling | None = None


@dataclass(frozen=True)
class Factor:
    """Anything about a client that is not a session; a tree by `is_a`."""

    __pydantic_config__ = STRICT

    id: str
    name: str
    question: str
    is_a: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Activity:
    """A thing that a care instruction speaks of: sunscreen, exercise, an antiviral."""

    __pydantic_config__ = STRICT

    id: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class KindOfSource:
    """What a kind of source is worth, and how long until it must be read again."""

    __pydantic_config__ = STRICT

    grade: Grade
    review: Span


@dataclass(frozen=True)
class Mark:
    """A weakness of a source and what it does to its grade."""

    __pydantic_config__ = STRICT

    says: str
    lowers: int = 0
    to: Grade | None = None
    rules: bool = True
    advice: bool = True


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement of one source, in our words and its numbers."""

    __pydantic_config__ = STRICT

    id: str
    source: str
    says: str
    confidence: Confidence = "stated"
    population: str | None = None
    note: str | None = None
    studied: tuple[str, ...] = ()
    # A house policy that loosens names who answers for it, and why.
    signed_by: str | None = None
    reason: str | None = None

    def __getstate__(self) -> dict[str, object]:
        """What differs from the defaults, which the class keeps: half of a compiled cache otherwise."""
        kind = type(self)
        return {name: value for name, value in self.__dict__.items() if value != getattr(kind, name, self)}


@dataclass(frozen=True, kw_only=True)
class IntervalClaim(Claim):
    """After `first`, before `then`; the same procedure twice is a repeat or a course."""

    kind: Literal["interval"]
    first: str
    then: str
    stance: Stance
    min: Span | None = None
    max: Span | None = None
    scope: Scope = "same"
    course: bool = False
    sessions: str | None = None


@dataclass(frozen=True, kw_only=True)
class OrderClaim(Claim):
    """On one day, `first` before `then`; `either` where the source allows both orders."""

    kind: Literal["order"]
    first: str
    then: str
    stance: Stance
    either: bool = False
    scope: Scope = "same"


@dataclass(frozen=True, kw_only=True)
class ContraindicationClaim(Claim):
    """While a factor is present: forbidden, with care, or allowed all the same."""

    kind: Literal["contraindication"]
    factor: str
    procedure: str
    stance: Literal["contraindicated", "avoid", "caution", "allowed", "excluded"]


@dataclass(frozen=True, kw_only=True)
class WashoutClaim(Claim):
    """After a factor ended, before the procedure."""

    kind: Literal["washout"]
    factor: str
    procedure: str
    stance: Stance
    min: Span | None = None
    max: Span | None = None


@dataclass(frozen=True, kw_only=True)
class LimitClaim(Claim):
    """At most this amount in this span; `session` where the ceiling is for one visit."""

    kind: Literal["limit"]
    procedure: str
    stance: Literal["wait", "allowed"]
    amount: float | None = None
    unit: str | None = None
    per: Span | Literal["session"] | None = None


@dataclass(frozen=True, kw_only=True)
class CareClaim(Claim):
    """Before or after a procedure: avoid or do something, for so long."""

    kind: Literal["care"]
    procedure: str
    phase: Phase
    activity: str
    stance: Literal["avoid", "do", "allowed"]
    min: Span | None = None
    max: Span | None = None


@dataclass(frozen=True, kw_only=True)
class NoteClaim(Claim):
    """What is told and rules nothing: effects, harms, courses, reasons, who should perform it."""

    kind: Literal[
        "onset",
        "peak",
        "duration",
        "downtime",
        "course",
        "adverse-event",
        "benefit",
        "mechanism",
        "credential",
        "synergy",
        "condition",
    ]
    procedure: str | None = None
    first: str | None = None
    then: str | None = None
    min: Span | None = None
    max: Span | None = None
    sessions: str | None = None
    severity: Severity | None = None
    urgent: bool = False


AnyClaim = (
    IntervalClaim | OrderClaim | ContraindicationClaim | WashoutClaim | LimitClaim | CareClaim | NoteClaim
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publication, or a house's own policy. `grade`, `rules` and `advice` follow its kind and marks."""

    __pydantic_config__ = STRICT

    id: str
    kind: SourceKind
    title: str
    publisher: str
    year: int | Literal["undated"]
    url: str
    read: date
    authors: str | None = None
    doi: str | None = None
    marks: tuple[str, ...] = ()
    note: str | None = None
    withdrawn: date | None = None
    grade: Grade = "F"
    rules: bool = True
    advice: bool = True
    review_due: date = date.max


@dataclass(frozen=True)
class Ruling:
    """Claims set aside, and why."""

    __pydantic_config__ = STRICT

    id: str
    claims: tuple[str, ...]
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class RedFlag:
    """A danger sign after a procedure, and the urgent advice."""

    __pydantic_config__ = STRICT

    id: str
    sign: str
    procedures: tuple[str, ...]
    advice: str
    severity: Severity
    phrases: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A fact that was read and not used, and why."""

    __pydantic_config__ = STRICT

    source: str
    fact: str
    says: str
    reason: str


@dataclass(frozen=True)
class Base:
    """Everything known, with a version and a digest of the files it came from."""

    name: str
    version: str
    released: date
    licence: str
    areas: dict[str, Area]
    procedures: dict[str, Procedure]
    factors: dict[str, Factor]
    activities: dict[str, Activity]
    sources: dict[str, Source]
    claims: dict[str, AnyClaim]
    rulings: dict[str, Ruling] = field(default_factory=dict)
    red_flags: dict[str, RedFlag] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    digest: str = ""

    @cached_property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """Each procedure, factor and area with its ancestors, nearest first, itself at the head."""
        trees: tuple[dict[str, Area] | dict[str, Procedure] | dict[str, Factor], ...]
        trees = (self.procedures, self.factors, self.areas)
        return {id_: _line(tree, id_) for tree in trees for id_ in tree}


def _line(tree: dict[str, Area] | dict[str, Procedure] | dict[str, Factor], id_: str) -> tuple[str, ...]:
    found = [id_]
    while True:
        node = tree[found[-1]]
        parent = node.part_of if isinstance(node, Area) else node.is_a
        if parent is None:
            return tuple(found)
        found.append(parent)
