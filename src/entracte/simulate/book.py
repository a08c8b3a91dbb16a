"""A believable book from a seed, streamed to Parquet: the same seed, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from entracte.core.fault import mistake
from entracte.core.history import FactorPeriod, Session
from entracte.knowledge.rules import Rulebook
from entracte.simulate import faults
from entracte.simulate.ground import MOST, Ground, Whole
from entracte.simulate.names import written
from entracte.simulate.timeline import Timeline, timelines

SESSIONS = pa.schema(
    [
        ("session", pa.string()),
        ("client", pa.string()),
        ("procedure", pa.string()),
        ("area", pa.string()),
        ("on", pa.date32()),
        ("status", pa.string()),
        ("dose", pa.float64()),
        ("sequence", pa.int32()),
        ("practitioner", pa.string()),
        ("clinic", pa.string()),
    ]
)
FACTORS = pa.schema(
    [
        ("client", pa.string()),
        ("factor", pa.string()),
        ("from", pa.date32()),
        ("to", pa.date32()),
        ("answer", pa.string()),
    ]
)
PLANTED = pa.schema(
    [(c, pa.string()) for c in ("session", "client", "kind", "code", "rule", "other", "status")]
)

BATCH = 20_000
BOOKED_DAYS = 60
NO_AREA, CANCELLED = 0.03, 0.2
PRACTITIONERS, CLINICS = 40, 8
# A client's sessions are numbered from its own hundred.
HUNDRED = 100
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Recipe:
    """What is asked for: how many clients, which days, how many faults and messy names."""

    clients: int
    seed: int = 1
    first: date = date(2024, 1, 1)
    last: date = date(2026, 12, 31)
    faults: float = 0.02
    messy: float = 0.1

    def __post_init__(self) -> None:
        if not 1 <= self.clients <= 1_000_000_000:
            raise mistake("--clients", "out-of-range", f"{self.clients} clients", "from 1 to a billion")
        for where, share in (("--faults", self.faults), ("--messy", self.messy)):
            if not 0 <= share <= 1:
                raise mistake(where, "out-of-range", f"{share} is no share", "from 0 to 1")
        if (self.last - self.first).days < 2 * BOOKED_DAYS:
            raise mistake("--last", "too-short", f"{self.first} to {self.last}", "give at least 120 days")


def simulate(
    rulebook: Rulebook,
    folder: Path | str,
    recipe: Recipe,
    progress: Callable[[int], object] = id,
) -> dict[str, int]:
    """Write sessions, factors and the planted faults to a folder; how many rows of each.

    Every finding that an audit under the same rulebook has is in planted.parquet, and no other.
    `progress` is called with the number of clients done since it was last called.
    """
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    schemas = {"sessions": SESSIONS, "factors": FACTORS, "planted": PLANTED}
    writers = {name: pq.ParquetWriter(home / f"{name}.parquet", s) for name, s in schemas.items()}
    counts = dict.fromkeys(schemas, 0)
    try:
        for start, tables in batches(rulebook, recipe):
            for name, table in zip(schemas, tables, strict=True):
                writers[name].write_table(table)
                counts[name] += table.num_rows
            progress(min(BATCH, recipe.clients - start))
    finally:
        for writer in writers.values():
            writer.close()
    return counts


def batches(rulebook: Rulebook, recipe: Recipe) -> Iterator[tuple[int, tuple[pa.Table, ...]]]:
    """(first client's number, sessions, factors and planted faults) for some clients at a time."""
    ground = Ground(rulebook)
    for start in range(0, recipe.clients, BATCH):
        # Each batch has its own stream, so that a batch can be made alone.
        random = np.random.default_rng([recipe.seed, start])
        yield start, _batch(ground, random, recipe, start)


def _batch(ground: Ground, random: np.random.Generator, recipe: Recipe, start: int) -> tuple[pa.Table, ...]:
    count = min(BATCH, recipe.clients - start)
    days = recipe.first.toordinal(), recipe.last.toordinal()
    made = timelines(ground, random, count, days)
    own = _Writer(ground, random, recipe, start)
    chosen = np.flatnonzero((random.random(count) < recipe.faults) & made.real[:, 0])
    planted = [f for row in chosen if (f := own.fault(made, int(row))) is not None]
    clean = np.ones(count, np.bool_)
    clean[[own.row_of(f.client.id) for f in planted]] = False
    sessions = pa.concat_tables([own.sessions(made, clean), own.planted(planted)])
    factors = pa.concat_tables([own.factors(made, clean), own.periods(planted)])
    truth = [row for fault in planted for row in faults.rows(fault)]
    return (
        sessions.sort_by([("client", "ascending"), ("session", "ascending")]),
        factors.sort_by([("client", "ascending"), ("factor", "ascending")]),
        pa.Table.from_pylist(truth, PLANTED),
    )


@dataclass
class _Writer:
    """Turns the arrays of one batch into rows."""

    ground: Ground
    random: np.random.Generator
    recipe: Recipe
    start: int

    def __post_init__(self) -> None:
        base = self.ground.rulebook.base
        self.ids = _Choices([[p] for p in self.ground.procedures])
        self.names = _Choices([list(written(base.procedures[p])) for p in self.ground.procedures])
        self.areas = _Choices(self.ground.areas)
        self.today = self.recipe.last.toordinal() - BOOKED_DAYS

    def client(self, row: int) -> str:
        return f"c{self.start + row:08d}"

    def row_of(self, client: str) -> int:
        return int(client[1:]) - self.start

    def session(self, row: int, k: int) -> str:
        return f"s{(self.start + row) * HUNDRED + k:011d}"

    def sessions(self, made: Timeline, clean: Any) -> pa.Table:
        """The sessions that keep every rule, and some that were cancelled."""
        row, k = np.nonzero(made.real & clean[:, None])
        gone = np.flatnonzero(self.random.random(len(clean)) < CANCELLED)
        gone = gone[clean[gone]]
        procedure = np.concatenate(
            [made.procedure[row, k], self.random.integers(0, len(self.ids.counts), len(gone))]
        )
        place = np.concatenate([made.place[row, k], np.zeros(len(gone), np.int64)])
        first, last = self.recipe.first.toordinal(), self.recipe.last.toordinal()
        day = np.concatenate([made.day[row, k], self.random.integers(first, last, len(gone))])
        habit = np.concatenate([made.area[row, k], made.area[gone, 0]])
        number = np.concatenate(
            [(self.start + row) * HUNDRED + k, (self.start + gone) * HUNDRED + HUNDRED - 1]
        )
        row = np.concatenate([row, gone])
        status = np.where(day > self.today, "booked", "done").astype(object)
        status[len(status) - len(gone) :] = "cancelled"
        somewhere = self.random.random(len(row)) >= NO_AREA
        doses = self.ground.doses[procedure]
        return pa.table(
            [
                _numbered("s", number, 11),
                _numbered("c", self.start + row, 8),
                self.named(procedure),
                pc.if_else(pa.array(somewhere), self.areas.take(procedure, habit), None),
                pa.array((day - EPOCH).astype(np.int32)).cast(pa.date32()),
                pa.array(status, pa.string()),
                pa.array(np.round(doses, 1), mask=np.isnan(doses)),
                pa.array(place.astype(np.int32), mask=place == 0),
                _numbered("dr-", habit % PRACTITIONERS, 2),
                _numbered("clinic-", habit % CLINICS, 1),
            ],
            schema=SESSIONS,
        )

    def named(self, procedure: Whole) -> pa.Array:
        """The id, or now and then what a front desk would write."""
        messy = pa.array(self.random.random(len(procedure)) < self.recipe.messy)
        variant = self.random.integers(0, 1 << 20, len(procedure))
        return pc.if_else(messy, self.names.take(procedure, variant), self.ids.take(procedure, variant))

    def factors(self, made: Timeline, clean: Any) -> pa.Table:
        """Questions answered no, and factors that mean nothing for what the client has done."""
        count = len(self.ground.factors)
        row = np.repeat(np.flatnonzero(clean), 2)
        factor = self.random.integers(0, count, len(row))
        touched = self.ground.touched[factor[:, None], made.procedure[row]]
        present = ~(touched & made.real[row]).any(axis=1) & (self.random.random(len(row)) < 0.3)
        asked = present | (self.random.random(len(row)) < 0.4)
        # One answer a factor: a second draw of the same one is dropped.
        asked[1::2] &= factor[1::2] != factor[::2]
        row, factor, present = row[asked], factor[asked], present[asked]
        none = pa.nulls(len(row), pa.date32())
        return pa.table(
            [
                _numbered("c", self.start + row, 8),
                _Choices([[f] for f in self.ground.factors]).take(factor, factor),
                none,
                none,
                pa.array(np.where(present, "yes", "no").astype(object), pa.string()),
            ],
            schema=FACTORS,
        )

    def fault(self, made: Timeline, row: int) -> faults.Fault | None:
        """A client of the timeline with a fault planted, of a kind drawn by chance."""
        real = np.flatnonzero(made.real[row])
        sessions = tuple(self.visit(made, row, int(k)) for k in real)
        kind = faults.KINDS[int(self.random.integers(0, len(faults.KINDS)))]
        client = faults.Client(self.client(row), sessions)
        last = self.recipe.last
        return faults.plant(self.ground, self.random, client, kind, last, self.session(row, MOST))

    def visit(self, made: Timeline, row: int, k: int) -> Session:
        p, day = int(made.procedure[row, k]), int(made.day[row, k])
        usual, dose = self.ground.areas[p], float(np.round(self.ground.doses[p], 1))
        return Session(
            self.ground.procedures[p],
            date.fromordinal(day),
            frozenset({usual[int(made.area[row, k]) % len(usual)]}),
            "booked" if day > self.today else "done",
            self.session(row, k),
            None if np.isnan(dose) else dose,
            int(made.place[row, k]) or None,
        )

    def planted(self, found: list[faults.Fault]) -> pa.Table:
        """The sessions of clients with a fault."""
        rows = [
            {
                "session": s.id,
                "client": fault.client.id,
                "procedure": s.procedure,
                "area": ";".join(sorted(s.areas)) or None,
                "on": s.on,
                "status": s.status,
                "dose": s.dose,
                "sequence": s.sequence,
                "practitioner": f"dr-{self.row_of(fault.client.id) % PRACTITIONERS:02d}",
                "clinic": f"clinic-{self.row_of(fault.client.id) % CLINICS}",
            }
            for fault in found
            for s in fault.client.sessions
        ]
        return pa.Table.from_pylist(rows, SESSIONS)

    def periods(self, found: list[faults.Fault]) -> pa.Table:
        """The factors of clients with a fault."""
        rows = [
            {"client": fault.client.id, "factor": f.factor, "from": f.since, "to": f.to, "answer": "yes"}
            for fault in found
            for f in fault.client.factors
            if isinstance(f, FactorPeriod)
        ]
        return pa.Table.from_pylist(rows, FACTORS)


class _Choices:
    """Some texts for each procedure, taken by number."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.counts = np.array([len(t) for t in texts])
        self.starts = np.concatenate([[0], np.cumsum(self.counts)[:-1]])
        self.flat = pa.array([text for some in texts for text in some], pa.string())

    def take(self, which: Whole, variant: Whole) -> pa.Array:
        return self.flat.take(pa.array(self.starts[which] + variant % self.counts[which]))


def _numbered(letter: str, number: Whole, width: int) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(number).cast(pa.string()), width, "0")
    return pc.binary_join_element_wise(letter, digits, "")
