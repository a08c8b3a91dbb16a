"""Affected names exactly the sessions whose verdict changed; the forecast is the engine's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ibis
import pytest

import entracte as en
from entracte.knowledge.rules import Rulebook

AS_OF = date(2026, 6, 15)
RANK = ("clear", "caution", "wait", "avoid")


@pytest.fixture(scope="module")
def rulebooks() -> tuple[Rulebook, Rulebook]:
    base = en.load()
    return en.compile(base, as_of=AS_OF), en.compile(base, "cautious", as_of=AS_OF)


@pytest.fixture(scope="module")
def book(rulebooks: tuple[Rulebook, Rulebook], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    en.simulate(rulebooks[0], folder, en.Recipe(300, faults=0.3, messy=0))
    return folder


def tables(book: Path) -> tuple[ibis.Table, ibis.Table]:
    connection = ibis.duckdb.connect()
    return tuple(connection.read_parquet(book / f"{n}.parquet") for n in ("sessions", "factors"))


def verdicts(rulebook: Rulebook, book: Path) -> dict[str, str]:
    """The worst row of each session that has one."""
    found: dict[str, str] = {}
    for row in en.audit(rulebook, *tables(book)).to_pyarrow().to_pylist():
        found[row["session"]] = max(row["status"], found.get(row["session"], "clear"), key=RANK.index)
    return found


def test_exactly_the_sessions_whose_verdict_changed(rulebooks: tuple[Rulebook, Rulebook], book: Path) -> None:
    old, new = (verdicts(r, book) for r in rulebooks)
    wanted = {
        (s, old.get(s, "clear"), new.get(s, "clear"))
        for s in old.keys() | new.keys()
        if old.get(s, "clear") != new.get(s, "clear")
    }
    found = en.affected(*rulebooks, *tables(book)).to_pyarrow().to_pylist()
    assert {(row["session"], row["was"], row["now"]) for row in found} == wanted
    assert len(found) == len(wanted) > 0
    assert all((row["now_rule"] is None) == (row["now"] == "clear") for row in found)


def test_the_same_rules_affect_nobody(rulebooks: tuple[Rulebook, Rulebook], book: Path) -> None:
    assert not en.affected(rulebooks[0], rulebooks[0], *tables(book)).to_pyarrow().num_rows


def test_the_forecast_is_the_engines(rulebooks: tuple[Rulebook, Rulebook], book: Path) -> None:
    sessions, factors = tables(book)
    rows = list(en.forecast(rulebooks[0], sessions, factors, date(2026, 11, 1)))
    clients = sessions.filter(sessions["on"] <= date(2026, 11, 1), sessions["status"] != "cancelled")
    had = clients.select("client", "procedure").distinct().to_pyarrow().to_pylist()
    assert {(row.client, row.procedure) for row in rows} == {(r["client"], r["procedure"]) for r in had}
    assert {row.state for row in rows} >= {"due", "wait", "booked"}
    for row in rows:
        if row.state == "due":
            assert row.earliest == date(2026, 11, 1)
        if row.state in ("wait", "avoid"):
            assert row.earliest is None or row.earliest > date(2026, 11, 1)
