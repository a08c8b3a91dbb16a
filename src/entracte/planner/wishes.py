"""What a client wants: which treatments, by when, on which days, for how much, in whose diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from entracte.core.days import DayRange, bounds
from entracte.core.fault import Fault, Mistake, did_you_mean
from entracte.core.history import History, Session
from entracte.core.proposal import Proposal
from entracte.engine.windows import check_ids
from entracte.knowledge.model import STRICT
from entracte.knowledge.rules import Rulebook
from entracte.planner.diary import Diary, Weekday, diary_faults

GoalName = Literal["moved", "advised", "grounds", "price", "visits", "peak", "rhythm", "finish"]
GOALS: tuple[GoalName, ...] = ("advised", "grounds", "visits", "peak", "rhythm", "finish")
LONGEST_HORIZON = 1096  # three years: past that, the evidence will have changed before the client comes
USUAL_HORIZON = 548  # eighteen months
MOST_SESSIONS = 60


@dataclass(frozen=True)
class Wish:
    """So many sessions of one procedure on some areas.

    `dose` is for each session, in the unit of its limit; `minutes` and `price` likewise.
    """

    __pydantic_config__ = STRICT

    procedure: str
    sessions: int = 1
    areas: frozenset[str] = frozenset()
    dose: float | None = None
    minutes: int = 30
    price: float = 0.0


@dataclass(frozen=True)
class Event:
    """A day to be ready for.

    `at_best` names the procedures whose result must be at its best on the day (true: all of them);
    `unseen` asks that nothing done before it still shows.
    """

    __pydantic_config__ = STRICT

    on: date
    name: str = "event"
    at_best: bool | frozenset[str] = True
    unseen: bool = True

    def wants_best(self, procedure: str) -> bool:
        """Whether this procedure's result must be at its best."""
        return self.at_best if isinstance(self.at_best, bool) else procedure in self.at_best


@dataclass(frozen=True)
class Wishes:
    """Everything asked of one plan. `start` is the day of asking where none is given."""

    __pydantic_config__ = STRICT

    procedures: tuple[Wish, ...]
    start: date | None = None
    until: date | None = None
    event: Event | None = None
    away: tuple[date | DayRange, ...] = ()
    weekdays: frozenset[Weekday] = frozenset()
    most_visits: int | None = None
    most_per_visit: int | None = None
    visit_price: float = 0.0
    budget: float | None = None
    diary: Diary | None = None
    goals: tuple[GoalName, ...] = GOALS
    client: str = "client"

    def first_day(self, rulebook: Rulebook) -> date:
        """The first day that a visit may fall on."""
        return self.start or rulebook.as_of

    def last_day(self, rulebook: Rulebook) -> date:
        """The last day that a visit may fall on."""
        return self.until or date.fromordinal(self.first_day(rulebook).toordinal() + USUAL_HORIZON)


def refuse_senseless(rulebook: Rulebook, history: History, wishes: Wishes) -> None:
    """Raise Mistake with every fault of the wishes at once."""
    faults = [
        *_sessions(wishes),
        *_ids(rulebook, history, wishes),
        *_days(rulebook, wishes),
        *_event(rulebook, wishes),
        *_ceilings(wishes),
        *_goals(wishes),
    ]
    if wishes.diary:
        faults += diary_faults(wishes.diary, rulebook)
    if faults:
        raise Mistake(faults)


def _sessions(wishes: Wishes) -> list[Fault]:
    if not wishes.procedures:
        return [Fault("procedures", "nothing-wished", "no procedure is wished for", "name at least one")]
    faults = []
    for i, wish in enumerate(wishes.procedures):
        where = f"procedures[{i}]"
        if wish.sessions < 1:
            hint = "ask for at least one, or leave the procedure out"
            faults.append(Fault(f"{where}.sessions", "no-sessions", f"{wish.sessions} sessions", hint))
        if wish.minutes < 1 or wish.minutes > 24 * 60:
            faults.append(Fault(f"{where}.minutes", "bad-minutes", f"{wish.minutes} minutes", "1 to 1440"))
        for name, amount in (("dose", wish.dose), ("price", wish.price)):
            if amount is not None and not 0 <= amount < 1e9:
                faults.append(Fault(f"{where}.{name}", "bad-amount", f"{amount} is no amount", "0 or more"))
    total = sum(max(wish.sessions, 0) for wish in wishes.procedures)
    if total > MOST_SESSIONS:
        said = f"{total} sessions in one plan"
        faults.append(
            Fault("procedures", "too-many-sessions", said, f"plan at most {MOST_SESSIONS} at a time")
        )
    return faults


def _ids(rulebook: Rulebook, history: History, wishes: Wishes) -> list[Fault]:
    faults: list[Fault] = []
    day = wishes.first_day(rulebook)
    for i, wish in enumerate(wishes.procedures):
        try:
            check_ids(rulebook, History(), Proposal(wish.procedure, day, wish.areas))
        except Mistake as found:
            faults += [Fault(f"procedures[{i}].{f.where}", f.code, f.message, f.hint) for f in found.faults]
    try:
        check_ids(rulebook, history, _any_proposal(rulebook, day))
    except Mistake as found:
        faults += [Fault(f"history: {f.where}", f.code, f.message, f.hint) for f in found.faults]
    taken = {f"{w.procedure}-" for w in wishes.procedures}
    faults += [
        Fault(
            f"history: session {s.id}",
            "reserved-id",
            "this id is one that the plan would give",
            "give it another",
        )
        for s in history.sessions
        if s.id and s.status == "booked" and _planned(s, taken)
    ]
    return faults


def _any_proposal(rulebook: Rulebook, day: date) -> Proposal:
    return Proposal(min(rulebook.usable), day)


def _planned(session: Session, stems: set[str]) -> bool:
    stem, dash, number = (session.id or "").rpartition("-")
    return bool(dash) and number.isdigit() and f"{stem}-" in stems


def _days(rulebook: Rulebook, wishes: Wishes) -> list[Fault]:
    faults = []
    first, last = wishes.first_day(rulebook), wishes.last_day(rulebook)
    if first < rulebook.as_of:
        said = f"{first} lies before the day of asking, {rulebook.as_of}"
        faults.append(Fault("start", "start-past", said, "start on that day or later"))
    if last < first:
        faults.append(Fault("until", "ends-before-start", f"{last} lies before the start, {first}"))
    if (last - first).days > LONGEST_HORIZON:
        said = f"{first} to {last} is {(last - first).days} days"
        faults.append(Fault("until", "too-long", said, f"plan at most {LONGEST_HORIZON} days ahead"))
    if len(wishes.away) > 1000:
        faults.append(Fault("away", "too-many", f"{len(wishes.away)} entries", "at most 1000; use ranges"))
    low, high = first.toordinal(), last.toordinal()
    gone = {
        d for away in wishes.away for d in range(max(low, bounds(away)[0]), min(high, bounds(away)[1]) + 1)
    }
    if not faults and len(gone) == high - low + 1:
        faults.append(Fault("away", "always-away", f"no day is left between {first} and {last}"))
    return faults


def _event(rulebook: Rulebook, wishes: Wishes) -> list[Fault]:
    event = wishes.event
    if event is None:
        return []
    faults = []
    if event.on < max(rulebook.as_of, wishes.first_day(rulebook)):
        said = f"{event.on} lies before the plan's first day, {wishes.first_day(rulebook)}"
        faults.append(Fault("event.on", "event-past", said, "give a later day"))
    if (event.on - wishes.first_day(rulebook)).days > LONGEST_HORIZON:
        faults.append(Fault("event.on", "too-long", f"{event.on} is too far ahead", "within three years"))
    wished = {w.procedure for w in wishes.procedures}
    asked = frozenset() if isinstance(event.at_best, bool) else event.at_best
    faults += [
        Fault("event.at_best", "not-wished", f"{p!r} is not among the procedures", did_you_mean(p, wished))
        for p in sorted(asked - wished)
    ]
    return faults


def _ceilings(wishes: Wishes) -> list[Fault]:
    faults = [
        Fault(name, "bad-ceiling", f"{value} is less than one", "1 or more, or leave it out")
        for name, value in (("most_visits", wishes.most_visits), ("most_per_visit", wishes.most_per_visit))
        if value is not None and value < 1
    ]
    faults += [
        Fault(name, "bad-amount", f"{value} is no amount", "0 or more")
        for name, value in (("budget", wishes.budget), ("visit_price", wishes.visit_price))
        if value is not None and not 0 <= value < 1e9
    ]
    return faults


def _goals(wishes: Wishes) -> list[Fault]:
    if len(set(wishes.goals)) != len(wishes.goals):
        return [Fault("goals", "twice", "a goal is named twice", "name each once")]
    return []
