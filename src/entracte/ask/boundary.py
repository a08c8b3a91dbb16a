"""Where our subject ends: what is declined, what is asked back, and what is answered all the same."""

from __future__ import annotations

import re

from entracte.ask import scope
from entracte.ask.direction import Node
from entracte.ask.question import Question
from entracte.ask.text import Token

HARD = ("price", "place", "tipping", "self-injection", "legal")
_ABOUT_SKIN = re.compile(
    r"\b(?:skin|wrinkles?|face|lips|pores|derma\w*|aesthetic\w*|cosmetic\w*|injector|jab|injected)\b"
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|help|thanks?|thank you)(?: there"
    r"| please)?[ .!?,]*"
)
_VAGUE = re.compile(
    r"\b(?:how long (?:should|do|must) (?:i|you|we) wait|can i (?:do|have|get) (?:it|this|that|both)"
    r"|is it (?:safe|ok)|same day|how many weeks|when can i|again|which first"
    r"|what if|side effects?|after ?care|is (?:it|this|that) (?:ok|safe|fine|too|bad|possible|normal"
    r"|allowed|enough)|can i (?:still )?(?:have|get))\b"
)


def outside(
    found: Question, said: str, words: tuple[Token, ...], nodes: list[Node], areas: tuple[str, ...]
) -> Question | None:
    """The refusal or the question back; a question of which half is declined; None where it is ours."""
    topics = scope.out_of_scope(said)
    hard = [topic for topic in topics if topic in HARD]
    if topics and found.before and found.after and found.direction_stated and _asks_spacing(said):
        return found.but(declined=topics)
    named = any(node.sort == "procedure" for node in nodes)
    if hard or (topics and not _ours(found, topics, named)):
        why = (hard or list(topics))[0]
        return found.but(kind="out_of_scope", why=why, topic=found.topic or why)
    if scope.is_foreign([token.text for token in words]):
        return Question("unclear", why="language")
    if named:
        return None
    if scope.is_prompt(said):
        return Question("out_of_scope", why="prompt")
    return _nothing_named(found, said, words, nodes, areas)


def _asks_spacing(said: str) -> bool:
    """Whether more is asked than what is out of scope: the spacing is answered, the rest declined."""
    asked = r"\b(?:how long|how soon|when can|when is|after|before|same day|wait|safe|gap|between)\b"
    return bool(re.search(asked, said))


def _ours(found: Question, topics: tuple[str, ...], named: bool) -> bool:
    """Whether a question that touches another subject is about spacing or screening all the same."""
    pair = bool(found.before and found.after) or found.kind in ("same_day", "timing", "already_done")
    if "photo" in topics and not named:
        return False
    if "home-device" in topics:
        return pair or bool(found.factors)
    if "medical-use" in topics:
        return pair or found.kind == "event"
    return pair or (bool(found.factors or found.activities) and named)


def _nothing_named(
    found: Question, said: str, words: tuple[Token, ...], nodes: list[Node], areas: tuple[str, ...]
) -> Question:
    """No treatment named: ask which, where the rest is ours; else say what is."""
    generic = any(node.sort == "generic" for node in nodes)
    vague = bool(_VAGUE.search(said))
    kept = found.but(why="which-treatment")
    if found.kind == "event" or (found.kind == "repeat" and generic):
        return kept
    if found.factors and found.kind == "already_done":
        return kept
    if _GREETING.fullmatch(said):
        return kept.but(kind="unclear")
    about_us = generic or found.activities or (found.factors and vague) or (areas and not found.factors)
    if about_us or _ABOUT_SKIN.search(said):
        return kept if found.kind == "client_factor" else kept.but(kind="unclear")
    if (vague and len(words) <= 14) or len(words) <= 3:
        return kept.but(kind="unclear")
    return found.but(kind="out_of_scope", why="subject")
