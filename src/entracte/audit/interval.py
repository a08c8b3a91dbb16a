"""Intervals as rows: what each pair of procedures says of the days after the first."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.audit.reach import Reach, spoken
from entracte.engine.assessment import Status
from entracte.engine.interval import CLOSING
from entracte.knowledge.rules import Interval, Rulebook


def rows(rulebook: Rulebook, first: str, then: str) -> Iterator[tuple[bool, Reach]]:
    """(on overlapping areas, reach) for each interval that closes or cautions any day."""
    pair = rulebook.pairs.get((first, then))
    if pair is None:
        return
    for overlapping, rule in ((True, pair.overlapping), (False, pair.apart)):
        if rule is not None and max(rule.minimum, rule.advised) > 1:
            yield overlapping, reach(rule)


def reach(rule: Interval) -> Reach:
    """What an interval makes of the days between, which are one or more."""
    closing = CLOSING[rule.closes]
    code = "never-after" if closing is Status.AVOID else "too-soon-after"
    return spoken(
        rule,
        (rule.minimum, rule.advised),
        closing,
        (code, "short-of-advised-after"),
        (rule.minimum, rule.advised),
    )
