"""The days after a treatment as one strip: which are closed, which want care, which are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entracte.core.days import FOREVER
from entracte.core.history import Session
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Status, Window
from entracte.engine.windows import of_session
from entracte.knowledge.rules import Rulebook

# Any day will do: only the days between count. This one leaves room on both sides.
DAY_ZERO = date(2024, 1, 1)


@dataclass(frozen=True)
class Stretch:
    """Days `[start, end)` counted from the earlier treatment, all of one verdict; `end` None: no end."""

    verdict: str
    start: int
    end: int | None


@dataclass(frozen=True)
class Strip:
    """Every day from the earlier treatment's own on, worst window deciding, and the day itself apart."""

    same_day: Window | None
    stretches: tuple[Stretch, ...]

    @property
    def verdict(self) -> str:
        """The verdict on the day after."""
        return self.stretches[0].verdict

    @property
    def opens(self) -> int | None:
        """The first day after that is clear or caution; None if there is none."""
        return next((s.start for s in self.stretches if s.verdict in ("clear", "caution")), None)

    @property
    def clears(self) -> int | None:
        """The first day after that is clear."""
        return next((s.start for s in self.stretches if s.verdict == "clear"), None)

    @property
    def same_day_verdict(self) -> str:
        """The verdict on the day itself, the earlier treatment done first."""
        return self.same_day.status.verdict if self.same_day else "clear"


def strip(rulebook: Rulebook, first: str, then: str) -> Strip:
    """What the engine's windows say of `then` after `first`, on one area, for procedures or families."""
    session = Session(first, DAY_ZERO, status="done")
    proposal = Proposal(then, DAY_ZERO)
    zero = DAY_ZERO.toordinal()
    found = list(of_session(rulebook, session, proposal, frozenset()))
    same_day = next((w for w in found if "same-day" in w.code), None)
    later = [w for w in found if w.end > zero + 1 and "same-day" not in w.code]
    return Strip(same_day, tuple(_stretches(later, zero)))


def _stretches(windows: list[Window], zero: int) -> list[Stretch]:
    edges = sorted({zero + 1, *(e for w in windows for e in (w.start, w.end) if zero + 1 < e < FOREVER)})
    found: list[Stretch] = []
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        verdict = max((w.status for w in windows if w.holds(start)), default=Status.CLEAR).verdict
        if found and found[-1].verdict == verdict:
            found[-1] = Stretch(verdict, found[-1].start, None if end is None else end - zero)
        else:
            found.append(Stretch(verdict, start - zero, None if end is None else end - zero))
    return found
