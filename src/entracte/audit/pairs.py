"""Two sessions of one client met with the rows of intervals and orders: the one great join."""

from __future__ import annotations

from collections import defaultdict

import ibis.expr.types as ir

from entracte.audit import interval, order
from entracte.audit.codes import NO_SUCH_DAY, Codes, as_earlier, before, overlap, table
from entracte.audit.reach import Reaches

LATER, SAME_DAY = 0, 1
NOTHING = -1
SCHEMA = {"key": "int32", "settled": "int32", "either": "int32", "widest": "int32"}


def keyed(codes: Codes, reaches: Reaches) -> tuple[ir.Table, dict[str, int]]:
    """The rows of every pair of procedures in the book, by one number, and how far each first reaches.

    One small whole number as the key lets a database look a row up by its place. `settled` is the row
    where it is known which came first, `either` where on one day either may be meant; they differ on
    the day itself only.
    """
    rows: dict[int, dict[str, int]] = {}
    reach: dict[str, int] = defaultdict(lambda: 1)
    for first, a in enumerate(codes.procedures):
        for then, b in enumerate(codes.procedures):
            for overlapping, found in interval.rows(codes.rulebook, a, b):
                widest = min(max(found.minimum, found.advised), NO_SUCH_DAY)
                row = reaches.add(found)
                key = _key(LATER, int(overlapping), first, then, len(codes.procedures))
                rows[key] = {"key": key, "settled": row, "either": row, "widest": widest}
                reach[a] = max(reach[a], widest)
            for overlapping, settled, found in order.rows(codes.rulebook, a, b):
                key = _key(SAME_DAY, int(overlapping), first, then, len(codes.procedures))
                nothing = {"key": key, "settled": NOTHING, "either": NOTHING, "widest": 1}
                row = reaches.add(found)
                rows.setdefault(key, nothing)["settled" if settled else "either"] = row
    return table(list(rows.values()), SCHEMA), dict(reach)


def _key(case: int, overlapping: int, first: int, then: int, count: int) -> int:
    return ((case * 2 + overlapping) * count + first) * count + then


def findings(codes: Codes, later: ir.Table, sooner: ir.Table, rows: ir.Table) -> ir.Table:
    """Each session with each session before it that a row speaks of, within the row's days.

    Columns: session, client, p, day, booked, other, gap, days, row.
    """
    told = _numbered(codes, later, as_earlier(sooner)).join(rows, "key")
    told = told.filter(told["gap"] < told["widest"])
    # What few pairs are left are looked at closely; the join above saw nothing but numbers.
    settled = (told["s_place"] != told["place"]).fill_null(False) | (told["s_booked"] != told["booked"])
    told = told.mutate(
        row=((told["gap"] > 0) | settled).ifelse(told["settled"], told["either"]), days=told["gap"]
    )
    told = told.filter(before(told, told), told["row"] != NOTHING)
    return told.select("session", "client", "p", "day", "booked", "gap", "row", "days", other="s_session")


def _numbered(codes: Codes, sessions: ir.Table, earlier: ir.Table) -> ir.Table:
    """The self-join: each session with those of its client on and before its day, still in reach."""
    met = sessions.join(
        earlier,
        [
            sessions["client"] == earlier["client"],
            earlier["s_day"] <= sessions["day"],
            sessions["day"] < earlier["s_until"],
        ],
    )
    met = met.filter(met["s_session"] != met["session"])
    gap = (met["day"] - met["s_day"]).cast("int32")
    case = (gap > 0).ifelse(LATER, SAME_DAY)
    touching = overlap(codes, met, met).cast("int32")
    count = len(codes.procedures)
    key = ((case.cast("int32") * 2 + touching) * count + met["s_p"]) * count + met["p"]
    kept = ("session", "client", "p", "day", "booked", "place", "s_session", "s_day", "s_place", "s_booked")
    return met.select(*kept, gap=gap, key=key.cast("int32"))
