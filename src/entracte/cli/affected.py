"""entracte affected: which sessions change verdict between two bases, policies or overlays."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from entracte.cli import given
from entracte.cli.audit import PARTLY, Backend, BookPath, MappingFile, Out, told
from entracte.knowledge.rules import Rulebook

app = typer.Typer(add_completion=False)
SHOWN = 20

Old = Annotated[Path | None, typer.Option("--old", metavar="FOLDER", help="The base before (shipped).")]
New = Annotated[Path | None, typer.Option("--new", metavar="FOLDER", help="The base after (shipped).")]
OldPolicy = Annotated[str, typer.Option("--old-policy", help="standard or cautious.")]
NewPolicy = Annotated[str, typer.Option("--new-policy", help="standard or cautious.")]
OldOverlay = Annotated[
    Path | None, typer.Option("--old-overlay", metavar="FILE", help="The house policy before.")
]
NewOverlay = Annotated[
    Path | None, typer.Option("--new-overlay", metavar="FILE", help="The house policy after.")
]


@app.command()
def affected(
    book: BookPath,
    old: Old = None,
    new: New = None,
    old_policy: OldPolicy = "standard",
    new_policy: NewPolicy = "standard",
    old_overlay: OldOverlay = None,
    new_overlay: NewOverlay = None,
    out: Out = None,
    mapping: MappingFile = None,
    backend: Backend = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Which done and booked sessions have another verdict than before, and by which rule."""
    from entracte.cli import ledger

    before = given.compiled(old_policy, old_overlay, as_of, old)
    after = given.compiled(new_policy, new_overlay, as_of, new)
    rows, whole = _changed(before, after, book, mapping, backend)
    if out:
        ledger.save(rows, out)
    plain = ledger.simple(rows)
    if as_json:
        sides = {"old": before.hash, "new": after.hash}
        print(json.dumps({**sides, "sessions": plain}, indent=2, ensure_ascii=False))
    else:
        counts = Counter(f"{row['was']} to {row['now']}" for row in rows)
        said = ", ".join(f"{n:,} from {change}" for change, n in counts.most_common())
        print(f"{len(rows):,} sessions change verdict{': ' + said if said else ''}")
        ledger.listed(plain[:SHOWN], len(plain))
    if not whole:
        raise typer.Exit(PARTLY)


def _changed(
    before: Rulebook, after: Rulebook, book: Path, mapping: Path | None, backend: str | None
) -> tuple[list[dict[str, Any]], bool]:
    """The sessions whose verdict changed, and whether every row of the book was judged."""
    from entracte.audit.affected import changed
    from entracte.audit.files import Place
    from entracte.audit.run import Days, judge
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    with Place(book, backend) as place, ledger.watching("judging twice") as watch:
        read = read_book(place, after, told(mapping, after))
        found = [judge(r, read, Days(), f"findings_{n}", watch.part) for n, r in enumerate((before, after))]
        ordered = changed(*found).order_by("booked", "client", "on", "session")
        return ordered.to_pyarrow().to_pylist(), read.whole
