"""Danger signs: parts of the body met with words of failing, in any wording. Looked for before all else.

A sign counts unless the sentence plainly asks about it in general ("can filler cause blindness?"),
plainly denies it ("no trouble breathing") or plainly names it as a condition known before any
treatment. Wherever that is not plain, it counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from entracte.ask.text import Token

_CANNOT = r"(?:can|could|will|would|am|was|is|are|been|do|does|did) (?:\w+ )?(?:not|never|hardly|barely)(?: \w+){0,3}?"
_TROUBLE = (
    r"(?:hard|harder|difficult\w*|trouble\w*|struggl\w*|problems?|unable|not able|hardly|barely|tough"
    r"|tight\w*|issues?"
    r"|impossible|painful|hurts?|hurting|labou?red|fail\w*|shallow|weird|strange|funny|wrong|worse|stuck"
    r"|uncomfortable"
    r"|heavy|fast|rapid|noisy|scared|affect\w*|lost|losing|loss|stopped|limited|impaired|abnormal)"
)
_BREATH = r"(?:breath(?!e in fumes)\w*|inhal\w*|swallow\w*|gulp\w*)"
_SPEAK = r"(?:speak(?! (?:to|with))\w*|talk(?! (?:to|with))\w*|speech|form words|get words out)"
_SIGHT = r"(?:vision|eye ?sight|sight)"
_LOST = (
    r"(?:lost|lose|losing|loss|gone|going|goes|went|impair\w*|dim\w*|dark\w*|black\w*|fad\w*|reduc\w*"
    r"|trouble"
    r"|problems?|issues?|chang\w*|disturb\w*|worse\w*|weird|funny|strange|partial\w*|tunnel|cloud\w*"
    r"|fog\w*|fuzz\w*"
    r"|haz\w*|blurr\w*|blur|double|poor|affect\w*|missing|patchy|decreas\w*|wobbly|distort\w*|flash\w*"
    r"|spots?)"
)
_SKIN = (
    r"(?:lips?|skin|nose|nostrils?|tip|area|patch\w*|spots?|face|cheeks?|chin|forehead|it|tongue|site"
    r"|bruis\w*|gums?"
    r"|under eyes?|glabella|temples?|mouth|marks?|side|part|tissue|colou?r|fingers?|eye ?lids?)"
)
_STARVED = (
    r"(?:white|whitish|gr[ea]y\w*|dusky|pale|mottl\w*|blotchy|marbl\w*|lac[ye]\w*|bloodless|blackish|ashen)"
)
_DARK = r"(?:blue|bluish|purple|purplish|violet|black|dark)"
_TURN = r"(?:turn\w*|went|goes|going|gone|go|looks?|looking|looked|became|becom\w*|getting|got|is|are|was|has|have|with)"
_GREAT = (
    r"(?:severe\w*|extreme\w*|excruciating\w*|unbearabl\w*|intense\w*|terribl\w*|horribl\w*|horrendous"
    r"|awful|worst"
    r"|agoni\w*|crazy|insane|stabbing|worsening|increasing|escalating|constant|so much|a ?lot of|searing"
    r"|shooting"
    r"|really bad|very bad|so bad|major|incredible|burning|massive|sudden|throbbing|serious)"
)


class Sign(NamedTuple):
    """A danger sign: its name, the words that show it, and whether a treatment must be in the text."""

    id: str
    words: re.Pattern[str]
    needs_treatment: bool


def _sign(id_: str, *patterns: str, alone: bool = True) -> Sign:
    return Sign(id_, re.compile("|".join(rf"(?:\b{p})" for p in patterns)), not alone)


SIGNS = (
    _sign(
        "breathing-or-swallowing",
        rf"{_CANNOT} (?:breathe|breath|swallow|get (?:any |enough )?air|catch my breath|keep (?:food"
        rf"|water) down)\b",
        rf"{_TROUBLE}(?: \w+){{0,4}} {_BREATH}",
        rf"(?:breathing|breath|swallowing|swallow)(?: \w+){{0,3}} {_TROUBLE}\b",
        r"(?:short|out)(?:ness)? of breath",
        r"breathless\w*",
        r"gasp\w*",
        r"wheez\w*",
        r"chok(?:e|ed|es|ing)\b",
        r"suffocat\w*",
        r"(?:throat|airway|windpipe|neck)(?: \w+){0,4} (?:clos\w*|tight\w*|swell\w*|swollen|shut\w*"
        r"|block\w*|constrict\w*)",
        r"(?:clos\w*|tight\w*|swell\w*|swollen|lump)(?: \w+){0,3} throat",
        r"food (?:is |gets |keeps )?(?:getting )?(?:stuck|sticks)",
        r"not breathing",
        r"stopped breathing",
        r"dysphagia (?:after|since|now|started)",
        r"drool\w*",
        r"liquid\w* (?:come\w*|go\w*) (?:out|up|down)",
        r"go\w* down the wrong way",
    ),
    _sign(
        "speech",
        rf"{_CANNOT} (?:speak|talk|form words|get words)\b(?! (?:to|with))",
        rf"{_TROUBLE}(?: \w+){{0,3}} {_SPEAK}",
        rf"(?:speech|speaking|talking)(?: \w+){{0,3}} (?:slur\w*|{_TROUBLE}|mumbl\w*|thick)\b",
        r"slur\w*",
        r"voice(?: \w+){0,3} (?:gone|hoarse\w*|chang\w*|weak\w*|lost|raspy|disappear\w*|funny|strange)",
        r"(?:lost|hoarse|losing)(?: \w+){0,2} voice",
        r"hoarse\w*",
        r"speaking funny",
    ),
    _sign(
        "sight",
        rf"{_LOST}(?: \w+){{0,4}} {_SIGHT}\b",
        rf"{_SIGHT}(?: \w+){{0,5}} {_LOST}\b",
        rf"no {_SIGHT}\b",
        r"blurr\w*",
        r"see(?:ing)? (?:double|blurry|spots|stars|flashes)",
        r"double vision",
        r"blind(?:ness|ed)?\b(?! (?:study|trial|test))",
        rf"{_CANNOT} see(?: (?:out|from|with|properly|clearly|well|anything|straight|my|in|on|through)\b"
        rf"| *(?:[.!?,;]|$))",
        r"(?:everything|eyes?)(?: \w+){0,3} (?:went|gone|going|goes|is|turned) (?:dark|black|grey|gray"
        r"|dim|blind)",
        r"floaters",
        rf"(?:{_GREAT}|sharp) (?:eye|pain (?:\w+ ){{0,3}}eyes?)\b(?: pain)?",
        r"eyes? (?:\w+ ){0,2}(?:pain|hurts?) (?:\w+ ){0,2}(?:a lot|badly|so much|bad)",
        r"ca?n? ?not move (?:my |the |her |his )?(?:\w+ )?eye\b",
    ),
    _sign(
        "blocked-vessel",
        r"blanch\w*",
        r"necro\w*",
        r"(?:tissue|skin|lip|nose)(?: \w+){0,2} (?:death|dying|dead|dies)",
        r"gangren\w*",
        r"(?:vascular|arterial|vessel|artery|blood)(?: \w+){0,2} (?:occlu\w*|compromis\w*|block\w*"
        r"|obstruct\w*|cut off)",
        r"occlu\w*",
        r"blocked (?:\w+ )?(?:artery|vessel|blood)",
        r"livedo\w*",
        r"(?:cap|capillary) refill",
        rf"{_SKIN}(?: \w+){{0,5}} {_TURN} (?:\w+ ){{0,3}}{_STARVED}\b",
        rf"{_SKIN}(?: \w+){{0,4}} {_STARVED}\b(?! ?heads?)",
        rf"{_SKIN}(?: \w+){{0,3}} {_TURN} (?:\w+ ){{0,3}}{_DARK}\b(?! ?heads?| and blue| circles| skin"
        rf"| eye)",
        r"(?:white|gr[ea]y\w*|dusky|mottled|blotchy) skin\b",
        r"(?:white|gr[ea]y\w*|dusky|pale|purple|bluish|mottled|blotchy|black) (?:\w+ )?"
        r"(?:patch\w*|area\w*|blotch\w*|discolou?r\w*|lips?\b|tissue|web|net)",
        r"(?:lacy|lace like|lace|net like|web like|fishnet|marbled)(?: \w+)? (?:pattern|rash|skin|look"
        r"|mark\w*)",
        r"(?:cold(?! sore)|ice cold|numb and cold|cool)(?: \w+){0,2} (?:lips?|nose|skin|tip)\b",
        r"(?:lips?|nose|tip|skin)(?: \w+){0,3} (?:ice )?cold (?:to|and|,)",
        alone=False,
    ),
    _sign(
        "severe-pain",
        rf"{_GREAT}(?: \w+){{0,3}} (?:pain|pains|ache|aching|agony|headache\w*)\b",
        r"pain(?:ful)?(?: \w+){0,5} (?:worse|worsen\w*|unbearable|severe|excruciating|not stop|increas\w*"
        r"|intens\w*|agony"
        r"|spread\w*|out of control|too much|extreme|not going away|throbbing)",
        r"(?:in|complete|total|absolute) agony",
        r"(?:really|very|so|extremely|unbearably|severely|insanely) (?:\w+ )?painful",
        r"hurts? (?:so|really|very|like) (?:\w+ )?(?:bad\w*|much|hell|crazy)",
        r"hurting (?:so|really|very) (?:bad\w*|much)",
        r"killing me",
        alone=False,
    ),
    _sign(
        "infection",
        r"pus\b",
        r"abscess\w*",
        r"cellulit\w*",
        r"seps[ei]s|septic\b",
        r"(?:oozing|weeping|leaking|discharge|draining)(?: \w+){0,3} (?:pus|yellow|green|fluid|liquid"
        r"|smell\w*)",
        r"(?:yellow|green)(?: \w+)? (?:discharge|fluid|liquid|ooze|pus)",
        r"infect\w*(?: \w+){0,4} (?:spread\w*|worse|hot|fever|red|after|from|since)",
        r"(?:looks?|is|got|gotten|seems?|think it is|became|getting) (?:\w+ )?infected",
        r"(?:red\w*|heat|swelling|rash|infection|bruis\w*|hardness)(?: \w+){0,4} (?:spread\w*)",
        r"spread\w* (?:\w+ )?(?:red\w*|infection|rash|swelling|heat)",
        r"red (?:streaks?|lines?) ",
        r"(?:hot|warm)(?: \w+){0,4} (?:swollen|throb\w*|hard|painful)",
        r"(?:swollen|hard|painful)(?: \w+){0,4} (?:hot|warm)(?: to)?\b(?! (?:flush|bath|tub|shower|yoga))",
        r"fever\w*(?! blister)",
        r"(?:chills|shivering|high temperature|temperature of)\b",
        alone=False,
    ),
    _sign(
        "allergy",
        r"anaphyla\w*",
        r"(?:tongue|throat)(?: \w+){0,4} (?:swell\w*|swollen|thick|huge|numb)",
        r"(?:swell\w*|swollen)(?: \w+){0,3} (?:tongue|throat)",
        r"face (?:is |has |keeps |was )?(?:\w+ )?(?:swelling|swelled|swollen|ballooned|blew"
        r"|blown) ?(?:up)?",
        r"(?:whole|entire|all my) face(?: \w+){0,3} (?:swell\w*|swollen|puffed)",
        r"(?:hives|welts)\b",
        r"(?:rash|itch\w*|red)(?: \w+){0,3} (?:all over|everywhere|whole body|body)",
        r"(?:having|had|have|get|getting|bad|severe|think it is|maybe"
        r"|this) (?:an? )?(?:\w+ )?allergic (?:reaction|response)",
        r"allerg\w* (?:to it|reaction (?:to|after|from|now))",
        r"epi ?pen",
        alone=False,
    ),
    _sign(
        "spread-of-toxin",
        r"botulism",
        r"(?:weak\w*|limp|floppy)(?: \w+){0,4} (?:arms?|legs?|neck|body|limbs?|muscles|all over"
        r"|everywhere|head|hands?|grip)",
        r"(?:arms?|legs?|neck|body|limbs?|muscles|all over|everywhere|head|felt|feel|feeling|so|very"
        r"|really)"
        r"(?: \w+){0,3} (?:weak\b|weakness|limp|floppy)",
        r"(?:muscle|general\w*|spreading|severe|extreme) weakness",
        rf"{_CANNOT} (?:lift|hold|raise|move|keep|support)(?: \w+){{0,3}} (?:head|arms?|neck|legs?"
        rf"|hands?)\b",
        r"(?:loss of|lost|no) (?:\w+ )?(?:bladder|bowel)(?: control)?",
        r"paraly[sz]\w*(?: \w+){0,3} (?:arm|leg|body|side|tongue|throat)",
        r"(?:too much|an overdose of|overdosed?|double dose)(?: \w+)? (?:botox|tox|toxin|dysport|units)",
        r"overdose\w*",
        alone=False,
    ),
    _sign(
        "collapse",
        r"(?:passed|passing|blacked|blacking) out",
        r"faint(?:ed|ing|s)\b",
        r"collapsed",
        r"unconscious",
        r"seizures? (?:after|since|from|now)|convuls\w*|having a (?:seizure|fit|stroke)",
        r"chest (?:pain\w*|tight\w*|pressure|hurts?)",
        r"(?:tight\w*|pain|pressure)(?: \w+){0,3} chest",
        r"heart (?:is |keeps )?(?:racing|pounding|stopp\w*)",
        r"palpitations",
        r"stroke\b(?! of)",
        r"(?:kill|hurt|harm) (?:myself|himself|herself)",
        r"suicid\w*",
        r"want to die",
    ),
)
_FOREIGN = re.compile(
    r"\b(?:no pued[eo] (?:respirar|tragar|ver|hablar)|(?:dificultad|problemas) para (?:respirar|tragar"
    r"|hablar)"
    r"|vision borrosa|no veo|(?:peux|arrive) (?:pas|plus) (?:a )?(?:respirer|avaler|voir|parler)"
    r"|vois (?:flou|double|plus)"
    r"|mal a (?:respirer|avaler)|kann nicht (?:\w+ )?(?:atmen|schlucken|sehen|sprechen)|(?:atem"
    r"|schluck)\w*not\b"
    r"|(?:schlecht|schwer|nicht mehr) (?:atmen|schlucken|luft)|non (?:riesco a |posso )?(?:respir\w+"
    r"|deglut\w+|ingoi\w+|vedo)"
    r"|nao (?:consigo|posso) (?:respirar|engolir|ver|falar)|schluckbeschwerden|atemnot|necrose|necrosi\b)"
)

SIGN_WORDS = frozenset(
    """swallow swallowing breathe breathing breath breaths vision blurred blurry blanching blanched necrosis throat tongue
    spreading allergic anaphylaxis infection infected swelling swollen blindness dizziness weakness headache severe
    unbearable fever chills purple paralysed paralyzed choking speaking slurred eyesight eyelid symptoms difficulty
    trouble fainted occlusion hives emergency hospital doctor painful excruciating mottled necrotic blotchy anaphylactic
    hoarse suffocating wheezing gasping dusky white struggling swallows speech double blind abscess breathless""".split()
)

_ASKED_IN_GENERAL = re.compile(
    r"(?:\b(?:can|could|does|do|did|will|would|may|might|should) (?:(?!not\b|this\b|i have\b"
    r"|i be having\b)\w+ ){0,9}?"
    r"(?:caus\w*|mak(?:e|es)|giv(?:e|es)|lead\w*|result\w*|affect\w*|go|get|lose|damage|happen|trigger"
    r"|creat\w*|turn|have"
    r"|develop|become|burst|stop|block|harm|prevent|avoid|kill|end up) (?:\w+ ){0,6}$"
    r"|\b(?:risks?|chances?|likelihood|dangers?|signs?|symptoms?|odds|rates?|cases?|possibility|fear"
    r"|scared|afraid|worried"
    r"|nervous|stories|reports?|history|examples?|warning|percentage|causes?)(?: \w+)? (?:of|about|for"
    r"|like) (?:\w+ ){0,6}$"
    r"|\bhow (?:common|likely|rare|often|frequent\w*|serious) (?:\w+ ){0,4}$"
    r"|\bwhat (?:is|are|does|causes?|would|counts as|exactly is) (?:an? |the |meant by )?(?:\w+ )?$"
    r"|\b(?:to|do not want to|so that i do not|so i do not) (?:avoid|prevent|go|get|end up) (?:\w+ ){0,4}$"
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
_SYMPTOM = r"(?:pain|swelling|bruising|redness|fever|rash|trouble|difficult\w*|problems?|changes?|itching|lumps?|numbness)"
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
    r"\b(?:after|since|following|post|ago|yesterday|injected|today|(?:had|got) (?:my |a |some )?(?:\w+ )?(?:botox|filler|tox))\b"
)
_ASKING_TO_HAVE = re.compile(
    r"\b(?:can|could|may|should|is|are|am|would|will|ok|safe|when)\b.{0,60}\b(?:have|get|getting|having"
    r"|for|safe|ok|do|use|be given|with)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:in the past|years ago|as a (?:child|kid|teen\w*)|history of|allergic to|since childhood|all my life)\b"
)
_BRUISE = re.compile(r"\bbruis\w*|\bblack and blue\b|\bblack eye\b")
_SURE = re.compile(
    r"\b(?:white|pale|blanch\w*|numb|cold|pain\w*|mottl\w*|dusky|gr[ea]y\w*|patch\w*|vision|necro\w*|spread\w*)\b"
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
    said = " ".join(token.text for token in tokens) + " "
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
    if _FOREIGN.search(said):
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
    if _known_before(before, said) or (_in_general(before, said[start:end], said[end:]) and not _HAPPENING.search(said)):
        general[sign] = None
    else:
        raised[sign] = None


def _in_general(before: str, found: str, after: str) -> bool:
    """Whether the sentence asks if such a thing can be; its verb may be the sign's own ("affect your vision")."""
    opened = f"{before}{found.split(maxsplit=1)[0]} "
    return any(_ASKED_IN_GENERAL.search(text) for text in (before, opened)) or bool(
        _ASKED_AFTER.search(after)
    )


def _denied(before: str) -> bool:
    return bool(_DENIED.search(before)) and not _BUT_ONLY.search(before)


def _known_before(before: str, said: str) -> bool:
    """A condition the person lives with, named to ask whether a treatment may be had at all."""
    if not _ASKING_TO_HAVE.search(said):
        return False
    told = _KNOWN_BEFORE.search(before) or _NOT_NOW.search(said)
    return bool(told) and not re.search(
        r"\b(?:after|since|following|post|now|just|today|ago|started)\b(?! the past)", said
    )


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
                    r"\b(?:cancel|reschedule|postpone|still (?:go|have|get)|before|can i (?:have|get)|go ahead)\b",
                    said,
                )
                return bool(planned) and not _SINCE_TREATED.search(said)
            return not treated and not treatments
        case _:
            return False
