"""Yes, no and unknown, and what follows from them."""

from __future__ import annotations

from enum import StrEnum


class Known(StrEnum):
    """An answer that may be missing. Unknown is a value: it is never taken for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Known) -> Known:
        if Known.NO in (self, other):
            return Known.NO
        return Known.UNKNOWN if Known.UNKNOWN in (self, other) else Known.YES

    def __or__(self, other: Known) -> Known:
        if Known.YES in (self, other):
            return Known.YES
        return Known.UNKNOWN if Known.UNKNOWN in (self, other) else Known.NO

    def __invert__(self) -> Known:
        return {Known.YES: Known.NO, Known.NO: Known.YES}.get(self, Known.UNKNOWN)
