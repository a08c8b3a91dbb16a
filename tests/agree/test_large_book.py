"""A seeded book, judged whole by the audit and session by session by the engine: the same rows.

Some tens of clients in `make test`; thousands under the profile of `make agree`.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
from hypothesis import settings

from entracte.audit.audit import COLUMNS, audit
from entracte.core.history import FactorPeriod, Session
from entracte.simulate.book import Recipe, simulate
from tests.agree.books import Book, Row, Visit, expected
from tests.agree.test_audit import shipped


def clients() -> int:
    return 5_000 if (settings.default.max_examples or 0) >= 10_000 else 150  # type: ignore[union-attr]


def by_client(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    ordered = sorted(rows, key=lambda row: str(row["client"]))
    return {client: list(own) for client, own in groupby(ordered, key=lambda row: str(row["client"]))}


def book_of(client: str, sessions: list[dict[str, Any]], factors: list[dict[str, Any]]) -> Book:
    visits = [
        Session(
            row["procedure"],
            row["on"],
            frozenset((row["area"] or "").split(";")) - {""},
            row["status"],
            row["session"],
            row["dose"],
            row["sequence"],
        )
        for row in sessions
    ]
    periods = [FactorPeriod(row["factor"], row["answer"], row["from"], row["to"]) for row in factors]
    return Book(tuple(Visit(client, s) for s in visits), tuple((client, period) for period in periods))


def test_a_seeded_book_is_judged_as_the_engine_judges_each_session(tmp_path: Path) -> None:
    simulate(shipped(), tmp_path, Recipe(clients(), 11, faults=0.2, messy=0))
    connection = ibis.duckdb.connect()
    tables = (connection.read_parquet(tmp_path / f"{name}.parquet") for name in ("sessions", "factors"))
    told = connection.to_pyarrow(audit(shipped(), *tables)).to_pylist()
    sessions = by_client(pq.read_table(tmp_path / "sessions.parquet").to_pylist())
    factors = by_client(pq.read_table(tmp_path / "factors.parquet").to_pylist())
    wanted: list[Row] = []
    for client, own in sessions.items():
        wanted += expected(shipped(), book_of(client, own, factors.get(client, [])))
    assert wanted
    assert sorted((tuple(row[c] for c in COLUMNS) for row in told), key=repr) == sorted(wanted, key=repr)
