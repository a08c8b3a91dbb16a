"""Limits as rows: what the run of days that ends with a session adds up to."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from entracte.audit.codes import THOUSANDTHS, Codes, as_earlier, before, table
from entracte.audit.reach import Reaches, of_status
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Limit

SCHEMA = {
    "p": "int32",
    "limit": "int32",
    "amount": "int64",
    "run": "int32",
    "visits": "boolean",
    "beyond": "int32",
    "reached": "int32",
}


def procedures(codes: Codes) -> set[str]:
    """The procedures of the book that some limit judges or counts."""
    limits = [rule for p in codes.procedures for rule in codes.rulebook.limits.get(p, ())]
    counted = frozenset[str]().union(*(codes.rulebook.covers[rule.procedure] for rule in limits))
    return {p for p in codes.procedures if p in counted}


def rows(codes: Codes, reaches: Reaches) -> tuple[ir.Table, ir.Table]:
    """The limits that judge each procedure, and the procedures that each limit counts."""
    judged, counted = [], []
    numbers: dict[str, int] = {}
    limits: dict[str, Limit] = {}
    for p, procedure in enumerate(codes.procedures):
        for rule in codes.rulebook.limits.get(procedure, ()):
            number = numbers.setdefault(rule.id, len(numbers))
            limits[rule.id] = rule
            amount = round(rule.amount * THOUSANDTHS)
            visits = rule.unit == "sessions"
            beyond, reached = (_row(rule, status, reaches) for status in (Status.AVOID, Status.WAIT))
            row = (p, number, amount, max(rule.days, 1), visits, beyond, reached)
            judged.append(dict(zip(SCHEMA, row, strict=True)))
    for id_, rule in limits.items():
        inside = codes.rulebook.covers[rule.procedure]
        counted += [
            {"p": p, "limit": numbers[id_], "visits": rule.unit == "sessions"}
            for p, procedure in enumerate(codes.procedures)
            if procedure in inside
        ]
    return table(judged, SCHEMA), table(counted, {k: SCHEMA[k] for k in ("p", "limit", "visits")})


def _row(rule: Limit, status: Status, reaches: Reaches) -> int:
    reach = of_status(rule, status, "over-limit", (rule.days, rule.days))
    assert reach is not None
    return reaches.add(reach)


def findings(coded: Callable[[], ir.Table], judged: ir.Table, counted: ir.Table) -> ir.Table:
    """Each session that passes a limit alone, or with those before it in the run of days.

    Columns as those of `pairs.findings`; `other` is the last session of the run, null where the
    session passes the limit alone.
    """

    def asked() -> ir.Table:
        found = coded().join(judged, "p")
        return found.mutate(own=found["visits"].ifelse(THOUSANDTHS, found["dose"]))

    def others() -> ir.Table:
        found = coded().join(counted, "p")
        found = found.mutate(own=found["visits"].ifelse(THOUSANDTHS, found["dose"]))
        return as_earlier(found.filter(found["own"] > 0))

    alone = asked()
    return _alone(alone.filter(alone["own"] > alone["amount"])).union(_together(asked, others))


def _alone(asked: ir.Table) -> ir.Table:
    return asked.select(
        "session",
        "client",
        "p",
        "day",
        "booked",
        other=ibis.null("string"),
        gap=ibis.literal(0, "int32"),
        days=ibis.null("int32"),
        row=asked["beyond"],
    )


def _together(asked: Callable[[], ir.Table], others: Callable[[], ir.Table]) -> ir.Table:
    run = _run(asked(), others())
    run = run.filter((run["own"] <= run["amount"]) | run["own"].isnull())
    sums = run.group_by("session", "limit").aggregate(
        total=run["s_own"].sum(), own=run["own"].max(), amount=run["amount"].max()
    )
    passed = (sums["total"] + sums["own"] > sums["amount"]) | (
        sums["own"].isnull() & (sums["total"] >= sums["amount"])
    )
    over = asked().semi_join(sums.filter(passed), ["session", "limit"])
    inside = _run(over.view(), others())
    newest = ibis.window(
        group_by=["session", "limit"],
        order_by=[ibis.desc("s_day"), ibis.desc("s_p"), ibis.desc("s_session")],
    )
    inside = inside.mutate(place_in_run=ibis.row_number().over(newest))
    last = inside.filter(inside["place_in_run"] == 0)
    return last.select(
        "session",
        "client",
        "p",
        "day",
        "booked",
        other=last["s_session"],
        gap=ibis.literal(0, "int32"),
        days=(last["day"] - last["s_day"]).cast("int32"),
        row=last["reached"],
    )


def _run(asked: ir.Table, others: ir.Table) -> ir.Table:
    met = asked.join(
        others,
        [
            asked["client"] == others["client"],
            asked["limit"] == others["s_limit"],
            others["s_day"] <= asked["day"],
            others["s_day"] > asked["day"] - asked["run"],
        ],
    )
    return met.filter(before(met, met))
