"""entracte audit: a whole book judged at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given

app = typer.Typer(add_completion=False)
# Not every row could be judged: what was found is true, and more may be hidden.
PARTLY = 4

BookPath = Annotated[
    Path, typer.Argument(help="A folder with sessions and factors, or one file of sessions.")
]
Backend = Annotated[
    str | None, typer.Option("--backend", metavar="URL", help="Another database: any Ibis connection.")
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", metavar="FILE", help="What an export calls its columns and names.")
]


@app.command()
def audit(
    book: BookPath,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Tell of sessions from here.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Tell of sessions up to here.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Findings as .parquet or .csv.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="The report as a page.")] = None,
    mapping: MappingFile = None,
    review: Annotated[
        bool, typer.Option("--review", help="Ask about unsure names; the mapping file remembers.")
    ] = False,
    backend: Backend = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Which sessions broke a rule, and which bookings will. Exits with 4 where a row was set aside."""
    from entracte.audit.files import Place
    from entracte.audit.mapping import Mapping, load_mapping, save_mapping
    from entracte.audit.report import report
    from entracte.audit.run import Days, judge, write
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    days = Days(given.day(first, "--from") if first else None, given.day(last, "--to") if last else None)
    rulebook = given.compiled(policy, overlay, as_of, base)
    told = load_mapping(mapping, rulebook) if mapping and (mapping.exists() or not review) else Mapping()
    with Place(book, backend) as place, ledger.watching("reading the book") as watch:
        read = read_book(place, rulebook, told)
        if review and read.names.unsure:
            watch.stop()
            told = told.remember(ledger.reviewed(read.names.unsure, read.unlinked))
            save_mapping(mapping or Path("names.yaml"), told)
            read = read_book(place, rulebook, told)
            watch.start()
        findings = judge(rulebook, read, days, progress=watch.part)
        watch.stop()
        if out:
            write(findings, out)
        found = report(read, findings, rulebook.hash)
        if html:
            from entracte.audit.page import page

            html.write_text(page(found, rulebook), "utf-8")
        print(json.dumps(ledger.plain(found), indent=2, ensure_ascii=False)) if as_json else ledger.show(
            found, rulebook, out
        )
    if not found.whole:
        raise typer.Exit(PARTLY)
