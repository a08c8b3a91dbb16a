"""Where a book lies: a folder or a file of Parquet or CSV, or the tables of a database."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.core.fault import mistake

SUFFIXES = (".parquet", ".csv")
# Beyond this a join writes to the disk: a book may be larger than the memory of the machine.
MEMORY = "3GB"
SHOWN = 1_000


@dataclass(frozen=True)
class Aside:
    """A row that could not be judged, and why."""

    file: str
    row: int | None
    reason: str
    said: str = ""

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        return f"{where}: {self.reason}" + (f" ({self.said})" if self.said else "")


@dataclass
class Raw:
    """One table as it was found: its columns as they are called, its faulty lines set aside."""

    name: str
    table: ir.Table
    # The row of a file that the first row of the table stands on.
    starts: int
    aside: list[Aside] = field(default_factory=list)


class Place:
    """An open book: its connection and its tables. Close it to remove what was written on the way."""

    def __init__(self, book: Path | str, backend: str | None) -> None:
        self.path = Path(book)
        self.scratch: tempfile.TemporaryDirectory[str] | None = None
        self.connection: Any = self._connect(backend)
        # Our own DuckDB, with scratch space; in a database of somebody else's nothing is written.
        self.ours = backend is None

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection and the scratch space."""
        self.connection.disconnect()
        if self.scratch is not None:
            self.scratch.cleanup()

    def _connect(self, backend: str | None) -> Any:
        if backend is not None:
            try:
                return ibis.connect(backend)
            except Exception as error:  # noqa: BLE001 - every backend raises its own
                first = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise mistake("--backend", "no-connection", f"{backend}: {first}") from None
        self.scratch = tempfile.TemporaryDirectory(prefix="entracte-")
        scratch = Path(self.scratch.name)
        return ibis.duckdb.connect(
            scratch / "work.duckdb", memory_limit=MEMORY, temp_directory=str(scratch / "spill")
        )

    def table(self, name: str) -> Raw | None:
        """`sessions` or `factors`; None where the book has no such table."""
        if self.path.is_dir():
            found = [file for s in SUFFIXES if (file := self.path / f"{name}{s}").exists()]
            return self._file(name, found[0]) if found else None
        if self.path.suffix in SUFFIXES:
            return self._file(name, self.path) if name == "sessions" else None
        if not self.ours:
            return self._database(name)
        raise mistake(
            str(self.path), "no-book", "no such folder or file", "give a folder with sessions.parquet"
        )

    def _database(self, name: str) -> Raw | None:
        if name not in self.connection.list_tables():
            return None
        return Raw(name, self.connection.table(name), starts=1)

    def _file(self, name: str, file: Path) -> Raw:
        shown = str(file)
        if not file.is_file():
            what = "a folder" if file.is_dir() else "no such file"
            raise mistake(shown, "not-a-file", f"{what} where a file should be")
        try:
            if file.suffix == ".parquet":
                return Raw(shown, self.connection.read_parquet(file), starts=1)
            return self._csv(name, file) if self.ours else Raw(shown, self.connection.read_csv(file), 2)
        except Exception as error:
            if type(error).__module__.split(".")[0] not in (
                "duckdb",
                "_duckdb",
                "pyarrow",
                "pyspark",
                "ibis",
            ):
                raise
            kind = "Parquet" if file.suffix == ".parquet" else "CSV"
            said = str(error).splitlines()[0]
            raise mistake(shown, "unreadable", f"cannot be read as {kind}: {said}") from None

    def _csv(self, name: str, file: Path) -> Raw:
        """Every cell as text; lines that are no rows are set aside by DuckDB's own reader."""
        raw, rejected = f"raw_{name}", f"rejected_{name}"
        self.connection.con.execute(
            f"create or replace table {raw} as select * from read_csv(?, all_varchar = true, header = true,"
            f" store_rejects = true, rejects_table = '{rejected}', rejects_scan = '{rejected}_scan',"
            " rejects_limit = 0)",
            [str(file)],
        )
        lines = self.connection.con.execute(
            f"select line, any_value(lower(error_type::varchar)) from {rejected} group by line order by line"
        ).fetchall()
        aside = [Aside(str(file), line, f"no row of this table: {kind}") for line, kind in lines]
        return Raw(str(file), self.connection.table(raw), 2, aside)
