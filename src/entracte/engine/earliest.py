"""The first open day, the first comfortable day, and what last stood in the way of each."""

from __future__ import annotations

from collections.abc import Iterable

from entracte.core.days import FOREVER
from entracte.engine.assessment import Status, Window


def first_free(windows: Iterable[Window], day: int, worst: Status) -> tuple[int | None, Window | None]:
    """The first day from `day` on that no window worse than `worst` holds, and the last in the way.

    (None, window) where that window never ends.
    """
    blocking = sorted(
        w for w in ((w.start, w.end, i, w) for i, w in enumerate(windows)) if w[3].status > worst
    )
    last: Window | None = None
    for start, end, _, window in blocking:
        if start <= day < end:
            day, last = end, window
            if end >= FOREVER:
                return None, last
    return day, last
