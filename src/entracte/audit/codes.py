"""A book in whole numbers: procedures, days and areas, so that a join compares integers.

An area set becomes the bits of the zones it reaches: the areas of the tree that hold no other area.
Two area sets overlap exactly where they share a bit, since of two areas of a tree one lies inside
the other or they have no zone in common. No area, which may be any, has every bit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.core.fault import Fault, Mistake, did_you_mean
from entracte.knowledge.rules import Rulebook

# How many areas' zones one 64-bit column holds without touching its sign.
BITS = 62
EVERYWHERE = (1 << BITS) - 1
# A dose is counted in thousandths of its unit: sums of them are exact in every database.
THOUSANDTHS = 1000
EPOCH = date(1970, 1, 1)

NO_SUCH_DAY = 10_000_000
# An export's own names may be a thousand; the first few show what is wrong.
TOLD = 12


@dataclass(frozen=True)
class Codes:
    """The numbers that stand for the procedures, area texts and factors that a book names."""

    rulebook: Rulebook
    procedures: tuple[str, ...]
    areas: tuple[str, ...]
    factors: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many columns of zone bits the base's areas need."""
        return max(1, -(-len(_zones(self.rulebook)) // BITS))

    def area_rows(self) -> list[dict[str, Any]]:
        """Each area text with its zone bits, `zones0` and so on."""
        zones = {zone: n for n, zone in enumerate(_zones(self.rulebook))}
        rows = []
        for text in self.areas:
            named = split_areas(text)
            reached = {zones[z] for area in named for z in self.rulebook.relatives[area] if z in zones}
            words = [sum(1 << (n % BITS) for n in reached if n // BITS == w) for w in range(self.words)]
            rows.append({"area": text} | {f"zones{w}": bits for w, bits in enumerate(words)})
        return rows


def split_areas(text: str) -> frozenset[str]:
    """The area ids of one cell: several are parted by semicolons."""
    return frozenset(part.strip() for part in text.split(";") if part.strip())


def _zones(rulebook: Rulebook) -> list[str]:
    """The areas that hold no other."""
    holding = {area.part_of for area in rulebook.base.areas.values()}
    return sorted(id_ for id_ in rulebook.base.areas if id_ not in holding)


def codes_of(rulebook: Rulebook, sessions: ir.Table, factors: ir.Table | None) -> Codes:
    """The distinct names of a book. Raises Mistake on ids that the base does not know."""
    procedures = _distinct(sessions, "procedure")
    areas = [text for text in _distinct(sessions, "area") if split_areas(text)]
    named = _distinct(factors, "factor") if factors is not None else []
    base = rulebook.base
    faults = _unknown("procedure", procedures, rulebook.usable)
    faults += _unknown("area", sorted({a for text in areas for a in split_areas(text)}), base.areas)
    faults += _unknown("factor", named, base.factors)
    if faults:
        raise Mistake(faults)
    return Codes(rulebook, tuple(procedures), tuple(areas), tuple(named))


def _distinct(table: ir.Table, column: str) -> list[str]:
    if column not in table.columns:
        return []
    found = table.select(column).distinct().to_pyarrow()[column].to_pylist()
    return sorted(value for value in found if value is not None)


def _unknown(what: str, named: Iterable[str], known: Collection[str]) -> list[Fault]:
    lost = [id_ for id_ in named if id_ not in known]
    faults = [
        Fault(what, f"unknown-{what}", f"no {what} {id_!r}", did_you_mean(id_, known)) for id_ in lost[:TOLD]
    ]
    if len(lost) > TOLD:
        more = f"and {len(lost) - TOLD} more that the base does not know"
        faults.append(Fault(what, f"unknown-{what}", more, "link an export's own names first: read_book"))
    return faults


def coded_sessions(
    codes: Codes,
    sessions: ir.Table,
    reach: dict[str, int],
    only: Collection[str] | None = None,
    places: bool = True,
) -> ir.Table:
    """Sessions that took or take place, as numbers; every call reads the book anew.

    Read anew, a join of sessions with themselves streams one side and holds of the other only what
    it needs; shared, a database would first write the whole book down with every column. `only` are
    the procedures wanted, `places` tells whether the zones are. `until` is the first day on which
    nothing that a rule says after this session is a finding.
    Columns: session, client, p, day, until, place, booked, dose, zones0….
    """
    numbers = [
        {"procedure": id_, "p": n, "reach": min(reach.get(id_, 1), NO_SUCH_DAY)}
        for n, id_ in enumerate(codes.procedures)
    ]
    named = sessions.view()
    if only is not None:
        named = named.filter(named["procedure"].isin(sorted(only)))
    named = named.join(table(numbers, {"procedure": "string", "p": "int32", "reach": "int32"}), "procedure")
    zones = [f"zones{w}" for w in range(codes.words)] if places else []
    if zones and codes.areas:
        schema = {"area": "string"} | dict.fromkeys(zones, "int64")
        named = named.left_join(table(codes.area_rows(), schema), "area")
    named = named.filter(named["status"] != "cancelled")
    day = named["on"].cast("date").epoch_days().cast("int32")
    return named.select(
        session=named["session"],
        client=named["client"],
        p=named["p"],
        day=day,
        until=(day + named["reach"]).cast("int32"),
        place=optional(named, "sequence", "int32"),
        booked=named["status"] == "booked",
        dose=(optional(named, "dose", "float64") * THOUSANDTHS).round().cast("int64"),
        **{z: named[z].coalesce(EVERYWHERE) if codes.areas else ibis.literal(EVERYWHERE) for z in zones},
    )


def optional(source: ir.Table, column: str, kind: str) -> ir.Value:
    """A column that a book may do without, as nulls where it does."""
    return source[column].cast(kind) if column in source.columns else ibis.null(kind)


def table(rows: list[dict[str, Any]], schema: dict[str, str]) -> ir.Table:
    """Rows of the rulebook as a table that any backend can join."""
    import pandas as pd

    return ibis.memtable(pd.DataFrame(rows, columns=list(schema)), schema=schema)


def overlap(codes: Codes, earlier: ir.Table, later: ir.Table) -> ir.BooleanValue:
    """Whether two sessions, the earlier with columns `s_…`, touch the same place."""
    shared = [(earlier[f"s_zones{w}"] & later[f"zones{w}"]) != 0 for w in range(codes.words)]
    return reduce(lambda a, b: a | b, shared)


def before(earlier: ir.Table, later: ir.Table) -> ir.BooleanValue:
    """Whether a session stands before another of its client: what `audit` means by before."""
    same_day = ibis.cases(
        (earlier["s_place"] < later["place"], True),
        (earlier["s_place"] > later["place"], False),
        (earlier["s_booked"] != later["booked"], later["booked"]),
        else_=earlier["s_session"] < later["session"],
    )
    return (earlier["s_day"] < later["day"]) | ((earlier["s_day"] == later["day"]) & same_day)


def as_earlier(sessions: ir.Table) -> ir.Table:
    """The same sessions with every column but the client's called `s_…`."""
    return sessions.rename({f"s_{c}": c for c in sessions.columns if c != "client"})
