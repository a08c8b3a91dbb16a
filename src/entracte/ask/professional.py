"""The professional's answer: a judgement where days were told, the rules with their grounds where not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from entracte.ask import client, conditions, facts, spacing
from entracte.ask.question import Question, Said
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine import caveats, explain
from entracte.engine.assess import assess
from entracte.engine.assessment import Assessment
from entracte.engine.pair import pair_view
from entracte.knowledge.rules import Rulebook


def assessment(rulebook: Rulebook, question: Question, today: date) -> Assessment | None:
    """The engine's judgement, where the treatments are no families and the days are told."""
    proposed = question.after[-1] if question.after else None
    if proposed is None or proposed.usable not in rulebook.usable or not question.direction_stated:
        return None
    on = today + timedelta(proposed.days if proposed.days is not None and proposed.days >= 0 else 0)
    others = [*question.before, *question.after[:-1]]
    sessions = [s for said in others if (s := _session(rulebook, question, said, on, today)) is not None]
    if len(sessions) < len(others) or not (sessions or question.factors):
        return None
    factors = [_period(f.id, f.answer, f.past, f.ended, today) for f in question.factors]
    return assess(rulebook, History(sessions, [f for f in factors if f]), Proposal(proposed.usable, on))


def _session(rulebook: Rulebook, question: Question, said: Said, on: date, today: date) -> Session | None:
    if said.usable not in rulebook.usable:
        return None
    if said.days is not None:
        day = today + timedelta(said.days)
        return Session(said.usable, day, status="done" if said.days < 0 else "booked")
    if question.elapsed_days is None:
        return None
    day = on - timedelta(question.elapsed_days)
    return Session(said.usable, day, status="done" if day < today else "booked")


def _period(id_: str, answer: str, past: bool, ended: int | None, today: date) -> FactorPeriod | None:
    if answer == "no":
        return FactorPeriod(id_, Known.NO)
    if not past:
        return FactorPeriod(id_, Known.YES)
    return None if ended is None else FactorPeriod(id_, Known.YES, to=today - timedelta(ended))


def headline(rulebook: Rulebook, question: Question, found: Assessment | None) -> str:
    """The verdict, or the rule where no day was told."""
    return explain.headline(found) if found is not None else _capital(client.headline(rulebook, question))


def text(rulebook: Rulebook, question: Question, found: Assessment | None, said: str) -> str:
    """What was understood, the headline, the grounds."""
    parts = [client.understood(rulebook, question), said]
    parts += list(_grounds(rulebook, found) if found is not None else _rules(rulebook, question))
    return "\n\n".join(part for part in parts if part)


def _grounds(rulebook: Rulebook, found: Assessment) -> Iterator[str]:
    lines = [
        f"- {explain.sentence(rulebook, f)} [{f.grade or 'no source'}]: {explain.arithmetic(f)}"
        for f in found.findings
    ]
    if lines:
        yield "\n".join(["Grounds:", *lines])
    dissent = list(
        dict.fromkeys(f"- {v.source.publisher}: {v.number or v.claim.says}" for v in found.dissent)
    )
    if dissent:
        yield "\n".join(["Dissent:", *dissent[:6]])
    if found.screening.open:
        asked = [f"- {rulebook.base.factors[f].question}" for f in found.screening.open[:8]]
        yield "\n".join(["Not asked yet:", *asked])
    missing = caveats.missing(found)
    if missing:
        yield "\n".join(["Not told:", *(f"- {line}" for line in missing)])


def _rules(rulebook: Rulebook, question: Question) -> Iterator[str]:
    for a, b in client.pairs(question)[:4]:
        view = pair_view(rulebook, a.usable, b.usable)
        if view.interval is not None:
            yield f"{explain.rule_says(rulebook, view.interval)}. {client.who_says(view)}"
        yield from spacing.members(rulebook, a, b)
    if question.factors or question.activities or question.topic:
        yield from conditions.conditions(rulebook, question)
    if not (question.before and question.after):
        yield from facts.body(rulebook, question)
    care = conditions.care_lines(rulebook, [s.usable for s in question.named], 8)
    if care:
        yield "\n".join(["Before and after:", *(f"- {line}" for line in care)])


def to_dict(found: Assessment | None) -> dict[str, Any] | None:
    """The judgement in the form of INTERFACES.md."""
    return None if found is None else explain.to_dict(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
