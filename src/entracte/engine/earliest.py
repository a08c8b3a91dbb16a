"""The first open day, the first comfortable day, and what last stood in the way of each."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from entracte.core.days import FOREVER
from entracte.engine.assessment import Status, Window

START = itemgetter(Window._fields.index("start"))


def in_the_way(windows: Iterable[Window], day: int) -> list[Window]:
    """The windows that could keep a day from `day` on from being comfortable, by their start."""
    return sorted((w for w in windows if w.status >= Status.CAUTION and w.end > day), key=START)


def first_free(blocking: list[Window], day: int, worst: Status) -> tuple[int | None, Window | None]:
    """The first day from `day` on that no window worse than `worst` holds, and the last in the way.

    `blocking` comes from `in_the_way`. (None, window) where that window never ends.
    """
    last: Window | None = None
    for window in blocking:
        if window.status > worst and window.start <= day < window.end:
            day, last = window.end, window
            if day >= FOREVER:
                return None, last
    return day, last
