"""entracte audit: a whole book judged at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entracte.cli import given
from entracte.knowledge.rules import Rulebook

if TYPE_CHECKING:
    from entracte.audit.files import Place
    from entracte.audit.mapping import Mapping
    from entracte.audit.tables import Book
    from entracte.cli.ledger import Watch

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
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Tell of sessions from here.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Tell of sessions up to here.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write .parquet or .csv.")]
Page = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="The report as a page.")]
Review = Annotated[bool, typer.Option("--review", help="Ask about unsure names; the mapping file remembers.")]


@app.command()
def audit(
    book: BookPath,
    first: From = None,
    last: To = None,
    out: Out = None,
    html: Page = None,
    mapping: MappingFile = None,
    review: Review = False,
    backend: Backend = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Which sessions broke a rule, and which bookings will. Exits with 4 where a row was set aside."""
    from entracte.audit.files import Place
    from entracte.audit.report import report
    from entracte.audit.run import Days, judge, write
    from entracte.cli import ledger

    days = Days(given.day(first, "--from") if first else None, given.day(last, "--to") if last else None)
    rulebook = given.compiled(policy, overlay, as_of, base)
    with Place(book, backend) as place, ledger.watching("reading the book") as watch:
        read = _read(place, rulebook, mapping, review, watch)
        findings = judge(rulebook, read, days, progress=watch.part)
        watch.stop()
        if out:
            write(findings, out)
        found = report(read, findings, rulebook.hash)
    if html:
        from entracte.audit.page import page

        html.write_text(page(found, rulebook), "utf-8")
    if as_json:
        print(json.dumps(ledger.plain(found), indent=2, ensure_ascii=False))
    else:
        ledger.show(found, rulebook, out)
    if not found.whole:
        raise typer.Exit(PARTLY)


def told(mapping: Path | None, rulebook: Rulebook) -> Mapping:
    """What a mapping file says; nothing where none is given."""
    from entracte.audit.mapping import Mapping, load_mapping

    return load_mapping(mapping, rulebook) if mapping else Mapping()


def _read(place: Place, rulebook: Rulebook, mapping: Path | None, review: bool, watch: Watch) -> Book:
    """The book, its unsure names asked about where that is wanted, and the answers remembered."""
    from entracte.audit.mapping import save_mapping
    from entracte.audit.tables import read_book
    from entracte.cli import ledger

    file = mapping or Path("names.yaml")
    known = told(None if review and not file.exists() else mapping, rulebook)
    read = read_book(place, rulebook, known)
    if not review or not read.names.unsure:
        return read
    watch.stop()
    known = known.remember(ledger.reviewed(read.names.unsure, read.unlinked))
    save_mapping(file, known)
    watch.start()
    return read_book(place, rulebook, known)
