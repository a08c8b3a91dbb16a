"""`make bench`: loading, compiling, the cold command, and one assessment beside two rules engines."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

import entracte as en
from bench import judge
from entracte.knowledge import cache

ROUNDS = 7
CHECK = ("check", "microneedling", "--on", "2026-12-01", "--done", "botulinum-toxin@2026-11-20", "--json")


def timed(what: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each round, after one that is not counted."""
    what()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return taken


def cold(home: str, *words: str) -> None:
    """One process from start to end, its cache in `home`."""
    environment = {**os.environ, "XDG_CACHE_HOME": home}
    subprocess.run(
        [sys.executable, "-m", "entracte.cli", *words], env=environment, check=True, stdout=subprocess.DEVNULL
    )


def main() -> None:
    """Print two tables: seconds of starting, and microseconds of judging."""
    console = Console()
    starting = Table("starting", "median", "least", "most", "budget", title="Seconds")
    base = en.load()
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CACHE_HOME"] = home
        rows = [
            ("read and compile the whole base", "0.5", timed(lambda: en.compile(en.load()))),
            ("  of which compile", "", timed(lambda: en.compile(base))),
            ("the compiled cache", "0.05", timed(cache.rulebook)),
            ("entracte check, cold shell", "0.4", timed(lambda: cold(home, *CHECK))),
            (
                "python -c pass, for comparison",
                "",
                timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True)),
            ),
        ]
    for name, budget, taken in rows:
        starting.add_row(name, *(f"{f(taken):.3f}" for f in (statistics.median, min, max)), budget)
    console.print(starting)
    console.print(judge.table(en.compile(base)))


if __name__ == "__main__":
    main()
