"""Worked clients, as data beside the rules: what happened, what is proposed, what must be answered.

`cases/*.yaml` are written by hand, one file a subject. `cases/boundaries/*.yaml` are ladders, one for
each rule: on which day it must bite and on which it must not. The judge is entracte.engine.cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from entracte.core.days import parse_day, parse_days
from entracte.core.fault import Fault, FaultyKnowledge, Refused
from entracte.core.history import FactorPeriod, History, Session, Status
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.knowledge import SHIPPED
from entracte.knowledge.model import STRICT
from entracte.knowledge.reading import Lines, Unreadable, read
from entracte.knowledge.rules import PolicyName
from entracte.knowledge.shape import Shape

BOUNDARIES = "boundaries"


@dataclass(frozen=True)
class SessionRow:
    """A session as a case writes it: `on` is a day, a month or a range."""

    __pydantic_config__ = STRICT

    procedure: str
    on: str
    areas: tuple[str, ...] = ()
    status: Status = "done"
    dose: float | None = None
    sequence: int | None = None


@dataclass(frozen=True)
class FactorRow:
    """A factor as a case writes it: an answer, or days of which either end may be open."""

    __pydantic_config__ = STRICT

    factor: str
    answer: Literal["yes", "no", "unknown"] = "yes"
    since: str | None = None
    to: str | None = None


@dataclass(frozen=True)
class ProposalRow:
    """What a case proposes."""

    __pydantic_config__ = STRICT

    procedure: str
    on: str
    areas: tuple[str, ...] = ()
    dose: float | None = None
    sequence: int | None = None


@dataclass(frozen=True)
class Expected:
    """What must be answered; what is not named is not judged.

    `findings` and `absent` are codes that must and must not be told; `order` is the order on one
    day; `never: true` says that no day is open; `cites` and `dissent` name sources that must be
    shown as ground and as saying otherwise; `grade` and `severity` are those of the worst finding.
    """

    __pydantic_config__ = STRICT

    verdict: str | None = None
    timing: str | None = None
    earliest: str | None = None
    advised: str | None = None
    never: bool = False
    findings: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    grade: str | None = None


@dataclass(frozen=True)
class CaseRow:
    """One worked client in a file. `rest: no` answers every factor that is not named with no."""

    __pydantic_config__ = STRICT

    id: str
    says: str
    proposal: ProposalRow
    expect: Expected
    sessions: tuple[SessionRow, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    rest: Literal["no"] | None = None
    policy: PolicyName = "standard"


@dataclass(frozen=True)
class Case:
    """One worked client, ready to be judged. `where` is its file and line."""

    id: str
    where: str
    says: str
    history: History
    proposal: Proposal
    policy: PolicyName
    rest: bool
    expect: Expected


@dataclass(frozen=True)
class Ladder:
    """One rule and the status of its own finding on some days after (or before, below 0) its event.

    The event is a session of `first` or the end of a period of `factor`; the proposal is `then`. A
    status of "silent" means that the rule tells nothing. `apart` puts the two on areas that do not
    overlap; `dose` and `added` are the doses of the session and of the proposal.
    """

    __pydantic_config__ = STRICT

    rule: str
    then: str
    on: dict[int, str]
    first: str | None = None
    factor: str | None = None
    apart: bool = False
    dose: float | None = None
    added: float | None = None
    where: str = field(default="", compare=False)


def load_cases(folder: Path | str | None = None) -> tuple[Case, ...]:
    """The worked clients of a base folder (the shipped one). Raises FaultyKnowledge with all faults."""
    reading = _Reading((Path(folder) if folder else SHIPPED) / "cases")
    cases = tuple(reading.cases())
    reading.refuse()
    return cases


def load_ladders(folder: Path | str | None = None) -> tuple[Ladder, ...]:
    """The ladders of a base folder (the shipped one). Raises FaultyKnowledge with all faults."""
    reading = _Reading((Path(folder) if folder else SHIPPED) / "cases" / BOUNDARIES)
    ladders = tuple(reading.ladders())
    reading.refuse()
    return ladders


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def refuse(self) -> None:
        if self.faults:
            raise FaultyKnowledge(sorted(set(self.faults)))

    def files(self, key: str) -> Iterator[tuple[str, list[Any], Lines]]:
        """Each file's list under `key`, with its lines."""
        for path in sorted(self.folder.glob("*.yaml")):
            shown = f"{self.folder.name}/{path.name}"
            try:
                raw, lines, _ = read(path, shown)
            except Unreadable as error:
                self.faults.append(error.fault)
                continue
            entries = raw.get(key) if isinstance(raw, dict) else None
            if not isinstance(entries, list):
                self.faults.append(Fault(f"{shown}:1", "wrong-type", f"a list of {key} belongs here"))
                continue
            yield shown, entries, lines.inside[key]

    def cases(self) -> Iterator[Case]:
        shape = Shape.of(CaseRow, self.faults)
        for shown, entries, lines in self.files("cases"):
            seen: set[str] = set()
            for index, entry in enumerate(entries):
                where = f"{shown}:{lines.inside[index].at}"
                row = shape.fit(entry, lines.inside[index], shown)
                if row is None:
                    continue
                if row.id in seen:
                    message = f"two cases of the id {row.id!r}"
                    self.faults.append(Fault(where, "id-twice", message, "rename one"))
                seen.add(row.id)
                try:
                    yield built(row, where, Path(shown).stem)
                except (ValueError, Refused) as error:
                    self.faults.append(Fault(where, "wrong-case", f"{row.id}: {error}"))

    def ladders(self) -> Iterator[Ladder]:
        shape = Shape.of(Ladder, self.faults)
        for shown, entries, lines in self.files("ladders"):
            for index, entry in enumerate(entries):
                where = f"{shown}:{lines.inside[index].at}"
                placed = {**entry, "where": where} if isinstance(entry, dict) else entry
                ladder = shape.fit(placed, lines.inside[index], shown)
                if ladder is not None:
                    yield ladder


def built(row: CaseRow, where: str, file: str) -> Case:
    """A case out of its row. Raises ValueError or Mistake on days that are none."""
    sessions = [
        Session(s.procedure, parse_days(s.on), frozenset(s.areas), s.status, None, s.dose, s.sequence)
        for s in row.sessions
    ]
    factors = [FactorPeriod(f.factor, Known(f.answer), _day(f.since), _day(f.to)) for f in row.factors]
    put = row.proposal
    proposal = Proposal(
        put.procedure,
        parse_day(put.on),
        frozenset(put.areas),
        dose=put.dose,
        sequence=put.sequence,
    )
    history = History(sessions, factors)
    id_ = f"{file}/{row.id}"
    return Case(id_, where, row.says, history, proposal, row.policy, row.rest == "no", row.expect)


def _day(text: str | None) -> date | None:
    return parse_day(text) if text else None
