"""Standard instances of RCPSP/max through the planner's own model code.

    python bench/rcpsp_max.py PATH... --seconds 10 --workers 2

PATH is a ProGen/max file (.SCH) or a zip of them. Prints CSV: set,file,status,makespan,bound,seconds.
"""

from __future__ import annotations

import argparse
import csv
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from entracte.planner.model import Goal, Model, Solved


@dataclass(frozen=True)
class Instance:
    """Durations and demands per activity, capacities, and start-to-start lags (from, to, least)."""

    durations: tuple[int, ...]
    demands: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    lags: tuple[tuple[int, int, int], ...]


class Unreadable(ValueError):
    """A file that is not in the ProGen/max form."""


def read(text: str) -> Instance:
    """Read one ProGen/max file; Unreadable names the line that does not fit."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    at = 0
    try:
        activities, resources = int(lines[0][0]) + 2, int(lines[0][1])
        lags: list[tuple[int, int, int]] = []
        for at in range(1, 1 + activities):
            lags += _lags(lines[at])
        durations, demands = [], []
        for at in range(1 + activities, 1 + 2 * activities):
            numbers = [int(word) for word in lines[at]]
            durations.append(numbers[2])
            demands.append(tuple(numbers[3 : 3 + resources]))
        at = 1 + 2 * activities
        capacities = tuple(int(word) for word in lines[at][:resources])
    except (ValueError, IndexError) as error:
        raise Unreadable(f"line {at + 1}: not in the ProGen/max form ({error})") from None
    if len(capacities) != resources or any(len(d) != resources for d in demands):
        raise Unreadable(f"line {at + 1}: {resources} resources are announced, not all are given")
    return Instance(tuple(durations), tuple(demands), capacities, tuple(lags))


def _lags(words: list[str]) -> Iterator[tuple[int, int, int]]:
    """The arcs of one activity: `id modes nsucc succ... [lag]...`, one lag for each mode."""
    here, modes, count = (int(word) for word in words[:3])
    if modes != 1:
        raise ValueError(f"activity {here} has {modes} modes")
    targets = [int(word) for word in words[3 : 3 + count]]
    least = [int(word.strip("[]")) for word in words[3 + count : 3 + 2 * count]]
    if len(least) != count:
        raise ValueError(f"activity {here} has {count} arcs and {len(least)} lags")
    return ((here, target, lag) for target, lag in zip(targets, least, strict=True))


def solve(instance: Instance, seconds: float, workers: int) -> Solved:
    """The shortest makespan, by the planner's lags and ceilings."""
    horizon = sum(
        max(duration, *(lag for a, _, lag in instance.lags if a == i), 0)
        for i, duration in enumerate(instance.durations)
    )
    model = Model()
    start = [model.number(0, horizon) for _ in instance.durations]
    for first, then, lag in instance.lags:
        model.lag(start[first], start[then], lag)
    stretches = [model.use(s, d) for s, d in zip(start, instance.durations, strict=True)]
    for resource, most in enumerate(instance.capacities):
        users = [i for i, demand in enumerate(instance.demands) if demand[resource]]
        model.ceiling([stretches[i] for i in users], [instance.demands[i][resource] for i in users], most)
    makespan = model.number(0, 2 * horizon)
    for s, duration in zip(start, instance.durations, strict=True):
        model.lag(s, makespan, duration)
    return model.solve([Goal("makespan", makespan, 2 * horizon)], seconds, workers)


def files(path: Path) -> Iterator[tuple[str, str, str]]:
    """The set, the name and the text of each instance of a file or a zip."""
    if path.suffix.lower() != ".zip":
        yield path.parent.name, path.name, path.read_text("latin-1")
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".sch"):
                yield path.stem, Path(name).name, archive.read(name).decode("latin-1")


def main(arguments: list[str] | None = None) -> int:
    """Print a row for each instance; 2 where a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("set", "file", "status", "makespan", "bound", "seconds"))
    for path in given.paths:
        try:
            for folder, name, text in files(path):
                solved = solve(read(text), given.seconds, given.workers)
                value, bound = (solved.goals[0].value, solved.goals[0].bound) if solved.goals else ("", "")
                table.writerow((folder, name, solved.status, value, bound, f"{solved.seconds:.3f}"))
                sys.stdout.flush()
        except (OSError, Unreadable, zipfile.BadZipFile) as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
