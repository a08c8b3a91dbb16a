"""Questions people ask about a pair, answered from the rules in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entracte.articles.answer import Answer, SameDay
from entracte.articles.treatment import Bar
from entracte.articles.words import called, inline, listed, stretch
from entracte.core.days import FOREVER


@dataclass(frozen=True)
class Asked:
    """A question and its answer, in plain text."""

    question: str
    answer: str


def questions(found: Answer, day: SameDay, back: Answer, barring: tuple[Bar, ...]) -> tuple[Asked, ...]:
    """The questions that the rules can answer, the commonest first."""
    one, two = called(found.first), called(found.then)
    asked = [Asked(_how_long(one, two), found.plain)]
    if found.first is not found.then:
        asked.append(
            Asked(f"Can {one} and {two} be done on the same day?", f"{day.short}. {_day_grounds(day)}")
        )
        asked.append(Asked(f"And the other way round, {one} after {two}?", back.plain))
    asked += _too_soon(found, two)
    asked += _disagree(found)
    forbidding = [inline(b.factor.name) for b in barring if b.during == "avoid"]
    if forbidding:
        some = listed(forbidding[:6]) + (" among others" if len(forbidding) > 6 else "")
        asked.append(
            Asked(
                f"Who should not have {two}?",
                f"Sources advise against it with {some}. Tell the practitioner.",
            )
        )
    return tuple(asked)


def _how_long(one: str, two: str) -> str:
    if one == two:
        return f"How often can {one} be repeated?"
    return f"How long after {one} should one wait for {two}?"


def _day_grounds(day: SameDay) -> str:
    if day.order is None:
        return "No source allows it in words." if day.verdict != "clear" else "No source speaks against it."
    return f"The best source on this is of grade {day.order.grounds.grade}."


def _too_soon(found: Answer, two: str) -> Iterator[Asked]:
    rule = found.rule
    if rule is None or not rule.minimum or rule.minimum >= FOREVER or found.first is found.then:
        return
    yield Asked(
        f"What if {two} was done sooner than that?",
        "This page cannot judge what has been done. Tell both practitioners the two dates, keep to the "
        "care after each treatment, and read the danger signs on this page: any of them needs help at "
        "once, whatever the dates.",
    )


def _disagree(found: Answer) -> Iterator[Asked]:
    rule = found.rule
    spread = rule.grounds.range if rule else None
    if rule is None or spread is None or spread[0] == spread[1] or spread[1] >= FOREVER:
        return
    yield Asked(
        "Why do web pages give different answers?",
        f"Because few of them rest on trials. The waits they name run from {stretch(*spread)}. We weigh "
        f"each source by its kind and show them all; the answer here rests on grade {rule.grounds.grade}.",
    )
