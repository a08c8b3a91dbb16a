"""`make bench-book`: ten million sessions audited, beside the bare self-join that any method must do.

One run on two threads. Each figure is the best of its rounds, taken in a process of its own so that
the peak of memory is its own too. `--clients N` takes another size than a million clients.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

import entracte as en
from entracte.core.history import History
from entracte.knowledge import cache
from entracte.simulate.book import Recipe, simulate

CLIENTS = 1_000_000
SHARES = (0.1, 0.3, 1.0)
ROUNDS = 2
MEMORY = "3GB"
SAMPLE_CLIENTS = 3_000
SAMPLE_ZEN = 400
BOOK = "read_parquet('{folder}/sessions.parquet')"
# What any method must do: every session with the other sessions of its client, and the days between.
JOINS = {
    "self-join, pairs counted": "select count(*) from {book} a join {book} b on a.client = b.client",
    "self-join, other sessions, days between": (
        'select count(*), sum(b."on" - a."on") from {book} a join {book} b'
        " on a.client = b.client and a.session <> b.session"
    ),
}
AUDIT = "audit, the whole base"


def measure(what: str, folder: str) -> dict[str, float]:
    """Seconds, processor seconds, peak memory in MB and rows of one step; run in a process of its own."""
    import ibis

    connection = ibis.duckdb.connect(threads=2, memory_limit=MEMORY)
    tables = [connection.read_parquet(f"{folder}/{name}.parquet") for name in ("sessions", "factors")]
    rulebook = cache.rulebook()
    # A hundred clients first: what a process loads once is not what an audit costs.
    some = [table.filter(table["client"] < "c00000100") for table in tables]
    en.audit(rulebook, *some).count().to_pyarrow()
    start, worked = time.perf_counter(), time.process_time()
    if what == AUDIT:
        connection.create_table("findings", en.audit(rulebook, *tables))
        rows = connection.table("findings").count().to_pyarrow().as_py()
    else:
        sql = JOINS[what].format(book=BOOK.format(folder=folder))
        rows = connection.con.execute(sql).fetchone()[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - worked,
        "memory": peak,
        "rows": rows,
    }


def apart(what: str, folder: Path) -> dict[str, float]:
    """The best of some rounds of `measure`, each in its own process."""
    rounds = []
    for _ in range(ROUNDS):
        command = [sys.executable, "-m", "bench.book", "--measure", what, "--folder", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rounds.append(json.loads(done.stdout.splitlines()[-1]))
    return min(rounds, key=lambda r: r["seconds"])


def part(whole: Path, folder: Path, clients: int) -> Path:
    """The book of the first so many clients."""
    folder.mkdir()
    for name in ("sessions", "factors"):
        duckdb.sql(
            f"copy (from '{whole}/{name}.parquet' where client < 'c{clients:08d}')"
            f" to '{folder}/{name}.parquet'"
        )
    return folder


def main(clients: int) -> None:
    """Print the figures of each size, the slope, and other ways to the same findings."""
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as home:
        whole = Path(home) / "book"
        start = time.perf_counter()
        counts = simulate(cache.rulebook(), whole, Recipe(clients, messy=0))
        console.print(
            f"{counts['sessions']:,} sessions of {clients:,} clients simulated in"
            f" {time.perf_counter() - start:.1f} s; {counts['planted']:,} findings planted"
        )
        table = Table("sessions", "what", "seconds", "processor s", "peak MB", "rows", "to the join")
        taken = [_size(whole, Path(home), share, clients, table) for share in SHARES]
        console.print(table)
        (few, fast), (many, slow) = taken[0], taken[-1]
        slope = math.log(slow / fast) / math.log(many / few)
        console.print(f"slope of seconds over sessions, {few:,} to {many:,}: {slope:.2f} (1 is linear)")
        console.print(_others(whole, counts["sessions"]))


def _size(whole: Path, home: Path, share: float, clients: int, table: Table) -> tuple[int, float]:
    folder = whole if share == 1 else part(whole, home / f"part-{share}", int(clients * share))
    sessions = pq.read_metadata(folder / "sessions.parquet").num_rows
    found = {what: apart(what, folder) for what in (*JOINS, AUDIT)}
    # The join that a method needs: it must tell a session from itself and know the days between.
    join = found["self-join, other sessions, days between"]["seconds"]
    for what, told in found.items():
        table.add_row(
            f"{sessions:,}",
            what,
            *(f"{told[k]:.1f}" for k in ("seconds", "processor")),
            f"{told['memory']:,.0f}",
            f"{told['rows']:,}",
            f"{told['seconds'] / join:.2f}",
        )
    return sessions, found[AUDIT]["seconds"]


def _others(whole: Path, sessions: int) -> Table:
    """A loop over the engine, and zen-engine, on a sample, scaled to the whole book."""
    from bench import judge

    rulebook = cache.rulebook()
    cases = _cases(whole)
    table = Table("one thread, one session at a time", "sampled", "µs a session", f"{sessions:,} would take")
    zen = judge.zen_judge(rulebook)
    ways: tuple[tuple[str, Callable[[Any], object], int], ...] = (
        ("the engine in a loop, all grounds told", lambda case: en.assess(rulebook, *case), len(cases)),
        ("zen-engine, a decision table a procedure", zen, SAMPLE_ZEN),
    )
    for name, way, count in ways:
        for case in cases[:count]:
            way(case)
        start = time.perf_counter()
        for case in cases[:count]:
            way(case)
        each = (time.perf_counter() - start) / min(count, len(cases))
        table.add_row(name, f"{min(count, len(cases)):,}", f"{each * 1e6:,.0f}", _span(each * sessions))
    return table


def _cases(whole: Path) -> list[tuple[History, en.Proposal]]:
    """Every session of some clients, with what stands before it."""
    import ibis

    from entracte.audit.forecast import by_client, session_of

    connection = ibis.duckdb.connect()
    table = connection.read_parquet(whole / "sessions.parquet")
    some = table.filter(table["client"] < f"c{SAMPLE_CLIENTS:08d}").order_by("client", "on", "session")
    cases = []
    for _, visits in by_client(some, session_of):
        for n, visit in enumerate(visits):
            asked = en.Proposal(visit.procedure, visit.on, visit.areas, visit.id, dose=visit.dose)
            cases.append((History(visits[:n]), asked))
    return cases


def _span(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds < 7200 else f"{seconds / 3600:,.1f} h"


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=CLIENTS)
    options.add_argument("--measure")
    options.add_argument("--folder")
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.folder)))
    else:
        main(given.clients)
