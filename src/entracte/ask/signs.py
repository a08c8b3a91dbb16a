"""The words of danger signs: parts of the body met with words of failing, in any wording."""

from __future__ import annotations

import re
from typing import NamedTuple

_CANNOT = (
    r"(?:can|could|will|would|am|was|is|are|been|do|does|did) (?:\w+ )?(?:not|never|hardly"
    r"|barely)(?: \w+){0,5}?"
)
_TROUBLE = (
    r"(?:hard|harder|difficult\w*|trouble\w*|struggl\w*|problems?|unable|not able|hardly|barely|tough"
    r"|tight\w*|issues?"
    r"|impossible|painful|hurts?|hurting|labou?red|fail\w*|shallow|weird|strange|funny|wrong|worse|stuck"
    r"|uncomfortable"
    r"|heavy|odd|off|different|restricted|restricting|short|fast|rapid|noisy|scared|affect\w*|lost|losing"
    r"|loss|stopped|limited|impaired|abnormal)"
)
_BREATH = r"(?:breath(?!e in fumes)\w*|inhal\w*|swallow\w*|gulp\w*)"
_SPEAK = (
    r"(?:speak(?! (?:to|with))\w*|talk(?! (?:to|with))\w*|speech|form words"
    r"|get(?:ting)? (?:\w+ )?words out)"
)
_SIGHT = r"(?:vision|eye ?sight|sight)"
_LOST = (
    r"(?:lost|lose|losing|loss|gone|going|goes|went|impair\w*|dim\w*|dark\w*|black\w*|fad\w*|reduc\w*"
    r"|trouble"
    r"|problems?|issues?|chang\w*|disturb\w*|worse\w*|weird|funny|strange|partial\w*|tunnel|cloud\w*"
    r"|fog\w*|fuzz\w*"
    r"|haz\w*|blurr\w*|blur|doubl\w*|poor|affect\w*|missing|patchy|decreas\w*|wobbly|distort\w*|flash\w*"
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
_TURN = (
    r"(?:turn\w*|went|goes|going|gone|go|looks?|looking|looked|became|becom\w*|getting|got|is|are|was"
    r"|has|have|with)"
)
_GREAT = (
    r"(?:severe\w*|extreme\w*|excruciating\w*|unbearabl\w*|intense\w*|terribl\w*|horribl\w*|horrendous"
    r"|awful|worst"
    r"|agoni\w*|crazy|insane|stabbing|worsening|increasing|escalating|constant|so much|a ?lot of|searing"
    r"|shooting"
    r"|really bad|very bad|so bad|major|incredible|burning|massive|sudden|throbbing|serious)"
)


FUNCTION = "function"


class Sign(NamedTuple):
    """A danger sign: its name, the words that show it, and whether a treatment must be in the text."""

    id: str
    words: re.Pattern[str]
    needs_treatment: bool


def _sign(id_: str, *patterns: str, alone: bool = True) -> Sign:
    return Sign(id_, re.compile("|".join(rf"\b(?:{p})" for p in patterns)), not alone)


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
        r"cough\w* (?:when|if|whenever) (?:\w+ )?(?:drink|eat|swallow)\w*",
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
        r"(?:everything|things|objects)(?: \w+){0,3} (?:double|blurry|dark|fuzzy|dim|black)\b",
        r"(?:two|2) of everything",
        r"of (?:what|everything) i see\b",
        r"eyes?(?: \w+){0,2} (?:not|never|hardly|barely) (?:\w+ )?focus\w*",
        r"(?:hard|trouble|difficult\w*|struggl\w*|unable|not able)(?: \w+){0,2} (?:focus\w*|see|seeing)\b"
        r"(?! (?:any|a|the|results?|much|if|how|why|you|my|your|someone|doctor))",
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
        r"(?<!fever )blister\w*|pustul\w*",
        r"(?:in|into|hit|inside|blocking|blocked|cutting off|cut off)(?: \w+){0,2} (?:artery|arteries"
        r"|vessels?|veins?"
        r"|blood flow|blood supply|circulation)\b",
        r"(?:tissue|skin|lip|nose)(?: \w+){0,2} (?:death|dying|dead|dies)",
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
    _sign("burn", r"(?:skin|face|cheeks?|legs?|arms?|area|it)(?: \w+){0,4} (?:raw|charred)\b", alone=False),
    _sign(
        "blocked-vessel",
        rf"(?:lips?|nose|nostrils?)(?: \w+){{0,3}} (?:gone|went|going"
        rf"|turn\w*)(?: \w+){{0,2}} (?:{_STARVED}|{_DARK})\b",
    ),
    # Words of breath, sight and speech hardly come up after a treatment unless something is wrong.
    _sign(
        FUNCTION,
        r"(?<!bad )(?:swallow\w*|breath(?:e|ing|s)?|eye ?sight|vision|speech)\b(?! (?:exercises?|technique"
        r"|mints?|work|board))",
        alone=False,
    ),
    _sign("necrosis", r"necro\w*", r"gangren\w*", r"vascular occlusion"),
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
        r"pain(?: \w+){0,2} (?:woke|wakes|waking|keeps me|kept me)",
        r"pain\b(?: \w+){0,12} throb\w*",
        r"pain(?: \w+){0,3} (?:10|9|ten|nine) (?:/|out of) (?:10|ten)",
        r"(?:10|9|ten|nine) (?:/|out of) (?:10|ten)(?: \w+){0,3} pain",
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
        r"(?:yellow|green)(?: \w+)? (?:discharge|fluid|liquid|ooze|pus|stuff|gunk|goo)",
        r"infect\w*(?: \w+){0,4} (?:spread\w*|worse|hot|fever|red|after|from|since)",
        r"(?:looks?|is|got|gotten|seems?|think it is|became|getting) (?:\w+ )?infected",
        r"(?:red\w*|heat|swelling|rash|infection|bruis\w*|hardness)(?: \w+){0,4} (?:spread\w*)",
        r"spread\w* (?:\w+ )?(?:red\w*|infection|rash|swelling|heat)",
        r"red (?:streaks?|lines?) ",
        r"(?:swelling|swollen|lump|redness|area|it|hot|rash)(?: \w+){0,5} (?:bigger|larger|worse|redder)"
        r" (?:every|by the|each) (?:hour|minute)",
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
        r"(?:tongue|throat|face)(?: \w+){0,4} (?:twice|double(?! chin)|triple|huge|enormous|massive)\b",
        r"(?:lips?|face|tongue|eyes?)(?: \w+){0,3} balloon\w*",
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
        r"legs?(?: \w+){0,2} (?:giv\w+ (?:way|out)|gave (?:way|out)|buckl\w*)",
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
        r"(?:feel\w*|felt) (?:\w+ ){0,3}(?:faint|confused|like passing out)\b(?! (?:at|when|around|about"
        r"|by))",
        r"(?:face|mouth|side)(?: \w+){0,4} droop\w*(?: \w+){0,5} (?:arms?|legs?|speech|speak|numb|weak\w*)\b",
        r"arms?(?: \w+){0,3} (?:numb|weak|tingl\w*)",
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
FOREIGN = re.compile(
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
    """swallow swallowing breathe breathing breath breaths vision blurred blurry blanching blanched
    necrosis throat tongue
    spreading allergic anaphylaxis infection infected swelling swollen blindness dizziness weakness headache
    severe
    unbearable fever chills purple paralysed paralyzed choking speaking slurred eyesight eyelid symptoms
    difficulty
    trouble fainted occlusion hives emergency hospital doctor painful excruciating mottled necrotic blotchy
    anaphylactic
    hoarse suffocating wheezing gasping dusky white struggling swallows speech double blind abscess
    breathless""".split()
)
# The plain words of all signs: none of them is a misspelling of anything else.
SIGN_LITERALS = frozenset(re.findall(r"[a-z]{4,}", " ".join(sign.words.pattern for sign in SIGNS)))
