"""entracte affected: which sessions change verdict between two bases, policies or overlays."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given
from entracte.cli.audit import PARTLY, Backend, BookPath, MappingFile

app = typer.Typer(add_completion=False)
SHOWN = 20


@app.command()
def affected(
    book: BookPath,
    old: Annotated[Path | None, typer.Option("--old", metavar="FOLDER", help="The base before.")] = None,
    new: Annotated[Path | None, typer.Option("--new", metavar="FOLDER", help="The base after.")] = None,
    old_policy: Annotated[str, typer.Option("--old-policy", help="standard or cautious.")] = "standard",
    new_policy: Annotated[str, typer.Option("--new-policy", help="standard or cautious.")] = "standard",
    old_overlay: Annotated[
        Path | None, typer.Option("--old-overlay", metavar="FILE", help="The house policy before.")
    ] = None,
    new_overlay: Annotated[
        Path | None, typer.Option("--new-overlay", metavar="FILE", help="The house policy after.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="As .parquet or .csv.")] = None,
    mapping: MappingFile = None,
    backend: Backend = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Which done and booked sessions have another verdict than before, and by which rule."""
    from entracte.audit.affected import changed
    from entracte.audit.files import Place
    from entracte.audit.mapping import Mapping, load_mapping
    from entracte.audit.run import Days, judge
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    before = given.compiled(old_policy, old_overlay, as_of, old)
    after = given.compiled(new_policy, new_overlay, as_of, new)
    told = load_mapping(mapping, after) if mapping else Mapping()
    with Place(book, backend) as place, ledger.watching("judging twice") as watch:
        read = read_book(place, after, told)
        found = [judge(r, read, Days(), f"findings_{n}", watch.part) for n, r in enumerate((before, after))]
        rows = changed(*found).order_by("booked", "client", "on", "session").to_pyarrow().to_pylist()
    plain = [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in rows]
    if out:
        ledger.save(rows, out)
    if as_json:
        sides = {"old": before.hash, "new": after.hash}
        print(json.dumps({**sides, "sessions": plain}, indent=2, ensure_ascii=False))
    else:
        counts = Counter(f"{row['was']} to {row['now']}" for row in rows)
        said = ", ".join(f"{n:,} from {change}" for change, n in counts.most_common())
        print(f"{len(rows):,} sessions change verdict{': ' + said if said else ''}")
        ledger.listed(plain[:SHOWN], len(plain))
    if not read.whole:
        raise typer.Exit(PARTLY)
