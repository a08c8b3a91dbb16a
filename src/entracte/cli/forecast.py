"""entracte forecast: who is due, who must wait."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given
from entracte.cli.audit import PARTLY, Backend, BookPath, MappingFile

app = typer.Typer(add_completion=False)
SHOWN = 20


@app.command()
def forecast(
    book: BookPath,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day of asking (today).")
    ] = None,
    procedure: Annotated[
        list[str] | None, typer.Option("--procedure", help="Only this; give it again for more.")
    ] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", help="Only due, overdue, wait, avoid, ask or booked.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The list as .parquet or .csv.")
    ] = None,
    mapping: MappingFile = None,
    backend: Backend = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """Per client and procedure: the earliest day, the advised day, and the day it is overdue after."""
    from entracte.audit.files import Place
    from entracte.audit.forecast import forecast as recall
    from entracte.audit.mapping import Mapping, load_mapping
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    day = given.day(as_of, "--as-of") if as_of else date.today()
    rulebook = given.compiled(policy, overlay, as_of, base)
    told = load_mapping(mapping, rulebook) if mapping else Mapping()
    with Place(book, backend) as place, ledger.watching("asking of each client"):
        read = read_book(place, rulebook, told)
        rows = [
            due
            for due in recall(rulebook, read.sessions, read.factors, day)
            if (not procedure or due.procedure in procedure) and (not state or due.state in state)
        ]
    plain = [{k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(r).items()} for r in rows]
    if out:
        ledger.save([asdict(row) for row in rows], out)
    if as_json:
        print(json.dumps({"as_of": day.isoformat(), "clients": plain}, indent=2, ensure_ascii=False))
    else:
        counts = Counter(row.state for row in rows)
        print(f"{len(rows):,} as of {day}: " + ", ".join(f"{n:,} {s}" for s, n in counts.most_common()))
        ledger.listed(plain[:SHOWN], len(plain))
    if not read.whole:
        raise typer.Exit(PARTLY)
