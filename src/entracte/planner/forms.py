"""Wishes, histories and plans as plain values (JSON, YAML) and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from entracte.core.days import DayRange, parse_days
from entracte.core.fault import Fault, Mistake, did_you_mean, mistake
from entracte.core.history import FactorPeriod, History, Session
from entracte.knowledge.reading import Lines, Unreadable, parse
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.wishes import Wishes

T = TypeVar("T")

# Plain text of a megabyte holds more wishes than the planner takes.
LONGEST_TEXT = 1_000_000


def to_json(value: Wishes | Plan | NoPlan) -> dict[str, Any]:
    """Plain values: days as text, sets in order; fields of wishes that were left alone are left out."""
    found: dict[str, Any] = _plain(value, sparse=isinstance(value, Wishes))
    if isinstance(value, Plan):
        found |= {"gap": round(value.gap, 4), "clash": [], "changes": []}
    if isinstance(value, NoPlan):
        found |= {"objective": None, "bound": None, "visits": []}
    return found


def wishes_from_json(raw: Mapping[str, Any]) -> Wishes:
    """Wishes from plain values. Raises Mistake with every fault of form."""
    return _fit(Wishes, _with_days(raw))


def history_from_json(raw: Mapping[str, Any]) -> History:
    """Sessions and factors from plain values. Raises Mistake with every fault of form."""
    unknown = [k for k in raw if k not in ("sessions", "factors")]
    if unknown:
        raise mistake("history", "unknown-field", f"no field {unknown[0]!r}", "sessions and factors")
    sessions = [_session(i, entry) for i, entry in enumerate(raw.get("sessions") or ())]
    factors = [_factor(i, entry) for i, entry in enumerate(raw.get("factors") or ())]
    return History(sessions, factors)


def plan_from_json(raw: Mapping[str, Any]) -> Plan:
    """A plan that `to_json` wrote. Raises Mistake on anything else."""
    return _fit(Plan, {k: v for k, v in raw.items() if k not in ("gap", "clash", "changes")})


def read(text: str, where: str) -> tuple[History, Wishes]:
    """A file of wishes (YAML or JSON) with its `history`. Raises Mistake with the file and lines."""
    raw, lines = _parsed(text, where)
    rest = {k: v for k, v in raw.items() if k != "history"}
    try:
        return history_from_json(_mapping(raw.get("history") or {}, "history")), wishes_from_json(rest)
    except Mistake as found:
        raise Mistake(
            replace(f, where=f"{where}:{_line(lines, f.where)} {f.where}") for f in found.faults
        ) from None


def plain(text: str, where: str) -> dict[str, Any]:
    """YAML or JSON text as a mapping; no aliases, so that a small file cannot grow."""
    return _parsed(text, where)[0]


def _parsed(text: str, where: str) -> tuple[dict[str, Any], Lines]:
    if len(text) > LONGEST_TEXT:
        raise mistake(where, "too-long", f"{len(text)} characters", f"at most {LONGEST_TEXT}")
    try:
        raw, lines = parse(text, where)
    except Unreadable as unreadable:
        raise Mistake([unreadable.fault]) from None
    return _mapping(raw, where), lines


def _line(lines: Lines, where: str) -> int:
    """The line of a field: procedures.0.sessions, or history.sessions[1].on."""
    steps = re.findall(r"[^.\[\]]+", where.split(" ", maxsplit=1)[0])
    return lines.find(tuple(int(s) if s.isdigit() else s for s in steps))


def _mapping(raw: Any, where: str) -> dict[str, Any]:
    if not isinstance(raw, dict) or not all(isinstance(k, str) for k in raw):
        raise mistake(where, "wrong-type", "a mapping of fields belongs here")
    return raw


def _plain(value: Any, sparse: bool) -> Any:
    if isinstance(value, DayRange):
        return str(value)
    if is_dataclass(value):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        # Wishes inside an answer are as sparse as wishes alone.
        inside = sparse or isinstance(value, Wishes)
        if inside:
            kept = {
                f.name: kept[f.name]
                for f in fields(value)
                if f.default is MISSING or kept[f.name] != f.default
            }
        return {k: _plain(v, inside) for k, v in kept.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(v, sparse) for v in value]
    return {k: _plain(v, sparse) for k, v in value.items()} if isinstance(value, dict) else value


@cache
def _adapter(kind: type[Any]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _fit(kind: type[T], raw: Mapping[str, Any]) -> T:
    from pydantic import ValidationError

    try:
        fitted: T = _adapter(kind).validate_python(raw)  # type: ignore[arg-type]
    except ValidationError as error:
        raise Mistake(_fault(kind, dict(found)) for found in error.errors(include_url=False)) from None
    return fitted


def _fault(kind: type[Any], found: dict[str, Any]) -> Fault:
    steps = [
        str(step) for step in found["loc"] if not str(step).startswith(("function-", "frozenset", "bool"))
    ]
    where = ".".join(steps)
    match found["type"]:
        case "missing" | "missing_argument":
            return Fault(where, "missing-field", f"the field {steps[-1]!r} is missing", "add it")
        case "unexpected_keyword_argument" | "extra_forbidden":
            known = [f.name for f in fields(kind)] if len(steps) == 1 else []
            return Fault(where, "unknown-field", f"no field {steps[-1]!r}", did_you_mean(steps[-1], known))
    said = str(found["msg"])
    return Fault(where, "wrong-type", f"{said[:1].lower()}{said[1:]}", f"is {str(found.get('input'))[:60]!r}")


def _with_days(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Times away as days, months or ranges; hours written once as a list of one."""
    made = dict(raw)
    away = made.get("away") or ()
    made["away"] = tuple(
        _days(a, f"away[{i}]") for i, a in enumerate([away] if isinstance(away, str) else away)
    )
    diary = made.get("diary")
    if isinstance(diary, Mapping):
        lists = {
            name: _resources(diary[name]) for name in ("practitioners", "rooms", "devices") if diary.get(name)
        }
        made["diary"] = {**diary, **lists}
    return made


def _resources(resources: Any) -> Any:
    if not isinstance(resources, list | tuple):
        return resources
    return [
        {**r, "hours": {d: [h] if isinstance(h, str) else h for d, h in r["hours"].items()}}
        if isinstance(r, Mapping) and isinstance(r.get("hours"), Mapping)
        else r
        for r in resources
    ]


def _days(value: Any, where: str) -> date | DayRange:
    if isinstance(value, date | DayRange):
        return value
    try:
        return parse_days(str(value))
    except ValueError as error:
        raise mistake(where, "not-a-day", str(error), "a day, a month or a range, as 2027-04") from None


def _session(index: int, raw: Any) -> Session:
    where = f"history.sessions[{index}]"
    entry = _mapping(raw, where)
    _known_fields(
        entry, where, ("procedure", "on", "areas", "status", "id", "dose", "sequence"), ("procedure", "on")
    )
    areas = entry.get("areas") or ()
    made = {**entry, "on": _days(entry["on"], f"{where}.on"), "areas": frozenset(areas)}
    return Session(**made)


def _factor(index: int, raw: Any) -> FactorPeriod:
    where = f"history.factors[{index}]"
    entry = _mapping(raw, where)
    _known_fields(entry, where, ("factor", "answer", "since", "to", "id"), ("factor",))
    # JSON that other programs wrote may say true or false.
    answer = {True: "yes", False: "no"}.get(entry.get("answer", "yes"), entry.get("answer", "yes"))
    edges = {name: _day(entry[name], f"{where}.{name}") for name in ("since", "to") if entry.get(name)}
    return FactorPeriod(entry["factor"], answer, **edges, id=entry.get("id"))


def _day(value: Any, where: str) -> date:
    on = _days(value, where)
    if isinstance(on, DayRange):
        raise mistake(where, "not-a-day", f"{on} is no single day", "write it as 2026-12-01")
    return on


def _known_fields(entry: dict[str, Any], where: str, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
    faults = [
        Fault(f"{where}.{k}", "unknown-field", f"no field {k!r}", did_you_mean(k, known))
        for k in entry
        if k not in known
    ]
    faults += [
        Fault(where, "missing-field", f"the field {k!r} is missing", "add it")
        for k in needed
        if k not in entry
    ]
    if faults:
        raise Mistake(faults)
