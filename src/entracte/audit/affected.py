"""Which sessions change verdict when the rules change: two audits of one book, side by side.

A session's verdict here is the worst status of its rows: avoid, wait, caution, or clear without any.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.audit.audit import audit
from entracte.knowledge.rules import Rulebook

RANKS = {"clear": 0, "caution": 1, "wait": 2, "avoid": 3}


def affected(old: Rulebook, new: Rulebook, sessions: ir.Table, factors: ir.Table | None = None) -> ir.Table:
    """Sessions whose verdict differs under two rulebooks.

    Columns: session, client, procedure, on, booked, was, now, and the rules behind each (`was_rule`,
    `now_rule`: of the worst status, the first by id; null where clear). Raises Mistake on ids that
    either base does not know.
    """
    return changed(audit(old, sessions, factors), audit(new, sessions, factors))


def changed(before: ir.Table, after: ir.Table) -> ir.Table:
    """The same from the findings of two audits of one book."""
    was, now = _worst(before, "was"), _worst(after, "now")
    met = was.outer_join(now, "session")
    both = met.select(
        **{c: met[c].coalesce(met[f"{c}_right"]) for c in ("session", "client", "procedure", "on", "booked")},
        was=met["was"].fill_null("clear"),
        now=met["now"].fill_null("clear"),
        was_rule=met["was_rule"],
        now_rule=met["now_rule"],
    )
    return both.filter(both["was"] != both["now"])


def _worst(findings: ir.Table, name: str) -> ir.Table:
    """One row a session: its worst status and the first rule that gives it."""
    rank: Any = findings["status"].cases(*RANKS.items(), else_=0)
    first = ibis.window(group_by="session", order_by=[ibis.desc(rank), findings["rule"]])
    ranked = findings.mutate(nth=ibis.row_number().over(first))
    worst = ranked.filter(ranked["nth"] == 0)
    columns = ("session", "client", "procedure", "on", "booked")
    return worst.select(*columns, **{name: worst["status"], f"{name}_rule": worst["rule"]})
