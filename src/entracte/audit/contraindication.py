"""Factors as rows: while one lasts, and the days after it ends."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from entracte.audit.codes import NO_SUCH_DAY, Codes, table
from entracte.audit.reach import Reaches, of_status, spoken
from entracte.engine.assessment import Status
from entracte.engine.contraindication import DURING

SCHEMA = {"p": "int32", "factor": "string", "ended": "boolean", "row": "int32", "widest": "int32"}
# Before and after any day that a book may hold.
EVER, NEVER = -NO_SUCH_DAY, NO_SUCH_DAY


def rows(codes: Codes, reaches: Reaches) -> ir.Table:
    """For each procedure and factor of the book: what the factor means while it lasts, and after."""
    found = []
    for p, procedure in enumerate(codes.procedures):
        bars = codes.rulebook.bars.get(procedure, {})
        for factor in codes.factors:
            rule = bars.get(factor)
            if rule is None:
                continue
            named = (rule.minimum, rule.advised)
            present = of_status(rule, DURING[rule.during], "factor-present", named)
            recent = spoken(rule, named, Status.WAIT, ("factor-recent", "factor-recent"), named)
            widest = min(max(named), NO_SUCH_DAY)
            if present is not None:
                found.append((p, factor, False, reaches.add(present), 1))
            if widest > 1:
                found.append((p, factor, True, reaches.add(recent), widest))
    return table([dict(zip(SCHEMA, row, strict=True)) for row in found], SCHEMA)


def findings(sessions: ir.Table, factors: ir.Table, rows: ir.Table) -> ir.Table:
    """Each session with each period of a factor that a row speaks of, within the row's days.

    Columns as those of `pairs.findings`; `days` is null while the factor lasts.
    """
    answer = factors["answer"] if "answer" in factors.columns else ibis.literal("yes")
    periods = factors.filter(answer.fill_null("yes") == "yes")
    periods = periods.select(
        "client", "factor", since=_day(periods, "from", EVER), to=_day(periods, "to", NEVER)
    )
    met = sessions.join(periods, "client")
    met = met.filter(met["day"] >= met["since"])
    met = met.mutate(ended=met["day"] > met["to"], gap=ibis.greatest(met["day"] - met["to"], 0).cast("int32"))
    told = met.join(rows, ["p", "factor", "ended"])
    told = told.filter(told["gap"] < told["widest"])
    return told.select(
        "session",
        "client",
        "p",
        "day",
        "booked",
        "gap",
        "row",
        other=told["factor"],
        days=told["ended"].ifelse(told["gap"], ibis.null("int32")),
    )


def _day(periods: ir.Table, column: str, missing: int) -> ir.Value:
    if column not in periods.columns:
        return ibis.literal(missing, "int32")
    return periods[column].cast("date").epoch_days().cast("int32").coalesce(missing)
