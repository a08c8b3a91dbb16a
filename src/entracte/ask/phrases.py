"""How things are called and counted in an answer: the asker's own words, short and plain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from entracte.ask.question import Said
from entracte.core.days import FOREVER, words
from entracte.engine.explain import name
from entracte.knowledge.rules import Interval, Rulebook, Voice

KINDS = {
    "label": "label",
    "regulator": "regulator",
    "guideline": "guideline",
    "consensus": "expert panel",
    "systematic-review": "trial review",
    "rct": "trial",
    "cohort": "cohort study",
    "case-series": "case report",
    "narrative-review": "review",
    "manufacturer": "maker's page",
    "clinic-page": "clinic page",
    "consumer-page": "web page",
    "clinic-policy": "house policy",
}
# What people call treatments, well spelt; any other word is answered with the name that the base gives.
EVERYDAY_NAMES = {
    name.lower(): name
    for name in (
        "Botox", "tox", "filler", "fillers", "lip filler", "lip fillers", "dermal filler",
        "dermal fillers", "cheek filler", "nose filler",
        "tear trough filler", "jawline filler", "peel", "chemical peel", "TCA peel", "glycolic peel",
        "laser", "facial", "microneedling",
        "IPL", "HIFU", "photofacial", "laser hair removal", "thread lift", "waxing", "tattoo",
        "microblading", "lip blush",
        "facelift", "nose job", "dental work", "covid vaccine", "flu jab", "flu shot", "vaccine",
        "laser resurfacing", "fractional laser",
        "hyaluronic acid filler", "dermaplaning", "microdermabrasion", "skin booster", "CO2 laser",
        "red light therapy", "massage", "fat freezing",
    )
} | {"botoxe": "Botox", "tca chemical peel": "TCA peel", "co 2 laser": "CO2 laser",
"micro needling": "microneedling"}  # fmt: skip
SURE = {
    "A": "high. It rests on a label or a regulator",
    "B": "good. It rests on an expert panel or guideline",
    "C": "fair. It rests on trials",
    "D": "modest. It rests on small studies, makers or experts",
    "E": "low. It rests on what clinics say they do",
    "F": "low. It rests on web pages, not on proof",
    "H": "set by the house",
}


def called(rulebook: Rulebook, said: Said) -> str:
    """What to call a treatment: as the asker did, where that is a name and no verb."""
    if said.product is None and said.word in EVERYDAY_NAMES:
        return EVERYDAY_NAMES[said.word]
    return plain(rulebook, said.usable)


def plain(rulebook: Rulebook, id_: str, *, doing: bool = False) -> str:
    """The name of a thing inside a sentence: without brackets, in lower case unless it is a name.

    `doing` asks for the activity where a factor has the same id.
    """
    activity = rulebook.base.activities.get(id_) if doing else None
    told = re.sub(
        r"\s*\(.*?\)| of any (?:kind|depth)$|:.*$", "", activity.name if activity else name(rulebook, id_)
    )
    if id_ in rulebook.base.procedures and rulebook.base.procedures[id_].kind == "product":
        return told
    return told if re.match(r"[A-Z]{2}", told) else told[:1].lower() + told[1:]


def listed(things: Iterable[str], joint: str = "and") -> str:
    """ "a, b and c"."""
    found = list(things)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {joint} {found[-1]}"


def voices_counted(voices: Iterable[Voice]) -> str:
    """ "9 clinic pages and 1 review"."""
    counted = Counter(v.source.kind for v in {v.source.id: v for v in voices}.values())
    return listed(f"{n} {_counted(kind, n)}" for kind, n in counted.most_common(4))


def _counted(kind: str, n: int) -> str:
    word = KINDS[kind]
    if n == 1:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def span(days: int) -> str:
    """A count of days in words, or that it never ends."""
    return "for good" if days >= FOREVER else words(days)


def wait_in_short(rule: Interval | None) -> str:
    """A wait as a few words: "at least 2 weeks, better 4 weeks"."""
    if rule is None:
        return "nothing published"
    if rule.closes == "avoid" and rule.minimum:
        return "not at all" if rule.minimum >= FOREVER else f"not for {span(rule.minimum)}"
    if rule.closes == "caution" and rule.minimum:
        return f"the same day, or else better after {span(max(rule.minimum, rule.advised))}"
    if not rule.minimum:
        return f"no set wait, better {span(rule.advised)}" if rule.advised else "no wait asked for"
    better = f", better {span(rule.advised)}" if rule.advised > rule.minimum else ""
    return f"at least {span(rule.minimum)}{better}"


def readable(text: str) -> float:
    """A rough Flesch reading ease, enough to choose the plainer of two sentences."""
    found = re.findall(r"[A-Za-z']+", text)
    if not found:
        return 0.0
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in found)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    return 206.8 - 1.015 * len(found) / sentences - 84.6 * syllables / len(found)


def plainest(voices: Iterable[Voice], many: int) -> list[str]:
    """What a few sources say, the plainest wording first, each only if it is plain enough to show."""
    told = {v.claim.says.rstrip(".") + "." for v in voices if len(v.claim.says) < 160}
    kept = sorted((says for says in told if readable(says) >= 58), key=lambda s: (-readable(s), s))
    return kept[:many]
