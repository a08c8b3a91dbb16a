"""What the rulebook holds of one treatment: effects, who should not have it, what to ask, danger signs."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.ask.conditions import care_line, factor_line
from entracte.ask.phrases import called, listed, plain, plainest, span, voices_counted
from entracte.ask.question import FactorSaid, Question, Said
from entracte.ask.spacing import MANY, days, members
from entracte.engine.guidance import danger_signs
from entracte.engine.pair import notes, pair_view
from entracte.knowledge.model import NoteClaim
from entracte.knowledge.rules import Rulebook


def before_event(rulebook: Rulebook, question: Question) -> str:
    """How long before an event a treatment should be over and done with."""
    told = []
    for said in (question.before + question.after)[:3]:
        needed = _ready(rulebook, said)
        line = (
            f"Have {called(rulebook, said)} at least {span(needed)} before the day, so that it has "
            f"settled and shows."
        )
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
        if isinstance(v.claim, NoteClaim) and v.claim.max is not None
    ]
    upper = sorted(shows)[len(shows) // 2] if shows else 0
    return max(rulebook.settling[said.usable], upper, 14)


def single(rulebook: Rulebook, question: Question) -> str:
    """The headline where one treatment is asked about, with a condition or with none."""
    named = question.before or question.after
    if question.kind == "effect" and any(s.id == "hyaluronidase" for s in question.named):
        return (
            "Hyaluronidase is the enzyme that is used to dissolve filler of hyaluronic acid. Other "
            "fillers do not dissolve with it."
        )
    if not named:
        return "Which treatment do you mean?"
    lines = list(_first_lines(rulebook, question, named))
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
            yield factor_line(rulebook, factor, said)
    for activity in question.activities[:2]:
        for said in named[:2]:
            yield care_line(rulebook, activity, said, "after" if question.before else "before")
    if question.topic == "skin-type" and not question.factors:
        for said in named[:1]:
            if "fitzpatrick-iv-vi" in rulebook.bars.get(said.usable, {}):
                yield factor_line(rulebook, FactorSaid("fitzpatrick-iv-vi"), said)
    if question.topic == "male" and not question.factors:
        yield (
            f"We hold no rule on {called(rulebook, named[0])} that sets men apart. The same waits and "
            f"cautions are told."
        )
    if question.topic == "age" and not question.factors:
        for said in named[:1]:
            for id_ in ("age-under-18", "age-under-22"):
                if id_ in rulebook.bars.get(said.usable, {}):
                    yield factor_line(rulebook, FactorSaid(id_), said)


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
        harms = plainest(told.get("adverse-event", ()), 3)
        if harms and question.kind in ("risk", "effect", "repeat"):
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
