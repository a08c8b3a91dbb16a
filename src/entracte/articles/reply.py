"""The reply to a question: what was understood, what is said, and the pictures that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entracte.articles.answer import Answer, SameDay, answer, same_day
from entracte.articles.picture import Plot, Timeline, plot, timeline
from entracte.articles.told import Sources, Statement
from entracte.articles.words import VERDICT_WORD, called
from entracte.core.days import words
from entracte.engine.explain import name
from entracte.engine.pair import by_grade
from entracte.knowledge.rules import Contraindication, Rulebook

SHOWN = 4
WORST_LAST = ("", "clear", "caution", "ask", "wait", "avoid")
ABOUT_TIME = ("timing", "same_day", "already_done", "repeat", "client_factor", "event")


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
class Paragraph:
    """A sentence or two, with the points under it if it has any."""

    says: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """What a factor that was named means, whatever the calendar says."""

    factor: str
    verdict: str
    says: str


@dataclass(frozen=True)
class PairReply:
    """What is shown of the pair that was asked about."""

    answer: Answer
    timeline: Timeline
    plot: Plot | None
    day: SameDay
    back: Answer
    back_timeline: Timeline
    agreeing: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    asked_day: str
    asked_day_says: str


@dataclass(frozen=True)
class Reply:
    """A whole reply; `verdict` is empty where the question was not of that kind.

    `headline` is what matters most: a factor that outranks the calendar, and then `timing` holds what
    the calendar says.
    """

    urgent: bool
    verdict: str
    headline: str
    timing: str
    notices: tuple[Notice, ...]
    paragraphs: tuple[Paragraph, ...]
    understood: Understood
    choices: tuple[str, ...]
    pair: PairReply | None


def from_answer(rulebook: Rulebook, told: Mapping[str, Any]) -> Reply:
    """A reply from the plain-words room's answer, in the form of INTERFACES.md."""
    understood = _understood(rulebook, told.get("understood") or {})
    kind, urgent = str(told.get("kind", "")), bool(told.get("urgent"))
    pair = pair_reply(rulebook, understood) if understood.first and understood.then and not urgent else None
    notices = () if urgent else tuple(_notices(rulebook, understood))
    headline = str(told.get("headline", ""))
    parts = [part for part in str(told.get("text", "")).split("\n\n") if part.strip() and part != headline]
    verdict = _verdict(kind, pair, notices) if kind in ABOUT_TIME else ""
    first, second = _headlines(headline, verdict, notices)
    return Reply(
        urgent=urgent,
        verdict=verdict,
        headline=first,
        timing=second,
        notices=notices,
        paragraphs=tuple(_paragraph(part) for part in parts),
        understood=understood,
        choices=tuple(str(choice) for choice in told.get("choices") or ()),
        pair=pair,
    )


def mended(rulebook: Rulebook, understood: Understood) -> Reply:
    """A reply to a reading that the asker mended: the pair as chosen."""
    pair = pair_reply(rulebook, understood)
    notices = tuple(_notices(rulebook, understood))
    verdict = _verdict("timing", pair, notices)
    first, second = _headlines(f"{pair.answer.short}.", verdict, notices)
    return Reply(False, verdict, first, second, notices, (), understood, (), pair)


def _headlines(told: str, verdict: str, notices: tuple[Notice, ...]) -> tuple[str, str]:
    """What is said large, and what is said after it."""
    barring = next((n for n in notices if n.verdict == verdict and verdict in ("avoid", "wait")), None)
    return (barring.says, told) if barring else (told, "")


def _understood(rulebook: Rulebook, heard: Mapping[str, Any]) -> Understood:
    known = rulebook.base.procedures
    first, then = heard.get("earlier"), heard.get("later")
    return Understood(
        first=first if first in known else "",
        then=then if then in known else "",
        days=heard.get("elapsed_days"),
        areas=tuple(heard.get("areas") or ()),
        factors=tuple((f["id"], str(f.get("answer", ""))) for f in heard.get("factors") or ()),
        direction_stated=bool(heard.get("direction_stated", True)),
    )


def _paragraph(part: str) -> Paragraph:
    head, *rest = part.split("\n- ")
    return Paragraph(head.strip(), tuple(point.strip() for point in rest))


def _notices(rulebook: Rulebook, understood: Understood) -> Iterator[Notice]:
    """The rules of every factor named as present, on the treatment that is to come."""
    bars = rulebook.bars.get(understood.then or understood.first, {})
    for factor, said in understood.factors:
        rule = bars.get(factor)
        if said == "yes" and rule is not None and rule.during != "clear":
            yield Notice(factor, rule.during, _bar_says(rulebook, rule))


def _bar_says(rulebook: Rulebook, rule: Contraindication) -> str:
    said = {
        "avoid": "sources advise against it while it lasts",
        "wait": "sources ask to wait until it ends",
        "caution": "sources ask for care while it lasts",
        "clear": "no bar",
    }[rule.during]
    after = f", and for {words(rule.minimum)} after" if rule.minimum else ""
    return f"{name(rulebook, rule.factor)}: {said}{after}."


def _verdict(kind: str, pair: PairReply | None, notices: tuple[Notice, ...]) -> str:
    """The worst of the calendar and of what was named; a contraindication never hides behind a date."""
    timing = ""
    if pair is not None:
        timing = pair.day.verdict if kind == "same_day" else pair.asked_day or pair.answer.verdict
    return max((timing, *(n.verdict for n in notices)), key=WORST_LAST.index)


def pair_reply(rulebook: Rulebook, understood: Understood) -> PairReply:
    """What is known of the two treatments in this order, and on the day asked about if one was."""
    found = answer(rulebook, understood.first, understood.then)
    back = answer(rulebook, understood.then, understood.first)
    sources = Sources()
    voices = by_grade(found.rule.grounds.voices) if found.rule else ()
    on, says = _asked_day(found, understood.days)
    return PairReply(
        answer=found,
        timeline=timeline(found.strip),
        plot=plot(found.rule) if found.rule else None,
        day=same_day(rulebook, found),
        back=back,
        back_timeline=timeline(back.strip),
        agreeing=sources.tell_all((v for v in voices if v.role == "decided"), SHOWN),
        otherwise=sources.tell_all((v for v in voices if v.role == "dissented"), SHOWN),
        asked_day=on,
        asked_day_says=says,
    )


def _asked_day(found: Answer, days: int | None) -> tuple[str, str]:
    """The verdict on the day asked about, and a sentence on it."""
    if days is None or found.rule is None:
        return "", ""
    verdict = found.strip.same_day_verdict
    for run in found.strip.stretches:
        if days >= run.start and (run.end is None or days < run.end):
            verdict = run.verdict
    when = "The same day" if days == 0 else f"Day {days}"
    said = {
        "clear": "is past every wait that the deciding sources ask for",
        "caution": "is past the least wait, but short of the advised one",
        "wait": "is too soon",
        "avoid": "is advised against",
        "ask": "is within the time of settling, and nothing is published",
    }[verdict]
    return verdict, f"{VERDICT_WORD[verdict]}: {when.lower()} after {called(found.first)} {said}."
