"""The mapping file: what a real export calls the columns, the states, the treatments and the areas.

    columns: {session: appointment_id, client: patient, procedure: service, on: date}
    dates: day-month
    states: {completed: done, no-show: cancelled}
    names: {Botox 3 areas: botulinum-toxin, Dermapen w/ PRP: [microneedling, prp], Patch test: none}
    areas: {T-zone: [forehead, nose]}
    factors: {Roaccutane course: isotretinoin}

Every part may be left out. `none` says that a name is no treatment that entracte knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from entracte.core.fault import Fault, Mistake, did_you_mean
from entracte.core.history import STATUSES
from entracte.knowledge.reading import Unreadable, read
from entracte.knowledge.rules import Rulebook

SESSION_COLUMNS = (
    "session",
    "client",
    "procedure",
    "on",
    "status",
    "area",
    "dose",
    "sequence",
    "practitioner",
    "clinic",
)
FACTOR_COLUMNS = ("client", "factor", "from", "to", "answer")
PARTS = ("columns", "dates", "states", "names", "areas", "factors")
NONE = "none"

DateOrder = Literal["day-month", "month-day"]
Links = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Mapping:
    """What a mapping file says; empty where there is none."""

    columns: dict[str, str] = field(default_factory=dict)
    dates: DateOrder | None = None
    states: dict[str, str] = field(default_factory=dict)
    names: Links = field(default_factory=dict)
    areas: Links = field(default_factory=dict)
    factors: Links = field(default_factory=dict)

    def remember(self, names: Links) -> Mapping:
        """The same mapping with more names settled."""
        return replace(self, names=self.names | names)


def load_mapping(path: Path | str, rulebook: Rulebook) -> Mapping:
    """Read a mapping file. Raises Mistake with every fault, each with its line."""
    name = str(path)
    try:
        raw, lines, _ = read(Path(path), name)
    except Unreadable as error:
        raise Mistake([error.fault]) from None
    faults: list[Fault] = []

    def fault(part: tuple[Any, ...], code: str, message: str, hint: str = "") -> None:
        faults.append(Fault(f"{name}:{lines.find(part)}", code, message, hint))

    if not isinstance(raw, dict):
        raise Mistake([Fault(f"{name}:1", "wrong-type", f"a mapping with {', '.join(PARTS)}")])
    for part in raw.keys() - set(PARTS):
        fault((part,), "unknown-field", f"no part {part!r}", did_you_mean(part, PARTS))
    for part in set(PARTS) - {"dates"}:
        if not isinstance(raw.get(part, {}), dict):
            fault((part,), "wrong-type", f"{part}: a mapping belongs here")
            raw[part] = {}
    _columns(raw, fault)
    if raw.get("dates", "day-month") not in ("day-month", "month-day"):
        fault(("dates",), "unknown-value", f"dates: {raw['dates']!r}", "day-month or month-day")
    base = rulebook.base
    known = {"names": rulebook.usable, "areas": base.areas, "factors": base.factors}
    links = {part: _links(raw.get(part, {}), part, set(ids), fault) for part, ids in known.items()}
    if faults:
        raise Mistake(sorted(faults))
    states = {str(k).strip().lower(): str(v) for k, v in raw.get("states", {}).items()}
    return Mapping(raw.get("columns", {}), raw.get("dates"), states, **links)


def _columns(raw: dict[str, Any], fault: Any) -> None:
    known = {*SESSION_COLUMNS, *FACTOR_COLUMNS}
    for column in raw.get("columns", {}).keys() - known:
        hint = did_you_mean(column, known) or "ours stands left, theirs right"
        fault(("columns", column), "unknown-column", f"no column {column!r}", hint)
    for state, meant in raw.get("states", {}).items():
        if meant not in STATUSES:
            fault(("states", state), "unknown-status", f"no status {meant!r}", ", ".join(STATUSES))


def _links(raw: dict[str, Any], part: str, known: set[str], fault: Any) -> Links:
    found: Links = {}
    for name, meant in raw.items():
        ids = meant if isinstance(meant, list) else [] if meant in (NONE, None) else [meant]
        for id_ in ids:
            if id_ not in known:
                hint = did_you_mean(str(id_), known)
                fault((part, name), f"unknown-{part[:-1]}", f"{name}: no id {id_!r}", hint)
        found[str(name)] = tuple(str(id_) for id_ in ids)
    return found


def save_mapping(path: Path | str, mapping: Mapping) -> None:
    """Write a mapping file, so that what was settled once is settled for good."""

    def plain(links: Links) -> dict[str, Any]:
        return {
            name: NONE if not ids else ids[0] if len(ids) == 1 else list(ids) for name, ids in links.items()
        }

    parts = {
        "columns": mapping.columns,
        "dates": mapping.dates,
        "states": mapping.states,
        "names": plain(mapping.names),
        "areas": plain(mapping.areas),
        "factors": plain(mapping.factors),
    }
    kept = {part: value for part, value in parts.items() if value}
    Path(path).write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")
