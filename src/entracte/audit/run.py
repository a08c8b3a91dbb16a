"""A book judged from file to file: client by client in parts, so that no book outgrows the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir

from entracte.audit.audit import audit
from entracte.audit.tables import Book
from entracte.core.fault import mistake
from entracte.knowledge.rules import Rulebook

# Sessions judged at once: the join of so many fits the memory that a book is allowed.
PART = 4_000_000


@dataclass(frozen=True)
class Days:
    """The sessions to tell of: those from one day to another, either end open."""

    first: date | None = None
    last: date | None = None

    def of(self, findings: ir.Table) -> ir.Table:
        """The findings of those sessions; what stands before them is judged with, whenever it was."""
        if self.first is not None:
            findings = findings.filter(findings["on"] >= ibis.literal(self.first))
        if self.last is not None:
            findings = findings.filter(findings["on"] <= ibis.literal(self.last))
        return findings


def judge(
    rulebook: Rulebook,
    book: Book,
    days: Days,
    name: str = "findings",
    progress: Callable[[int, int], object] | None = None,
) -> ir.Table:
    """The findings of a book, written down under a name in the scratch space of the run.

    `progress` is called with the parts done and the parts there are.
    """
    if not book.place.ours:
        # The findings alone are brought over; nothing is left behind where the book lies.
        return ibis.memtable(days.of(audit(rulebook, book.sessions, book.factors)).to_pyarrow())
    connection = book.place.connection
    rows = book.sessions.count().to_pyarrow().as_py()
    parts = max(1, -(-rows // PART))
    connection.drop_table(name, force=True)
    for part in range(parts):
        mine = [_part(table, part, parts) for table in (book.sessions, book.factors)]
        found = days.of(audit(rulebook, mine[0], mine[1]))
        if part == 0:
            connection.create_table(name, found)
        else:
            connection.insert(name, found)
        if progress:
            progress(part + 1, parts)
    judged: ir.Table = connection.table(name)
    return judged


def _part(table: ir.Table | None, part: int, parts: int) -> ir.Table | None:
    """The rows of every so-many-th client; sessions and factors of one client fall together."""
    if table is None or parts == 1:
        return table
    return table.filter((table["client"].hash() % parts).abs() == part)


def write(findings: ir.Table, file: Path) -> None:
    """The findings as Parquet or CSV, the worst first. Raises Mistake where it cannot be written."""
    ranked = worst_first(findings)
    try:
        if file.suffix == ".parquet":
            ranked.to_parquet(file)
        elif file.suffix == ".csv":
            ranked.to_csv(file)
        else:
            raise mistake(str(file), "unknown-format", f"no format {file.suffix!r}", "write .parquet or .csv")
    except OSError as error:
        raise mistake(str(file), "unwritable", f"cannot be written ({error.strerror})") from None


RANK = {"avoid": 0, "wait": 1, "caution": 2}
SEVERITY = {"serious": 0, "moderate": 1, "minor": 2, "unknown": 3}


def worst_first(findings: ir.Table) -> ir.Table:
    """Avoid before wait before caution; then the graver harm, the better grade, the larger shortfall."""
    rank = findings["status"].cases(*RANK.items(), else_=3)
    harm = findings["severity"].cases(*SEVERITY.items(), else_=3)
    return findings.order_by(
        rank,
        harm,
        "grade",
        ibis.desc(findings["shortfall"].fill_null(0)),
        "client",
        "on",
        "session",
        "rule",
        "other",
    )
