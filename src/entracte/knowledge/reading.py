"""Plain YAML with the line of every value: no aliases, no tags, no key twice, nothing guessed.

One pass over libyaml's events, because PyYAML's own constructors drop the lines, take the last of
two equal keys in silence, and follow aliases however they multiply.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from entracte.core.fault import Fault

LARGEST = 2_000_000
DEEPEST = 12

_INTEGER = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,9}\.\d{1,9}")
# No number and no constant starts with one of these (true, false and null do with the others).
_LETTERS = frozenset("abcdeghijklmopqrsuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Lines:
    """Where a mapping's keys or a sequence's items stand, and the lines inside each."""

    __slots__ = ("at", "inside")

    def __init__(self, at: int) -> None:
        self.at = at
        self.inside: dict[Any, Lines] = {}

    def find(self, path: tuple[Any, ...]) -> int:
        """The line of a path, or of the nearest thing above it."""
        here = self
        for step in path:
            if step not in here.inside:
                break
            here = here.inside[step]
        return here.at


class Unreadable(Exception):
    """One fault that stops a file from being read at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read(path: Path, shown: str) -> tuple[Any, Lines, bytes]:
    """The value of a file, its lines and its bytes; Unreadable names the file as `shown`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            hint = f"a file may hold {LARGEST:,} bytes; split it, one source a file"
            raise Unreadable(Fault(shown, "too-large", f"the file holds {size:,} bytes", hint))
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(Fault(shown, "unreadable", f"cannot be read ({error.strerror})", "")) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = Fault(f"{shown}:{line}", "encoding", "the file is not UTF-8", "save it as UTF-8")
        raise Unreadable(fault) from None
    value, lines = parse(text, shown)
    return value, lines, raw


def parse(text: str, shown: str) -> tuple[Any, Lines]:
    """The value of one YAML document and its lines."""
    try:
        return _Builder(text, shown).build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{shown}:{mark.line + 1}" if mark else shown
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        hint = "indent with spaces, never tabs" if "\\t" in problem or "tab" in problem else ""
        raise Unreadable(Fault(where, "not-yaml", f"not YAML: {problem}", hint)) from None


def line_of(event: Any) -> int:
    """The line on which an event starts, counted from one."""
    line: int = event.start_mark.line
    return line + 1


class _Builder:
    def __init__(self, text: str, shown: str) -> None:
        self.next = CParser(text).get_event
        self.shown = shown

    def build(self) -> tuple[Any, Lines]:
        documents = 0
        result: tuple[Any, Lines] = (None, Lines(1))
        while not isinstance(event := self.next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.fault(
                        event, "two-documents", "a second document starts here", "keep one per file"
                    )
                result = self.node(self.next(), 0)
        return result

    def node(self, event: Any, depth: int) -> tuple[Any, Lines]:
        if type(event) is ScalarEvent:
            return self.scalar(event), Lines(line_of(event))
        if isinstance(event, AliasEvent) or event.anchor:
            raise self.fault(event, "alias", "anchors and aliases are not read", "write the value out")
        if depth == DEEPEST:
            raise self.fault(event, "too-deep", f"nested more than {DEEPEST} deep", "")
        line = event.start_mark.line + 1
        return (
            self.sequence(line, depth) if isinstance(event, SequenceStartEvent) else self.mapping(line, depth)
        )

    def scalar(self, event: Any) -> Any:
        if event.anchor or event.tag:
            raise self.fault(event, "alias", "anchors and tags are not read", "write the plain value")
        value: str = event.value
        if event.style or value[:1] in _LETTERS:
            return value
        if _INTEGER.fullmatch(value):
            return int(value)
        return float(value) if _NUMBER.fullmatch(value) else _CONSTANTS.get(value, value)

    def sequence(self, line: int, depth: int) -> tuple[list[Any], Lines]:
        found: list[Any] = []
        lines = Lines(line)
        while type(event := self.next()) is not SequenceEndEvent:
            value, lines.inside[len(found)] = self.node(event, depth + 1)
            found.append(value)
        return found, lines

    def mapping(self, line: int, depth: int) -> tuple[dict[str, Any], Lines]:
        found: dict[str, Any] = {}
        lines = Lines(line)
        following, inside = self.next, lines.inside
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise self.fault(event, "odd-key", "a key must be a word", "")
            key = event.value
            if key in found:
                raise self.fault(event, "key-twice", f"{key!r} stands twice", "keep one")
            at = line_of(event)
            value_event = following()
            if type(value_event) is ScalarEvent:
                found[key], inside[key] = self.scalar(value_event), Lines(at)
            else:
                found[key], inside[key] = self.node(value_event, depth + 1)
                inside[key].at = at
        return found, lines

    def fault(self, event: Any, code: str, message: str, hint: str) -> Unreadable:
        return Unreadable(Fault(f"{self.shown}:{line_of(event)}", code, message, hint))
