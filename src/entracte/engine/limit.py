"""Limits as windows: the days on which one more dose would pass a ceiling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from entracte.core.days import FOREVER
from entracte.core.history import Session
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Status, Window
from entracte.knowledge.rules import Limit


def windows(rule: Limit, sessions: Iterable[Session], proposal: Proposal) -> Iterator[Window]:
    """Days closed because some run of `rule.days` days that holds them would exceed the amount.

    `sessions` are those that the limit counts. A session of unknown dose counts nothing (the answer
    says so); a proposal of unknown dose counts as more than nothing.
    """
    own = 1.0 if rule.unit == "sessions" else proposal.dose
    if own is not None and own > rule.amount:
        yield Window(Status.AVOID, -FOREVER, FOREVER, "over-limit", rule, None)
        return
    run = max(rule.days, 1)
    counted = [(s, 1.0 if rule.unit == "sessions" else s.dose) for s in sessions]
    doses = [(s, amount) for s, amount in counted if amount]
    edges = sorted(
        {e for s, _ in doses for e in (s.first_day - run + 1, s.first_day, s.last_day + 1, s.last_day + run)}
    )
    for start, end in pairwise(edges):
        last = _exceeded(rule, doses, own, start, run)
        if last is not None:
            yield Window(Status.WAIT, start, end, "over-limit", rule, last)


def _exceeded(
    rule: Limit, doses: list[tuple[Session, float]], own: float | None, day: int, run: int
) -> Session | None:
    """The last session of a run that holds `day` and would pass the ceiling with the proposal in it."""
    ends = {day, *(e for s, _ in doses for e in (s.first_day, s.last_day) if day <= e < day + run)}
    for end in sorted(ends):
        inside = [(s, dose) for s, dose in doses if s.first_day <= end and s.last_day > end - run]
        # Doses are told to a thousandth at most; binary fractions would make 0.1 + 0.2 more than 0.3.
        total = round(sum(dose for _, dose in inside) + (own or 0), 3)
        if inside and (total >= rule.amount if own is None else total > rule.amount):
            return inside[-1][0]
    return None
