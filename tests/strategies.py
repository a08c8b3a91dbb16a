"""Generated bases, histories and proposals, from so few ids that rules really meet events.

`bases()` makes a whole base (tests/generated_bases.py); `histories(...)` and `proposals(...)` draw
from the ids of any base, a shipped one too; `clients(...)` makes many of both from one pool of
events. A new field that changes a meaning belongs here, or the agreement of the readings says
nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from entracte.core.days import DayRange
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from tests.generated_bases import (
    ACTIVITIES,
    AREAS,
    FACTORS,
    FAMILIES,
    GRADES,
    PROCEDURES,
    PRODUCTS,
    TODAY,
    TREATMENTS,
    USABLE,
    bases,
    claims,
)

__all__ = [
    "ACTIVITIES",
    "AREAS",
    "FACTORS",
    "FAMILIES",
    "GRADES",
    "PROCEDURES",
    "PRODUCTS",
    "TODAY",
    "TREATMENTS",
    "USABLE",
    "Client",
    "areas_of_a_visit",
    "bases",
    "claims",
    "clients",
    "factor_periods",
    "histories",
    "proposals",
    "sessions",
    "some",
]

areas_of_a_visit = st.sampled_from(
    [frozenset[str](), *(frozenset({a}) for a in AREAS), frozenset({"brow", "hand"})]
)


def days(before: int = 60, after: int = 60) -> st.SearchStrategy[date]:
    """A day around today."""
    return st.integers(-before, after).map(lambda n: TODAY + timedelta(n))


@st.composite
def day_or_range(draw: st.DrawFn) -> date | DayRange:
    """A day, or now and then one known only to a range."""
    day = draw(days())
    width = draw(st.sampled_from([None] * 6 + [0, 1, 2, 30]))
    return day if width is None else DayRange(day, day + timedelta(width))


def sessions(
    among: Sequence[str] = USABLE, on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit
) -> st.SearchStrategy[Session]:
    """Done, booked or cancelled, with and without areas, dose and place in the visit."""
    return st.builds(
        Session,
        procedure=st.sampled_from(among),
        on=day_or_range(),
        areas=on,
        status=st.sampled_from(["done", "done", "booked", "booked", "cancelled"]),
        dose=st.sampled_from([None, 0.0, 1.0, 2.0]),
        sequence=st.sampled_from([None, None, None, 1, 2]),
    )


@st.composite
def factor_periods(draw: st.DrawFn, among: Sequence[str] = FACTORS) -> FactorPeriod:
    """Every answer; a yes with both ends, one, or none."""
    factor = draw(st.sampled_from(among))
    answer = draw(st.sampled_from([Known.YES, Known.YES, Known.YES, Known.NO, Known.UNKNOWN]))
    if answer is not Known.YES:
        return FactorPeriod(factor, answer)
    since, to = draw(st.none() | days()), draw(st.none() | days())
    if since and to and to < since:
        since, to = to, since
    return FactorPeriod(factor, answer, since, to)


@st.composite
def histories(
    draw: st.DrawFn,
    procedures: Sequence[str] = USABLE,
    factors: Sequence[str] = FACTORS,
    on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit,
    most: int = 5,
) -> History:
    """One client: sessions, each with its own id, and factor periods."""
    found = draw(st.lists(sessions(procedures, on), max_size=most))
    named = [with_id(session, f"e{n}") for n, session in enumerate(found)]
    periods = draw(st.lists(factor_periods(factors), max_size=3)) if factors else []
    return History(named, [period_with_id(period, f"f{n}") for n, period in enumerate(periods)])


def with_id(session: Session, id_: str | None) -> Session:
    """The same session under another id."""
    return replace(session, id=id_)


def period_with_id(period: FactorPeriod, id_: str) -> FactorPeriod:
    """The same period under another id."""
    return replace(period, id=id_)


def proposals(
    procedures: Sequence[str] = USABLE, on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit
) -> st.SearchStrategy[Proposal]:
    """A proposal near the history; now and then it stands for a session that is already in it."""
    return st.builds(
        Proposal,
        procedure=st.sampled_from(procedures),
        on=days(20, 40),
        areas=on,
        id=st.sampled_from([None] * 5 + ["e0"]),
        status=st.sampled_from(["booked", "booked", "done"]),
        dose=st.sampled_from([None, 0.0, 1.0, 2.0, 4.0]),
        sequence=st.sampled_from([None, None, None, 1, 2]),
    )


Client = tuple[History, Proposal]

# Which events of a pool each client has: spread over all sizes, and the same for every pool.
MASKS = [n * 2_654_435_761 >> 9 & 0xFFF for n in range(1, 65)]


@st.composite
def clients(
    draw: st.DrawFn,
    procedures: Sequence[str] = USABLE,
    factors: Sequence[str] = FACTORS,
    on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit,
    count: int = 16,
) -> list[Client]:
    """Many clients out of one pool of events: each has some of them, and a proposal of its own.

    Every second proposal falls on the day of an event or next to it, where the rules change.
    """
    pool = [with_id(s, f"e{n}") for n, s in enumerate(draw(some(sessions(procedures, on), 8)))]
    answers = draw(some(factor_periods(factors), 4)) if factors else []
    asked = draw(some(proposals(procedures, on), 4))
    found = []
    for n, mask in enumerate(MASKS[:count]):
        history, proposal = history_of(pool, answers, mask), asked[n % 4]
        if n % 2 and history.sessions:
            event = history.sessions[n % len(history.sessions)]
            proposal = replace(proposal, on=date.fromordinal(event.first_day + n // 2 % 4 - 1))
        found.append((history, proposal))
    return found


def some(strategy: st.SearchStrategy[Any], count: int) -> st.SearchStrategy[list[Any]]:
    """Exactly so many."""
    return st.lists(strategy, min_size=count, max_size=count)


def history_of(pool: Sequence[Session], answers: Sequence[FactorPeriod], mask: int) -> History:
    """The events whose bit is set."""
    sessions = [session for n, session in enumerate(pool) if mask >> n & 1]
    periods = [period_with_id(p, f"f{n}") for n, p in enumerate(answers) if mask >> n + 8 & 1]
    return History(sessions, periods)
