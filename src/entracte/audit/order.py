"""The day itself as rows: what the engine says of each pair of procedures on one day."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.audit.reach import Reach, of_status
from entracte.engine.order import same_day
from entracte.knowledge.rules import Care, Interval, Rulebook


def rows(rulebook: Rulebook, first: str, then: str) -> Iterator[tuple[bool, bool, Reach]]:
    """(on overlapping areas, order settled, reach) for each case that is a finding.

    The order is settled where the visit or the status tells which came first; else either may be
    meant, and the better one counts.
    """
    after, back = rulebook.pairs.get((first, then)), rulebook.pairs.get((then, first))
    if after is None and back is None:
        return
    for overlapping in (True, False):
        for settled in (True, False):
            window = same_day((first, then), after, back, overlapping, (True, not settled))
            if window is None or window.rule is None:
                continue
            rule = window.rule
            assert not isinstance(rule, Care)
            named = (rule.minimum, rule.advised) if isinstance(rule, Interval) else (None, None)
            found = of_status(rule, window.status, window.code, named)
            if found is not None:
                yield overlapping, settled, found
