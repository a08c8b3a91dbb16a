"""What callers are told: the shapes of INTERFACES.md, for the description of the API."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Verdict = Literal["clear", "caution", "ask", "wait", "avoid"]


class FaultOut(Schema):
    """One thing wrong: a stable code, a sentence, the field, and the right form."""

    code: str
    message: str
    where: str
    hint: str


class Errors(Schema):
    """Every fault found."""

    errors: list[FaultOut]


class Edition(Schema):
    """What every answer names."""

    base: str
    policy: str
    rulebook: str


class CitedOut(Schema):
    """A claim with its source."""

    id: str
    claim: str
    kind: str
    grade: str
    says: str
    number: str
    role: str


class FindingOut(Schema):
    """One rule met with one event on the proposed day."""

    code: str
    kind: str
    rule: str | None
    status: str
    severity: str
    grade: str | None
    event: str | None
    since: str | None = Field(alias="from")
    until: str | None
    arithmetic: str


class GroundedOut(FindingOut):
    """A finding with the claims behind it."""

    says: str
    notes: list[str]
    sources: list[CitedOut]


class OpenQuestion(Schema):
    """A factor never asked about that could forbid the procedure."""

    id: str
    question: str


class ScreeningOut(Schema):
    """What was not asked, and what was answered."""

    open: list[OpenQuestion]
    answered: list[str]


class AssessmentOut(Edition):
    """The answer for one proposal."""

    verdict: Verdict
    timing: Verdict
    headline: str
    earliest: str | None
    advised: str | None
    same_day_order: list[str] | None
    alternatives: list[dict[str, Any]]
    findings: list[GroundedOut]
    dissent: list[CitedOut]
    screening: ScreeningOut
    missing: list[str]
    warnings: list[str]
    as_of: str


class StretchOut(Schema):
    """Days `[from, until)` of one status."""

    since: str = Field(alias="from")
    until: str
    status: Verdict
    because: list[str]
    rules: list[str]


class WindowsOut(Edition):
    """A calendar."""

    procedure: str
    days: list[StretchOut]


class AskOut(Edition):
    """The answer to a question."""

    kind: str
    urgent: bool
    headline: str
    text: str


class PlanOut(Edition):
    """A plan with its proof, or the clash and the changes that would make one possible."""

    status: Literal["optimal", "feasible", "no_plan", "unknown"]
    objective: int | None
    bound: int | None
    visits: list[dict[str, Any]]
    clash: list[dict[str, Any]]
    changes: list[dict[str, Any]]


class ProcedureOut(Schema):
    """A procedure, a family or a product."""

    id: str
    name: str
    kind: Literal["family", "procedure", "product"]
    is_a: str | None
    areas: list[str]
    settling_days: int


class ProceduresOut(Edition):
    """Every procedure."""

    procedures: list[ProcedureOut]


class FactorOut(Schema):
    """A condition, a medicine or an event of life."""

    id: str
    name: str
    question: str
    is_a: str | None


class FactorsOut(Edition):
    """Every factor."""

    factors: list[FactorOut]


class RuleOut(Edition):
    """A rule with every claim on its subject."""

    id: str
    kind: str
    grade: str
    thin: bool
    inferred: bool
    voices: list[CitedOut]


class SourceOut(Edition):
    """A source and what it claims."""

    id: str
    kind: str
    grade: str
    title: str
    publisher: str
    year: int | str
    url: str
    claims: list[dict[str, Any]]


class SpreadOut(Edition):
    """Every claim on a pair, with its number and what became of it."""

    first: str
    then: str
    rule: str | None
    minimum: int | None
    advised: int | None
    voices: list[CitedOut]
