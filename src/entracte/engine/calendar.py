"""A stretch of days cut where the status changes: what a calendar shows."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from entracte.core.history import History
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Finding, Status
from entracte.engine.windows import windows
from entracte.knowledge.rules import Rulebook


class Stretch(NamedTuple):
    """Days `[since, until)` with one status and the same findings behind it."""

    since: date
    until: date
    status: Status
    findings: tuple[Finding, ...]


def days(
    rulebook: Rulebook, history: History, proposal: Proposal, first: date, end: date
) -> tuple[Stretch, ...]:
    """The days `[first, end)` as stretches, each with the findings that give its status.

    The day of `proposal` is not used. Raises Mistake as `windows` does.
    """
    found = windows(rulebook, history, proposal)
    low, high = first.toordinal(), end.toordinal()
    edges = sorted({low, high, *(e for w in found for e in (w.start, w.end) if low < e < high)})
    stretches: list[Stretch] = []
    for start, until in pairwise(edges):
        holding = [w for w in found if w.start <= start < w.end]
        status = max((w.status for w in holding), default=Status.CLEAR)
        findings = tuple(
            Finding(w, start) for w in holding if w.status == status and status is not Status.CLEAR
        )
        cause = [f.window for f in findings]
        if (
            stretches
            and stretches[-1].status is status
            and [f.window for f in stretches[-1].findings] == cause
        ):
            stretches[-1] = stretches[-1]._replace(until=date.fromordinal(until))
        else:
            stretches.append(Stretch(date.fromordinal(start), date.fromordinal(until), status, findings))
    return tuple(stretches)
