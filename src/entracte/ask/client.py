"""The client's answer: what published guidance says in general, in plain words; never a clearance."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.ask import conditions, facts, spacing
from entracte.ask.phrases import SURE, called, listed, plain, plainest, span, voices_counted, wait_in_short
from entracte.ask.question import Question, Said
from entracte.core.days import FOREVER
from entracte.engine.pair import PairView, notes, pair_view
from entracte.knowledge.rules import Rulebook

NOT_A_YES = (
    "This is what is published. It is not a yes for you. Only someone who knows you and sees you "
    "can say that."
)


def understood(rulebook: Rulebook, question: Question) -> str:
    """What was understood, said back."""
    before = [called(rulebook, s) for s in question.before]
    after = [called(rulebook, s) for s in question.after]
    parts = []
    if before and after and question.kind == "repeat":
        parts.append(f"more {listed(before)}")
    elif before and after and question.direction_stated:
        parts.append(f"{listed(before)} first, then {listed(after)}")
    elif before and after:
        parts.append(f"{listed([*before, *after])}, in either order")
    elif before or after:
        parts.append(f"{'after ' if before and question.kind != 'effect' else ''}{listed(before or after)}")
    parts = [*(plain(rulebook, a, doing=True) for a in question.activities), *parts]
    parts += [f"{'no ' if f.answer == 'no' else ''}{plain(rulebook, f.id)}" for f in question.factors]
    if question.elapsed_days == 0:
        parts.append("on one day")
    elif question.elapsed_days is not None:
        parts.append(
            f"{spacing.days(question.elapsed_days)} apart"
            if after and before
            else f"after {spacing.days(question.elapsed_days)}"
        )
    if question.event is not None:
        parts.append(f"an event on {question.event.isoformat()}")
    elif question.kind == "event":
        parts.append("an event ahead")
    return f"You asked about: {'; '.join(parts)}." if parts else ""


def pairs(question: Question) -> list[tuple[Said, Said]]:
    """Every pair that is asked about, both ways round where the order was not told."""
    found = [(a, b) for a in question.before for b in question.after]
    if not question.direction_stated:
        found += [(b, a) for a, b in found]
        many = question.named
        if len(many) > 2:
            found = [(a, b) for a in many for b in many if a.usable != b.usable]
    return found[:12]


def headline(rulebook: Rulebook, question: Question) -> str:
    """The answer in one sentence."""
    match question.kind:
        case "same_day":
            return " ".join(spacing.same_day(rulebook, a, b) for a, b in _unordered(question)[:3])
        case "effect" if any(said.id == "hyaluronidase" for said in question.after):
            return facts.single(rulebook, question)
        case "timing" | "already_done" | "risk" | "effect" | "client_factor" | "event" if (
            question.before and question.after
        ):
            asked = pairs(question)[: 2 if not question.direction_stated else 3]
            return " ".join(wait(rulebook, a, b) for a, b in asked)
        case "repeat":
            return spacing.again(rulebook, (question.before or question.after)[0])
        case "event":
            return facts.before_event(rulebook, question)
        case _:
            return facts.single(rulebook, question)


def _unordered(question: Question) -> list[tuple[Said, Said]]:
    named = question.named
    return [(a, b) for i, a in enumerate(named) for b in named[i + 1 :]]


def wait(rulebook: Rulebook, first: Said, then: Said) -> str:
    """The wait between two treatments in a sentence."""
    rule = pair_view(rulebook, first.usable, then.usable).interval
    a, b = called(rulebook, first), called(rulebook, then)
    least, most = spacing.spread(rulebook, first, then)
    if least != most:
        family = a if rulebook.base.procedures[first.usable].kind == "family" else b
        shortest = f"at least {span(least)}" if least else "none set"
        return (
            f"The wait for {b} after {a} depends on the kind of {family}: from {shortest} to "
            f"{span(most)}. See the list."
        )
    if rule is None:
        return f"We found nothing published on {b} after {a}. That is not a yes: ask first."
    if rule.closes == "avoid" and rule.minimum:
        when = "" if rule.minimum >= FOREVER else f" for {span(rule.minimum)}"
        return f"The rule we hold says no {b} after {a}{when}."
    if rule.closes == "caution" and rule.minimum:
        return (
            f"After {a}, {b} on the same day is published as fine in the right order. If not, "
            f"{span(max(rule.minimum, rule.advised))} is better."
        )
    if not rule.minimum:
        better = f", but {span(rule.advised)} is better" if rule.advised else ""
        return f"After {a}, no wait is set for {b}{better}."
    better = f", and {span(rule.advised)} is better" if rule.advised > rule.minimum else ""
    return f"After {a}, wait at least {span(rule.minimum)} for {b}{better}."


def paragraphs(rulebook: Rulebook, question: Question) -> Iterator[str]:
    """The body of the answer, after what was understood and the headline."""
    asked = pairs(question)
    if question.kind == "already_done":
        yield (
            "What is done is done. Ring the person who treated you, and tell them both dates. Do not try "
            "to mend it at home."
        )
    if asked:
        yield from _of_pairs(rulebook, question, asked)
    if question.factors or question.activities or question.topic:
        yield from conditions.conditions(rulebook, question)
    if not asked:
        yield from facts.body(rulebook, question)
    yield from _closing(rulebook, question)


def _of_pairs(rulebook: Rulebook, question: Question, asked: list[tuple[Said, Said]]) -> Iterator[str]:
    if question.elapsed_days and question.kind != "same_day" and question.direction_stated:
        yield " ".join(spacing.against(rulebook, a, b, question.elapsed_days) for a, b in asked[:3])
    if question.kind == "same_day":
        yield "On two days: " + " ".join(wait(rulebook, a, b) for a, b in asked[:2])
    elif question.kind != "repeat":
        yield "On one day: " + " ".join(spacing.same_day(rulebook, a, b) for a, b in _unordered(question)[:3])
    views = [pair_view(rulebook, a.usable, b.usable) for a, b in asked[:2]]
    yield from dict.fromkeys(who_says(view) for view in views if view.interval is not None)
    for a, b in asked[:2]:
        yield from spacing.members(rulebook, a, b)
    first, then = asked[0]
    told = notes(rulebook, first.usable, then.usable)
    if harms := plainest(told.get("adverse-event", ()), 2):
        yield "What can go wrong: " + " ".join(harms)
    if gains := plainest((*told.get("benefit", ()), *told.get("synergy", ())), 1):
        yield "What you may gain: " + " ".join(gains)


def who_says(view: PairView) -> str:
    """Who says it, how far apart they are, how sure it is, and who disagrees."""
    assert view.interval is not None
    grounds = view.interval.grounds
    said = f"Who says so: {voices_counted(grounds.those('decided', 'supported')) or 'no one source alone'}."
    told = grounds.range
    if told and told[0] != told[1]:
        said += (
            f" The waits they and others name run from {span(told[0]) if told[0] else 'none'} to "
            f"{span(told[1])}."
        )
    said += f" How sure: {SURE[grounds.grade]}."
    others = grounds.those("dissented")
    if others:
        numbers = listed(dict.fromkeys(v.number for v in others[:6] if v.number), "or")
        said += f" Not all agree: {voices_counted(others)}{f' ({numbers})' if numbers else ''}."
    return said


def _closing(rulebook: Rulebook, question: Question) -> Iterator[str]:
    ids = [s.usable for s in question.named]
    if not ids:
        return
    if question.kind != "client_factor" or not question.activities:
        care = conditions.care_lines(rulebook, ids, 5)
        if care:
            yield "Before and after:\n" + "\n".join(f"- {line}" for line in care)
    yield "\n".join(("Tell and ask:", *(f"- {line}" for line in facts.to_ask(rulebook, ids))))
    signs = facts.danger(rulebook, ids)
    if signs:
        yield "Get help at once for:\n" + "\n".join(f"- {sign}" for sign in signs)
    yield NOT_A_YES


__all__ = ["headline", "pairs", "paragraphs", "understood", "wait", "wait_in_short", "who_says"]
