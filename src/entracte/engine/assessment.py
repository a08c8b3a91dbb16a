"""What the judge says: windows on the calendar, findings, and the assessment of one proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Literal, NamedTuple

from entracte.core.days import from_ordinal
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.proposal import Proposal
from entracte.knowledge.rules import Care, Contraindication, Interval, Limit, Order, Rule, Rulebook, Voice


class Status(IntEnum):
    """What a window means for its days, from best to worst; ideal and overdue read as clear."""

    CLEAR = 0
    IDEAL = 1
    OVERDUE = 2
    CAUTION = 3
    ASK = 4
    WAIT = 5
    AVOID = 6

    @property
    def word(self) -> str:
        """The status in lower case, as it is told."""
        return self.name.lower()

    @property
    def verdict(self) -> Verdict:
        """The verdict that a day of this status gives."""
        return "clear" if self < Status.CAUTION else self.word  # type: ignore[return-value]


Verdict = Literal["clear", "caution", "ask", "wait", "avoid"]
VERDICTS: tuple[Verdict, ...] = ("clear", "caution", "ask", "wait", "avoid")

Code = Literal[
    "too-soon-after",
    "too-soon-before",
    "short-of-advised-after",
    "short-of-advised-before",
    "never-after",
    "never-before",
    "far-enough-after",
    "far-enough-before",
    "ideal-again",
    "overdue-again",
    "same-day-open",
    "same-day-closed",
    "no-guidance-after",
    "no-guidance-before",
    "no-guidance-same-day",
    "factor-present",
    "factor-recent",
    "factor-past",
    "over-limit",
]


class Window(NamedTuple):
    """Days `[start, end)` with a status, as ordinals, and the rule and event that made them.

    `start` and `end` may lie outside the calendar, where the window has no edge.
    """

    status: Status
    start: int
    end: int
    code: Code
    rule: Rule | None = None
    event: Session | FactorPeriod | None = None
    order: tuple[str, ...] = ()

    @property
    def since(self) -> date | None:
        """The first day; None where the window has always been."""
        return from_ordinal(self.start)

    @property
    def until(self) -> date | None:
        """The first day after; None where the window never ends."""
        return from_ordinal(self.end)

    def holds(self, day: int) -> bool:
        """Whether an ordinal lies inside."""
        return self.start <= day < self.end


class Finding(NamedTuple):
    """One rule met with one event on the proposed day, whether it bit or not."""

    window: Window
    day: int

    @property
    def code(self) -> Code:
        """The stable name of what was found."""
        return self.window.code

    @property
    def status(self) -> Status:
        """What it means for the day."""
        return self.window.status

    @property
    def rule(self) -> Rule | None:
        """The rule, or None where nothing is known of the pair."""
        return self.window.rule

    @property
    def event(self) -> Session | FactorPeriod | None:
        """The session or factor period that the rule met."""
        return self.window.event

    @property
    def kind(self) -> str:
        """The kind of rule."""
        return self.window.rule.kind if self.window.rule else "interval"

    @property
    def grade(self) -> str | None:
        """How sure: the grade of the claims that decided."""
        return self.window.rule.grounds.grade if self.window.rule else None

    @property
    def severity(self) -> str:
        """How bad if ignored: minor, moderate, serious or unknown."""
        rule = self.window.rule
        return "unknown" if rule is None or isinstance(rule, Care) else rule.severity or "unknown"

    @property
    def sources(self) -> tuple[Voice, ...]:
        """The claims that decided or support it."""
        return self.window.rule.grounds.those("decided", "supported") if self.window.rule else ()

    @property
    def dissent(self) -> tuple[Voice, ...]:
        """The claims that say otherwise."""
        return self.window.rule.grounds.those("dissented") if self.window.rule else ()

    @property
    def days(self) -> int | None:
        """Days between the event and the proposed day; None where the event has no one day."""
        event = self.window.event
        if isinstance(event, Session):
            return abs(self.day - (event.last_day if event.last_day <= self.day else event.first_day))
        if isinstance(event, FactorPeriod) and event.to and event.last_day < self.day:
            return self.day - event.last_day
        return None

    @property
    def bound(self) -> int | None:
        """The number of days that the rule asks for, of the kind that this finding is about."""
        match self.window.rule:
            case Interval() | Contraindication() as rule:
                return rule.minimum if self.window.status >= Status.WAIT else rule.advised
            case Limit() as rule:
                return rule.days
            case Order() | Care() | None:
                return None


@dataclass(frozen=True)
class Screening:
    """Factors that could forbid the procedure: never asked about, and answered."""

    open: tuple[str, ...]
    answered: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The answer for one proposal: the verdict, the open days, and the grounds."""

    rulebook: Rulebook
    history: History
    proposal: Proposal
    verdict: Verdict
    timing: Verdict
    earliest: date | None
    advised: date | None
    earliest_after: Window | None
    advised_after: Window | None
    windows: tuple[Window, ...]
    findings: tuple[Finding, ...]
    unasked: frozenset[str]

    @cached_property
    def screening(self) -> Screening:
        """What was not asked; a factor is left out where the question above it is open too."""
        lines = self.rulebook.base.lines
        top = sorted(f for f in self.unasked if not self.unasked.intersection(lines[f][1:]))
        answers = self.history.answers()
        forbidding = self.rulebook.forbidding.get(self.proposal.procedure, frozenset())
        return Screening(
            tuple(top), tuple(sorted(f for f in answers if forbidding & self.rulebook.covers[f]))
        )

    @cached_property
    def dissent(self) -> tuple[Voice, ...]:
        """Every claim that says otherwise, once."""
        return tuple({v.claim.id: v for f in self.findings for v in f.dissent}.values())

    @cached_property
    def same_day_order(self) -> tuple[str, ...] | None:
        """The procedures of the proposed day in their allowed order; None if none or not allowed."""
        today = [f.window for f in self.findings if f.code == "same-day-open"]
        if not today or any(f.code in ("same-day-closed", "no-guidance-same-day") for f in self.findings):
            return None
        here = self.proposal.procedure
        before = sorted({w.order[0] for w in today if w.order[1] == here and w.order[0] != here})
        after = sorted({w.order[1] for w in today if w.order[0] == here and w.order[1] != here})
        return (*before, here, *(a for a in after if a not in before))
