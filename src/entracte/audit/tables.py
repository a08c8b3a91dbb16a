"""A book read, checked and linked: good rows to be judged, the others set aside and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.audit import cells
from entracte.audit.codes import table as memtable
from entracte.audit.files import SHOWN, Aside, Place, Raw
from entracte.audit.link import Linked, link_names, link_plain
from entracte.audit.mapping import FACTOR_COLUMNS, SESSION_COLUMNS, Mapping
from entracte.core.fault import Fault, Mistake, did_you_mean, mistake
from entracte.knowledge.rules import Rulebook

REQUIRED = {"sessions": ("session", "client", "procedure", "on", "status"), "factors": ("client", "factor")}
# No client has so many: an id like "walk-in" that many people share, whose visits are nobody's history.
CROWD = 5_000


@dataclass
class Book:
    """The checked tables of a book and what became of every row that is not in them."""

    place: Place
    sessions: ir.Table
    factors: ir.Table | None
    names: Linked
    aside: list[Aside] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unlinked: Counter[str] = field(default_factory=Counter)
    anywhere: Counter[str] = field(default_factory=Counter)
    unused: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every row was judged."""
        return not self.counts and not self.unlinked


def read_book(place: Place, rulebook: Rulebook, mapping: Mapping | None = None) -> Book:
    """Read, check and link a book. Raises Mistake where a file or a column is missing or unreadable."""
    mapping = mapping or Mapping()
    raw = place.table("sessions")
    if raw is None:
        raise mistake(str(place.path), "no-sessions", "no table of sessions", "name it sessions.parquet")
    reader = _Reader(place, rulebook, mapping)
    sessions = reader.sessions(raw)
    answers = place.table("factors")
    factors = reader.factors(answers) if answers is not None else None
    return Book(
        place,
        sessions,
        factors,
        reader.names,
        reader.aside,
        reader.counts,
        reader.unlinked,
        reader.anywhere,
        tuple(reader.unused),
    )


class _Reader:
    def __init__(self, place: Place, rulebook: Rulebook, mapping: Mapping) -> None:
        self.place, self.rulebook, self.mapping = place, rulebook, mapping
        self.aside: list[Aside] = []
        self.counts: Counter[str] = Counter()
        self.unlinked: Counter[str] = Counter()
        self.anywhere: Counter[str] = Counter()
        self.unused: list[str] = []
        self.names = Linked({})

    def sessions(self, raw: Raw) -> ir.Table:
        found = self.renamed(raw, "sessions", SESSION_COLUMNS)
        cell = {c: cells.text(found[c]) for c in found.columns}
        order = self.dates(found, ("on",))
        status = self.state(cell["status"])
        plain = ("session", "client", "procedure", "area", "practitioner", "clinic")
        typed: dict[str, Any] = {c: cell[c] for c in plain if c in cell}
        typed |= {"on": cells.day(found, "on", order), "status": status}
        for column, kind in (("dose", "float64"), ("sequence", "int32")):
            if column in cell:
                typed[column] = cells.number(found[column], kind)
        kept = self.sorted_out(raw, found, typed, cells.session_faults)
        kept = self.once(raw, kept)
        return self.stored("sessions", self.areas(self.procedures(kept)))

    def factors(self, raw: Raw) -> ir.Table:
        found = self.renamed(raw, "factors", FACTOR_COLUMNS)
        cell = {c: cells.text(found[c]) for c in found.columns}
        order = self.dates(found, ("from", "to"))
        typed: dict[str, Any] = {c: cell[c] for c in ("client", "factor")}
        typed["answer"] = cell["answer"].lower().fill_null("yes") if "answer" in cell else ibis.literal("yes")
        for column in ("from", "to"):
            typed[column] = cells.day(found, column, order) if column in cell else ibis.null("date")
        kept = self.sorted_out(raw, found, typed, cells.factor_faults)
        linked = link_plain(
            self.rulebook.base.factors.values(), self.mapping.factors, _distinct(kept, "factor")
        )
        return self.stored("factors", self.linked(kept, "factor", linked, self.unlinked))

    def renamed(self, raw: Raw, name: str, known: tuple[str, ...]) -> ir.Table:
        """The columns under our names; those that nothing is read from are named in the report."""
        theirs = {column.strip().lower(): column for column in raw.table.columns}
        ours = {
            c: theirs[t] for c in known if (t := self.mapping.columns.get(c, c).strip().lower()) in theirs
        }
        missing = [c for c in REQUIRED[name] if c not in ours]
        if missing:
            hint = "say what they are called under `columns:` in a mapping file"
            faults = [
                Fault(raw.name, "missing-column", f"no column {c!r}", did_you_mean(c, theirs) or hint)
                for c in missing
            ]
            raise Mistake(faults)
        self.unused += [f"{raw.name}: {c}" for c in raw.table.columns if c not in ours.values()]
        self.aside += raw.aside[:SHOWN]
        self.counts.update(a.reason for a in raw.aside)
        return raw.table.select(**{c: raw.table[t] for c, t in ours.items()})

    def dates(self, found: ir.Table, columns: tuple[str, ...]) -> Any:
        """The order of day and month: what the mapping says, else what the days themselves tell."""
        if self.mapping.dates is not None:
            return self.mapping.dates
        texts = [c for c in columns if c in found.columns and found[c].type().is_string()]
        orders = {order for c in texts if (order := cells.slashed(found, c)) is not None}
        return orders.pop() if len(orders) == 1 else None

    def state(self, cell: Any) -> Any:
        said = cell.lower()
        told = [(said == theirs, ours) for theirs, ours in self.mapping.states.items()]
        return ibis.cases(*told, else_=said) if told else said

    def sorted_out(
        self, raw: Raw, found: ir.Table, typed: dict[str, Any], faults: Callable[..., Any]
    ) -> ir.Table:
        """The rows with nothing wrong; the others are told with their row, their reason and their cells."""
        texts = [c for c in found.columns if found[c].type().is_string()]
        cell = {f"raw_{c}": cells.text(found[c]) for c in found.columns}
        wide = found.select(**typed, **cell, formula=cells.formula(found, texts) if texts else False)
        wide = wide.mutate(reason=faults(wide, {c: wide[f"raw_{c}"] for c in found.columns}))
        said = reduce(
            lambda a, b: a + b, (f"{c}=" + wide[f"raw_{c}"].fill_null("") + " " for c in found.columns)
        )
        kept = wide.select(
            *typed, "reason", row=ibis.row_number(), said=wide["reason"].notnull().ifelse(said, None)
        )
        kept = self.stored(f"read_{'sessions' if 'session' in typed else 'factors'}", kept)
        self.tell(raw, kept)
        return kept.filter(kept["reason"].isnull()).select(*typed)

    def tell(self, raw: Raw, kept: ir.Table) -> None:
        """Count the rows set aside by reason, and keep the first of them."""
        bad = kept.filter(kept["reason"].notnull())
        reasons = bad.group_by("reason").agg(rows=ibis._.count()).to_pyarrow().to_pylist()
        self.counts.update({row["reason"]: row["rows"] for row in reasons})
        if not reasons:
            return
        skipped = sorted(a.row for a in raw.aside if a.row)
        for row in bad.order_by("row").limit(SHOWN).to_pyarrow().to_pylist():
            line = row["row"] + raw.starts
            for gone in skipped:
                line += gone <= line
            self.aside.append(Aside(raw.name, line, row["reason"], row["said"].strip()[:120]))

    def once(self, raw: Raw, kept: ir.Table) -> ir.Table:
        """Without the sessions whose id stands twice, and the clients that are crowds."""
        kept = self.without(raw, kept, "session", 1, "a session id that stands more than once")
        return self.without(raw, kept, "client", CROWD, f"a client with more than {CROWD:,} sessions")

    def without(self, raw: Raw, kept: ir.Table, column: str, most: int, reason: str) -> ir.Table:
        sizes = kept.group_by(column).agg(rows=ibis._.count())
        many = sizes.filter(sizes["rows"] > most).to_pyarrow().to_pylist()
        if not many:
            return kept
        self.counts[reason] += sum(row["rows"] for row in many)
        self.aside += [
            Aside(raw.name, None, reason, f"{column}={row[column]}, {row['rows']} rows")
            for row in many[:SHOWN]
        ]
        return kept.anti_join(memtable([{column: r[column]} for r in many], {column: "string"}), column)

    def procedures(self, kept: ir.Table) -> ir.Table:
        self.names = link_names(self.rulebook, self.mapping, _distinct(kept, "procedure"))
        return self.linked(kept, "procedure", self.names, self.unlinked)

    def linked(self, kept: ir.Table, column: str, linked: Linked, lost: Counter[str]) -> ir.Table:
        """Names replaced by ids; a name of several makes several rows, one of none makes none."""
        if all(ids == (name,) for name, ids in linked.sure.items()) and not linked.unsure | dict.fromkeys(
            linked.unknown, ()
        ):
            return kept
        rows = [
            {column: name, "id": id_, "nth": n}
            for name, ids in linked.sure.items()
            for n, id_ in enumerate(ids)
        ]
        unlinked = [*linked.unsure, *linked.unknown]
        if unlinked:
            sizes = kept.filter(kept[column].isin(unlinked)).group_by(column).agg(rows=ibis._.count())
            lost.update({row[column]: row["rows"] for row in sizes.to_pyarrow().to_pylist()})
        met = kept.join(memtable(rows, {column: "string", "id": "string", "nth": "int32"}), column)
        met = met.filter(met["id"].notnull())
        others = [c for c in kept.columns if c not in (column, "session")]
        ids = {column: met["id"]}
        if "session" in kept.columns:
            second = met["session"] + "+" + (met["nth"] + 1).cast("string")
            ids["session"] = (met["nth"] > 0).ifelse(second, met["session"])
        return met.select(*others, **ids)

    def areas(self, kept: ir.Table) -> ir.Table:
        """Areas by id; an area that nobody knows counts as any, so it can only add findings."""
        if "area" not in kept.columns:
            return kept
        named = _distinct(kept, "area")
        linked = link_plain(self.rulebook.base.areas.values(), self.mapping.areas, named)
        meant = {name: ";".join(ids) for name, ids in linked.sure.items()}
        if all(meant.get(name) == name for name in named):
            return kept
        if linked.unknown:
            sizes = kept.filter(kept["area"].isin(linked.unknown)).group_by("area").agg(rows=ibis._.count())
            self.anywhere.update({row["area"]: row["rows"] for row in sizes.to_pyarrow().to_pylist()})
        rows = [{"area": name, "ids": ids} for name, ids in meant.items()]
        met = kept.left_join(memtable(rows, {"area": "string", "ids": "string"}), "area")
        met = met.filter(ibis.literal(True))
        return met.select(*(c for c in kept.columns if c != "area"), area=met["ids"])

    def stored(self, name: str, kept: ir.Table) -> ir.Table:
        """Written once, in the scratch space of the run; another database is asked anew each time."""
        if not self.place.ours:
            return kept
        found: ir.Table = self.place.connection.create_table(f"entracte_{name}", kept, overwrite=True)
        return found


def _distinct(kept: ir.Table, column: str) -> list[str]:
    found = kept.select(column).distinct().to_pyarrow()[column].to_pylist()
    return [value for value in found if value is not None]


def open_book(path: Path | str, backend: str | None = None) -> Place:
    """The place of a book, to be used in a `with`."""
    return Place(path, backend)
