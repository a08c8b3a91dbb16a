"""Mentions and event words as nodes on the line of time, with their days and areas."""

from __future__ import annotations

import re
from datetime import date

from entracte.ask.direction import Node
from entracte.ask.lexicon import Mention, lexicon
from entracte.ask.text import Token
from entracte.ask.when import When
from entracte.knowledge.model import Base

# Words that stand for whatever treatment is meant.
GENERIC = {"treatment", "cosmetic-treatment"}
_EVENTS = {
    "wedding", "weddings", "birthday", "event", "events", "prom", "photoshoot", "reunion", "graduation",
    "anniversary", "gala",
    "honeymoon", "christmas", "ball", "ceremony", "bride", "bridesmaid", "engagement", "married", "party",
    "holiday",
    "vacation", "interview", "baptism", "christening", "festival", "shoot",
}  # fmt: skip
_PAST_VERBS = {
    "laid", "drank", "drunk", "slept", "flew", "flown", "exercised", "rubbed", "kissed", "swam", "smoked",
    "touched", "ate", "shaved",
    "jogged", "ran", "bent", "pressed", "sunbathed", "tanned", "vaped", "frowned", "massaged", "poked",
    "went", "worked",
}  # fmt: skip
_PAST_BEFORE = re.compile(
    r"\b(?:had|got|did|went|used|put|forgot|accidentally|was|took|fell|have been|stupidly|already|applied"
    r"|wore|had been|been)\b(?: \w+){0,3} $"
)
_AS_FACTOR = re.compile(
    r"\b(?:on|take|takes|taking|took|prescribed|using|use|been on|course of|stopped|finished|came off|off"
    r"|smoker|have|has|am|i|with|get|who)"
    r"(?: (?:a|an|my|some|the|lot|of|daily|low|dose|just|still|currently|also|really))* $"
)
# What people do as well as what they are asked about: read as a thing done unless they say "I take".
HABITS = {
    "alcohol", "smoking", "sun-exposure", "tan", "self-tanner", "topical-retinoid", "aha-bha-topical",
    "topical-vitamin-c",
    "benzoyl-peroxide", "hydroquinone", "azelaic-acid", "topical-actives",
}  # fmt: skip
_MEMBERLESS = {"event"}


def nodes_of(
    base: Base, words: tuple[Token, ...], mentions: list[Mention], said: str
) -> tuple[list[Node], tuple[str, ...]]:
    """The nodes in order, and every area named."""
    nodes: list[Node] = []
    areas: dict[str, None] = {}
    found: list[tuple[Mention, str]] = []
    for mention in mentions:
        node = _node(base, words, mention)
        if node is not None:
            nodes.append(node)
            inside = _areas_inside(base, words, mention) if node.sort == "procedure" else ()
            node.areas = tuple(inside)
            areas |= dict.fromkeys(inside)
        elif area := mention.of("area"):
            areas[area] = None
            found.append((mention, area))
    nodes += _events(words, nodes)
    nodes.sort(key=lambda n: n.start)
    nodes = _joined(base, words, nodes)
    _attach_areas(words, nodes, found)
    nodes = _implied(base, nodes, said, len(words))
    _settle(base, words, nodes)
    return nodes, tuple(areas)


def _node(base: Base, words: tuple[Token, ...], mention: Mention) -> Node | None:
    procedure = mention.of("procedure")
    if procedure in GENERIC:
        return Node("generic", procedure, mention.start, mention.end)
    if procedure and procedure not in _MEMBERLESS:
        line = base.lines[procedure]
        own = next((up for up in line if base.procedures[up].kind != "product"), procedure)
        word = " ".join(t.text for t in words[mention.start : mention.end])
        product = None if own == procedure else procedure
        return Node("procedure", own, mention.start, mention.end, product, word=word)
    activity, factor = mention.of("activity"), mention.of("factor")
    past = words[mention.start].text in _PAST_VERBS or bool(_PAST_BEFORE.search(_pre(words, mention.start)))
    if activity and factor:
        return Node("either", f"{activity}|{factor}", mention.start, mention.end, past=past)
    if activity:
        return Node("activity", activity, mention.start, mention.end, past=past)
    if factor:
        return Node("factor", factor, mention.start, mention.end, past=past)
    return None


def _pre(words: tuple[Token, ...], start: int, far: int = 5) -> str:
    taken: list[str] = []
    for token in reversed(words[max(0, start - far) : start]):
        if token.text in ".?!;:()":
            break
        taken.append(token.text)
    return " ".join(reversed(taken)) + " "


def _areas_inside(base: Base, words: tuple[Token, ...], mention: Mention) -> list[str]:
    """The area in "lip filler"."""
    if mention.end - mention.start < 2:
        return []
    phrases = lexicon(base).phrases
    found = []
    for i in range(mention.start, mention.end):
        for phrase, senses in phrases.get(words[i].stem, ()):
            span = tuple(t.stem for t in words[i : min(i + len(phrase), mention.end)])
            area = next((s.id for s in senses if s.sort == "area"), None)
            if area and span == phrase:
                found.append(area)
                break
    return found


def _events(words: tuple[Token, ...], nodes: list[Node]) -> list[Node]:
    taken = {i for n in nodes for i in range(n.start, n.end)}
    found = []
    for i, token in enumerate(words):
        big_day = token.text == "big" and i + 1 < len(words) and words[i + 1].text == "day"
        if (i in taken or token.text not in _EVENTS) and not big_day:
            continue
        if token.text in ("holiday", "vacation", "ball", "shoot", "party") and not re.search(
            r"\b(?:before|for|my|going on|have a|up to|ahead of|in time for|is in|until) (?:\w+ ){0,2}$",
            _pre(words, i),
        ):
            continue
        if token.text == "engagement" and i + 1 < len(words) and words[i + 1].text != "party":
            continue
        found.append(Node("event", token.stem, i, i + 1))
    return found[:1]


def _joined(base: Base, words: tuple[Token, ...], nodes: list[Node]) -> list[Node]:
    """Neighbours that are one thing: "IPL photofacial", "botox treatment", "photofacial (IPL)"."""
    kept: list[Node] = []
    for node in nodes:
        last = kept[-1] if kept else None
        between = [t.text for t in words[last.end : node.start]] if last else []
        if last is None or between not in ([], ["("], ["s"]):
            kept.append(node)
        elif node.sort == "generic" and last.sort == "procedure":
            last.end = node.end
        elif last.sort == "generic" and node.sort == "procedure":
            node.start = last.start
            kept[-1] = node
        elif last.sort == node.sort == "procedure" and _kin(base, last.id, node.id):
            narrow = last if last.id in _covered(base, node.id) else node
            kept[-1] = Node(
                "procedure",
                narrow.id,
                last.start,
                node.end,
                last.product or node.product,
                areas=last.areas + node.areas,
                word=narrow.word,
            )
        else:
            kept.append(node)
    return kept


def _kin(base: Base, one: str, other: str) -> bool:
    return one in base.lines[other] or other in base.lines[one]


def _covered(base: Base, id_: str) -> set[str]:
    return {p for p in base.procedures if id_ in base.lines[p]}


def _attach_areas(words: tuple[Token, ...], nodes: list[Node], areas: list[tuple[Mention, str]]) -> None:
    """An area belongs to the treatment it stands beside: "botox in my forehead", "forehead botox"."""
    for mention, area in areas:
        for node in nodes:
            if node.sort != "procedure":
                continue
            between = [t.text for t in words[node.end : mention.start]] if node.end <= mention.start else None
            ahead = mention.end == node.start
            if ahead or (
                between is not None
                and len(between) <= 3
                and between[:1] in (["in"], ["on"], ["to"], ["for"], ["around"], ["under"], ["into"])
            ):
                node.areas = (*node.areas, area)


def _implied(base: Base, nodes: list[Node], said: str, end: int) -> list[Node]:
    """ "Dissolved, when can I refill?": the filler that comes after the dissolving is meant."""
    ids = {n.id for n in nodes if n.sort == "procedure"}
    again = re.search(
        r"\b(?:refill\w*|re ?inject\w*|again|redo\w*|redone|more|new filler|filled"
        r"|put (?:\w+ )?(?:back )?in|back in)\b",
        said,
    )
    if ids == {"hyaluronidase"} and again and "ha-filler" in base.procedures:
        nodes.append(Node("procedure", "ha-filler", end, end, lean=-4))
    undone = re.search(r"\b(?:undo\w*|revers\w*|dissolv\w*|remov\w*|get rid of|take out|taken out)\b", said)
    if ids and ids <= {"filler", "ha-filler"} and undone and "hyaluronidase" in base.procedures:
        nodes.append(Node("procedure", "hyaluronidase", end, end, lean=-4))
    return nodes


def _settle(base: Base, words: tuple[Token, ...], nodes: list[Node]) -> None:
    """A word that is a habit and a thing to do ("retinol"): what the client has, or what the client does."""
    for node in nodes:
        if node.sort != "either":
            continue
        activity, factor = node.id.split("|")
        pre = _pre(words, node.start, 6)
        related = re.search(
            r"\b(?:after|following|post|before|prior to|ahead of|once|until|leading up to)\b", pre
        )
        is_trait = words[node.start].stem in ("smoker", "vaper", "drinker")
        if is_trait or (HABITS.isdisjoint(base.lines[factor]) and not related):
            node.sort, node.id = "factor", factor
            continue
        own = (
            _AS_FACTOR.search(pre)
            and not related
            and not re.search(r"\b(?:can|could|should|may|when|do) i\b", pre)
        )
        node.sort, node.id = ("factor", factor) if own else ("activity", activity)


def attach_times(words: tuple[Token, ...], nodes: list[Node], whens: list[When], today: date) -> list[When]:
    """Give each day that was told to the treatment or event it speaks of."""
    settled: list[When] = []
    for told in whens:
        when = told
        if when.role == "age" and when.days is not None and when.days < 3 * 365 and when.days % 365:
            when = when._replace(role="ago", days=-when.days)
        if when.vague:
            when = _sided(words, when, today)
        settled.append(when)
        if when.role not in ("ago", "ahead") or when.days is None:
            continue
        node = _nearest(words, nodes, when)
        if node is not None and node.days is None:
            node.days = when.days
    return settled


def _sided(words: tuple[Token, ...], when: When, today: date) -> When:
    """A weekday or date behind us where the verb before it is past."""
    clause: list[str] = []
    for i in range(when.start - 1, max(-1, when.start - 12), -1):
        if words[i].text in ".?!;,":
            break
        clause.append(words[i].text)
    said = " ".join(reversed(clause))
    after = " ".join(t.text for t in words[when.end : when.end + 3])
    past = re.search(r"\b(?:had|got|did|was|were|went|done|have had|received)\b", said)
    past = past or re.search(r"^(?:i )?(?:had|got|did|was)\b", after)
    if not past or re.search(r"\b(?:have|get|getting|having)(?: \w+){1,2} done\b", said):
        return when
    if when.day is None or when.days is None:
        return when
    back = 7 if when.days <= 7 and words[when.end - 1].text.endswith("day") else 365
    return when._replace(
        role="ago", days=when.days - back, day=date.fromordinal(today.toordinal() + when.days - back)
    )


def _nearest(words: tuple[Token, ...], nodes: list[Node], when: When) -> Node | None:
    def clause(at: int) -> int:
        return sum(t.text in ".?!;,()" for t in words[:at])

    real = [n for n in nodes if n.sort in ("procedure", "event", "activity", "factor")]
    if not real:
        return None
    own = [n for n in real if clause(n.start) == clause(when.start)]
    before = [n for n in real if n.end <= when.start]
    pool = own or (before[-1:] if before else real[:1])

    def distance(node: Node) -> tuple[float, int]:
        gap = when.start - node.end if node.end <= when.start else node.start - when.end + 0.5
        joined = any(
            t.text in ("and", "then", "but", "can", "is")
            for t in words[min(node.end, when.end) : max(node.start, when.start)]
        )
        return gap + (4 if joined else 0), node.start

    return min(pool, key=distance)
