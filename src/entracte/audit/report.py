"""What an audit found, in numbers: by status, rule, procedure, clinic, practitioner and month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.audit.run import worst_first
from entracte.audit.tables import Book

STATUSES = ("avoid", "wait", "caution")
WORST = 20


@dataclass(frozen=True)
class Report:
    """The figures of one audit. Each group is rows of (name, sessions, avoid, wait, caution)."""

    rulebook: str
    sessions: int
    clients: int
    booked: int
    findings: dict[str, dict[str, int]]
    touched: int
    groups: dict[str, list[dict[str, Any]]]
    worst: list[dict[str, Any]]
    aside: list[str]
    counts: dict[str, int]
    unlinked: dict[str, int]
    guesses: dict[str, tuple[str, ...]]
    anywhere: dict[str, int]
    unused: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every row was judged."""
        return not self.counts and not self.unlinked


def report(book: Book, findings: ir.Table, rulebook_hash: str) -> Report:
    """Count what was found. `findings` are those of the book."""
    took_place = book.sessions.filter(book.sessions["status"] != "cancelled")
    sizes = took_place.agg(
        sessions=took_place.count(),
        clients=took_place["client"].nunique(),
        booked=(took_place["status"] == "booked").sum(),
    )
    size = _rows(sizes)[0]
    by_status: dict[str, dict[str, int]] = {when: dict.fromkeys(STATUSES, 0) for when in ("done", "booked")}
    counted = findings.group_by("booked", "status").agg(rows=ibis._.count())
    for row in _rows(counted):
        by_status["booked" if row["booked"] else "done"][row["status"]] = row["rows"]
    return Report(
        rulebook=rulebook_hash,
        sessions=size["sessions"],
        clients=size["clients"],
        booked=size["booked"] or 0,
        findings=by_status,
        touched=findings["session"].nunique().to_pyarrow().as_py(),
        groups=groups(findings, took_place),
        worst=_rows(worst_first(findings).limit(WORST)),
        aside=[str(a) for a in book.aside[:WORST]],
        counts=dict(book.counts.most_common()),
        unlinked=dict(book.unlinked.most_common()),
        guesses=book.names.unsure,
        anywhere=dict(book.anywhere.most_common()),
        unused=book.unused,
    )


def groups(findings: ir.Table, sessions: ir.Table) -> dict[str, list[dict[str, Any]]]:
    """Findings by rule, procedure and month, and by clinic and practitioner where the book has them."""
    found = {
        "rule": _group(findings, "rule"),
        "procedure": _group(findings, "procedure"),
        "month": _group(findings.mutate(month=findings["on"].strftime("%Y-%m")), "month"),
    }
    for who in ("clinic", "practitioner"):
        if who in sessions.columns:
            found[who] = _group(findings.join(sessions.select("session", who), "session"), who)
    return found


def _group(findings: ir.Table, by: str) -> list[dict[str, Any]]:
    """Per value: sessions with a finding, and findings of each status; the most first."""
    status = findings["status"]
    sums = {s: (status == s).sum() for s in STATUSES}
    found = findings.group_by(name=findings[by]).agg(
        sessions=findings["session"].nunique(), booked=findings["booked"].sum(), **sums
    )
    ranked = found.order_by(ibis.desc("avoid"), ibis.desc("wait"), ibis.desc("caution"), "name")
    return _rows(ranked)


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found
