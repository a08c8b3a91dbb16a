"""The worked clients of a base, judged: what was answered otherwise than the case says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from entracte.core.fault import Refused
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Assessment, Status
from entracte.knowledge.cases import Case, Ladder
from entracte.knowledge.model import Base
from entracte.knowledge.rules import PolicyName, Rulebook

# The day of every ladder's event: any day would do, since rules count days and know no calendar.
EVENT = date(2030, 1, 1)
SICK_FOR = timedelta(days=30)
SILENT = "silent"


@dataclass(frozen=True)
class Mismatch:
    """What a case or a ladder expects, and what was answered."""

    id: str
    where: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.id}: {self.what} should be {self.expected}, is {self.found}"


def judge(rulebook: Rulebook, case: Case) -> tuple[Mismatch, ...]:
    """Where the answer to a worked client differs from what the case expects.

    Raises Mistake on an id that the base does not know.
    """
    found, expect = answered(rulebook, case), case.expect
    wanted: dict[str, object] = {
        name: getattr(expect, name)
        for name in ("verdict", "timing", "earliest", "advised", "grade")
        if getattr(expect, name) is not None
    }
    wanted |= {"earliest": "None"} if expect.never else {}
    wanted |= {"order": " then ".join(expect.order)} if expect.order else {}
    told = facts(found)
    wrong = [(what, str(value), told[what]) for what, value in wanted.items() if str(value) != told[what]]
    return tuple(Mismatch(case.id, case.where, *line) for line in (*wrong, *_missing(case, found)))


def answered(rulebook: Rulebook, case: Case) -> Assessment:
    """The assessment of a worked client; `rest: no` answers every factor it does not name."""
    history = case.history
    if case.rest:
        named = {period.factor for period in history.factors}
        others = [FactorPeriod(f, Known.NO) for f in rulebook.base.factors if f not in named]
        history = History(history.sessions, (*history.factors, *others))
    return assess(rulebook, history, case.proposal)


def facts(found: Assessment) -> dict[str, str]:
    """What a case may expect of an answer, as text."""
    return {
        "verdict": found.verdict,
        "timing": found.timing,
        "earliest": str(found.earliest),
        "advised": str(found.advised),
        "order": " then ".join(found.same_day_order or ()),
        "grade": str(found.findings[0].grade if found.findings else None),
    }


def _facts_or_refusal(rulebook: Rulebook, case: Case) -> dict[str, str]:
    """The facts of an answer; of a base that lacks an id of the case, that it refuses it."""
    try:
        return facts(answered(rulebook, case))
    except Refused as refused:
        nothing = dict.fromkeys(("timing", "earliest", "advised", "order", "grade"), "")
        return {"verdict": refused.faults[0].message, **nothing}


def _missing(case: Case, found: Assessment) -> Iterator[tuple[str, str, str]]:
    codes = {finding.code for finding in found.findings}
    cited = {voice.source.id for finding in found.findings for voice in finding.sources}
    dissent = {voice.source.id for voice in found.dissent}
    told: Mapping[str, tuple[Iterable[str], set[str]]] = {
        "findings": (case.expect.findings, set(codes)),
        "cites": (case.expect.cites, cited),
        "dissent": (case.expect.dissent, dissent),
        "asks": (case.expect.asks, set(found.screening.open)),
    }
    for what, (wanted, there) in told.items():
        for name in wanted:
            if name not in there:
                yield what, name, ", ".join(sorted(there)) or "nothing"
    for code in case.expect.absent:
        if code in codes:
            yield "absent", code, "told"


def areas_apart(base: Base, rulebook: Rulebook) -> tuple[frozenset[str], frozenset[str]]:
    """Two areas of a base that do not overlap; the same one twice where it has no two."""
    names = sorted(base.areas)
    for one in names:
        for other in names:
            if other not in rulebook.relatives[one]:
                return frozenset({one}), frozenset({other})
    return frozenset(names[:1]), frozenset(names[:1])


def statuses(rulebook: Rulebook, ladder: Ladder) -> dict[int, str]:
    """The status of the ladder's own rule on each of its days: its worst finding's, or "silent".

    Raises Mistake on an id that the base does not know.
    """
    here, there = areas_apart(rulebook.base, rulebook)
    there = there if ladder.apart else here
    history = _event(ladder, here)
    found: dict[int, str] = {}
    for day in ladder.on:
        put = Proposal(ladder.then, EVENT + timedelta(days=day), there, dose=ladder.added, sequence=2)
        told = [
            finding.status
            for finding in assess(rulebook, history, put).findings
            if finding.rule is not None and finding.rule.id == ladder.rule
        ]
        found[day] = max(told).word if told else SILENT
    return found


def _event(ladder: Ladder, areas: frozenset[str]) -> History:
    if ladder.factor is not None:
        return History(factors=[FactorPeriod(ladder.factor, since=EVENT - SICK_FOR, to=EVENT)])
    first = ladder.first or ladder.then
    times = int(ladder.dose or 1) if counts_sessions(ladder) else 1
    session = [Session(first, EVENT, areas, dose=ladder.dose, sequence=1) for _ in range(times)]
    return History(session)


def counts_sessions(ladder: Ladder) -> bool:
    """Whether the ladder's rule counts sessions rather than a dose."""
    return ladder.rule.startswith("limit/") and "/sessions/" in ladder.rule


def climb(rulebook: Rulebook, ladder: Ladder) -> tuple[Mismatch, ...]:
    """Where a ladder's rule says otherwise than the ladder."""
    found = statuses(rulebook, ladder)
    return tuple(
        Mismatch(ladder.rule, ladder.where, f"day {day}", wanted, found[day])
        for day, wanted in ladder.on.items()
        if found[day] != wanted
    )


BITING = {status.word for status in Status if status >= Status.CAUTION}


def trips(ladder: Ladder) -> bool:
    """Whether some day of a ladder is closed or needs care by its rule."""
    return bool(BITING & set(ladder.on.values()))


def spares(ladder: Ladder) -> bool:
    """Whether some day of a ladder is left alone by its rule."""
    return bool(set(ladder.on.values()) - BITING)


def changed(
    old: Rulebook, new: Rulebook, cases: Iterable[Case], policy: PolicyName = "standard"
) -> Iterator[tuple[Case, dict[str, tuple[str, str]]]]:
    """The worked clients whom two rulebooks answer differently, and in what: name to (old, new)."""
    for case in cases:
        if case.policy != policy:
            continue
        told = [_facts_or_refusal(book, case) for book in (old, new)]
        found = {name: (told[0][name], told[1][name]) for name in told[0] if told[0][name] != told[1][name]}
        if found:
            yield case, found


def moved(
    old: Rulebook, new: Rulebook, ladders: Iterable[Ladder]
) -> Iterator[tuple[Ladder, dict[int, tuple[str, str]]]]:
    """The ladders that two rulebooks climb differently: day to (old, new) status."""
    for ladder in ladders:
        if not {ladder.first or ladder.then, ladder.then} <= old.usable & new.usable:
            continue
        if ladder.factor is not None and ladder.factor not in old.base.factors:
            continue
        was, now = statuses(old, ladder), statuses(new, ladder)
        found = {day: (was[day], now[day]) for day in ladder.on if was[day] != now[day]}
        if found:
            yield ladder, found
