"""entracte simulate: a made-up book from a seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given

app = typer.Typer(add_completion=False)


@app.command()
def simulate(
    book: Annotated[Path, typer.Argument(help="The folder to write.")],
    clients: Annotated[int, typer.Option("--clients", help="How many clients.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed, the same bytes.")] = 1,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")] = "2024-01-01",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day.")] = "2026-12-31",
    faults: Annotated[float, typer.Option("--faults", help="Share of clients with a fault.")] = 0.02,
    messy: Annotated[
        float, typer.Option("--messy", help="Share of names as a front desk writes them.")
    ] = 0.1,
    policy: given.Policy = "standard",
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """Write sessions, factors and the planted faults as Parquet."""
    from rich.console import Console
    from rich.progress import Progress

    from entracte.simulate.book import Recipe
    from entracte.simulate.book import simulate as make

    recipe = Recipe(clients, seed, given.day(first, "--from"), given.day(last, "--to"), faults, messy)
    rulebook = given.compiled(policy, None, None, base)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("clients", total=clients)
        counts = make(rulebook, book, recipe, lambda done: progress.advance(task, done))
    if as_json:
        print(json.dumps({"book": str(book), **counts}, indent=2))
        return
    for name, rows in counts.items():
        print(f"{book / name}.parquet: {rows:,} rows")
