"""entracte plan with `clients`: one clinic's open plans in one diary."""

from __future__ import annotations

import json
import sys
from typing import Any

from entracte.core.fault import Refused, mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.clinic import Clinic, plan_clinic
from entracte.planner.forms import history_from_json, to_json, wishes_from_json
from entracte.planner.wishes import Wishes


def run(rulebook: Rulebook, raw: dict[str, Any], seconds: float, workers: int, as_json: bool) -> None:
    """Plan every client of the file, with a line of progress on standard error."""
    clients, diary = _read(raw)
    if diary is None:
        raise mistake("diary", "missing-field", "clients share a diary, and none is given", "add diary:")
    say = lambda line: print(line, file=sys.stderr)  # noqa: E731 - deferred
    found = plan_clinic(rulebook, clients, diary, seconds=seconds, workers=workers, say=say)
    if as_json:
        print(json.dumps(told(found), indent=2, ensure_ascii=False))
        return
    for plan in found.plans:
        for visit in plan.visits:
            sessions = "; ".join(
                f"{s.at} {s.procedure} ({s.practitioner or 'anyone'})" for s in visit.sessions
            )
            print(f"{plan.client:16} {visit.on}  {sessions}")
    for none in found.without:
        print(f"{none.client:16} {none.says}")
    print(
        f"{len(found.plans)} of {len(clients)} clients: {found.status}, objective {found.objective}, "
        f"bound {found.bound}, gap {100 * found.gap:.2f}%"
    )


def told(found: Clinic) -> dict[str, Any]:
    """The clinic's answer as plain values."""
    return {
        "status": found.status,
        "objective": found.objective,
        "bound": found.bound,
        "gap": round(found.gap, 4),
        "plans": [to_json(plan) for plan in found.plans],
        "without": [to_json(none) for none in found.without],
    }


def _read(raw: dict[str, Any]) -> tuple[list[tuple[History, Wishes]], Any]:
    """Each client's history and wishes, and the diary of all."""
    unknown = sorted(raw.keys() - {"clients", "diary"})
    if unknown or not isinstance(raw["clients"], list):
        raise mistake(
            str(unknown[0]) if unknown else "clients", "wrong-type", "give clients: a list, and diary:"
        )
    shared = wishes_from_json({"procedures": [], "diary": raw.get("diary")}).diary
    clients = []
    for i, entry in enumerate(raw["clients"]):
        if not isinstance(entry, dict) or "diary" in entry:
            raise mistake(
                f"clients[{i}]", "wrong-type", "wishes without a diary belong here", "see the guide"
            )
        rest = {"client": f"client-{i + 1}", **{k: v for k, v in entry.items() if k != "history"}}
        try:
            clients.append((history_from_json(entry.get("history") or {}), wishes_from_json(rest)))
        except Refused as refused:
            raise mistake(f"clients[{i}]", refused.faults[0].code, str(refused.faults[0])) from None
    return clients, shared
