"""What is asked about: this procedure, on this area, on this day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entracte.core.fault import mistake
from entracte.core.history import Status, area_ids, check_dose


@dataclass(frozen=True)
class Proposal:
    """One procedure put forward for one day.

    A proposal that stands for a session already in the history carries its `id`, so that editing a
    session never clashes with itself. `status` and `sequence` settle what came first on one day.
    """

    procedure: str
    on: date
    areas: frozenset[str] = frozenset()
    id: str | None = None
    status: Status = "booked"
    dose: float | None = None
    sequence: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.on, date):
            raise mistake("proposal.on", "wrong-type", f"{self.on!r} is not a day", "give a date")
        check_dose("proposal.dose", self.dose)
        object.__setattr__(self, "areas", area_ids("proposal.areas", self.areas))
