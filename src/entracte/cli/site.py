"""entracte site: the public pages as a static site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given
from entracte.core.fault import mistake

app = typer.Typer(add_completion=False)


@app.command()
def site(
    out: Annotated[Path, typer.Argument(help="The folder to write; it is made if it is not there.")],
    origin: Annotated[
        str, typer.Option("--origin", help="The site's own address, for canonical links and the sitemap.")
    ] = "https://entracte.example",
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """The public pages as a static site."""
    from rich.progress import Progress

    from entracte.articles.publish import Press

    if out.exists() and not out.is_dir():
        raise mistake(str(out), "not-a-folder", "a file stands there", "give a folder")
    book = given.compiled(policy, overlay, None, base)
    press = Press(book, out, origin.rstrip("/"))
    jobs = press.jobs()
    with Progress(disable=as_json, transient=True) as progress:
        task = progress.add_task("Writing pages", total=sum(len(job) for job in jobs))
        for done in press.run(jobs):
            progress.advance(task, done)
    told = {"folder": str(out), "pages": press.pages, "changed": press.changed, "removed": press.removed}
    if as_json:
        print(json.dumps(told))
    else:
        print(f"{press.pages:,} pages in {out}: {press.changed:,} changed, {press.removed:,} removed")
