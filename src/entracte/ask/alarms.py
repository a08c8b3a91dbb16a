"""Whether a danger sign is told of, and not asked about or denied. Looked for before all else.

A sign counts unless the sentence plainly asks about it in general ("can filler cause blindness?"),
plainly denies it ("no trouble breathing") or plainly names it as a condition known before any
treatment. Wherever that is not plain, it counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from entracte.ask.signs import FOREIGN, SIGNS
from entracte.ask.text import Token

_ASKED_IN_GENERAL = re.compile(
    r"(?:\b(?:can|could|does|do|did|will|would|may|might|should) (?:(?!not\b|this\b|i have\b"
    r"|i be having\b)\w+ ){0,9}?"
    r"(?:caus\w*|mak(?:e|es)|giv(?:e|es)|lead\w*|result\w*|affect\w*|go|get|lose|damage|happen|trigger"
    r"|creat\w*|turn|have"
    r"|develop|become|burst|stop|block|harm|prevent|avoid|kill|choke|suffocate|faint|end up) (?:\w+ ){0,6}$"
    r"|\b(?:risks?|chances?|likelihood|dangers?|signs?|symptoms?|odds|rates?|cases?|possibility|fear"
    r"|scared|afraid|worried"
    r"|nervous|stories|reports?|history|examples?|warning|percentage|causes?)(?: \w+)? (?:of|about|for"
    r"|like) (?:\w+ ){0,6}$"
    r"|\bhow (?:common|likely|rare|often|frequent\w*|serious) (?:\w+ ){0,4}$"
    r"|\bwhat (?:is|are|does|causes?|would|counts as|exactly is) (?:an? |the |meant by )?(?:\w+ )?$"
    r"|\b(?:to|do not want to|so that i do not|so i do not) (?:avoid|prevent|go|get|end up) (?:\w+ ){0,4}$"
    r"|\b(?:used|approved|good|treatment|cure|antidote|works?) (?:for|to treat|against) (?:\w+ ){0,3}$"
    r"|^ ?how (?:is|are|do (?:you|they|doctors|clinics) \w+) (?:\w+ ){0,3}$"
    r"|^ ?(?:is|are) (?:there )?(?:an? )?$)"
)
_ASKED_AFTER = re.compile(
    r"^ (?:\w+ )?(?:a )?(?:possible|common|rare|known|listed|usual)? ?(?:side effect|risk|possible)\b"
)
_HAPPENING = re.compile(
    r"\b(?:i am (?!worried|scared|afraid|thinking|consider\w*|wonder\w*|nervous|plan\w*|going to"
    r"|interested|hop\w*|about)"
    r"|i (?:can|could) not|i can (?:barely|hardly)|i (?:got|had|was|feel|felt|think|noticed|woke|keep)"
    r"|i have (?:been|got|just|had|a)\b"
    r"|my \w+(?: \w+)? (?:is|are|has|have|went|turned|looks?|feels?|hurts?|keeps?|started)|mine|since|now"
    r"|today|this morning"
    r"|last night|yesterday|getting worse|suddenly|help|started|keeps|is this|this is|could this|this be"
    r"|is it normal"
    r"|she (?:is|has|can|keeps|feels)|he (?:is|has|can|keeps|feels)|(?:days?|hours?|weeks?) (?:ago|later"
    r"|on|in)\b|what should i do|what do i do|still)\b"
)
_SYMPTOM = (
    r"(?:pain|swelling|bruising|redness|fever|rash|trouble|difficult\w*|problems?|changes?|itching"
    r"|lumps?|numbness)"
)
_DENIED = re.compile(
    rf"(?:\bno|\bwithout|\bnot (?:having|had|got|have|experienc\w+|feel\w*)|\b(?:do|does|did|have"
    rf"|has) not (?:have|had|got"
    rf"|feel|experience\w*|notice\w*)|\bnever had|\bnone of)(?: (?:any|a|the|real|signs? of|single|more"
    rf"|sort of|kind of"
    rf"|or|{_SYMPTOM})| [,/])*,? $"
)
_BUT_ONLY = re.compile(r"\bnot (?:just|only)\b|\bno longer\b|\bno idea\b|\bno doubt\b")
_KNOWN_BEFORE = re.compile(
    r"\b(?:if|with|for (?:people|someone|patients|anyone)(?: \w+)?|who (?:have|has)|suffer\w* from"
    r"|history of|diagnosed with"
    r"|prone to|past|previous|people with|used to (?:get|have)|allergic to) (?:(?:i|you|we|someone|a|an"
    r"|have|has|had|suffer|get"
    r"|from|got|known|severe|mild|people|who|are|am|active|current|any|of) )*$"
)
_TREATED = re.compile(
    r"\b(?:after|since|following|post|had|got|did|done|ago|yesterday|last|just|now|today|from"
    r"|this morning|injected|"
    r"treated|inject\w*|weeks? in|days? in|gave|given|recent\w*|my (?:\w+ )?(?:filler|botox|tox|laser"
    r"|peel|threads?))\b"
)
_SINCE_TREATED = re.compile(
    r"\b(?:after|since|following|post|ago|yesterday|injected|today|(?:had|got) (?:my |a "
    r"|some )?(?:\w+ )?(?:botox|filler|tox))\b"
)
_ASKING_TO_HAVE = re.compile(
    r"\b(?:can|could|may|should|is|are|am|would|will|ok|safe|when)\b.{0,60}\b(?:have|get|getting|having"
    r"|for|safe|ok|do|use|be given|with)\b"
)
_ASKING_FOR_HELP = re.compile(
    r"\b(?:what (?:do|should|can|must) i do|who (?:do|should) i call|help|call|hospital|a and e|er"
    r"|emergency|urgent)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:in the past|(?:\d+ )?years? ago|last year|once had|when i was|as a (?:child|kid|teen\w*)"
    r"|history of|allergic to|since childhood"
    r"|all my life)\b"
)
_BRUISE = re.compile(r"\bbruis\w*|\bblack and blue\b|\bblack eye\b")
_SURE = re.compile(
    r"\b(?:white|pale|blanch\w*|numb|cold|pain\w*|mottl\w*|dusky|gr[ea]y\w*|patch\w*|vision|necro\w*"
    r"|spread\w*)\b"
)


class Alarm(NamedTuple):
    """What was recognised: the names of the signs, or that they were asked about only in general."""

    signs: tuple[str, ...]
    in_general: tuple[str, ...]


def alarms(
    tokens: tuple[Token, ...], treatments: frozenset[str], phrases: dict[str, str] | None = None
) -> Alarm:
    """Every danger sign in a question.

    `treatments` are the names of the procedures named in it with their families; `phrases` are the
    base's own wordings of a red flag, by wording.
    """
    said = " ".join(token.text for token in tokens if token.text != ",") + " "
    raised: dict[str, None] = {}
    general: dict[str, None] = {}
    for sign in SIGNS:
        # Colour, pain and swelling have many causes: without a treatment they are no alarm of ours.
        ours = bool(treatments) or not sign.needs_treatment or bool(_TREATED.search(said))
        for found in sign.words.finditer(said):
            _weigh(sign.id, found.start(), found.end(), said, treatments, raised if ours else {}, general)
    for phrase, flag in (phrases or {}).items():
        at = said.find(phrase + " ")
        if at >= 0 and (at == 0 or said[at - 1] == " ") and not _told_of_oneself(phrase, said[:at]):
            _weigh(flag, at, at + len(phrase), said, treatments, raised, general)
    if FOREIGN.search(said):
        raised["breathing-or-swallowing"] = None
    return Alarm(tuple(raised), tuple(g for g in general if g not in raised))


def _told_of_oneself(phrase: str, before: str) -> bool:
    """ "I am allergic to botox" is a fact for screening; "am I allergic to botox?" is an alarm."""
    return phrase.startswith("allergic to") and not re.search(
        r"\b(?:am i|could i|might|maybe|think i)\b", before
    )


def _weigh(
    sign: str,
    start: int,
    end: int,
    said: str,
    treatments: frozenset[str],
    raised: dict[str, None],
    general: dict[str, None],
) -> None:
    """Count a wording as raised, as asked in general, or not at all."""
    opening = max(said.rfind(mark, 0, start) for mark in ".!?;") + 1
    before = said[opening:start]
    if _denied(before) or _harmless(sign, said, start, end, treatments):
        return
    if _known_before(sign, before, said) or (
        _in_general(before, said[start:end], said[end:]) and not _HAPPENING.search(said)
    ):
        general[sign] = None
    else:
        raised[sign] = None


def _in_general(before: str, found: str, after: str) -> bool:
    """Whether the sentence asks if such a thing can be; the verb may be the sign's own ("affect vision")."""
    opened = f"{before}{found.split(maxsplit=1)[0]} "
    return any(_ASKED_IN_GENERAL.search(text) for text in (before, opened)) or bool(
        _ASKED_AFTER.search(after)
    )


def _denied(before: str) -> bool:
    return bool(_DENIED.search(before)) and not _BUT_ONLY.search(before)


def _known_before(sign: str, before: str, said: str) -> bool:
    """A condition the person lives with, named to ask whether a treatment may be had at all."""
    if not _ASKING_TO_HAVE.search(said) or _ASKING_FOR_HELP.search(said):
        return False
    if _LIKE.get(sign, sign) == "allergy" and _NOT_NOW.search(said):
        return True
    return bool(_KNOWN_BEFORE.search(before)) and not re.search(
        r"\b(?:after|since|following|post|now|just|today|ago|started)\b(?! the past)", said
    )


_MAY_ONE = re.compile(
    r"\b(?:can|may|could|should|will|would|does|do|is|are|how|what|when|ok|safe|fine|good|allowed|able"
    r"|possible|if|with|no|not|without)\b"
)


def _only_asked(before: str, said: str) -> bool:
    """Whether breath or sight is only asked about ("when can I swallow tablets?"): nothing happened."""
    opening = max(before.rfind(mark) for mark in ".!?;") + 1
    happened = re.search(r"\b(?:since|after|following|post|now|started|ago|yesterday|today)\b", said)
    asked = _MAY_ONE.search(before[opening:])
    return bool(asked and not _HAPPENING.search(before[opening:])) or not happened


# Red flags of the base whose everyday meanings are those of one of the signs above.
_LIKE = {
    "filler-vascular-occlusion": "blocked-vessel",
    "spreading-infection": "infection",
    "anaphylaxis": "allergy",
    "toxin-illness": "spread-of-toxin",
}


def _harmless(sign: str, said: str, start: int, end: int, treatments: frozenset[str]) -> bool:
    """What one sign's words also mean on an ordinary day after an ordinary treatment."""
    found = said[start:end]
    treated = bool(_TREATED.search(said))
    match _LIKE.get(sign, sign):
        case "blocked-vessel":
            if (
                treatments
                and treatments <= {"peel", "laser", "light"}
                and not re.search(r"necro|dying|black", found)
            ):
                return True
            bruised = _BRUISE.search(said) and re.search(r"blue|purpl|violet|dark|black", found)
            return bool(bruised) and not _SURE.search(said)
        case "function":
            return _only_asked(said[:start], said)
        case "severe-pain":
            if re.search(r"\b(?:neck|shoulders?|back|knees?|hips?)\b", said) and not _SINCE_TREATED.search(
                said
            ):
                return True
            asked = re.search(r"\b(?:is|are|was|how|will|does|would) (?:\w+ ){0,8}$", said[:start])
            return bool(asked) and not _HAPPENING.search(said)
        case "infection" | "allergy" | "spread-of-toxin":
            if re.match(r"fever|chills|shiver|high temp|temperature", found):
                planned = re.search(
                    r"\b(?:cancel|reschedule|postpone|still (?:go|have|get)|before|can i (?:have|get)"
                    r"|go ahead)\b",
                    said,
                )
                return bool(planned) and not _SINCE_TREATED.search(said)
            return not treated and not treatments
        case _:
            return False
