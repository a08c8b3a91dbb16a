"""Every session of every client judged at once, with the meaning that `engine` has for one.

What a row means. Let t be a session that is done or booked, and let *before t* hold the sessions of
its client that stand before it: those of an earlier day, and of the same day those with a lower
sequence (where both have one and they differ), else what is done before what is booked, else those
with the lower id. The rows of t are the findings of

    assess(rulebook, History(before t, the client's factors), Proposal(t's procedure, day, areas, id,
           status, dose and sequence))

whose status is wait, avoid or caution: no more, no fewer. So a pair of sessions is told once, on the
one that stands later; a limit is told on the session that passes it; a factor on every session that
it touches. Days on which nobody has guidance (`ask`), and factors never asked about, are no rows.

Cancelled sessions are no sessions. Doses count in thousandths of their unit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import ibis
import ibis.expr.types as ir

from entracte.audit import contraindication, limit, pairs
from entracte.audit.codes import Codes, coded_sessions, codes_of, table
from entracte.audit.reach import LONGEST, NO_BOUND, Reaches
from entracte.knowledge.rules import Rulebook

COLUMNS = (
    "session",
    "client",
    "procedure",
    "on",
    "other",
    "rule",
    "kind",
    "code",
    "days",
    "bound",
    "shortfall",
    "status",
    "severity",
    "grade",
    "booked",
)


def audit(rulebook: Rulebook, sessions: ir.Table, factors: ir.Table | None = None) -> ir.Table:
    """The findings of a book, as a table that its own database computes when asked.

    `sessions` has session, client, procedure, on, status, and where known area (ids, several parted
    by semicolons), dose and sequence; `factors` has client, factor, and where known from, to and
    answer. Raises Mistake on ids that the base does not know.
    """
    codes = codes_of(rulebook, sessions, factors)
    reaches = Reaches()
    rows, reach = pairs.keyed(codes, reaches)
    coded = partial(coded_sessions, codes, sessions, reach)
    return told(codes, judged(codes, coded, factors, rows, reaches), reaches)


def judged(
    codes: Codes,
    coded: Callable[..., ir.Table],
    factors: ir.Table | None,
    rows: ir.Table,
    reaches: Reaches,
) -> ir.Table:
    """The findings of coded sessions, still in numbers: every kind of rule in turn."""
    found = [pairs.findings(codes, coded(), coded(), rows)]
    if factors is not None and codes.factors:
        bars = contraindication.rows(codes, reaches)
        found.append(contraindication.findings(coded(places=False), factors, bars))
    limited = limit.procedures(codes)
    if limited:
        asked, counted = limit.rows(codes, reaches)
        some = partial(coded, only=limited, places=False)
        found.append(limit.findings(some, asked, counted))
    return ibis.union(*(table_.select(*found[0].columns) for table_ in found))


def told(codes: Codes, found: ir.Table, reaches: Reaches) -> ir.Table:
    """Findings in words: the rule, the bound that was missed, and by how much."""
    names = [{"p": n, "procedure": id_} for n, id_ in enumerate(codes.procedures)]
    named = found.join(reaches.table(), "row")
    named = named.join(table(names, {"p": "int32", "procedure": "string"}), "p")
    closed = named["gap"] < named["closed_below"]
    named = named.mutate(
        status=closed.ifelse(named["closing"], "caution"),
        code=closed.ifelse(named["closing_code"], named["caution_code"]),
        bound=closed.ifelse(named["closing_bound"], named["caution_bound"]).nullif(NO_BOUND),
        on=(ibis.date(1970, 1, 1) + named["day"].as_interval("D")).cast("date"),
    )
    short = named["bound"] - named["days"]
    counts = (named["kind"] != "limit") & (short > 0) & (named["bound"] < LONGEST)
    return named.mutate(shortfall=counts.ifelse(short, ibis.null("int32"))).select(*COLUMNS)
