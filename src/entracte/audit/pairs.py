"""Two sessions of one client met with the rows of intervals and orders: the one great join."""

from __future__ import annotations

from collections import defaultdict

import ibis
import ibis.expr.types as ir

from entracte.audit import interval, order
from entracte.audit.codes import NO_SUCH_DAY, Codes, as_earlier, before, overlap, table
from entracte.audit.reach import Reach, Reaches

LATER, SETTLED, EITHER = 0, 1, 2


def keyed(codes: Codes, reaches: Reaches) -> tuple[ir.Table, dict[str, int]]:
    """The rows of every pair of procedures in the book by one number, and how far each first reaches.

    One small whole number as the key lets a database look a row up by its place.
    """
    rows = []
    reach: dict[str, int] = defaultdict(lambda: 1)

    def add(case: int, overlapping: bool, first: int, then: int, found: Reach) -> None:
        key = _key(case, int(overlapping), first, then, len(codes.procedures))
        minimum, advised = (min(n, NO_SUCH_DAY) for n in (found.minimum, found.advised))
        rows.append(
            {"key": key, "row": reaches.add(found), "minimum": minimum, "widest": max(minimum, advised)}
        )
        reach[codes.procedures[first]] = max(reach[codes.procedures[first]], found.minimum, found.advised)

    for first, a in enumerate(codes.procedures):
        for then, b in enumerate(codes.procedures):
            for overlapping, found in interval.rows(codes.rulebook, a, b):
                add(LATER, overlapping, first, then, found)
            for overlapping, settled, found in order.rows(codes.rulebook, a, b):
                add(SETTLED if settled else EITHER, overlapping, first, then, found)
    schema = {"key": "int32", "row": "int32", "minimum": "int32", "widest": "int32"}
    return table(rows, schema), dict(reach)


def _key(case: int, overlapping: int, first: int, then: int, count: int) -> int:
    return ((case * 2 + overlapping) * count + first) * count + then


def findings(codes: Codes, sessions: ir.Table, rows: ir.Table) -> ir.Table:
    """Each session with each session before it that a row speaks of, within the row's days.

    Columns: session, client, p, day, booked, other, gap, days, row.
    """
    earlier = as_earlier(sessions)
    met = sessions.join(
        earlier,
        [
            sessions["client"] == earlier["client"],
            earlier["s_day"] <= sessions["day"],
            sessions["day"] < earlier["s_until"],
        ],
    )
    met = met.filter(before(met, met))
    gap = met["day"] - met["s_day"]
    settled = (met["s_place"] != met["place"]).fill_null(False) | (met["s_booked"] != met["booked"])
    case = ibis.cases((gap > 0, LATER), (settled, SETTLED), else_=EITHER)
    touching = overlap(codes, met, met).cast("int32")
    count = len(codes.procedures)
    numbered = met.select(
        "session",
        "client",
        "p",
        "day",
        "booked",
        other=met["s_session"],
        gap=gap.cast("int32"),
        key=(((case.cast("int32") * 2 + touching) * count + met["s_p"]) * count + met["p"]).cast("int32"),
    )
    told = numbered.join(rows, "key")
    told = told.filter(told["gap"] < told["widest"])
    return told.select("session", "client", "p", "day", "booked", "other", "gap", "row", days=told["gap"])
