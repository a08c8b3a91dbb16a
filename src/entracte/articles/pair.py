"""A page for two treatments in this order of time: what the founding article should have been."""

from __future__ import annotations

from dataclasses import dataclass

from entracte.articles.answer import Answer, SameDay, answer, kinds_told, same_day
from entracte.articles.picture import Plot, Timeline, plot, timeline
from entracte.articles.questions import Asked, questions
from entracte.articles.told import Sources, Statement, worst_first
from entracte.articles.treatment import About, Bar, Care, Notes, about, bars, care, red_flags
from entracte.articles.words import called
from entracte.engine.pair import by_grade, notes
from entracte.knowledge.model import NoteClaim, Procedure, RedFlag, Source
from entracte.knowledge.rules import Rulebook, Voice

BARS_TOLD = 12
WHY_TOLD = 6


@dataclass(frozen=True)
class Who:
    """Who says what of the wait, and of the same day."""

    plot: Plot | None
    voices: tuple[Statement, ...]
    same_day: tuple[Statement, ...]
    grades: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Why:
    """Reasons for the gap, harms of the two together, and what they do for each other."""

    reasons: tuple[Statement, ...]
    harms: tuple[Statement, ...]
    together: tuple[Statement, ...]


@dataclass(frozen=True)
class Visit:
    """What to tell the practitioner, who should do it, and the care around both treatments."""

    bars: tuple[Bar, ...]
    more_bars: int
    credentials: tuple[Statement, ...]
    before: tuple[Care, ...]
    between: tuple[Care, ...]
    after: tuple[Care, ...]


@dataclass(frozen=True)
class PairArticle:
    """Everything that the page of an ordered pair tells."""

    first: Procedure
    then: Procedure
    title: str
    question: str
    answer: Answer
    timeline: Timeline
    same_day: SameDay
    back: Answer
    who: Who
    why: Why
    treatments: tuple[About, ...]
    visit: Visit
    red_flags: tuple[RedFlag, ...]
    asked: tuple[Asked, ...]
    sources: tuple[tuple[int, Source], ...]

    @property
    def repeat(self) -> bool:
        """Whether both are the same treatment."""
        return self.first is self.then


def pair_article(rulebook: Rulebook, first: str, then: str) -> PairArticle:
    """The page of `then` after `first`; KeyError on an id that the base does not know."""
    sources, base = Sources(), rulebook.base
    one, two = base.procedures[first], base.procedures[then]
    both = tuple(dict.fromkeys((first, then)))
    found, back = answer(rulebook, first, then), answer(rulebook, then, first)
    day, told = same_day(rulebook, found), notes(rulebook, first, then)
    each = {id_: notes(rulebook, id_) for id_ in both}
    return PairArticle(
        first=one,
        then=two,
        title=title(one, two),
        question=question(one, two),
        answer=found,
        timeline=timeline(found.strip),
        same_day=day,
        back=back,
        who=_who(found, day, sources),
        why=_why(told, each, sources),
        treatments=tuple(about(rulebook, id_, each[id_], sources) for id_ in both),
        visit=_visit(rulebook, told.get("credential", ()), each, sources),
        red_flags=red_flags(rulebook, both),
        asked=questions(found, day, back, bars(rulebook, then)),
        sources=sources.listed,
    )


def _who(found: Answer, day: SameDay, sources: Sources) -> Who:
    return Who(
        plot=plot(found.rule) if found.rule else None,
        voices=sources.tell_all(by_grade(found.rule.grounds.voices)) if found.rule else (),
        same_day=sources.tell_all(by_grade(day.order.grounds.voices)) if day.order else (),
        grades=kinds_told(found.rule.grounds) if found.rule else (),
    )


def _why(told: Notes, each: dict[str, Notes], sources: Sources) -> Why:
    own = (*told.get("condition", ()), *told.get("mechanism", ()), *reasons(each))
    return Why(
        reasons=sources.tell_all(own, WHY_TOLD),
        harms=sources.tell_all(worst_first(told.get("adverse-event", ())), WHY_TOLD),
        together=sources.tell_all((*told.get("synergy", ()), *told.get("benefit", ())), WHY_TOLD),
    )


def _visit(rulebook: Rulebook, own: tuple[Voice, ...], each: dict[str, Notes], sources: Sources) -> Visit:
    first, then = next(iter(each)), next(reversed(each))
    barring = bars(rulebook, then)
    return Visit(
        bars=barring[:BARS_TOLD],
        more_bars=max(0, len(barring) - BARS_TOLD),
        credentials=credentials(own, each, sources),
        before=care(rulebook, (then,), "before", sources),
        between=care(rulebook, (first,), "after", sources),
        after=care(rulebook, (then,), "after", sources) if first != then else (),
    )


def title(one: Procedure, two: Procedure) -> str:
    """ "Microneedling after botulinum toxin"."""
    return f"{two.name}, again" if one is two else f"{two.name} after {called(one)}"


def question(one: Procedure, two: Procedure) -> str:
    """The page's question as people ask it."""
    if one is two:
        return f"How long between two sessions of {called(one)}?"
    return f"Can {called(two)} follow {called(one)}, and when?"


def reasons(each: dict[str, Notes]) -> tuple[Voice, ...]:
    """What each treatment does in the skin, by its own claims, where the pair has no reason told."""
    told = [
        voice
        for id_, notes_ in each.items()
        for voice in notes_.get("mechanism", ())
        if isinstance(voice.claim, NoteClaim) and voice.claim.procedure == id_
    ]
    return tuple(told[:4])


def credentials(own: tuple[Voice, ...], each: dict[str, Notes], sources: Sources) -> tuple[Statement, ...]:
    """Who should do it: said of the pair first, then of each treatment."""
    of_each = [voice for told in each.values() for voice in told.get("credential", ())[:3]]
    return sources.tell_all((*own, *of_each), WHY_TOLD)
