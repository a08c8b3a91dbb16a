"""entracte forecast: who is due, who must wait."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from entracte.cli import given
from entracte.cli.audit import PARTLY, Backend, BookPath, MappingFile, Out, told
from entracte.knowledge.rules import Rulebook

app = typer.Typer(add_completion=False)
SHOWN = 20

Only = Annotated[list[str] | None, typer.Option("--procedure", help="Only this; give it again for more.")]
States = Annotated[
    list[str] | None, typer.Option("--state", help="Only due, overdue, wait, avoid, ask or booked.")
]


@app.command()
def forecast(
    book: BookPath,
    as_of: given.AsOf = None,
    procedure: Only = None,
    state: States = None,
    out: Out = None,
    mapping: MappingFile = None,
    backend: Backend = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """Per client and procedure: the earliest day, the advised day, and the day it is overdue after."""
    from entracte.cli import ledger

    day = given.day(as_of, "--as-of") if as_of else date.today()
    rulebook = given.compiled(policy, overlay, as_of, base)
    every, whole = _recall(rulebook, book, mapping, backend, day)
    rows = [
        row
        for row in every
        if (not procedure or row["procedure"] in procedure) and (not state or row["state"] in state)
    ]
    if out:
        ledger.save(rows, out)
    plain = ledger.simple(rows)
    if as_json:
        print(json.dumps({"as_of": day.isoformat(), "clients": plain}, indent=2, ensure_ascii=False))
    else:
        counts = Counter(row["state"] for row in rows)
        print(f"{len(rows):,} as of {day}: " + ", ".join(f"{n:,} {s}" for s, n in counts.most_common()))
        ledger.listed(plain[:SHOWN], len(plain))
    if not whole:
        raise typer.Exit(PARTLY)


def _recall(
    rulebook: Rulebook, book: Path, mapping: Path | None, backend: str | None, day: date
) -> tuple[list[dict[str, Any]], bool]:
    """The next of each procedure of each client, and whether every row of the book was read."""
    from entracte.audit.files import Place
    from entracte.audit.forecast import forecast as recall
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    with Place(book, backend) as place, ledger.watching("asking of each client"):
        read = read_book(place, rulebook, told(mapping, rulebook))
        return [asdict(due) for due in recall(rulebook, read.sessions, read.factors, day)], read.whole
