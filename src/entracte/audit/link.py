"""Service names of an export to procedures of the base: sure ones by themselves, others as guesses.

A name is sure where, once numbers, units, places and packaging words are set aside, nothing is left
but one name, synonym or brand. All else is put to a human, with the nearest guesses, and counted.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from entracte.audit.mapping import Links, Mapping
from entracte.knowledge.model import Area, Factor, Procedure
from entracte.knowledge.rules import Rulebook

# Words that a front desk adds and that do not change what is done.
PACKAGING = frozenset(
    "a an and area areas at by course courses for follow full in initial large medium min mins"
    " minute minutes ml my new of on one package pack pkg per review s session sessions small syringe"
    " syringes the three to touch top treatment treatments tx two u unit units up vial vials visit"
    " with x".split()
)
NUMBER = re.compile(r"x?\d+(\.\d+)?(x|u|ml|mg|min|mins|st|nd|rd|th)?")
GUESSES = 3
NEAR = 0.75


@dataclass(frozen=True)
class Linked:
    """What the names of a book were taken for, and what a human should be asked."""

    sure: Links
    unsure: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def words(text: str) -> tuple[str, ...]:
    """A name as plain lower-case words without accents or signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("w/", " with "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("’", "")
    return tuple(re.findall(r"[^\W_]+", plain))


def link_names(rulebook: Rulebook, mapping: Mapping, names: Iterable[str]) -> Linked:
    """Each service name with its procedures, or with guesses, or with nothing."""
    linker = Linker(rulebook, mapping)
    sure: Links = {}
    unsure: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name in sorted(set(names)):
        if name in mapping.names or name.strip() in mapping.names:
            sure[name] = mapping.names.get(name, mapping.names.get(name.strip(), ()))
        elif (found := linker.certain(name)) is not None:
            sure[name] = (found,)
        elif guesses := linker.guesses(name):
            unsure[name] = guesses
        else:
            unknown.append(name)
    return Linked(sure, unsure, tuple(unknown))


def link_plain(known: Iterable[Area | Factor], told: Links, names: Iterable[str]) -> Linked:
    """Area or factor names by id, name or synonym; an area cell may name several."""
    by_words: dict[tuple[str, ...], str] = {}
    for thing in known:
        for said in (thing.id, thing.name, *thing.synonyms):
            by_words.setdefault(words(said), thing.id)
    sure: Links = {}
    unknown: list[str] = []
    for name in sorted(set(names)):
        if name in told:
            sure[name] = told[name]
            continue
        whole = by_words.get(words(name))
        parts = [by_words.get(words(part)) for part in re.split(r"[;,/&+]| and ", name) if part.strip()]
        if whole is not None:
            sure[name] = (whole,)
        elif parts and all(parts):
            sure[name] = tuple(sorted({part for part in parts if part}))
        else:
            unknown.append(name)
    return Linked(sure, unknown=tuple(unknown))


class Linker:
    """The base's words for its procedures and areas, ready for look-up."""

    def __init__(self, rulebook: Rulebook, mapping: Mapping) -> None:
        base = rulebook.base
        self.usable = rulebook.usable
        self.phrases: dict[tuple[str, ...], set[str]] = {}
        for procedure in base.procedures.values():
            for said in spoken(procedure):
                self.phrases.setdefault(words(said), set()).add(procedure.id)
        self.phrases.pop((), None)
        places = [said for area in base.areas.values() for said in (area.id, area.name, *area.synonyms)]
        self.places = {word for said in (*places, *mapping.areas) for word in words(said)}
        self.longest = max(map(len, self.phrases), default=1)
        self.texts = {" ".join(phrase): phrase for phrase in self.phrases}

    def certain(self, name: str) -> str | None:
        """The one procedure that a name can mean; None where that is not sure."""
        said = words(name)
        found, rest = self.read(said)
        whole = self.phrases.get(said)
        if whole is not None:
            found, rest = [whole], ()
        if len(found) != 1 or len(found[0]) != 1 or any(not self.idle(word) for word in rest):
            return None
        (id_,) = found[0]
        return id_ if id_ in self.usable else None

    def idle(self, word: str) -> bool:
        """Whether a word says nothing about which treatment it is."""
        return word in PACKAGING or word in self.places or NUMBER.fullmatch(word) is not None

    def read(self, said: tuple[str, ...]) -> tuple[list[set[str]], tuple[str, ...]]:
        """The phrases found from left to right, the longest first, and the words between them."""
        found: list[set[str]] = []
        rest: list[str] = []
        at = 0
        while at < len(said):
            for length in range(min(self.longest, len(said) - at), 0, -1):
                meant = self.phrases.get(said[at : at + length])
                if meant is not None:
                    if meant not in found:
                        found.append(meant)
                    at += length
                    break
            else:
                rest.append(said[at])
                at += 1
        return found, tuple(rest)

    def guesses(self, name: str) -> tuple[str, ...]:
        """What a name may mean: the phrases in it, else what is spelt like it."""
        said = words(name)
        found, _ = self.read(said)
        if found:
            return tuple(sorted(set().union(*found)))[:GUESSES]
        left = " ".join(word for word in said if not self.idle(word))
        near = difflib.get_close_matches(left, self.texts, n=GUESSES, cutoff=NEAR) if left else []
        return tuple(dict.fromkeys(id_ for text in near for id_ in sorted(self.phrases[self.texts[text]])))


def spoken(procedure: Procedure) -> tuple[str, ...]:
    """Everything that a procedure is called."""
    return (procedure.id, procedure.name, *procedure.synonyms, *procedure.brands)
