"""A plan as a page tells it: the visits with their care, or the clash and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from entracte.articles.words import counted
from entracte.core.days import words
from entracte.engine.explain import name
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Placed, Plan, Short

CARE_SAYS = {
    "short-of-advised-after": "sooner than advised after",
    "short-of-advised-before": "closer than advised before",
    "too-soon-after": "with care, soon after",
    "too-soon-before": "with care, soon before",
}


@dataclass(frozen=True)
class Treatment:
    """One session of a visit, with what asks for care."""

    name: str
    areas: str
    verdict: str
    care: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """One day, and the days since the visit before."""

    on: date
    since: int | None
    treatments: tuple[Treatment, ...]


@dataclass(frozen=True)
class PlanArticle:
    """What the page of a plan tells; `visits` is empty where there is no plan."""

    says: str
    visits: tuple[Visit, ...]
    event: str
    to_ask: tuple[str, ...]
    notes: tuple[str, ...]
    clash: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


def plan_article(rulebook: Rulebook, found: Plan | NoPlan) -> PlanArticle:
    """Lay a plan, or its absence, out for a page."""
    if isinstance(found, NoPlan):
        clash = tuple((member.says, member.grade or "") for member in found.clash)
        return PlanArticle(found.says, (), "", (), (), clash, tuple(c.says for c in found.changes))
    days = [visit.on for visit in found.visits]
    gaps: list[int | None] = [None, *((later - sooner).days for sooner, later in pairwise(days))]
    visits = tuple(
        Visit(visit.on, gap, tuple(_treatment(rulebook, session) for session in visit.sessions))
        for visit, gap in zip(found.visits, gaps, strict=True)
    )
    proven = found.status == "optimal"
    proof = "and no better plan exists" if proven else f"within {found.gap:.0%} of the best"
    count = counted(len(visits), "visit")
    event = f"{found.event.name} on {found.event.on}" if found.event else ""
    to_ask = tuple(question.question for question in found.to_ask)
    return PlanArticle(f"{count}, {proof}", visits, event, to_ask, found.notes, (), ())


def _treatment(rulebook: Rulebook, placed: Placed) -> Treatment:
    areas = ", ".join(name(rulebook, area).lower() for area in placed.areas)
    care = tuple(dict.fromkeys(_care(short) for short in placed.care))
    return Treatment(name(rulebook, placed.procedure), areas, placed.timing, care)


def _care(short: Short) -> str:
    said = CARE_SAYS.get(short.code, short.code.replace("-", " "))
    told = f"{said} {short.event}" if short.event else said
    if short.days is not None and short.bound:
        told += f": {words(short.days)} where {words(short.bound)} is advised"
    return f"{told} (grade {short.grade})" if short.grade else told
