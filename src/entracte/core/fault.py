"""A fault for people: where, what is wrong, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. `where` is a file and line, an option, or a field."""

    where: str
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        said = f"{self.where}: {self.message}" if self.where else self.message
        return f"{said}; {self.hint}" if self.hint else said


class Refused(Exception):
    """Input that was refused, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class Mistake(Refused):
    """The caller's mistake: a wrong id, day or option."""


class FaultyKnowledge(Refused):
    """A base, ruling or overlay that cannot be trusted, and so is not loaded."""


def mistake(where: str, code: str, message: str, hint: str = "") -> Mistake:
    """A refusal with one fault."""
    return Mistake([Fault(where, code, message, hint)])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words, or nothing."""
    near = difflib.get_close_matches(word, [k for k in known if k != word], n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else ""
