"""A book on a terminal: progress while it is judged, then the figures, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TimeElapsedColumn
from rich.table import Table

from entracte.audit.report import STATUSES, Report
from entracte.core.fault import mistake
from entracte.knowledge.rules import Rulebook

SHOWN = 8
MONTHS_SHOWN = 24
TITLES = {
    "rule": "By rule",
    "procedure": "By procedure",
    "clinic": "By clinic",
    "practitioner": "By practitioner",
    "month": "By month",
}


class Watch:
    """A line that moves while a long step runs, on the error stream so that pipes stay clean."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self.progress, self.task = progress, task

    def part(self, done: int, parts: int) -> None:
        """So many parts of the book are judged."""
        self.progress.update(self.task, description="judging", completed=done, total=parts)

    def stop(self) -> None:
        """Clear the line."""
        self.progress.stop()

    def start(self) -> None:
        """Show the line again."""
        self.progress.start()


@contextmanager
def watching(what: str) -> Iterator[Watch]:
    """Show that something runs, and for how long."""
    columns = (SpinnerColumn(), *Progress.get_default_columns()[:2], TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Watch(progress, progress.add_task(what, total=None))


def reviewed(unsure: Mapping[str, tuple[str, ...]], sizes: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Ask of each name whether a guess is right, the most used first; what was answered."""
    settled: dict[str, tuple[str, ...]] = {}
    for name in sorted(unsure, key=lambda n: -sizes.get(n, 0)):
        for guess in unsure[name]:
            if typer.confirm(f"{name!r} ({sizes.get(name, 0):,} rows): is it {guess}?", err=True):
                settled[name] = (*settled.get(name, ()), guess)
        if name not in settled and typer.confirm(f"{name!r}: leave it out for good?", err=True):
            settled[name] = ()
    return settled


def show(found: Report, rulebook: Rulebook, out: Path | None) -> None:
    """The report on the terminal."""
    console = Console(highlight=False)
    base = rulebook.base
    console.print(
        f"{found.sessions:,} sessions of {found.clients:,} clients, {found.booked:,} of them booked; "
        f"base {base.version}, policy {rulebook.policy}, rulebook {found.rulebook}"
    )
    told = Table(title="Findings", title_justify="left", box=None)
    for column in ("", *STATUSES):
        told.add_column(column, justify="left" if not column else "right")
    for when, counts in found.findings.items():
        told.add_row(when, *(f"{counts[s]:,}" for s in STATUSES))
    console.print(told)
    console.print(f"{found.touched:,} sessions have a finding")
    for group, title in TITLES.items():
        if found.groups.get(group):
            console.print(_group(title, found.groups[group]))
    if found.worst:
        _worst(console, found.worst)
    _aside(console, found)
    if out:
        console.print(f"Every finding: {out}")


def _group(title: str, rows: list[dict[str, Any]]) -> Table:
    more = f", {SHOWN} of {len(rows)}" if len(rows) > SHOWN else ""
    table = Table(title=f"{title}{more}", title_justify="left", box=None)
    for column in ("", "sessions", *STATUSES, "booked"):
        table.add_column(column, justify="left" if not column else "right")
    for row in rows[:SHOWN]:
        figures = (row[c] for c in ("sessions", *STATUSES, "booked"))
        table.add_row(str(row["name"] or "not told"), *(f"{n:,}" for n in figures))
    return table


def _worst(console: Console, rows: list[dict[str, Any]]) -> None:
    """A sentence each: no terminal is wide enough for the table."""
    console.print("The worst", style="italic")
    for row in rows[:SHOWN]:
        said = f"{row['on']} {row['procedure']} (session {row['session']}, client {row['client']})"
        if row["other"] is not None:
            gap = "" if row["days"] is None else f", {row['days']} days after"
            said += f"{gap} {row['other']}" if gap else f", {row['other']}"
        if row["shortfall"] is not None:
            said += f", {row['bound']} asked"
        console.print(
            f"  {row['status']:8}{said}: {row['rule']}, grade {row['grade']}", markup=False, soft_wrap=True
        )


def _cell(value: Any) -> str:
    return "" if value is None else "always" if value == 4_000_000 else str(value)


def _aside(console: Console, found: Report) -> None:
    """What was not judged, and why: never in silence."""
    if found.counts:
        console.print("[bold]Rows set aside[/bold]")
        for reason, rows in found.counts.items():
            console.print(f"  {rows:,}: {reason}", markup=False)
        for row in found.aside[:SHOWN]:
            console.print(f"    {row}", markup=False)
    if found.unlinked:
        console.print("[bold]Names that could not be linked, with their rows[/bold]")
        for name, rows in list(found.unlinked.items())[:SHOWN]:
            guess = found.guesses.get(name)
            maybe = f"; perhaps {' or '.join(guess)}" if guess else ""
            console.print(f"  {rows:,}: {name}{maybe}", markup=False)
        console.print("  settle them with --mapping FILE --review")
    if found.anywhere:
        console.print("[bold]Areas that nobody knows, taken for any area[/bold]")
        for name, rows in list(found.anywhere.items())[:SHOWN]:
            console.print(f"  {rows:,}: {name}", markup=False)
    if found.unused:
        console.print(f"Columns not read: {', '.join(found.unused)}", markup=False)


def plain(found: Report) -> dict[str, Any]:
    """The report as plain values for JSON."""
    return {key: _plain(value) for key, value in asdict(found).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value


def listed(rows: list[dict[str, Any]], total: int) -> None:
    """Rows as a plain table, and how many there are."""
    if not rows:
        return
    table = Table(box=None)
    for column in rows[0]:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console = Console(highlight=False)
    console.print(table)
    if total > len(rows):
        console.print(f"and {total - len(rows):,} more; --out FILE writes them all")


def save(rows: list[dict[str, Any]], file: Path) -> None:
    """Rows as Parquet or CSV. Raises Mistake on another format."""
    import pyarrow as pa

    table = pa.Table.from_pylist(rows)
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, file)
    elif file.suffix == ".csv":
        from pyarrow import csv

        csv.write_csv(table, file)
    else:
        raise mistake(str(file), "unknown-format", f"no format {file.suffix!r}", "write .parquet or .csv")


def simple(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their days as text."""
    return [{key: _plain(value) for key, value in row.items()} for row in rows]
