"""Which kind of question it is, from its words and from what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entracte.ask.question import Kind

SAME_DAY = re.compile(
    r"\b(?:same (?:day|time|visit|appointment|session|sitting|afternoon|morning|evening)"
    r"|(?<!may )(?<!can )(?<!should )(?<!could )(?:one|single|1) (?:\w+ )?(?:day|visit|appointment"
    r"|session|sitting|go"
    r"|trip)|one and the same|at once|simultaneous\w*|back to back|together|in the same|concurrent\w*"
    r"|on the day|all in one|at one time)\b"
)
ONE_DAY = re.compile(SAME_DAY.pattern.replace("|together", ""))
STRAIGHT_AFTER = re.compile(
    r"\b(?:straight|right|immediately|directly|just|minutes|hours) (?:after|following|post)\b"
    r"|\b(?:straight|right) (?:away|afterward)\b"
)
_PAIRING = re.compile(
    r"\b(?:pair\w*|combin\w*|combo|alongside|mix\w*|complement\w*|be added|in addition to|work well with"
    r"|go well with|other treatments?"
    r"|instead of|alternatives?)\b"
)
_WHY = re.compile(
    r"\b(?:why|how come|reasons?|what (?:\w+ )?go(?:es)? wrong|go wrong|risks?|dangers?|dangerous|harm\w*"
    r"|side effects?|complications?|what (?:\w+ )?makes?"
    r"|what (?:will|would|could|might|can|does) (?:(?:it|that|this) do\b|happen)|what happens|happens? if)"
)
_TOUCHING = re.compile(
    r"\b(?:do|does|will|would|can|could|did) (?:\w+ ){1,4}?(?:affect|dissolve|melt|break ?down|ruin|undo"
    r"|interfere|destroy|migrate|shift|damage|cancel|react|move|displace|spread"
    r"|mess|weaken|disturb|reverse|reduce)\b"
)
_RISK = re.compile(
    r"\b(?:safe|safely|unsafe|bad|worr\w*|sore|lumps?|lumpy|swell\w*|swollen|bruis\w*|migrat\w*|infect\w*"
    r"|sick|allerg\w*|scar\w*|damage\w*|ruin\w*|ptosis|droop\w*"
    r"|hard|heavy|tight|peeling|itch\w*|weird|normal(?! look)|bumps?|nodules?|granuloma\w*|toxic"
    r"|poison\w*|blind\w*|necrosis|occlusion|die|death|kill|burn\w*|asymmetr\w*|uneven|botched|numb\w*"
    r"|dizz\w*|headaches?"
    r"|side effects?|danger\w*|risk\w*)\b"
)
_EFFECT = re.compile(
    r"\b(?:how long (?:do|does|will|can|would|is|until|before|for)\b.{0,50}\b(?:last|stay|work|take|show"
    r"|kick|wear|keep|results?|see|heal|settle|recover)\w*"
    r"|lasts|last(?! (?:\w+day|week|night|month|time|year))|lasting|results?|work|works|working"
    r"|effective\w*|painful|hurts?|pain|visible|kick in"
    r"|wears? off|wearing off|wear off|go(?:es)? away|differ\w*|versus"
    r"|vs|better|best|benefits?|gain|dissolve[ds]?|undo\w*|revers\w*|normal look|look like|months of"
    r"|what (?:is|are) (?!the (?:wait|gap|earliest|soonest|latest))"
    r"|how does|go(?:ing)? away|disappear\w*|gone|thicker|grow\w*|coming up|more effective|feel like"
    r"|how many months|how many years|does it do|worth it|recovery time|recover|heal|downtime|down time"
    r"|explain|tell me about)\b"
)
_LONGEVITY = re.compile(
    r"\b(?:how many (?:months|years|weeks) (?:of|do|does|will|can)|months of results|lasts"
    r"|last(?! (?:\w+day|week|night|month|time|year)))\b"
)
_REPEAT = re.compile(
    r"\b(?:how (?:often|frequent\w*|regular\w*)|how many (?:\w+ ){0,3}?(?:times|sessions|treatments"
    r"|syringes|rounds|units|weeks|months|peels|facials)|how many\b"
    r"|frequency|intervals?|touch ups?|top ups?|refresh|again|another|next (?:\w+ )?(?:session|treatment"
    r"|appointment|one|round|set)|go(?:ing)? back for|more put|more of|for more"
    r"|repeat\w*|maintenance|number of|regularly|every (?:\d|few|three|four|six|two|couple|month|week"
    r"|year)|redo\w*|redone|second (?:session|round|treatment|time)|series"
    r"|apart|one (?:\w+ ){0,2}?to the next|between (?:\w+ ){0,2}?(?:sessions|treatments|appointments"
    r"|injections|peels|facials)|refill\w*|most (?:often|frequent)"
    r"|max|maximum|per session|\d+ (?:units|syringes?|mls?)|(?:second|third|2nd|3rd) (?:\w+ )?(?:one"
    r"|session|round|treatment|time|microneedling"
    r"|peel|syringe|facial)|limited|too (?:often|many|much|frequently)|keep (?:having|getting)|still get it"
    r"|still have it|somewhere else|regular|schedule|spacing|refresher)\b"
)
_ALREADY = re.compile(
    r"\b(?:accident\w*|forgot\w*|already (?:had|did|done|got|went)|oops|ruin\w*|mess(?:ed)? (?:it |this "
    r"|that )?up|by mistake|without (?:knowing|thinking|realis\w*"
    r"|realiz\w*)|did not (?:know|realise|realize)|going to happen now|what now|did i (?:ruin|mess|damage"
    r"|do)|have i (?:ruined|messed|damaged|done)|should i (?:be )?worr\w*"
    r"|too soon was|was (?:that|it) (?:too|bad|a mistake|ok|safe)|is that (?:bad|ok|a problem)|stupidly"
    r"|unknowingly|could it harm|undone|did it once more|will i be ok|am i (?:ok|fine))\b"
)
_ASKS_WHEN = re.compile(
    r"\b(?:when (?:can|could|may|should|is|are|will|do|would)|how (?:long|soon|early|far|many (?:days"
    r"|weeks))|what (?:wait|gap)|earliest|soonest|can i (?:have|get|do|go)"
    r"|may i|should i (?:have|get|wait))\b"
)
_TO_COME = re.compile(
    r"\b(?:if i (?:get|have|do|go|book)|would it|will it|tomorrow|next (?:week|month|day))\b"
)
_CHOICE = re.compile(
    r"\b(?:which (?:one|is better|works|do i need|should|laser|is right|of)|or .{0,30}\b(?:better"
    r"|which)\b(?! (?:after|before|to))|is better\b(?! (?:after|before|to))|better than|versus|vs"
    r"|differ\w*|difference|compare\w*|do i need(?! to))\b"
)
_SOME_CONDITION = re.compile(
    r"\b(?:while|during|if (?:i|you|someone) (?:have|had|has|am|are|got)|when (?:i|you) (?:am|are|have)"
    r"|with (?:a|an|my)|on my|i have (?:a|an|my|been|got)|i suffer|i take|diagnosed)\b"
)
_ELIGIBLE = re.compile(
    r"^(?:hey |hi |so |hello )*(?:can|could|may|should|am|would) (?:i|you|we|someone|anyone)\b"
)
_MEDICINE_EFFECT = re.compile(
    r"\b(?:wear\w* off|go(?:es)? away|undo|undone|lasts|last(?! (?:\w+day|week|night|month|time|year))"
    r"|faster|sooner|quicker|shorten\w*|reduce"
    r"|break down|metaboli\w*)\b"
)


@dataclass(frozen=True)
class Named:
    """What a question names, as far as its kind depends on it."""

    said: str
    pair: bool
    again: bool
    single: bool
    both_past: bool
    activity: bool
    activity_past: bool
    factor: bool
    topic: str | None
    event: bool
    vaccination: bool
    past: bool
    timed: bool


def kind_of(named: Named) -> Kind:
    """The kind of a question within scope that raises no alarm."""
    if named.event:
        return "event"
    if named.again:
        return "repeat"
    if named.pair:
        return _of_pair(named)
    if named.factor or named.activity:
        return _with_condition(named)
    if named.topic and not (named.topic == "work" and not named.single):
        return _with_topic(named)
    return _of_one(named)


def _of_pair(named: Named) -> Kind:
    said = named.said
    if named.both_past or (
        _ALREADY.search(said) and not _ASKS_WHEN.search(said) and not _TO_COME.search(said)
    ):
        return "already_done"
    if SAME_DAY.search(said) and not _WHY.search(said):
        return "client_factor" if named.vaccination else "same_day"
    if re.search(r"^\W*(?:so |and |but )?(?:why|how come|what is the reason)\b", said):
        return "risk"
    if (_WHY.search(said) or (_TOUCHING.search(said) and not _ASKS_WHEN.search(said))) and not named.timed:
        return "risk"
    if named.vaccination:
        return "client_factor"
    if _CHOICE.search(said) and not _ASKS_WHEN.search(said) and not named.timed:
        return "effect"
    if re.search(
        r"\b(?:way of|any way|way to|possible to|can you) (?:\w+ )?(?:undo|revers)|\bbe (?:dissolv|revers"
        r"|undone)",
        said,
    ) and not _ASKS_WHEN.search(said):
        return "effect"
    if (
        _PAIRING.search(said)
        and not named.timed
        and not re.search(r"\b(?:how long|when|wait|gap|apart)\b", said)
    ):
        return "effect"
    return "timing"


def _with_condition(named: Named) -> Kind:
    said = named.said
    if named.past and re.search(r"\b(?:oops|accident\w*|forgot|by mistake|stupidly)\b", said):
        return "already_done"
    if named.activity_past and (_ALREADY.search(said) or not _ASKS_WHEN.search(said)) and named.past:
        return "already_done"
    if named.activity and not named.factor and _MEDICINE_EFFECT.search(said):
        return "effect"
    if named.factor and not named.single and _ALREADY.search(said):
        return "already_done"
    if re.search(r"\b(?:why|what happens|how come)\b", said) or (named.activity and _WHY.search(said)):
        return "risk"
    return "client_factor"


def _with_topic(named: Named) -> Kind:
    said = named.said
    if named.topic == "medication" and not re.search(
        r"\b(?:interact|medications?|medicines?|meds|drugs?)\b", said
    ):
        return _of_one(named)
    return "client_factor"


def _of_one(named: Named) -> Kind:
    said = named.said
    if _LONGEVITY.search(said) and not re.search(r"\b(?:how often|touch up|top up)\b", said):
        return "effect"
    if _REPEAT.search(said):
        return "repeat"
    if named.past and _ALREADY.search(said):
        return "already_done"
    if _WHY.search(said) and not re.search(
        r"\b(?:wear\w*|last|keep coming|coming up|gone|fade\w*|work\w*)\b", said
    ):
        return "risk"
    if re.search(
        r"\b(?:what is|what are|how does|how do) (?:\w+ ){0,3}(?:work|differ|used)?\b", said
    ) and not _RISK.search(said):
        return "effect"
    if _RISK.search(said):
        return "risk"
    if _EFFECT.search(said) or re.search(r"\bwhy\b", said):
        return "effect"
    if not named.single:
        return "unclear"
    if _ELIGIBLE.search(said) or _SOME_CONDITION.search(said):
        return "client_factor"
    if re.search(r"\b(?:when|how|what|which|do|does|is|are|will|can|who|where|should)\b", said):
        return "effect"
    return "unclear"
