"""The audit's rows are the engine's findings, row by row, on DuckDB and on Spark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import entracte as en
from entracte.audit.audit import COLUMNS, audit
from entracte.core.fault import Mistake
from entracte.core.history import Session
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import Base
from entracte.knowledge.rules import Rulebook
from entracte.simulate.book import Recipe, simulate
from tests.agree.books import Book, Row, Visit, books, expected
from tests.agree.reach import generate_until
from tests.agree.spark import session
from tests.strategies import TODAY, bases

# One example is a base and a book of some clients; a query costs far more than an assessment.
FEW = settings(
    max_examples=max(15, settings.default.max_examples // 8),  # type: ignore[union-attr]
    suppress_health_check=list(HealthCheck),
)
REACHED = {
    ("interval", "too-soon-after", "wait"),
    ("interval", "short-of-advised-after", "caution"),
    ("interval", "never-after", "avoid"),
    ("interval", "same-day-closed", "wait"),
    ("order", "same-day-closed", "wait"),
    ("order", "same-day-open", "caution"),
    ("contraindication", "factor-present", "avoid"),
    ("contraindication", "factor-present", "caution"),
    ("contraindication", "factor-recent", "wait"),
    ("limit", "over-limit", "avoid"),
    ("limit", "over-limit", "wait"),
}
GENERATE = (Phase.explicit, Phase.generate)
KIND, CODE, STATUS = COLUMNS.index("kind"), COLUMNS.index("code"), COLUMNS.index("status")


@cache
def shipped() -> Rulebook:
    """The shipped base under the standard policy."""
    return compile_rulebook(en.load(), as_of=TODAY)


def rows(connection: Any, rulebook: Rulebook, book: Book) -> list[Row]:
    """The audit's rows of a book, in an order of their own."""
    found = connection.to_pyarrow(audit(rulebook, *book.tables())).to_pylist()
    return sorted((tuple(row[c] for c in COLUMNS) for row in found), key=repr)


def test_the_rows_are_the_findings_of_the_engine() -> None:
    connection = ibis.duckdb.connect()
    seen: Counter[tuple[Any, ...]] = Counter()

    def agree(base: Base, book: Book) -> None:
        rulebook = compile_rulebook(base, as_of=TODAY)
        wanted = expected(rulebook, book)
        seen.update((row[KIND], row[CODE], row[STATUS]) for row in wanted)
        assert rows(connection, rulebook, book) == wanted

    generate_until(REACHED, seen, agree, bases(), books(most=60), examples=20)
    assert not REACHED - seen.keys(), "so the agreement says nothing of these"


def books_of_the_base() -> st.SearchStrategy[Book]:
    """Books that name what the shipped base knows: a few procedures at a time, so that they meet."""
    base, usable = shipped().base, sorted(shipped().usable)
    areas = st.frozensets(st.sampled_from(sorted(base.areas)), max_size=2)
    some = st.lists(st.sampled_from(usable), min_size=1, max_size=8)
    factors = st.lists(
        st.sampled_from(sorted({f for bars in shipped().bars.values() for f in bars})), min_size=1, max_size=6
    )
    return st.tuples(some, factors).flatmap(lambda ids: books(ids[0], ids[1], areas, most=60))


def test_the_rows_are_the_findings_under_the_shipped_base() -> None:
    connection = ibis.duckdb.connect()
    seen: Counter[str] = Counter()

    @FEW
    @given(books_of_the_base())
    def agree(book: Book) -> None:
        wanted = expected(shipped(), book)
        seen.update(row[KIND] for row in wanted)
        assert rows(connection, shipped(), book) == wanted

    agree()
    assert "interval" in seen


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An Ibis connection to Spark in local mode."""
    made = session(tmp_path_factory.mktemp("spark"))
    yield ibis.pyspark.connect(made)
    made.stop()


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")  # Spark's own libraries warn of each other
def test_spark_gives_the_same_rows(spark: Any) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=3, derandomize=True, suppress_health_check=list(HealthCheck), phases=GENERATE)
    @given(bases(), books(most=60))
    def agree(base: Base, book: Book) -> None:
        rulebook = compile_rulebook(base, as_of=TODAY)
        wanted = expected(rulebook, book)
        seen.update(row[KIND] for row in wanted)
        assert rows(spark, rulebook, book) == wanted

    agree()
    assert seen


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_spark_finds_the_planted_faults_and_no_others(spark: Any, tmp_path: Path) -> None:
    simulate(shipped(), tmp_path, Recipe(2_000, faults=0.2, messy=0))
    tables = (spark.read_parquet(tmp_path / f"{name}.parquet") for name in ("sessions", "factors"))
    assert planted(spark.to_pyarrow(audit(shipped(), *tables))) == planted(
        pq.read_table(tmp_path / "planted.parquet")
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_planted_faults_are_found_and_no_others(tmp_path: Path, seed: int) -> None:
    simulate(shipped(), tmp_path, Recipe(4_000, seed, faults=0.2, messy=0))
    connection = ibis.duckdb.connect()
    tables = (connection.read_parquet(tmp_path / f"{name}.parquet") for name in ("sessions", "factors"))
    found = planted(connection.to_pyarrow(audit(shipped(), *tables)))
    wanted = planted(pq.read_table(tmp_path / "planted.parquet"))
    assert found == wanted
    assert {row[2] for row in wanted} == {"interval", "order", "contraindication", "limit"}


def planted(table: pa.Table) -> list[Row]:
    """What a planted fault and a finding of it have in common."""
    columns = ("session", "client", "kind", "code", "rule", "other", "status")
    return sorted((tuple(row[c] for c in columns) for row in table.to_pylist()), key=repr)


def test_a_later_session_is_told_and_the_sooner_is_not() -> None:
    first = Session("botulinum-toxin", date(2026, 3, 1), frozenset({"forehead"}), id="a")
    then = Session("microneedling", date(2026, 3, 3), frozenset({"face"}), id="b")
    book = Book((Visit("c", first), Visit("c", then), Visit("d", then_of(first, "e"))), ())
    found = rows(ibis.duckdb.connect(), shipped(), book)
    assert [(row[0], row[4], row[STATUS]) for row in found] == [("b", "a", "wait")]


def then_of(session: Session, id_: str) -> Session:
    """The same visit of somebody else."""
    return Session(session.procedure, session.on, session.areas, session.status, id_)


def test_an_id_that_the_base_does_not_know_is_refused() -> None:
    lost = Session("microneedlin", date(2026, 3, 1), frozenset({"facce"}), id="a")
    with pytest.raises(Mistake, match="did you mean microneedling") as refused:
        audit(shipped(), *Book((Visit("c", lost),), ()).tables())
    assert [fault.code for fault in refused.value.faults] == ["unknown-procedure", "unknown-area"]
