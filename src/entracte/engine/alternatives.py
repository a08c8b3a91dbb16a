"""What is open sooner: another order, the same day, another area, a gentler member of the family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from entracte.core.history import Session
from entracte.engine.assess import assess
from entracte.engine.assessment import VERDICTS, Assessment, Verdict

GENTLER_SHOWN = 3


@dataclass(frozen=True)
class Alternative:
    """Something open sooner than what was proposed."""

    kind: Literal["same-day-order", "another-area", "gentler"]
    procedure: str
    on: date | None
    verdict: Verdict
    areas: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def alternatives(assessment: Assessment) -> tuple[Alternative, ...]:
    """What could be done sooner; nothing where the proposed day is open."""
    if VERDICTS.index(assessment.timing) <= VERDICTS.index("caution"):
        return ()
    return (*_orders(assessment), *_areas(assessment), *_gentler(assessment))


def _orders(assessment: Assessment) -> Iterator[Alternative]:
    here, pairs = assessment.proposal.procedure, assessment.rulebook.pairs
    others = {f.event.procedure for f in assessment.findings if isinstance(f.event, Session) and f.status > 3}
    for other in sorted(others - {here}):
        for order in ((other, here), (here, other)):
            pair = pairs.get(order)
            if pair and pair.order and pair.order.status != "wait":
                yield Alternative("same-day-order", here, None, pair.order.status, order=order)


def _areas(assessment: Assessment) -> Iterator[Alternative]:
    proposal, rulebook = assessment.proposal, assessment.rulebook
    blocking = [f.event for f in assessment.findings if f.status > 3]
    if not blocking or not all(isinstance(e, Session) and e.areas for e in blocking):
        return
    taken = rulebook.near(frozenset().union(*(e.areas for e in blocking if isinstance(e, Session))))
    free = sorted(set(rulebook.base.procedures[proposal.procedure].areas) - taken)
    if free:
        other = assess(rulebook, assessment.history, replace(proposal, areas=frozenset(free)))
        if _better(other, assessment):
            yield Alternative(
                "another-area", proposal.procedure, other.earliest, other.timing, areas=tuple(free)
            )


def _gentler(assessment: Assessment) -> Iterator[Alternative]:
    proposal, rulebook = assessment.proposal, assessment.rulebook
    family = rulebook.base.procedures[proposal.procedure].is_a
    if family is None or rulebook.base.procedures[family].is_a is None:
        return
    siblings = [
        p.id
        for p in rulebook.base.procedures.values()
        if p.is_a == family
        and p.kind == "procedure"
        and rulebook.settling[p.id] < rulebook.settling[proposal.procedure]
    ]
    tried = [
        (s, assess(rulebook, assessment.history, replace(proposal, procedure=s))) for s in sorted(siblings)
    ]
    sooner = sorted(
        (t for t in tried if _better(t[1], assessment)), key=lambda t: (t[1].earliest or date.max, t[0])
    )
    for sibling, other in sooner[:GENTLER_SHOWN]:
        yield Alternative("gentler", sibling, other.earliest, other.timing)


def _better(other: Assessment, than: Assessment) -> bool:
    return (other.earliest or date.max) < (than.earliest or date.max)
