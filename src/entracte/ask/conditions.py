"""A treatment with a factor, or with something done before or after it, as short sentences."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.ask.phrases import called, listed, plain, span, voices_counted
from entracte.ask.question import FactorSaid, Question, Said
from entracte.ask.spacing import MANY, days, kinds
from entracte.engine import care
from entracte.knowledge.rules import Contraindication, Rulebook

# What is spoken of instead, where nothing is published on the thing itself.
NEAREST = {
    "sleep-position": "lying-down",
    "kissing-or-straws": "touching-or-rubbing",
    "shaving": "hair-removal",
    "self-tanner": "tanning",
}


def factor_line(rulebook: Rulebook, factor: FactorSaid, said: Said) -> str:
    rule = rulebook.bars.get(said.usable, {}).get(factor.id)
    who, what = plain(rulebook, factor.id), called(rulebook, said)
    if factor.answer == "no":
        return f"You say no to {who}, so that does not count against {what}."
    worst = _worst_kinds(rulebook, factor, said)
    if worst and (rule is None or rule.during in ("clear", "caution")):
        return (
            f"With {who}, it depends on the kind of {what}. Some are to be avoided or to wait: "
            f"{listed(worst[:3])}."
        )
    if rule is None:
        return f"We found nothing published on {what} with {who}. That is not a yes: ask first."
    return f"{bar(rule, who, what)}{_ended(rule, factor)}"


def _worst_kinds(rulebook: Rulebook, factor: FactorSaid, said: Said) -> list[str]:
    """The kinds of a family that a factor closes though the family as a whole is not closed."""
    if rulebook.base.procedures[said.usable].kind != "family":
        return []
    return [
        plain(rulebook, kind.usable)
        for kind in kinds(rulebook, said)
        if (rule := rulebook.bars.get(kind.usable, {}).get(factor.id)) is not None
        and rule.during in ("avoid", "wait")
    ]


def bar(rule: Contraindication, who: str, what: str) -> str:
    """A factor with a treatment in a sentence."""
    told = {
        "avoid": f"With {who}, published advice is not to have {what}.",
        "wait": f"With {who}, published advice is to wait with {what} until it is over.",
        "caution": f"With {who}, published advice is to take care with {what}.",
        "clear": f"With {who}, we found no published bar to {what}.",
    }[rule.during]
    if rule.minimum:
        better = f", and {span(rule.advised)} is better" if rule.advised > rule.minimum else ""
        told += f" After it ends, wait at least {span(rule.minimum)}{better}."
    elif rule.advised:
        told += f" After it ends, {span(rule.advised)} is better."
    return told


def _ended(rule: Contraindication, factor: FactorSaid) -> str:
    if factor.ended is None or not (rule.minimum or rule.advised):
        return ""
    if factor.ended < rule.minimum:
        return f" You name {days(factor.ended)}: that is too soon by what is published."
    if factor.ended < rule.advised:
        return f" You name {days(factor.ended)}: the least wait is met, not the better one."
    return f" You name {days(factor.ended)}: no more than that is asked for."


def care_line(rulebook: Rulebook, activity: str, said: Said, phase: str) -> str:
    thing, what = plain(rulebook, activity, doing=True), called(rulebook, said)
    told_of = [i for i in care.merged(rulebook, [said.usable]) if i.phase == phase]
    found = [i for i in told_of if i.activity == activity]
    if not found and (near := [i for i in told_of if i.activity == NEAREST.get(activity)]):
        found, thing = near, plain(rulebook, near[0].activity, doing=True)
    if not found:
        return f"We found nothing published on {thing} {phase} {what}. Ask the person who treats you."
    told = found[0]
    hours = told.hours
    length = "" if hours is None else hours_said(hours)
    longest = told.longest_hours
    more = f" Some say {hours_said(longest)}." if longest and hours and longest > hours else ""
    if told.stance == "avoid":
        when = (
            "for a while"
            if not length
            else (f"for {length}" if phase == "after" else f"for the last {length}")
        )
        return f"{phase.capitalize()} {what}: avoid {thing} {when}.{more}"
    if told.stance == "allowed":
        return (
            f"{phase.capitalize()} {what}: {thing} is told to be "
            f"fine{f' after {length}' if length else ''}.{more}"
        )
    return f"{phase.capitalize()} {what}: {thing} is advised{f' for {length}' if length else ''}.{more}"


def hours_said(hours: int) -> str:
    return f"{hours} hours" if hours <= 72 else span(hours // 24)


def conditions(rulebook: Rulebook, question: Question) -> Iterator[str]:
    """More on the factors and activities: who says so, and the members of a family."""
    base = rulebook.base
    for said in (question.before + question.after)[:2]:
        for factor in question.factors[:2]:
            if factor.answer == "no":
                continue
            rule = rulebook.bars.get(said.usable, {}).get(factor.id)
            if rule is not None:
                yield f"Who says so: {voices_counted(rule.grounds.those('decided', 'supported'))}."
            if question.before and question.after:
                yield factor_line(rulebook, factor, said)
            if base.procedures[said.usable].kind == "family":
                yield from _members_with(rulebook, factor, said, rule)


def _members_with(
    rulebook: Rulebook, factor: FactorSaid, said: Said, whole: Contraindication | None
) -> Iterator[str]:
    lines = []
    for id_ in sorted(rulebook.covers[said.usable]):
        rule = rulebook.bars.get(id_, {}).get(factor.id)
        if rulebook.base.procedures[id_].kind == "procedure" and rule is not None and rule is not whole:
            ends = f", then wait {span(rule.minimum)}" if rule.minimum else ""
            lines.append(f"- {plain(rulebook, id_)}: {_DURING[rule.during]}{ends}.")
    if lines:
        yield f"It depends on the kind of {called(rulebook, said)}:\n" + "\n".join(lines[: MANY + 2])


_DURING = {"avoid": "avoid", "wait": "wait", "caution": "take care", "clear": "no bar found"}


def care_lines(rulebook: Rulebook, ids: list[str], many: int) -> list[str]:
    """The care of a visit in short lines, what is to be avoided first."""
    found = [i for i in care.merged(rulebook, ids) if i.stance != "allowed"]
    lines = []
    for told in sorted(found, key=lambda i: (i.stance != "avoid", i.hours is None, i.phase == "before"))[
        :many
    ]:
        thing = plain(rulebook, told.activity, doing=True)
        length = f" for {hours_said(told.hours)}" if told.hours else ""
        lines.append(
            f"{told.phase.capitalize()}: {'avoid ' if told.stance == 'avoid' else ''}{thing}{length}."
        )
    return lines
