"""The factors that a text names: present, denied, or over and for how long."""

from __future__ import annotations

import re

from entracte.ask.direction import Node
from entracte.ask.question import FactorSaid
from entracte.ask.text import Token
from entracte.ask.when import When
from entracte.knowledge.model import Base

_NEGATED = re.compile(
    r"\b(?:not|no|never|without|nor|no longer)(?: (?:a|an|any|been|currently|on|taking|take|have|had|get"
    r"|getting|having|using|use|diagnosed|with|or|yet"
    r"|history|of|am|and|actually|even))* $"
)
_ENDED = re.compile(
    r"\b(?:stopped|stopping|quit|came off|come off|coming off|been off|off|finished|finishing|completed"
    r"|after|since|ended|done with|was on|used to (?:take|get|have|be"
    r"|on)|no longer on|having taken|had|following|post|once off|got over)(?: (?:a|an|my|the|taking"
    r"|course|of|using|being|had|on|i|was|have|got|having|bad))* $"
)
_ENDED_AFTER = re.compile(
    r"^(?:\w+ ){0,2}(?:stopped|finished|ended|is over|is done|has (?:gone|healed|cleared)|cleared up"
    r"|in the past|months ago|years ago|weeks ago)"
)
_SINCE_OFF = (
    r"\b(?:since i (?:came|have come|was|went) off|since (?:stopping|finishing)"
    r"|since i (?:stopped|finished))\b"
)


def factors_of(
    base: Base, words: tuple[Token, ...], nodes: list[Node], whens: list[When]
) -> tuple[FactorSaid, ...]:
    """Every factor named, an age among them, each once."""
    said = " ".join(token.text for token in words)
    found: dict[str, FactorSaid] = {}
    for node in nodes:
        if node.sort == "factor":
            found.setdefault(node.id, _factor(words, node, whens, said))
    for when in whens:
        id_ = _age_factor(when)
        if id_ in base.factors:
            found.setdefault(id_, FactorSaid(id_))
    return tuple(found.values())


def _factor(words: tuple[Token, ...], node: Node, whens: list[When], said: str) -> FactorSaid:
    pre = " ".join(t.text for t in words[max(0, node.start - 5) : node.start]) + " "
    post = " ".join(t.text for t in words[node.end : node.end + 6])
    over = "no longer" in pre or re.search(r"^(?:\w+ ){0,2}any ?more\b", post)
    if _NEGATED.search(pre) and not over:
        return FactorSaid(node.id, "no")
    id_ = node.id
    if id_.startswith("herpes-simplex"):
        # Cold sores that come and go are a history; a cold sore is one now.
        often = re.search(r"\b(?:sores|used to|past|history|prone|often|get cold)\b", said)
        id_ = "herpes-simplex-history" if often else "herpes-simplex-active"
    past = bool(over or _ENDED.search(pre) or _ENDED_AFTER.search(post) or re.search(_SINCE_OFF, said))
    return FactorSaid(id_, "yes", _ended(node, whens) if past else None, past)


def _ended(node: Node, whens: list[When]) -> int | None:
    """How many days ago a factor ended, where the text says so."""
    if node.days is not None and node.days < 0:
        return -node.days
    for when in sorted(whens, key=lambda w: abs(w.start - node.end)):
        if when.days is not None and when.role in ("ago", "gap", "length", "held"):
            return abs(when.days)
    return None


def _age_factor(when: When) -> str:
    """The factor that an age in years means; empty where none does."""
    if when.role != "age" or when.days is None:
        return ""
    years = when.days // 365
    if years >= 75:
        return "age-75-plus"
    return "age-under-18" if years < 18 else "age-under-22" if years < 22 else ""
