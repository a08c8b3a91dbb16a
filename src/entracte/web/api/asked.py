"""What callers send: shapes that refuse what they do not know, and turn into the core's own nouns."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from entracte.core.days import DayRange
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.history import Status as SessionStatus
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.planner.diary import Weekday
from entracte.planner.wishes import Event, Wish, Wishes
from entracte.web.days import one_day, some_days

MOST_SESSIONS, MOST_FACTORS, MOST_CASES = 500, 200, 10_000


DAY = r"^(19|20|21)\d{2}-\d{2}-\d{2}$"
DAYS = r"^(19|20|21)\d{2}-\d{2}(-\d{2})?(\.\.(19|20|21)\d{2}-\d{2}-\d{2})?$"
Id = Annotated[str, Field(min_length=1, max_length=128, examples=["botulinum-toxin"])]
Day = Annotated[
    date,
    PlainValidator(lambda told: one_day(str(told))),
    WithJsonSchema({"type": "string", "pattern": DAY, "examples": ["2026-12-01"]}),
]
Days = Annotated[
    date | DayRange,
    PlainValidator(lambda told: some_days(str(told))),
    WithJsonSchema({"type": "string", "pattern": DAYS, "examples": ["2026-11-20"]}),
]
Areas = Annotated[list[Id], Field(max_length=40, examples=[["forehead"]])]
Dose = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Place = Annotated[int, Field(ge=0, le=1000)]
PolicyName = Literal["standard", "cautious"]


class Strict(BaseModel):
    """Refuses fields that it does not know.

    pydantic's own model: ninja's reads attributes of database rows too, which costs more than judging.
    """

    model_config = ConfigDict(extra="forbid")


class SessionIn(Strict):
    """A session done or booked. `on` is a day, a month (2026-11) or a range (2026-11-01..2026-11-09)."""

    procedure: Id
    on: Days
    areas: Areas = []
    status: SessionStatus = "done"
    id: Id | None = None
    dose: Dose | None = None
    sequence: Place | None = None

    def noun(self) -> Session:
        """The core's session."""
        return Session(
            self.procedure, self.on, frozenset(self.areas), self.status, self.id, self.dose, self.sequence
        )


class FactorIn(Strict):
    """A factor answered yes or no, or present from a day to a day; either end may be left open."""

    factor: Id
    answer: Literal["yes", "no", "unknown"] = "yes"
    since: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None

    def noun(self) -> FactorPeriod:
        """The core's factor period."""
        return FactorPeriod(self.factor, Known(self.answer), self.since, self.to)


class HistoryIn(Strict):
    """What happened to one client, and what is booked."""

    sessions: Annotated[list[SessionIn], Field(max_length=MOST_SESSIONS)] = []
    factors: Annotated[list[FactorIn], Field(max_length=MOST_FACTORS)] = []

    def noun(self) -> History:
        """The core's history."""
        return History([s.noun() for s in self.sessions], [f.noun() for f in self.factors])


class ProposalIn(Strict):
    """One procedure put forward for one day."""

    procedure: Id
    on: Day
    areas: Areas = []
    id: Id | None = None
    status: Literal["done", "booked"] = "booked"
    dose: Dose | None = None
    sequence: Place | None = None

    def noun(self) -> Proposal:
        """The core's proposal."""
        areas = frozenset(self.areas)
        return Proposal(self.procedure, self.on, areas, self.id, self.status, self.dose, self.sequence)


class AssessIn(Strict):
    """A proposal with the client's history."""

    proposal: ProposalIn
    history: HistoryIn = HistoryIn()
    policy: PolicyName = "standard"

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {}})


class CaseIn(Strict):
    """One case of a batch; `id` comes back with its answer."""

    id: Annotated[str, Field(max_length=200)] | None = None
    proposal: ProposalIn
    history: HistoryIn = HistoryIn()


class BatchIn(Strict):
    """Up to 10,000 cases."""

    cases: Annotated[list[CaseIn], Field(min_length=1, max_length=MOST_CASES)]
    policy: PolicyName = "standard"


class WindowsIn(Strict):
    """The calendar of a procedure for a client, from a day on for so many weeks."""

    procedure: Id
    areas: Areas = []
    history: HistoryIn = HistoryIn()
    since: Annotated[Day, Field(alias="from")]
    weeks: Annotated[int, Field(ge=1, le=260)] = 26
    policy: PolicyName = "standard"


class WishIn(Strict):
    """So many sessions of one procedure on some areas."""

    procedure: Id
    sessions: Annotated[int, Field(ge=1, le=12)] = 1
    areas: Areas = []
    dose: Dose | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] = 30
    price: Dose = 0.0

    def noun(self) -> Wish:
        """The planner's wish."""
        areas = frozenset(self.areas)
        return Wish(self.procedure, self.sessions, areas, self.dose, self.minutes, self.price)


class EventIn(Strict):
    """A day to be ready for: all results at their best, and nothing to be seen of what was done."""

    on: Day
    name: Annotated[str, Field(max_length=100)] = "event"
    at_best: bool = True
    unseen: bool = True


class PlanIn(Strict):
    """Wishes and the client's history. Times away are days, months or ranges."""

    procedures: Annotated[list[WishIn], Field(min_length=1, max_length=10)]
    history: HistoryIn = HistoryIn()
    start: Day | None = None
    until: Day | None = None
    event: EventIn | None = None
    away: Annotated[list[Days], Field(max_length=40)] = []
    weekdays: Annotated[list[Weekday], Field(max_length=7)] = []
    most_visits: Annotated[int, Field(ge=1, le=60)] | None = None
    most_per_visit: Annotated[int, Field(ge=1, le=10)] | None = None
    budget: Dose | None = None
    policy: PolicyName = "standard"

    def noun(self) -> Wishes:
        """The planner's wishes."""
        event = self.event
        return Wishes(
            procedures=tuple(w.noun() for w in self.procedures),
            start=self.start,
            until=self.until,
            event=Event(event.on, event.name, event.at_best, event.unseen) if event else None,
            away=tuple(self.away),
            weekdays=frozenset(self.weekdays),
            most_visits=self.most_visits,
            most_per_visit=self.most_per_visit,
            budget=self.budget,
        )


class AskIn(Strict):
    """A question in plain words."""

    question: Annotated[
        str, Field(min_length=1, max_length=600, examples=["Can I get microneedling after Botox?"])
    ]
    policy: PolicyName = "standard"


AssessIn.model_config["json_schema_extra"] = {
    "example": {
        "proposal": {"procedure": "microneedling", "on": "2026-12-01", "areas": ["face"]},
        "history": {
            "sessions": [{"procedure": "botulinum-toxin", "on": "2026-11-20", "areas": ["forehead"]}],
            "factors": [{"factor": "pregnancy", "answer": "no"}],
        },
        "policy": "standard",
    }
}
