"""Which treatment comes first: the words around each mention, weighed.

Above zero speaks for the earlier side, below for the later. A preposition ("after", "before")
outweighs a tense ("had", "getting"), and a day that was told outweighs both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from entracte.ask.text import Token
from entracte.ask.when import When

_RELATION = re.compile(
    r"\b(?P<earlier>after(?! (?:how|what)\b)|following|post|since|once(?! (?:a|per|every|in)\b)"
    r"|as soon as|now that"
    r"|subsequent to|behind|by the time|off the back of|straight from|further to)\b"
    r"|\b(?P<later>before|prior to|ahead of|until|leading up to|lead up to|run up to|in preparation for"
    r"|preparing for|pre"
    r"|in advance of|up to|close to|closer to|earlier than)\b"
)
_PAST = re.compile(
    r"\b(?:had|got|gotten|did|done|received|underwent|undergone|was given|were given|been given|finished"
    r"|completed|went for"
    r"|been for|just did|tried|paid for|already have|have already|gone for|getting over|healing from"
    r"|recovering from|from"
    r"|injected with|treated with|doing well after)\b(?! (?:to|better)\b)"
)
_PAST_NAME = re.compile(r"\b(?:last|recent|previous|existing|first)(?: \w+)? $")
_HELD = re.compile(
    r"(?<!can )(?<!could )(?<!should )(?<!may )(?<!do )(?<!will )(?<!must )(?<!might )\b(?:i|we|she|he"
    r"|you|they) "
    r"(?:already |still |currently |also )?(?:have|has)(?: (?:a|an|some|my|her|his|your|lots of|got"
    r"|existing|two|three))* $"
)
_WANTED = re.compile(
    r"\b(?:get|getting|have|having|go(?:ing)? for|book\w*|schedul\w*|undergo|do|doing|try|add|start"
    r"|receive|want|need|plan\w*"
    r"|consider\w*|think\w* (?:of|about)|due|use|using|put|apply|wear|redo|perform|give|allowed|able"
    r"|possible|safe|ok|fine"
    r"|when|can|could|may|should|is|are|would|will|for|to|my next|next|upcoming|until|take|taking|avoid"
    r"|skip|with)\b"
)
_UPCOMING = re.compile(
    r"\b(?:next|upcoming|planned|scheduled|booked|booked in for|going in for|getting ready for)(?: \w+)? $"
)
_LEFT_OFF = re.compile(
    r"\b(?:stop(?! me| you| us| them| someone| a person| my)|stopped|stopping|quit|quitting|cease"
    r"|discontinu\w+|come off|came off|coming off|been off)\b"
)
_THEN = re.compile(
    r"\b(?:then|followed by|and afterward|and after that|next up|and later)(?: (?!had|got|did)\w+){0,3} $"
)
_WITH_IN = re.compile(r"\bwith (?:\w+ )?$")

_DONE = re.compile(
    r"^(?!(?:\w+ ){0,3}(?:be|get|being|getting|have|having)\b)(?:treatment |session |appointment "
    r"|injections? |shots? |work |\d+ \w+ )?(?:\w+ ){0,2}?(?:done|over|finished|completed?"
    r"|behind (?:me|you|us)|in place|all healed|been done|settled|healed)\b"
)
_HAVE_DONE = re.compile(r"\b(?:get|getting|have|having|gets|be|being)(?: \w+){0,2} $")
_FIRST = re.compile(
    r"^(?:treatment |session )?(?:(?:came|comes|is|was|goes|went|done|to be|being|should be|should go"
    r"|should come) )?first\b"
)
_SECOND = re.compile(
    r"^(?:(?:comes|is|goes|being|as|should be) )?(?:second|last|afterward|next)\b(?! (?:week|month|day|year))"
)
_THEN_NEXT = re.compile(r"^(?:\w+ )?(?:and )?(?:then|followed by|and afterward|first and then)\b")
_FOLLOWED = re.compile(r"^(?:\w+ ){0,2}followed by\b")
_ALLOWED = re.compile(
    r"^(?:treatment |session |appointment )?(?:is |be |being |are |was |still |yet |all |considered "
    r"|something )*(?:ok|safe|fine|"
    r"allowed|possible|good|recommended|advisable|permitted|go ahead|alright|okay|doable|off limits"
    r"|a good idea|i can do)\b"
)
_DANGLING_AFTER = re.compile(
    r"^(?:\w+ ){0,4}?(?:after|afterward|later|after that|after this)(?: *$| *[?.!,)])"
)
_DANGLING_BEFORE = re.compile(
    r"^(?:\w+ ){0,4}?(?:before|beforehand|before that|before this|prior)(?: *$| *[?.!,)])"
)
_BOOKED = re.compile(r"^(?:\w+ ){0,2}?(?:planned|booked|scheduled|coming up|due)\b")
_BOTH_WAYS = re.compile(
    r"\b(?:before or after|after or before|before and or after|either before or after|before and after"
    r"|before / after|either order|which (?:one )?"
    r"(?:should |do i |to |comes? |goes? |is )?(?:\w+ ){0,4}?first|what order|which order|in what order"
    r"|what sequence|"
    r"before (?:\w+ ){1,3}or (?:\w+ ){0,4}after|after (?:\w+ ){1,3}or (?:\w+ ){0,4}before"
    r"|\w+ or (?:\w+ ){1,3}first|other way (?:round|around)|vice versa|or vice|what (?:comes|goes) first"
    r"|first or)\b"
)

_STOPS = ".?!;:()"
_AND = {"and", "or", "&", "+", "/", "plus", "nor"}
_JOINING = {
    "and",
    "or",
    "&",
    "+",
    "/",
    ",",
    "plus",
    "a",
    "an",
    "the",
    "some",
    "my",
    "either",
    "both",
    "also",
    "nor",
    "as",
}
_JOINING |= {"well", "your", "of", "then/or", "vs", "versus", "any", "more"}


@dataclass
class Node:
    """One thing on the line of time: a treatment, an activity, a factor or an event, between two tokens."""

    sort: str
    id: str
    start: int
    end: int
    product: str | None = None
    days: int | None = None
    areas: tuple[str, ...] = ()
    past: bool = False
    word: str = ""
    # What is meant though not said ("refill" after dissolving) leans to its own side.
    lean: float = 0.0


@dataclass
class Group:
    """Nodes named in one breath ("botox and filler"), and how much speaks for their being earlier."""

    nodes: list[Node]
    weight: float = 0.0
    strong: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first token."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """The token after the last."""
        return self.nodes[-1].end

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, each once."""
        return tuple(dict.fromkeys(n.id for n in self.nodes))

    @property
    def days(self) -> int | None:
        """The day of the latest node that has one."""
        told = [n.days for n in self.nodes if n.days is not None]
        return max(told) if told else None


def both_ways(said: str) -> bool:
    """Whether the question leaves the order open in so many words."""
    return bool(_BOTH_WAYS.search(said))


def grouped(tokens: tuple[Token, ...], nodes: list[Node]) -> list[Group]:
    """Nodes of one sort joined by nothing but "and", "or" and commas."""
    groups: list[Group] = []
    for node in nodes:
        if groups and groups[-1].nodes[-1].sort == node.sort and not node.lean:
            between = [t.text for t in tokens[groups[-1].end : node.start]]
            joint = bool(_AND.intersection(between))
            listed = "," in between and any(t.text in _AND for t in tokens[node.end : node.end + 2])
            if all(word in _JOINING for word in between) and (joint or listed):
                groups[-1].nodes.append(node)
                continue
        groups.append(Group([node]))
    return groups


def weigh(tokens: tuple[Token, ...], groups: list[Group], whens: list[When]) -> None:
    """Give every group its weight."""
    for at, group in enumerate(groups):
        floor = groups[at - 1].end if at else 0
        ceiling = groups[at + 1].start if at + 1 < len(groups) else len(tokens)
        pre = _before(tokens, floor, group.start, whens)
        post = _after(tokens, group.end, ceiling, whens)
        group.weight += sum(node.lean for node in group.nodes)
        _weigh_before(group, pre, post)
        _weigh_after(group, pre, post, groups[at + 1] if at + 1 < len(groups) else None, tokens)
        if group.days is not None and group.days < 0:
            group.weight += 5
        elif group.days is not None and group.days > 0:
            group.weight -= 3


def _before(tokens: tuple[Token, ...], floor: int, start: int, whens: list[When]) -> str:
    """The words of the clause before a group, as far as the mention before it."""
    words: list[str] = []
    for i in range(start - 1, max(floor, start - 12) - 1, -1):
        if tokens[i].text in _STOPS or (tokens[i].text == "," and words):
            break
        if not any(w.start <= i < w.end and w.role in ("ahead", "ago") for w in whens):
            words.append(tokens[i].text)
    return " ".join(reversed(words)) + " "


def _after(tokens: tuple[Token, ...], end: int, ceiling: int, whens: list[When]) -> str:
    """The words after a group to the end of its clause; the mark that ends it is kept."""
    words: list[str] = []
    for i in range(end, min(ceiling, end + 9)):
        if tokens[i].text in _STOPS + ",":
            words.append(tokens[i].text)
            break
        if not any(w.start <= i < w.end and w.role in ("ahead", "ago") for w in whens):
            words.append(tokens[i].text)
    return " ".join(words)


def _weigh_before(group: Group, pre: str, post: str) -> None:
    relations = list(_RELATION.finditer(pre))
    if relations:
        last = relations[-1]
        group.weight += 4 if last["earlier"] else -4
        group.strong = True
        pre_tense = pre[last.end() :]
    else:
        pre_tense = pre
    if _THEN.search(pre):
        group.weight -= 4
        group.strong = True
    if _WITH_IN.search(pre) and re.match(r"in\b", post):
        group.weight += 3
    if _BOOKED.search(post):
        group.weight -= 2
        return
    past = list(_PAST.finditer(pre_tense))
    wanted = list(_WANTED.finditer(pre_tense))
    if past and (not wanted or past[-1].start() >= wanted[-1].start() - 5):
        group.weight += 2
        group.notes.append("past")
    elif _HELD.search(pre_tense):
        group.weight += 1.5
    elif _LEFT_OFF.search(pre_tense):
        group.weight += 2
    elif wanted:
        group.weight -= 1
    if _PAST_NAME.search(pre_tense) and "next" not in pre_tense:
        group.weight += 2
    if _UPCOMING.search(pre_tense):
        group.weight -= 2


def _weigh_after(
    group: Group, pre: str, post: str, following: Group | None, tokens: tuple[Token, ...]
) -> None:
    if _FIRST.search(post):
        group.weight += 4
        group.strong = True
    elif _SECOND.search(post):
        group.weight -= 4
    if _THEN_NEXT.search(post) and following is not None:
        group.weight += 4 if _FOLLOWED.search(post) else 2
    if _DONE.search(post) and not (
        _HAVE_DONE.search(pre) and not re.search(r"\b(?:after|once|since)\b", pre)
    ):
        group.weight += 2.5
        group.notes.append("past")
    if _ALLOWED.search(post):
        group.weight -= 1
    whole = following is None or any(t.text in _STOPS + "," for t in tokens[group.end : following.start])
    if whole and _DANGLING_AFTER.search(post):
        group.weight -= 4
        group.strong = True
    elif whole and _DANGLING_BEFORE.search(post):
        group.weight += 4
        group.strong = True
