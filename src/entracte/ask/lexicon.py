"""Every name, brand, synonym and slang word of a base, found in a question, spelling mistakes included."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from entracte.ask.signs import SIGN_LITERALS, SIGN_WORDS
from entracte.ask.spelling import nearest
from entracte.ask.text import Token, stem, words
from entracte.ask.vocabulary import EVERYDAY, GRAMMAR, IDIOMS, LOOKALIKES, OWN_WORDS, Sort
from entracte.knowledge.model import Base

Phrase = tuple[str, ...]


class Sense(NamedTuple):
    """One meaning of a phrase: a procedure, factor, activity or area of the base, or an idiom."""

    sort: Sort
    id: str


class Mention(NamedTuple):
    """A phrase found between two tokens, with its meanings; `guessed` where it was misspelt."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    guessed: str = ""

    def of(self, sort: Sort) -> str | None:
        """The id of this sort, if the phrase has that meaning."""
        return next((s.id for s in self.senses if s.sort == sort), None)


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their first word, longest first, and the words that a misspelling may stand for."""

    phrases: dict[str, tuple[tuple[Phrase, tuple[Sense, ...]], ...]]
    joined: dict[str, tuple[Sense, ...]]
    known: frozenset[str]
    names: frozenset[Phrase]
    targets: dict[int, tuple[str, ...]]
    common: dict[str, int] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)

    def mentions(self, text: str, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], list[Mention]]:
        """The tokens with spelling mended, and what they name, left to right and never overlapping."""
        mended = tuple(self.mend(token) for token in tokens)
        found: list[Mention] = []
        at = 0
        while at < len(mended):
            mention = self._at(text, mended, at)
            if mention is None:
                at += 1
                continue
            found.append(self._told(mention, tokens, mended))
            at = mention.end
        return mended, found

    def mend(self, token: Token) -> Token:
        """The token, or the word that it is a misspelling of."""
        text = token.text
        if len(text) < 4 or token.stem in self.known or text in self.known or not text.isalpha():
            return token
        right = self.nearest(text) or (self.nearest(token.stem) if token.stem != text else "")
        return Token(right, stem(right)) if right else token

    def nearest(self, word: str) -> str:
        """The one known word within reach of a misspelling; empty when none or several are."""
        if word in self.fixed:
            return self.fixed[word]
        found = self._one_of(nearest(word, self.targets))
        if len(self.fixed) < 4_096:
            self.fixed[word] = found
        return found

    def _one_of(self, near: list[str]) -> str:
        """The word meant by several that lie as near: any of them, where they mean the same thing."""
        if not near:
            return ""
        meant = {
            next(
                (s for p, s in self.phrases.get(stem(word), ()) if len(p) == 1), (Sense("idiom", stem(word)),)
            )
            for word in near
        }
        if len(meant) == 1:
            return near[0]
        common = sorted(near, key=lambda word: -self.common.get(stem(word), 0))
        # A word of many names is likelier meant than one of few; where neither is, nothing is guessed.
        first, second = (self.common.get(stem(word), 0) for word in common[:2])
        return common[0] if first >= 2 * second else ""

    def _at(self, text: str, tokens: tuple[Token, ...], at: int) -> Mention | None:
        head = tokens[at].stem
        whole = at == 0 or tokens[at - 1].text not in ("pre", "post")
        for phrase, senses in self.phrases.get(head, ()):
            if not whole and len(phrase) == 2 and phrase[:1] in self.names and phrase[1:] in self.names:
                continue  # "Pre-botox facial" is a facial before botox, not a botox facial.
            if (
                _matches(tokens, at, phrase)
                and not _everyday(phrase, text)
                and not _wished(tokens, at, phrase)
                and not _cut_short(tokens, at, phrase)
            ):
                return Mention(at, at + len(phrase), senses)
        if at + 1 < len(tokens) and len(head) > 1:
            both = self.joined.get(tokens[at].text + tokens[at + 1].stem)
            if both:
                return Mention(at, at + 2, both)
        alone = self.joined.get(head)
        return Mention(at, at + 1, alone) if alone else None

    def _told(self, mention: Mention, typed: tuple[Token, ...], mended: tuple[Token, ...]) -> Mention:
        span = range(mention.start, mention.end)
        if all(typed[i] == mended[i] for i in span):
            return mention
        return mention._replace(guessed=" ".join(typed[i].text for i in span))


def _matches(tokens: tuple[Token, ...], at: int, phrase: Phrase) -> bool:
    if at + len(phrase) > len(tokens):
        return False
    return all(tokens[at + i].stem == word for i, word in enumerate(phrase))


def _cut_short(tokens: tuple[Token, ...], at: int, phrase: Phrase) -> bool:
    """Whether "a cold" goes on as "a cold sore" or "a cold compress"."""
    following = tokens[at + len(phrase)].stem if at + len(phrase) < len(tokens) else ""
    if phrase[-1] == "flu":
        return following in ("shot", "jab", "vaccine", "vaccination", "booster")
    return phrase[-1] == "cold" and following in (
        "sore",
        "compress",
        "pack",
        "shower",
        "water",
        "weather",
        "sensitivity",
        "drink",
    )


_MODALS = {"can", "could", "may", "should", "will", "would", "must"}


def _wished(tokens: tuple[Token, ...], at: int, phrase: Phrase) -> bool:
    """Whether "have a tattoo" is what someone wants rather than what they have."""
    if phrase[0] not in ("have", "had", "get") or at == 0:
        return False
    before = tokens[at - 1].text
    asked = at > 1 and tokens[at - 2].text in _MODALS
    return before == "to" or before in _MODALS or (before in ("i", "you", "we") and asked)


def _everyday(phrase: Phrase, text: str) -> bool:
    """Whether a name that is also an everyday word was not written as a name here."""
    written = EVERYDAY.get(" ".join(phrase))
    return written is not None and not re.search(rf"\b{written}\b", text)


_MADE: dict[str, tuple[Base, Lexicon]] = {}


def lexicon(base: Base) -> Lexicon:
    """The lexicon of a base, made once for each of the last few bases."""
    key = base.digest or str(id(base))
    if key not in _MADE:
        if len(_MADE) >= 4:
            _MADE.clear()
        # The base is kept beside its lexicon, so that no other can come to have its id.
        _MADE[key] = (base, _build(base))
    return _MADE[key][1]


def _build(base: Base) -> Lexicon:
    senses: dict[Phrase, list[Sense]] = defaultdict(list)
    for sort, id_, names in _names(base):
        for name in names:
            phrase = words(name)
            # "Post-waxing" is an order and a name: the order must stay readable.
            if phrase and phrase[0] not in ("post", "pre") and Sense(sort, id_) not in senses[phrase]:
                senses[phrase].append(Sense(sort, id_))
    named = {phrase for phrase, s in senses.items() if any(sense.sort == "procedure" for sense in s)}
    for phrase in [p for p in senses if _is_having(p) in named]:
        # "Have a tattoo" is what one has, and what one wants: the tattoo is what matters.
        del senses[phrase]
    return _indexed({p: _settled(base, s) for p, s in senses.items()})


def _is_having(phrase: Phrase) -> Phrase:
    """ "Have a tattoo" without "have a"; the empty phrase where it does not so begin."""
    if phrase[0] not in ("have", "had", "get", "got"):
        return ()
    return phrase[2:] if phrase[1:2] in (("a",), ("an",)) else phrase[1:]


def _settled(base: Base, senses: list[Sense]) -> tuple[Sense, ...]:
    """One meaning of each sort: an idiom first, and of two procedures the nearer to the root."""
    if any(s.sort == "idiom" for s in senses):
        return tuple(s for s in senses if s.sort == "idiom")[:1]
    best: dict[Sort, Sense] = {}
    for sense in senses:
        held = best.get(sense.sort)
        if held is None or len(base.lines.get(sense.id, ())) < len(base.lines.get(held.id, ())):
            best[sense.sort] = sense
    return tuple(best.values())


def _names(base: Base) -> Iterator[tuple[Sort, str, Iterable[str]]]:
    for idiom in IDIOMS:
        yield "idiom", idiom, (idiom,)
    for procedure in base.procedures.values():
        if procedure.is_a is not None:
            names = (procedure.id, _plain(procedure.name), *procedure.synonyms, *procedure.brands)
            yield "procedure", procedure.id, (*names, *_forms(names))
    for factor in base.factors.values():
        yield "factor", factor.id, (factor.id, _plain(factor.name), *factor.synonyms)
    for activity in base.activities.values():
        yield "activity", activity.id, (activity.id, _plain(activity.name), *activity.synonyms)
    for area in base.areas.values():
        yield "area", area.id, (area.id, area.name, *area.synonyms)
    for sort, id_, names in OWN_WORDS:
        if sort == "idiom" or id_ in getattr(base, _SHELF[sort]):
            yield sort, id_, names


_SHELF = {"procedure": "procedures", "factor": "factors", "activity": "activities", "area": "areas"}


def _plain(name: str) -> str:
    return re.sub(r"\s*\(.*?\)|:.*$| of any (kind|depth)$", "", name)


def _forms(names: Iterable[str]) -> Iterator[str]:
    """What people do with a noun: "microneedling" gives microneedle and microneedled."""
    for name in names:
        if (
            name.endswith("ing")
            and len(name) > 7
            and name not in ("threading", "needling", "skin needling", "medical needling")
        ):
            root = name[:-3]
            yield from (root + "e", root + "ed", root + "es")
            if root[-1] == root[-2]:
                yield root[:-1]


def _indexed(senses: dict[Phrase, tuple[Sense, ...]]) -> Lexicon:
    heads: dict[str, list[tuple[Phrase, tuple[Sense, ...]]]] = defaultdict(list)
    joined: dict[str, tuple[Sense, ...]] = {}
    known: set[str] = {*GRAMMAR, *(stem(w) for w in GRAMMAR), *LOOKALIKES, *SIGN_WORDS, *SIGN_LITERALS}
    targets: set[str] = {w for w in (*GRAMMAR, *SIGN_WORDS) if len(w) >= 6}
    for phrase, meant in senses.items():
        heads[phrase[0]].append((phrase, meant))
        known |= set(phrase)
        if meant[0].sort != "idiom":
            targets |= {w for w in phrase if len(w) >= 5 and w.isalpha()}
        run = "".join(phrase)
        if meant[0].sort == "procedure" and len(run) >= 7 and run.isalpha():
            joined.setdefault(run, meant)
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted(targets):
        by_length[len(word)].append(word)
    return Lexicon(
        phrases={h: tuple(sorted(p, key=lambda x: -len(x[0]))) for h, p in heads.items()},
        joined=joined,
        known=frozenset(known),
        common=Counter(word for phrase in senses for word in set(phrase)),
        names=frozenset(p for p, s in senses.items() if any(x.sort == "procedure" for x in s)),
        targets={n: tuple(w) for n, w in by_length.items()},
    )
