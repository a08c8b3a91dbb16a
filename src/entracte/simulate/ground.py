"""The rulebook as arrays: how far apart sessions must lie so that no rule has anything to say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from entracte.engine.assessment import Status
from entracte.engine.order import same_day
from entracte.knowledge.rules import Pair, Rulebook

Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]
# The most sessions of one client.
MOST = 20
# A product is booked under its own name far less often than the treatment it is used for.
PRODUCTS_SHARE = 0.05


@dataclass(frozen=True)
class Ground:
    """A rulebook's procedures and factors by number, and what holds between them."""

    rulebook: Rulebook

    @cached_property
    def procedures(self) -> tuple[str, ...]:
        """The ids that a session may name, in order."""
        return tuple(sorted(self.rulebook.usable))

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """Every factor of the base, in order."""
        return tuple(sorted(self.rulebook.base.factors))

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        """How often each procedure is chosen: by how much is written of it."""
        written = dict.fromkeys(self.procedures, 1.0)
        for claim in self.rulebook.base.claims.values():
            for said in (getattr(claim, "first", None), getattr(claim, "then", None)):
                if said in written:
                    written[said] += 1
        kinds = self.rulebook.base.procedures
        found = np.array(
            [written[p] * (PRODUCTS_SHARE if kinds[p].kind == "product" else 1) for p in self.procedures]
        )
        shares: npt.NDArray[np.float64] = found / found.sum()
        return shares

    @cached_property
    def apart(self) -> Whole:
        """Days from one procedure to another, from which no interval has a finding on any area."""
        count = len(self.procedures)
        found = np.ones((count, count), dtype=np.int64)
        for i, first in enumerate(self.procedures):
            for j, then in enumerate(self.procedures):
                pair = self.rulebook.pairs.get((first, then))
                for rule in pair[:2] if pair else ():
                    if rule is not None:
                        found[i, j] = max(found[i, j], rule.minimum, rule.advised)
        return found

    @cached_property
    def together(self) -> Yes:
        """Whether two procedures may share a visit in this order with nothing to say of it."""
        count = len(self.procedures)
        found = np.zeros((count, count), dtype=np.bool_)
        for i, first in enumerate(self.procedures):
            for j, then in enumerate(self.procedures):
                found[i, j] = i != j and self._open(first, then)
        return found

    def _open(self, first: str, then: str) -> bool:
        after, back = self.rulebook.pairs.get((first, then)), self.rulebook.pairs.get((then, first))
        if after is None or after.order is None:
            return False
        return all(_clear(first, then, after, back, overlap) for overlap in (True, False))

    @cached_property
    def touched(self) -> Yes:
        """Per factor and procedure: whether the one could ever mean anything for the other."""
        found = np.zeros((len(self.factors), len(self.procedures)), dtype=np.bool_)
        number = {factor: n for n, factor in enumerate(self.factors)}
        for j, procedure in enumerate(self.procedures):
            for factor, rule in self.rulebook.bars.get(procedure, {}).items():
                harmless = rule.during == "clear" and max(rule.minimum, rule.advised) <= 1
                found[number[factor], j] = not harmless
        return found

    @cached_property
    def doses(self) -> npt.NDArray[np.float64]:
        """A usual dose per procedure, nan where no limit counts one.

        Small enough that all the visits that a client may have stay below every limit.
        """
        found = np.full(len(self.procedures), np.nan)
        for j, procedure in enumerate(self.procedures):
            limits = [r for r in self.rulebook.limits.get(procedure, ()) if r.unit != "sessions"]
            if limits:
                found[j] = min(r.amount / (MOST + 2 if r.days > 1 else 4) for r in limits)
        return found

    @cached_property
    def barred(self) -> Yes:
        """Procedures that a limit counts by the visit; a made-up book leaves them to the faults."""
        return np.array(
            [any(r.unit == "sessions" for r in self.rulebook.limits.get(p, ())) for p in self.procedures],
            dtype=np.bool_,
        )

    @cached_property
    def areas(self) -> list[list[str]]:
        """Where each procedure is usually done; the face where nobody says."""
        base = self.rulebook.base
        somewhere = ["face"] if "face" in base.areas else sorted(base.areas)[:1]
        found = []
        for procedure in self.procedures:
            usual: list[Any] = next(
                (list(base.procedures[p].areas) for p in base.lines[procedure] if base.procedures[p].areas),
                somewhere,
            )
            found.append(usual)
        return found


def _clear(first: str, then: str, after: Pair | None, back: Pair | None, overlap: bool) -> bool:
    window = same_day((first, then), after, back, overlap, (True, False))
    return window is None or window.status < Status.CAUTION
