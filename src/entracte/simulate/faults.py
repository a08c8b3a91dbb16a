"""Faults planted on purpose: a last session that breaks a rule, in the words of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from entracte.core.history import FactorPeriod, History, Session
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Finding, Status
from entracte.simulate.ground import Ground

TRIES = 24
KINDS = ("interval", "order", "contraindication", "limit")


@dataclass(frozen=True)
class Client:
    """The sessions and factors of one client, in order, each session with an id."""

    id: str
    sessions: tuple[Session, ...]
    factors: tuple[FactorPeriod, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A client with a planted fault, and what the engine finds of the session that has it."""

    client: Client
    session: Session
    findings: tuple[Finding, ...]


def plant(
    ground: Ground, random: np.random.Generator, client: Client, kind: str, last: date, new_id: str
) -> Fault | None:
    """A client with one fault of a kind, on the last session; None where chance found no way."""
    make = MAKERS[kind]
    for _ in range(TRIES):
        made = make(ground, random, client, new_id)
        if made is None:
            continue
        fault = judged(ground, made)
        session = fault.session
        told = {f.kind for f in fault.findings}
        # What an interval says of the day itself is told by the order's reading of it.
        if isinstance(session.on, date) and session.on <= last and told and told <= _allowed(kind):
            return fault
    return None


def _allowed(kind: str) -> set[str]:
    return {"order", "interval"} if kind == "order" else {kind}


def judged(ground: Ground, client: Client) -> Fault:
    """What the engine finds of the last session, after all that stands before it."""
    *before, session = client.sessions
    assert isinstance(session.on, date)
    proposal = Proposal(
        session.procedure,
        session.on,
        session.areas,
        session.id,
        session.status,
        session.dose,
        session.sequence,
    )
    found = assess(ground.rulebook, History(before, client.factors), proposal).findings
    told = tuple(f for f in found if f.status >= Status.CAUTION and f.status is not Status.ASK)
    return Fault(client, session, told)


def _too_soon(ground: Ground, random: np.random.Generator, client: Client, new_id: str) -> Client | None:
    """One session more, too soon after the last."""
    newest = client.sessions[-1]
    first = ground.procedures.index(newest.procedure)
    then = int(random.choice(len(ground.procedures), p=ground.weights))
    reach = min(int(ground.apart[first, then]), 400)
    if reach <= 1:
        return None
    assert isinstance(newest.on, date)
    on = newest.on + timedelta(int(random.integers(1, reach)))
    dose = None if np.isnan(ground.doses[then]) else float(ground.doses[then])
    more = Session(ground.procedures[then], on, newest.areas, newest.status, new_id, dose)
    return replace(client, sessions=(*client.sessions, more))


def _wrong_order(ground: Ground, random: np.random.Generator, client: Client, new_id: str) -> Client | None:
    """One session more on the day of the last, which its order does not allow."""
    newest = client.sessions[-1]
    if newest.sequence is not None:
        return None
    then = int(random.choice(len(ground.procedures), p=ground.weights))
    dose = None if np.isnan(ground.doses[then]) else float(ground.doses[then])
    more = Session(ground.procedures[then], newest.on, newest.areas, newest.status, new_id, dose, sequence=2)
    return replace(client, sessions=(*client.sessions[:-1], replace(newest, sequence=1), more))


def _barred(ground: Ground, random: np.random.Generator, client: Client, _: str) -> Client | None:
    """A factor that is present on the day of the last session, or ended shortly before it."""
    newest = client.sessions[-1]
    bars = ground.rulebook.bars.get(newest.procedure, {})
    if not bars:
        return None
    factor = sorted(bars)[int(random.integers(0, len(bars)))]
    assert isinstance(newest.on, date)
    to = newest.on - timedelta(int(random.choice([0, 0, 1, 5, 20])))
    since = to - timedelta(int(random.integers(0, 4)))
    if len(client.sessions) > 1 and client.sessions[-2].last_day >= since.toordinal():
        return None
    return replace(client, factors=(*client.factors, FactorPeriod(factor, since=since, to=to)))


def _too_much(ground: Ground, random: np.random.Generator, client: Client, new_id: str) -> Client | None:
    """A last session that passes its limit, alone or with one before it."""
    limited = [p for p in ground.procedures if ground.rulebook.limits.get(p)]
    if not limited:
        return None
    procedure = limited[int(random.integers(0, len(limited)))]
    rules = ground.rulebook.limits[procedure]
    rule = rules[int(random.integers(0, len(rules)))]
    newest = client.sessions[-1]
    first, then = ground.procedures.index(newest.procedure), ground.procedures.index(procedure)
    assert isinstance(newest.on, date)
    wait = int(ground.apart[first, then])
    if wait > 400:
        return None
    on = newest.on + timedelta(wait + int(random.integers(0, 30)))
    parts = 1 if rule.days < 2 else int(random.integers(1, 3))
    own = ground.apart[then, then]
    if parts == 2 and own >= rule.days:
        return None
    dose = round(1.25 * rule.amount / parts, 1)
    more = [Session(procedure, on, newest.areas, newest.status, new_id, dose)]
    if parts == 2:
        again = on + timedelta(int(own))
        more.append(Session(procedure, again, newest.areas, newest.status, f"{new_id}b", dose))
        if judged(ground, replace(client, sessions=(*client.sessions, more[0]))).findings:
            return None
    return replace(client, sessions=(*client.sessions, *more))


Maker = Callable[[Ground, np.random.Generator, Client, str], Client | None]
MAKERS: dict[str, Maker] = dict(zip(KINDS, (_too_soon, _wrong_order, _barred, _too_much), strict=True))


def rows(fault: Fault) -> Iterator[dict[str, str | None]]:
    """One row for each finding of a planted fault, named as the audit names them."""
    for finding in fault.findings:
        event = finding.event
        assert finding.rule is not None
        yield {
            "session": fault.session.id,
            "client": fault.client.id,
            "kind": finding.kind,
            "code": finding.code,
            "rule": finding.rule.id,
            "other": event.factor if isinstance(event, FactorPeriod) else event.id if event else None,
            "status": finding.status.word,
        }
