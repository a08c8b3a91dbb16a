"""What the rulebook holds, as short sentences: one day, families, repeats, factors, care, effects."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.ask.phrases import called, listed, plain, plainest, span, voices_counted, wait_in_short
from entracte.ask.question import FactorSaid, Question, Said
from entracte.engine import care
from entracte.engine.guidance import danger_signs
from entracte.engine.pair import notes, pair_view
from entracte.knowledge.rules import Contraindication, Order, Rulebook

MANY = 6
# What is spoken of instead, where nothing is published on the thing itself.
NEAREST = {
    "sleep-position": "lying-down",
    "kissing-or-straws": "touching-or-rubbing",
    "shaving": "hair-removal",
    "self-tanner": "tanning",
}


def days(count: int) -> str:
    """A count of days as the asker said it."""
    return (
        f"{count} day{'' if count == 1 else 's'}"
        if count % 7 or not count
        else f"{count // 7} week{'' if count == 7 else 's'}"
    )


def spread(rulebook: Rulebook, first: Said, then: Said) -> tuple[int, int]:
    """The shortest and the longest least wait among the kinds that two words may mean, in days."""
    waits = []
    for a in _kinds(rulebook, first):
        for b in _kinds(rulebook, then):
            rule = pair_view(rulebook, a.usable, b.usable).interval
            if rule is not None and a.usable != b.usable:
                waits.append(0 if rule.closes == "caution" else rule.minimum)
    return (min(waits), max(waits)) if waits else (0, 0)


def _kinds(rulebook: Rulebook, said: Said) -> list[Said]:
    """The treatments that a word may mean: itself, or the members of a family that are in common use."""
    if rulebook.base.procedures[said.usable].kind != "family":
        return [said]
    inside = [
        id_ for id_ in rulebook.covers[said.usable] if rulebook.base.procedures[id_].kind == "procedure"
    ]
    # Those that most is published on are those that people have.
    inside.sort(key=lambda id_: (-len(rulebook.bars.get(id_, ())) - len(rulebook.cares.get(id_, ())), id_))
    return [Said(id_) for id_ in inside[:MANY]]


def same_day(rulebook: Rulebook, first: Said, then: Said) -> str:
    """What is said of two treatments on one day; where a family's kinds differ, each of them."""
    told: dict[str, list[str]] = {}
    for a in _kinds(rulebook, first):
        for b in _kinds(rulebook, then):
            if a.usable != b.usable:
                kind = a if a is not first else b
                told.setdefault(_same_day_status(rulebook, a, b), []).append(plain(rulebook, kind.usable))
    if len(told) < 2:
        a, b = (_kinds(rulebook, first) or [first])[0], (_kinds(rulebook, then) or [then])[0]
        return _same_day(rulebook, first, then, a, b)
    lines = [
        f"{listed(dict.fromkeys(names[:4]))}{' and others' if len(names) > 4 else ''}: {status}."
        for status, names in told.items()
    ]
    return (
        f"{called(rulebook, first)} and {called(rulebook, then)} on the same day: it depends on the kind. "
        + " ".join(line[:1].upper() + line[1:] for line in lines)
    )


def _same_day_status(rulebook: Rulebook, first: Said, then: Said) -> str:
    view = pair_view(rulebook, first.usable, then.usable)
    statuses = [o.status for o in (view.order, view.reverse_order) if o is not None]
    if "clear" in statuses:
        return "published as fine"
    if "caution" in statuses:
        return "with care"
    waits = [r for r in (view.interval, view.reverse_interval) if r is not None and r.minimum]
    return "no" if waits or statuses else "nothing published"


def _same_day(rulebook: Rulebook, first: Said, then: Said, one: Said, other: Said) -> str:
    """One day, where all kinds agree: the rules of `one` and `other`, in the asker's words."""
    view = pair_view(rulebook, one.usable, other.usable)
    a, b = called(rulebook, first), called(rulebook, then)
    orders = [(view.order, a, b), (view.reverse_order, b, a)]
    opened = [(order, x, y) for order, x, y in orders if order is not None and order.status != "wait"]
    if (
        len(opened) == 2
        and view.order
        and view.reverse_order
        and view.order.status == view.reverse_order.status
    ):
        return f"{a} and {b} on the same day are {_open(view.order)}, in either order."
    if opened:
        order, x, y = opened[0]
        closed = next(
            (
                f" The other order is {'not advised' if o else 'not spoken of'}."
                for o, p, _ in orders
                if p != x
            ),
            "",
        )
        return f"{a} and {b} on the same day are {_open(order)} with {x} first and {y} after.{closed}"
    if (
        any(rule is not None and rule.minimum for rule in (view.interval, view.reverse_interval))
        or view.order
        or view.reverse_order
    ):
        return f"{a} and {b} on the same day: published advice says no."
    return f"{a} and {b} on the same day: we found nothing published. That is not a yes."


def _open(order: Order | None) -> str:
    return (
        "published as fine"
        if order is not None and order.status == "clear"
        else "published as possible, with care,"
    )


def against(rulebook: Rulebook, first: Said, then: Said, told: int) -> str:
    """The time that the asker names, set beside what is published; never a clearance."""
    rule = pair_view(rulebook, first.usable, then.usable).interval
    a, b = called(rulebook, first), called(rulebook, then)
    if rule is None:
        return f"You name {days(told)}. We hold no number to set beside that for {b} after {a}."
    if rule.closes == "avoid" and rule.minimum > told:
        return f"You name {days(told)}. The rule we hold does not open that."
    if rule.minimum > told:
        less = f"{days(rule.minimum - told)} short of the least wait"
        if rule.closes == "caution":
            return f"You name {days(told)}. The same day is fine, yet the days soon after call for care."
        return (
            f"You name {days(told)}. That is {less} of {span(rule.minimum)}: too soon by what is published."
        )
    if rule.advised > told:
        return f"You name {days(told)}. That meets the least wait that is published, but not the {span(rule.advised)} that is better."
    return f"You name {days(told)}. What is published on {b} after {a} asks for no more than that."


def members(rulebook: Rulebook, first: Said, then: Said) -> Iterator[str]:
    """The differences between the members of a family, where a generic word was used."""
    base = rulebook.base
    for family, others in ((first, True), (then, False)):
        if base.procedures[family.usable].kind != "family":
            continue
        whole = pair_view(rulebook, first.usable, then.usable).interval
        lines = []
        for id_ in sorted(rulebook.covers[family.usable]):
            if base.procedures[id_].kind != "procedure":
                continue
            a, b = (id_, then.usable) if others else (first.usable, id_)
            rule = pair_view(rulebook, a, b).interval
            if rule is not whole and (
                rule is None
                or whole is None
                or (rule.minimum, rule.advised) != (whole.minimum, whole.advised)
            ):
                lines.append(f"- {plain(rulebook, id_)}: {wait_in_short(rule)}.")
        if lines:
            side = "after" if others else "before"
            yield f"The wait {side} {called(rulebook, family)} depends on which kind it is:\n" + "\n".join(
                lines[: MANY + 2]
            )


def again(rulebook: Rulebook, said: Said) -> str:
    """How soon the same treatment may be had again."""
    rule = pair_view(rulebook, said.usable, said.usable).interval
    word = called(rulebook, said)
    told = notes(rulebook, said.usable)
    course = next((v for v in told.get("course", ()) if getattr(v.claim, "sessions", None)), None)
    said_course = ""
    if course is not None:
        lower, _, upper = str(course.claim.sessions).partition("..")  # type: ignore[union-attr]
        said_course = f" A course is often {lower}{f' to {upper}' if upper else ''} sessions."
    if rule is None:
        return f"We found no published wait between two sessions of {word}.{said_course}"
    late = f" It is usually due again by {span(rule.best_before)}." if rule.best_before else ""
    if not rule.minimum:
        return f"No least wait is published between sessions of {word}.{late}{said_course}"
    better = f"; {span(rule.advised)} is better" if rule.advised > rule.minimum else ""
    return f"Leave at least {span(rule.minimum)} between sessions of {word}{better}.{late}{said_course}"


def before_event(rulebook: Rulebook, question: Question) -> str:
    """How long before an event a treatment should be over and done with."""
    told = []
    for said in (question.before + question.after)[:3]:
        needed = _ready(rulebook, said)
        line = f"Have {called(rulebook, said)} at least {span(needed)} before the day, so that it has settled and shows."
        if question.event_days is not None:
            left = question.event_days - needed
            line += (
                f" Your event is {days(question.event_days)} away, so that leaves {days(left)}."
                if left >= 0
                else (f" Your event is {days(question.event_days)} away: that is short of it.")
            )
        told.append(line)
    if not told:
        return "Which treatment do you mean? Each needs its own time to settle before the day."
    return " ".join(told)


def _ready(rulebook: Rulebook, said: Said) -> int:
    """Days until a treatment has settled and its result shows, as far as sources tell."""
    found = notes(rulebook, said.usable)
    shows = [
        v.claim.max.at_least
        for kind in ("peak", "onset")
        for v in found.get(kind, ())[:3]
        if getattr(v.claim, "max", None) is not None
    ]
    upper = sorted(shows)[len(shows) // 2] if shows else 0
    return max(rulebook.settling[said.usable], upper, 14)


def single(rulebook: Rulebook, question: Question) -> str:
    """The headline where one treatment is asked about, with a condition or with none."""
    named = question.before or question.after
    if question.kind == "effect" and any(s.id == "hyaluronidase" for s in question.named):
        return "Hyaluronidase is the enzyme that is used to dissolve filler of hyaluronic acid. Other fillers do not dissolve with it."
    if not named:
        return "Which treatment do you mean?"
    lines = [line for line in _first_lines(rulebook, question, named)]
    if lines:
        return " ".join(lines[:3])
    word = listed(called(rulebook, s) for s in named)
    about = {
        "aftercare": f"Here is what to do and to leave out after {word}.",
        "preparation": f"Here is what to do and to leave out before {word}.",
        "eligibility": f"Some people should not have {word}. Here is who.",
        "medication": f"Some medicines do not go with {word}. Here is which.",
        "work": f"How soon you are back depends on how long {word} shows.",
    }
    default = {
        "risk": f"Here is what can go wrong with {word}.",
        "effect": f"Here is what is published on {word}.",
    }
    return about.get(
        question.topic or "", default.get(question.kind, f"Here is what is published on {word}.")
    )


def _first_lines(rulebook: Rulebook, question: Question, named: tuple[Said, ...]) -> Iterator[str]:
    for factor in question.factors:
        for said in named[:2]:
            yield _factor_line(rulebook, factor, said)
    for activity in question.activities[:2]:
        for said in named[:2]:
            yield _care_line(rulebook, activity, said, "after" if question.before else "before")
    if question.topic == "skin-type" and not question.factors:
        for said in named[:1]:
            if "fitzpatrick-iv-vi" in rulebook.bars.get(said.usable, {}):
                yield _factor_line(rulebook, FactorSaid("fitzpatrick-iv-vi"), said)
    if question.topic == "male" and not question.factors:
        yield f"We hold no rule on {called(rulebook, named[0])} that sets men apart. The same waits and cautions are told."
    if question.topic == "age" and not question.factors:
        for said in named[:1]:
            for id_ in ("age-under-18", "age-under-22"):
                if id_ in rulebook.bars.get(said.usable, {}):
                    yield _factor_line(rulebook, FactorSaid(id_), said)


def _factor_line(rulebook: Rulebook, factor: FactorSaid, said: Said) -> str:
    rule = rulebook.bars.get(said.usable, {}).get(factor.id)
    who, what = plain(rulebook, factor.id), called(rulebook, said)
    if factor.answer == "no":
        return f"You say no to {who}, so that does not count against {what}."
    worst = _worst_kinds(rulebook, factor, said)
    if worst and (rule is None or rule.during in ("clear", "caution")):
        return f"With {who}, it depends on the kind of {what}. Some are to be avoided or to wait: {listed(worst[:3])}."
    if rule is None:
        return f"We found nothing published on {what} with {who}. That is not a yes: ask first."
    return f"{bar(rule, who, what)}{_ended(rule, factor)}"


def _worst_kinds(rulebook: Rulebook, factor: FactorSaid, said: Said) -> list[str]:
    """The kinds of a family that a factor closes though the family as a whole is not closed."""
    if rulebook.base.procedures[said.usable].kind != "family":
        return []
    return [
        plain(rulebook, kind.usable)
        for kind in _kinds(rulebook, said)
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


def _care_line(rulebook: Rulebook, activity: str, said: Said, phase: str) -> str:
    thing, what = plain(rulebook, activity, doing=True), called(rulebook, said)
    told_of = [i for i in care.merged(rulebook, [said.usable]) if i.phase == phase]
    found = [i for i in told_of if i.activity == activity]
    if not found and (near := [i for i in told_of if i.activity == NEAREST.get(activity)]):
        found, thing = near, plain(rulebook, near[0].activity, doing=True)
    if not found:
        return f"We found nothing published on {thing} {phase} {what}. Ask the person who treats you."
    told = found[0]
    hours = told.hours
    length = "" if hours is None else _hours(hours)
    longest = told.longest_hours
    more = f" Some say {_hours(longest)}." if longest and hours and longest > hours else ""
    if told.stance == "avoid":
        when = (
            "for a while"
            if not length
            else (f"for {length}" if phase == "after" else f"for the last {length}")
        )
        return f"{phase.capitalize()} {what}: avoid {thing} {when}.{more}"
    if told.stance == "allowed":
        return f"{phase.capitalize()} {what}: {thing} is told to be fine{f' after {length}' if length else ''}.{more}"
    return f"{phase.capitalize()} {what}: {thing} is advised{f' for {length}' if length else ''}.{more}"


def _hours(hours: int) -> str:
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
                yield _factor_line(rulebook, factor, said)
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


def body(rulebook: Rulebook, question: Question) -> Iterator[str]:
    """What is told of one treatment by itself, as its kind of question asks."""
    for said in (question.before + question.after)[:2]:
        told = notes(rulebook, said.usable)
        word = called(rulebook, said)
        asks_who = question.topic in ("eligibility", "medication", None) and question.kind == "client_factor"
        if asks_who and not (question.activities or question.factors):
            yield from _who_not(rulebook, said)
        if question.kind == "effect" or question.topic == "work":
            for kind, lead in (
                ("duration", f"How long {word} lasts:"),
                ("onset", f"When {word} starts to show:"),
                ("peak", f"When {word} shows in full:"),
                ("downtime", f"How long {word} shows as down time:"),
            ):
                numbers = list(dict.fromkeys(v.number for v in told.get(kind, ()) if v.number))[:3]
                if numbers:
                    yield f"{lead} {listed(numbers, 'or')}. Sources differ."
            if gains := plainest(told.get("benefit", ()), 2):
                yield f"What {word} is for: {' '.join(gains)}"
        if question.kind in ("risk", "effect", "repeat"):
            if harms := plainest(told.get("adverse-event", ()), 3):
                yield f"What can go wrong: {' '.join(harms)}"
        if question.kind == "repeat":
            view = pair_view(rulebook, said.usable, said.usable)
            if view.interval is not None:
                yield f"Who says so: {voices_counted(view.interval.grounds.those('decided', 'supported'))}."
            yield from (
                members(rulebook, said, said)
                if rulebook.base.procedures[said.usable].kind == "family"
                else ()
            )


def _who_not(rulebook: Rulebook, said: Said) -> Iterator[str]:
    bars = rulebook.bars.get(said.usable, {})
    base = rulebook.base
    for status, lead in (
        ("avoid", "Published advice says not with:"),
        ("caution", "Take care, and tell them, with:"),
    ):
        ids = [f for f, rule in bars.items() if rule.during == status]
        top = [f for f in ids if not set(base.lines[f][1:]) & set(ids)]
        ranked = sorted(top, key=lambda f: (bars[f].grounds.grade, f))[: MANY + 2]
        if ranked:
            yield lead + "\n" + "\n".join(f"- {plain(rulebook, f)}" for f in ranked)


def care_lines(rulebook: Rulebook, ids: list[str], many: int) -> list[str]:
    """The care of a visit in short lines, what is to be avoided first."""
    found = [i for i in care.merged(rulebook, ids) if i.stance != "allowed"]
    lines = []
    for told in sorted(found, key=lambda i: (i.stance != "avoid", i.hours is None, i.phase == "before"))[
        :many
    ]:
        thing = plain(rulebook, told.activity, doing=True)
        length = f" for {_hours(told.hours)}" if told.hours else ""
        lines.append(
            f"{told.phase.capitalize()}: {'avoid ' if told.stance == 'avoid' else ''}{thing}{length}."
        )
    return lines


def to_ask(rulebook: Rulebook, ids: list[str]) -> list[str]:
    """What to tell and to ask the practitioner."""
    first = "Tell them all you had done on the area, and when."
    asked = [rulebook.base.factors[f].question for id_ in ids[-1:] for f in _main_bars(rulebook, id_)]
    return [first, *asked, "Ask how long they wait, and why.", "Ask whom to call if something goes wrong."]


def _main_bars(rulebook: Rulebook, id_: str) -> list[str]:
    bars = rulebook.bars.get(id_, {})
    found = [f for f in rulebook.forbidding.get(id_, ()) if not set(rulebook.base.lines[f][1:]) & bars.keys()]
    return sorted(found, key=lambda f: (bars[f].grounds.grade, len(rulebook.base.factors[f].question), f))[:3]


def danger(rulebook: Rulebook, ids: list[str]) -> list[str]:
    """The danger signs after these treatments, the gravest first."""
    known = [i for i in ids if i in rulebook.base.procedures]
    flags = {f["id"]: rulebook.base.red_flags[f["id"]] for f in danger_signs(rulebook, *known)}
    grave = [
        f
        for f in flags.values()
        if f.severity == "serious" and not f.advice.lower().startswith("not an emergency")
    ]
    own = {up for i in known for up in rulebook.base.lines[i]} - {"cosmetic-treatment", "treatment"}
    grave.sort(key=lambda f: (not own & set(f.procedures), f.id))
    return [f"{f.sign}." for f in grave[:3]]
