"""What a rule makes of a number of days, as rows: closed below `minimum`, caution below `advised`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import ibis.expr.types as ir

from entracte.audit.codes import NO_SUCH_DAY, table
from entracte.core.days import FOREVER
from entracte.engine.assessment import Status
from entracte.knowledge.rules import Contraindication, Interval, Limit, Order

# Care is advice: it closes no day and is no finding.
Timed = Interval | Contraindication | Limit | Order


class Reach(NamedTuple):
    """One rule in one situation. The bounds are those that a finding names, None where it names none."""

    rule: str
    kind: str
    grade: str
    severity: str
    minimum: int
    advised: int
    closing: str
    closing_code: str
    caution_code: str
    closing_bound: int | None
    caution_bound: int | None


SCHEMA = {
    "row": "int32",
    "rule": "string",
    "kind": "string",
    "grade": "string",
    "severity": "string",
    "closing": "string",
    "closing_code": "string",
    "caution_code": "string",
    "closing_bound": "int32",
    "caution_bound": "int32",
    "closed_below": "int32",
}


# A bound that a finding does not name; whole numbers with gaps do not reach every database whole.
NO_BOUND = -1


def _shown(bound: int | None) -> int:
    return NO_BOUND if bound is None else bound


@dataclass
class Reaches:
    """Every reach that a book can meet, each once, by number."""

    rows: dict[Reach, int] = field(default_factory=dict)

    def add(self, reach: Reach) -> int:
        """The number of a reach."""
        return self.rows.setdefault(reach, len(self.rows))

    def table(self) -> ir.Table:
        """One row for each reach."""
        return table(
            [
                {
                    "row": row,
                    **{name: value for name, value in reach._asdict().items() if name in SCHEMA},
                    "closed_below": min(reach.minimum, NO_SUCH_DAY),
                    "closing_bound": _shown(reach.closing_bound),
                    "caution_bound": _shown(reach.caution_bound),
                }
                for reach, row in self.rows.items()
            ],
            SCHEMA,
        )


def spoken(
    rule: Timed,
    bounds: tuple[int, int],
    closing: Status,
    codes: tuple[str, str],
    named: tuple[int | None, int | None],
) -> Reach:
    """A reach of a rule; a closing of caution names the advised bound, as the engine's findings do."""
    return Reach(
        rule.id,
        rule.kind,
        rule.grounds.grade,
        rule.severity or "unknown",
        bounds[0],
        bounds[1],
        closing.word,
        codes[0],
        codes[1],
        named[1] if closing is Status.CAUTION else named[0],
        named[1],
    )


def of_status(rule: Timed, status: Status, code: str, named: tuple[int | None, int | None]) -> Reach | None:
    """A reach that does not depend on days; None where the status is no finding."""
    if status < Status.CAUTION or status is Status.ASK:
        return None
    return spoken(rule, (1, 1), status, (code, code), named)


LONGEST = FOREVER
