"""Who is due and who must wait: per client and procedure, the days on which the next one opens.

The answer for each client and each procedure that they have had is the engine's for one more of the
same, on the areas of the last one, as of a day: `earliest` and `advised` from that day on, and
`overdue`, the day after which the base calls a repeat late (null where no source says). What is still
booked is part of the history, so a recall never lands on a booking. A client's factors are asked too.

The engine is called once for each row rather than read as a join: its search for a first open day
walks through windows, which no database does well, and a recall list asks of the living clients only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import ibis.expr.types as ir

from entracte.audit.codes import split_areas
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Interval, Rulebook

ROWS_AT_ONCE = 50_000


@dataclass(frozen=True)
class Due:
    """The next of one procedure for one client. `state` is due, overdue, wait, avoid, ask or booked."""

    client: str
    procedure: str
    last: date
    booked: date | None
    earliest: date | None
    advised: date | None
    overdue: date | None
    state: str
    because: str | None


def forecast(rulebook: Rulebook, sessions: ir.Table, factors: ir.Table | None, as_of: date) -> Iterator[Due]:
    """Each client's next of each procedure done up to a day, client by client in order of id.

    Reads the book once, sorted by client; holds one client at a time. Raises Mistake on unknown ids.
    """
    wanted = ("client", "session", "procedure", "area", "on", "status", "dose", "sequence")
    columns = [c for c in wanted if c in sessions.columns]
    kept = sessions.filter(sessions["status"] != "cancelled").select(*columns)
    answers = by_client(factors.order_by("client"), _period) if factors is not None else iter(())
    waiting = next(answers, None)
    for client, visits in by_client(kept.order_by("client", "on", "session"), session_of):
        while waiting is not None and waiting[0] < client:
            waiting = next(answers, None)
        periods = waiting[1] if waiting is not None and waiting[0] == client else []
        yield from of_client(rulebook, client, History(visits, periods), as_of)


def of_client(rulebook: Rulebook, client: str, history: History, as_of: date) -> Iterator[Due]:
    """The next of each procedure that a client has had by a day."""
    today = as_of.toordinal()
    newest: dict[str, Session] = {}
    booked: dict[str, Session] = {}
    for session in history.sessions:
        if session.first_day <= today:
            newest[session.procedure] = session
        else:
            booked.setdefault(session.procedure, session)
    for procedure, last in sorted(newest.items()):
        again = booked.get(procedure)
        yield _due(rulebook, client, history, last, again, as_of)


def _due(
    rulebook: Rulebook, client: str, history: History, last: Session, again: Session | None, as_of: date
) -> Due:
    found = assess(rulebook, history, Proposal(last.procedure, as_of, last.areas, dose=last.dose))
    pair = rulebook.pairs.get((last.procedure, last.procedure))
    repeat: Interval | None = pair.overlapping if pair else None
    late = None
    if repeat is not None and repeat.best_before is not None:
        late = date.fromordinal(last.first_day + repeat.best_before)
    blocking = found.earliest_after
    if again is not None:
        state = "booked"
    elif found.timing in ("avoid", "wait", "ask"):
        state = found.timing
    else:
        state = "overdue" if late is not None and as_of > late else "due"
    return Due(
        client,
        last.procedure,
        date.fromordinal(last.first_day),
        date.fromordinal(again.first_day) if again else None,
        found.earliest,
        found.advised,
        late,
        state,
        blocking.rule.id if blocking and blocking.rule and blocking.status > Status.CAUTION else None,
    )


def by_client(table: ir.Table, make: Any) -> Iterator[tuple[str, list[Any]]]:
    """Each client with what its rows make, from a table sorted by client."""
    batches = table.to_pyarrow_batches(chunk_size=ROWS_AT_ONCE)
    rows = (row for batch in batches for row in batch.to_pylist())
    for client, mine in groupby(rows, key=lambda row: row["client"]):
        yield client, [make(row) for row in mine]


def session_of(row: dict[str, Any]) -> Session:
    return Session(
        row["procedure"],
        row["on"],
        split_areas(row.get("area") or ""),
        row["status"],
        row["session"],
        row.get("dose"),
        row.get("sequence"),
    )


def _period(row: dict[str, Any]) -> FactorPeriod:
    answer = Known(row.get("answer") or "yes")
    dated = answer is Known.YES
    return FactorPeriod(
        row["factor"], answer, row.get("from") if dated else None, row.get("to") if dated else None
    )
