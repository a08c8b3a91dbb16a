"""A folder of YAML to a Base, or every fault in it at once, with file and line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from entracte.core.fault import Fault, FaultyKnowledge, did_you_mean
from entracte.knowledge import SHIPPED
from entracte.knowledge.collection import held_off
from entracte.knowledge.model import (
    Activity,
    AnyClaim,
    Area,
    Base,
    Factor,
    Grade,
    KindOfSource,
    LeftOut,
    Mark,
    Procedure,
    RedFlag,
    Ruling,
    Source,
)
from entracte.knowledge.reading import Lines, Unreadable, read
from entracte.knowledge.references import Places, faults_of
from entracte.knowledge.shape import Shape, claims_shape

GRADES: tuple[Grade, ...] = ("A", "B", "C", "D", "E", "F")

T = TypeVar("T")


@held_off()
def load(path: Path | str | None = None) -> Base:
    """Read a base: the shipped one, or the folder at `path`. Raises FaultyKnowledge with all faults."""
    return load_placed(path)[0]


def load_placed(path: Path | str | None = None) -> tuple[Base, Places]:
    """A base with the file and line of everything in it, for whoever must point at a claim."""
    folder = Path(path) if path is not None else SHIPPED
    if not folder.is_dir():
        raise FaultyKnowledge(
            [Fault(str(folder), "no-base", "no such folder", "give the folder that holds base.yaml")]
        )
    reading = _Reading(folder)
    base = reading.base()
    reading.faults += faults_of(base, reading.places)
    if reading.faults:
        raise FaultyKnowledge(sorted(set(reading.faults)))
    return base, reading.places


@dataclass
class _Reading:
    folder: Path
    faults: list[Fault] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    digest: Any = field(default_factory=hashlib.sha256)

    def base(self) -> Base:
        head = self.head()
        kinds, marks = self.grades()
        parts: dict[str, dict[str, Any]] = {
            "areas": self.listed("areas.yaml", Area, "area"),
            "procedures": self.folder_of("procedures", Procedure, "procedure"),
            "factors": self.folder_of("factors", Factor, "factor"),
            "activities": self.listed("activities.yaml", Activity, "activity"),
            "rulings": self.folder_of("rulings", Ruling, "ruling"),
            "red_flags": self.listed("red_flags.yaml", RedFlag, "red flag"),
        }
        sources, claims = self.sources(kinds, marks)
        left_out = self.plain_list("left_out.yaml", LeftOut)
        told: dict[str, Any] = {**parts, "sources": sources, "claims": claims, "left_out": left_out}
        made: Base = replace(head, **told, digest=self.digest.hexdigest())
        return made

    def head(self) -> Base:
        """A base with nothing in it but its name, version and licence.

        A faulty head is noted as a fault, and a nameless one stands in for it, so that what the other
        files get wrong is told too.
        """
        raw, lines = self.file("base.yaml")
        parts = ("areas", "procedures", "factors", "activities", "sources", "claims", "rulings", "red_flags")
        empty: dict[str, Any] = {name: {} for name in parts}
        if "base" not in self.places.lost:
            whole = {**raw, **empty} if isinstance(raw, dict) else raw
            fitted: Base | None = Shape.of(Base, self.faults).fit(whole, lines, "base.yaml")
            if fitted is not None:
                return fitted
        return Base(name="", version="", released=date.min, licence="", **empty)

    def file(self, name: str) -> tuple[Any, Lines]:
        """A file's value and lines; what is wrong with it becomes a fault."""
        path = self.folder / name
        try:
            value, lines, raw = read(path, name)
        except Unreadable as error:
            self.faults.append(error.fault)
            self.places.lost.add(Path(name).stem)
            return None, Lines(1)
        self.digest.update(name.encode() + b"\0" + raw + b"\0")
        return value, lines

    def names(self, folder: str) -> list[str]:
        """The files of a folder in order; anything else in it is a fault."""
        found = []
        inside = os.scandir(self.folder / folder) if (self.folder / folder).is_dir() else ()
        for entry in sorted(inside, key=lambda entry: entry.name):
            if entry.name.endswith(".yaml") and entry.is_file():
                found.append(f"{folder}/{entry.name}")
            else:
                message = "only .yaml files belong here"
                self.faults.append(Fault(f"{folder}/{entry.name}", "stray-file", message, "move it away"))
        return found

    def grades(self) -> tuple[dict[str, KindOfSource], dict[str, Mark]]:
        raw, lines = self.file("grades.yaml")
        if not isinstance(raw, dict) or not all(isinstance(part, dict) for part in raw.values()):
            if "grades" not in self.places.lost:
                message = "kinds: and marks: belong here, each a mapping"
                self.faults.append(Fault(f"grades.yaml:{lines.at}", "wrong-type", message))
            raw = {}
        found: list[dict[str, Any]] = []
        for part, kind in (("kinds", KindOfSource), ("marks", Mark)):
            shape = Shape.of(kind, self.faults)
            inside = lines.inside.get(part, lines)
            entries = raw.get(part, {})
            found.append(
                {
                    name: fitted
                    for name, value in entries.items()
                    if (fitted := shape.fit(value, inside.inside[name], "grades.yaml")) is not None
                }
            )
        return found[0], found[1]

    def folder_of(self, folder: str, kind: Callable[..., T], word: str) -> dict[str, T]:
        """One object a file; the file's name is its id."""
        shape = Shape.of(kind, self.faults)
        found: dict[str, T] = {}
        for name in self.names(folder):
            raw, lines = self.file(name)
            id_ = Path(name).stem
            if id_ in self.places.lost:
                continue
            if isinstance(raw, dict) and "id" in raw:
                self.faults.append(
                    Fault(f"{name}:{lines.find(('id',))}", "unknown-field", "no field 'id'", "drop it")
                )
                raw = {key: value for key, value in raw.items() if key != "id"}
            value = shape.fit({"id": id_, **raw} if isinstance(raw, dict) else raw, lines, name)
            if value is None:
                self.places.lost.add(id_)
                continue
            found[id_] = value
            self.places.add(word, id_, name, lines)
        return found

    def listed(self, name: str, kind: Callable[..., T], word: str) -> dict[str, T]:
        """A list of objects in one file, each with its id."""
        found: dict[str, T] = {}
        for value, lines in self.items(name, kind):
            id_ = getattr(value, "id")  # noqa: B009 - T has no declared id
            if id_ in found:
                self.faults.append(
                    Fault(f"{name}:{lines.at}", "id-twice", f"two of the id {id_!r}", "rename one")
                )
            found[id_] = value
            self.places.add(word, id_, name, lines)
        return found

    def plain_list(self, name: str, kind: Callable[..., T]) -> tuple[T, ...]:
        return tuple(value for value, _ in self.items(name, kind))

    def items(self, name: str, kind: Callable[..., T]) -> Iterator[tuple[T, Lines]]:
        if not (self.folder / name).exists():
            return
        raw, lines = self.file(name)
        key = Path(name).stem
        if key in self.places.lost:
            return
        entries = raw.get(key) if isinstance(raw, dict) else raw
        if not isinstance(raw, dict) or raw.keys() != {key} or not isinstance(entries, list | None):
            self.faults.append(Fault(f"{name}:{lines.at}", "wrong-type", f"{key}: and a list belong here"))
            return
        shape = Shape.of(kind, self.faults)
        for index, entry in enumerate(entries or ()):
            inside = lines.inside[key].inside[index]
            value = shape.fit(entry, inside, name)
            if value is not None:
                yield value, inside
            elif isinstance(entry, dict):
                self.places.lost.add(str(entry.get("id")))

    def sources(
        self, kinds: dict[str, KindOfSource], marks: dict[str, Mark]
    ) -> tuple[dict[str, Source], dict[str, AnyClaim]]:
        shape, claim_shape = Shape.of(Source, self.faults), claims_shape(self.faults)
        sources: dict[str, Source] = {}
        claims: dict[str, AnyClaim] = {}
        for name in self.names("sources"):
            raw, lines = self.file(name)
            id_ = Path(name).stem
            if id_ in self.places.lost:
                continue
            if not isinstance(raw, dict):
                self.faults.append(Fault(f"{name}:1", "wrong-type", "a source with its claims belongs here"))
                self.places.lost.add(id_)
                continue
            entries = raw.pop("claims", None) or []
            source = shape.fit({"id": id_, **raw}, lines, name)
            if source is not None:
                sources[id_] = self.graded(source, kinds, marks, name, lines)
                self.places.add("source", id_, name, lines)
            inside = lines.inside.get("claims", lines)
            for claim in self.claims(entries, inside, id_, name, claim_shape):
                claims[claim.id] = claim
        return sources, claims

    def claims(self, entries: Any, inside: Lines, source: str, name: str, shape: Shape) -> Iterator[AnyClaim]:
        """The claims under one source, each known as SOURCE/CLAIM."""
        seen: set[str] = set()
        if not isinstance(entries, list):
            self.faults.append(Fault(f"{name}:{inside.at}", "wrong-type", "claims: a list belongs here"))
            return
        for index, entry in enumerate(entries):
            lines = inside.inside[index]
            sourced = {**entry, "source": source} if isinstance(entry, dict) else entry
            claim = shape.fit(sourced, lines, name)
            if claim is None:
                told = entry.get("id") if isinstance(entry, dict) else None
                self.places.lost.add(f"{source}/{told}")
                continue
            if claim.id in seen:
                self.faults.append(
                    Fault(
                        f"{name}:{lines.at}", "id-twice", f"two claims of the id {claim.id!r}", "rename one"
                    )
                )
            seen.add(claim.id)
            full = f"{source}/{claim.id}"
            self.places.add("claim", full, name, lines)
            object.__setattr__(claim, "id", full)  # not yet shared: still this reading's own
            yield claim

    def graded(
        self, source: Source, kinds: dict[str, KindOfSource], marks: dict[str, Mark], name: str, lines: Lines
    ) -> Source:
        """The source with its grade: by kind, lowered by its marks, as grades.yaml says."""
        for mark in source.marks:
            if mark not in marks:
                where = f"{name}:{lines.find(('marks',))}"
                self.faults.append(
                    Fault(where, "unknown-mark", f"no mark {mark!r}", did_you_mean(mark, marks))
                )
        if source.kind not in kinds:
            self.faults.append(
                Fault("grades.yaml", "no-grade", f"no grade for the kind {source.kind!r}", "add it")
            )
            return source
        kind, found = kinds[source.kind], [marks[m] for m in source.marks if m in marks]
        place = GRADES.index(kind.grade) + sum(mark.lowers for mark in found)
        place = max([place, *(GRADES.index(mark.to) for mark in found if mark.to)])
        due = date.fromordinal(min(source.read.toordinal() + kind.review.at_least, date.max.toordinal()))
        return replace(
            source,
            grade=GRADES[min(place, len(GRADES) - 1)],
            rules=all(mark.rules for mark in found),
            advice=all(mark.advice for mark in found),
            review_due=due,
        )
