"""The reply to a question: what was understood, what is said, and the pictures that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entracte.articles.answer import Answer, SameDay, answer, same_day
from entracte.articles.picture import Plot, Timeline, plot, timeline
from entracte.articles.told import Sources, Statement
from entracte.articles.words import VERDICT_WORD, called
from entracte.engine.pair import by_grade
from entracte.knowledge.rules import Rulebook

SHOWN = 4


@dataclass(frozen=True)
class Understood:
    """A reading of the question that the asker can mend."""

    first: str
    then: str
    days: int | None = None
    areas: tuple[str, ...] = ()
    factors: tuple[tuple[str, str], ...] = ()
    direction_stated: bool = True


@dataclass(frozen=True)
class PairReply:
    """What is shown of the pair that was asked about."""

    answer: Answer
    timeline: Timeline
    plot: Plot | None
    day: SameDay
    back: Answer
    agreeing: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    today: str
    today_says: str


@dataclass(frozen=True)
class Reply:
    """A whole reply. `pair` where two treatments were understood."""

    kind: str
    urgent: bool
    headline: str
    paragraphs: tuple[str, ...]
    understood: Understood | None
    choices: tuple[str, ...]
    pair: PairReply | None


def from_answer(rulebook: Rulebook, told: Mapping[str, Any]) -> Reply:
    """A reply from the plain-words room's answer, in the form of INTERFACES.md."""
    heard = told.get("understood") or {}
    first, then = heard.get("earlier"), heard.get("later")
    known = rulebook.base.procedures
    understood = Understood(
        first=first if first in known else "",
        then=then if then in known else "",
        days=heard.get("elapsed_days"),
        areas=tuple(heard.get("areas") or ()),
        factors=tuple((f["id"], str(f.get("answer", ""))) for f in heard.get("factors") or ()),
        direction_stated=bool(heard.get("direction_stated", True)),
    )
    both = bool(understood.first and understood.then) and not told.get("urgent")
    return Reply(
        kind=str(told.get("kind", "")),
        urgent=bool(told.get("urgent")),
        headline=str(told.get("headline", "")),
        paragraphs=tuple(
            p for p in str(told.get("text", "")).split("\n\n") if p.strip() and p != told.get("headline")
        ),
        understood=understood,
        choices=tuple(str(choice) for choice in told.get("choices") or ()),
        pair=pair_reply(rulebook, understood) if both else None,
    )


def mended(rulebook: Rulebook, understood: Understood) -> Reply:
    """A reply to a reading that the asker mended: the pair as chosen, in these words or none."""
    pair = pair_reply(rulebook, understood)
    return Reply("timing", False, "", (), understood, (), pair)


def pair_reply(rulebook: Rulebook, understood: Understood) -> PairReply:
    """What is known of the two treatments in this order, and on the day asked about if one was."""
    found = answer(rulebook, understood.first, understood.then)
    sources = Sources()
    voices = by_grade(found.rule.grounds.voices) if found.rule else ()
    today, says = _on(found, understood.days)
    return PairReply(
        answer=found,
        timeline=timeline(found.strip),
        plot=plot(found.rule) if found.rule else None,
        day=same_day(rulebook, found),
        back=answer(rulebook, understood.then, understood.first),
        agreeing=sources.tell_all((v for v in voices if v.role == "decided"), SHOWN),
        otherwise=sources.tell_all((v for v in voices if v.role == "dissented"), SHOWN),
        today=today,
        today_says=says,
    )


def _on(found: Answer, days: int | None) -> tuple[str, str]:
    """The verdict on the day asked about, and a sentence on it."""
    if days is None or found.rule is None:
        return "", ""
    verdict = found.strip.same_day_verdict
    for run in found.strip.stretches:
        if days >= run.start and (run.end is None or days < run.end):
            verdict = run.verdict
    when = "the same day" if days == 0 else f"day {days}"
    said = {
        "clear": "past every wait that the deciding sources ask for",
        "caution": "past the least wait, short of the advised one",
        "wait": "still too soon",
        "avoid": "advised against",
        "ask": "still settling, and nothing is published",
    }[verdict]
    return verdict, f"{VERDICT_WORD[verdict]}: {when} after {called(found.first)} is {said}."
