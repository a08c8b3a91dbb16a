"""Generated books, and what the engine says of each of their sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pandas as pd
from hypothesis import strategies as st

from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Finding, Status
from entracte.knowledge.rules import Interval, Rulebook
from tests import strategies

SESSIONS = {
    "session": "string",
    "client": "string",
    "procedure": "string",
    "area": "string",
    "on": "date",
    "status": "string",
    "dose": "float64",
    "sequence": "int32",
}
FACTORS = {"client": "string", "factor": "string", "from": "date", "to": "date", "answer": "string"}
TOLD = (Status.CAUTION, Status.WAIT, Status.AVOID)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Visit:
    """A row of the sessions table."""

    client: str
    session: Session


@dataclass(frozen=True)
class Book:
    """The visits and the factor periods of many clients."""

    visits: tuple[Visit, ...]
    factors: tuple[tuple[str, FactorPeriod], ...]

    def tables(self) -> tuple[ibis.Table, ibis.Table]:
        """The two tables of a book."""
        visits = [
            (
                v.session.id,
                v.client,
                v.session.procedure,
                ";".join(sorted(v.session.areas)) or None,
                v.session.on,
                v.session.status,
                v.session.dose,
                v.session.sequence,
            )
            for v in self.visits
        ]
        periods = [(c, p.factor, p.since, p.to, p.answer.value) for c, p in self.factors]
        return memtable(visits, SESSIONS), memtable(periods, FACTORS)


def memtable(rows: list[tuple[Any, ...]], schema: dict[str, str]) -> ibis.Table:
    """Rows as a table; pandas would make floats of whole numbers with gaps."""
    return ibis.memtable(pd.DataFrame(rows, columns=list(schema), dtype=object), schema=schema)


@st.composite
def books(
    draw: st.DrawFn,
    procedures: Sequence[str] = strategies.USABLE,
    factors: Sequence[str] = strategies.FACTORS,
    areas: st.SearchStrategy[frozenset[str]] = strategies.areas_of_a_visit,
    most: int = 24,
) -> Book:
    """A few clients whose visits crowd into few days, so that rules meet."""
    days = st.sampled_from([0, 0, 1, 2, 5, 9, 14, 20, 27, 28, 31, 45, 62, 90])
    visits = []
    for n in range(draw(st.integers(0, most))):
        session = Session(
            draw(st.sampled_from(procedures)),
            date.fromordinal(strategies.TODAY.toordinal() + draw(days)),
            draw(areas),
            draw(st.sampled_from(["done", "done", "booked", "cancelled"])),
            f"e{draw(st.integers(0, 9))}-{n}",
            draw(st.sampled_from([None, None, 0.0, 0.5, 1.0, 2.0, 4.0])),
            draw(st.sampled_from([None, None, 1, 2])),
        )
        visits.append(Visit(f"c{draw(st.integers(0, 3))}", session))
    count = draw(st.integers(0, 6)) if factors else 0
    period = strategies.factor_periods(factors)
    periods = [(f"c{draw(st.integers(0, 3))}", draw(period)) for _ in range(count)]
    return Book(tuple(visits), tuple(periods))


def expected(rulebook: Rulebook, book: Book) -> list[Row]:
    """The rows of the whole book, by asking the engine of every session alone."""
    rows: list[Row] = []
    for visit in book.visits:
        if visit.session.status == "cancelled":
            continue
        same = [v.session for v in book.visits if v.client == visit.client]
        earlier = [s for s in same if s.status != "cancelled" and before(s, visit.session)]
        periods = [p for c, p in book.factors if c == visit.client]
        rows += of_session(rulebook, visit, History(earlier, periods))
    return sorted(rows, key=repr)


def before(s: Session, t: Session) -> bool:
    """Whether `s` stands before `t`, as `entracte.audit.audit` says it."""
    if s.first_day != t.first_day:
        return s.first_day < t.first_day
    if s.sequence is not None and t.sequence is not None and s.sequence != t.sequence:
        return s.sequence < t.sequence
    if s.status != t.status:
        return s.status == "done"
    return (s.id or "") < (t.id or "")


def of_session(rulebook: Rulebook, visit: Visit, history: History) -> Iterable[Row]:
    """What the engine finds of one session."""
    t = visit.session
    assert isinstance(t.on, date)
    proposal = Proposal(t.procedure, t.on, t.areas, t.id, t.status, t.dose, t.sequence)
    for finding in assess(rulebook, history, proposal).findings:
        if finding.status in TOLD:
            yield row_of(visit, finding)


def row_of(visit: Visit, finding: Finding) -> Row:
    """A finding as a row of the audit."""
    event, rule = finding.event, finding.rule
    assert rule is not None
    other = event.factor if isinstance(event, FactorPeriod) else event and event.id
    short = (finding.bound or 0) - (finding.days or 0)
    counts = rule.kind != "limit" and finding.days is not None and short > 0
    if isinstance(rule, Interval) and finding.code.startswith("never"):
        counts = False
    return (
        visit.session.id,
        visit.client,
        visit.session.procedure,
        visit.session.on,
        other,
        rule.id,
        finding.kind,
        finding.code,
        finding.days,
        finding.bound,
        short if counts and short < 1_000_000 else None,
        finding.status.word,
        finding.severity,
        finding.grade,
        visit.session.status == "booked",
    )


def answered(period: FactorPeriod) -> bool:
    """Whether a factor period says yes."""
    return period.answer is Known.YES
