"""Generated bases, histories and proposals, from so few ids that rules really meet events.

`bases()` makes a whole base: trees, sources of every kind and mark, claims of every kind and
stance, rulings. `histories(...)` and `proposals(...)` draw from the ids of any base, a shipped one
too. A new field that changes a meaning belongs here, or the agreement of the readings says nothing
about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from entracte.core.days import DayRange, Span
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.knowledge.model import (
    Activity,
    AnyClaim,
    Area,
    Base,
    CareClaim,
    ContraindicationClaim,
    Factor,
    Grade,
    IntervalClaim,
    LimitClaim,
    NoteClaim,
    OrderClaim,
    Procedure,
    Ruling,
    Scope,
    Settling,
    Severity,
    Source,
    SourceKind,
    Stance,
    WashoutClaim,
)

TODAY = date(2026, 6, 15)

FAMILIES, TREATMENTS, PRODUCTS = ("needling", "injecting"), ("dab", "jab", "peel", "zap"), ("jab-1", "jab-2")
USABLE = (*TREATMENTS, *PRODUCTS)
PROCEDURES = (*FAMILIES, *USABLE)
AREAS = ("body", "face", "brow", "hand")
FACTORS = ("drug", "pill", "salve")
ACTIVITIES = ("sport", "sun")
PUBLISHERS = ("Amber", "Birch", "Cedar", "Dune", "Elder", "amber")
SOURCES = tuple(f"s{n}" for n in range(8))

GRADES: dict[SourceKind, Grade] = {
    "label": "A",
    "regulator": "A",
    "guideline": "B",
    "consensus": "B",
    "systematic-review": "C",
    "rct": "C",
    "cohort": "D",
    "case-series": "D",
    "narrative-review": "D",
    "manufacturer": "D",
    "clinic-page": "E",
    "consumer-page": "F",
}
STANCES: tuple[Stance, ...] = get_args(Stance)
# Pages are what the world is full of, and what medians are made of.
KINDS: tuple[SourceKind, ...] = (*GRADES, *(("clinic-page", "consumer-page") * 4), "rct", "cohort")

oddly = st.integers(0, 7).map(lambda n: n == 0)
areas_of_a_visit = st.sampled_from(
    [frozenset[str](), *(frozenset({a}) for a in AREAS), frozenset({"brow", "hand"})]
)


def spans(longest: int = 40) -> st.SearchStrategy[Span]:
    """Days mostly; weeks and months, and now and then hours, zero or always."""
    return st.one_of(
        st.sampled_from([Span(n) for n in (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, longest)]),
        st.builds(Span, st.integers(0, longest)),
        st.builds(Span, st.integers(1, 4), st.just("weeks")),
        st.builds(Span, st.integers(1, 2), st.just("months")),
        st.sampled_from([Span(48, "hours"), Span(20, "hours"), Span(0, "always")]),
    )


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Span | None, Span | None]:
    """A lower and an upper end, the upper one not below; either may be missing."""
    lower, upper = draw(st.none() | spans()), draw(st.none() | spans())
    if lower and upper and (lower.hours > upper.hours):
        lower, upper = upper, lower
    return lower, upper


# ---- a base


@st.composite
def procedures(draw: st.DrawFn) -> dict[str, Procedure]:
    """Families, treatments in them or alone, products of one treatment; some settle for days."""
    found: dict[str, Procedure] = {}

    def add(id_: str, kind: Any, parents: Sequence[str | None]) -> None:
        days = draw(st.sampled_from([None, 0, 1, 3, 9]))
        settling = None if days is None else Settling(days, ("s0/c0",))
        found[id_] = Procedure(id_, id_, kind, draw(st.sampled_from(parents)), settling=settling)

    add(FAMILIES[0], "family", [None])
    add(FAMILIES[1], "family", [None, FAMILIES[0]])
    for id_ in TREATMENTS:
        add(id_, "procedure", [None, *FAMILIES])
    for id_ in PRODUCTS:
        add(id_, "product", ["jab", "zap"])
    return found


@st.composite
def areas(draw: st.DrawFn) -> dict[str, Area]:
    """A tree of four, of any shape."""
    found: dict[str, Area] = {}
    for id_ in AREAS:
        found[id_] = Area(id_, id_, draw(st.sampled_from([None, *found])))
    return found


@st.composite
def factors(draw: st.DrawFn) -> dict[str, Factor]:
    """A tree of three, of any shape."""
    found: dict[str, Factor] = {}
    for id_ in FACTORS:
        found[id_] = Factor(id_, id_, f"{id_}?", draw(st.sampled_from([None, *found])))
    return found


@st.composite
def sources(draw: st.DrawFn) -> dict[str, Source]:
    """Of every kind, some lowered by a mark, some that may not rule, some withdrawn."""
    found = {}
    for id_ in SOURCES:
        kind = draw(st.sampled_from(KINDS))
        grade: Grade = draw(st.sampled_from([GRADES[kind], GRADES[kind], "F"]))
        odd = draw(oddly)
        found[id_] = Source(
            id=id_,
            kind=kind,
            title=id_,
            publisher=draw(st.sampled_from(PUBLISHERS)),
            year=2024,
            url="none",
            read=TODAY,
            grade=grade,
            rules=not (odd and draw(st.booleans())),
            advice=not (odd and draw(st.booleans())),
            withdrawn=TODAY + timedelta(draw(st.sampled_from([-1, 0, 1]))) if odd else None,
        )
    return found


@st.composite
def claims(draw: st.DrawFn, id_: str, source: str) -> AnyClaim:
    """One claim of any kind and stance that a base may hold."""
    procedure = st.sampled_from(PROCEDURES)
    common: dict[str, Any] = {
        "id": f"{source}/{id_}",
        "source": source,
        "says": id_,
        "confidence": "inferred" if draw(oddly) else "stated",
    }
    wide: Scope = "anywhere" if draw(oddly) else "same"
    match draw(st.sampled_from("iiiiiooocccwwllrn")):
        case "i":
            return IntervalClaim(
                **common,
                kind="interval",
                first=draw(procedure),
                then=draw(procedure),
                **bound(draw),
                scope=wide,
            )
        case "o":
            return OrderClaim(
                **common,
                kind="order",
                first=draw(procedure),
                then=draw(procedure),
                stance=draw(st.sampled_from(("allowed", *STANCES))),
                either=draw(oddly),
                scope=wide,
            )
        case "c":
            return ContraindicationClaim(
                **common,
                kind="contraindication",
                factor=draw(st.sampled_from(FACTORS)),
                procedure=draw(procedure),
                stance=draw(st.sampled_from(["contraindicated", "avoid", "caution", "allowed", "excluded"])),
            )
        case "w":
            return WashoutClaim(
                **common,
                kind="washout",
                factor=draw(st.sampled_from(FACTORS)),
                procedure=draw(procedure),
                **bound(draw),
            )
        case "l":
            return LimitClaim(
                **common,
                kind="limit",
                procedure=draw(procedure),
                stance=draw(st.sampled_from(["wait", "wait", "allowed"])),
                amount=draw(st.sampled_from([1.0, 2.0, 3.0])),
                unit=draw(st.sampled_from(["sessions", "U"])),
                per=draw(st.sampled_from(["session", Span(10), Span(2, "weeks"), Span(1, "months")])),
            )
        case "r":
            lower, upper = draw(ranges())
            return CareClaim(
                **common,
                kind="care",
                procedure=draw(procedure),
                phase=draw(st.sampled_from(["before", "after"])),
                activity=draw(st.sampled_from(ACTIVITIES)),
                stance=draw(st.sampled_from(["avoid", "do", "allowed"])),
                min=lower,
                max=upper,
            )
        case _:
            pair = draw(st.booleans())
            return NoteClaim(
                **common,
                kind="adverse-event",
                procedure=None if pair else draw(procedure),
                first=draw(procedure | st.sampled_from(FACTORS)) if pair else None,
                then=draw(procedure) if pair else None,
                severity=draw(st.sampled_from([None, *get_args(Severity)])),
            )


def bound(draw: st.DrawFn) -> dict[str, Any]:
    """A stance with its numbers; what closes days must say how many, or it is no claim."""
    stance = draw(st.sampled_from(("wait", "wait", *STANCES)))
    lower, upper = draw(ranges())
    if lower is None and stance in ("wait", "avoid", "contraindicated"):
        lower, upper = upper or Span(14), None
    if stance in ("avoid", "contraindicated") and draw(st.booleans()):
        lower, upper = Span(0, "always"), None
    return {"stance": stance, "min": lower, "max": upper}


@st.composite
def bases(draw: st.DrawFn, most_claims: int = 30) -> Base:
    """A whole base, sound in every reference."""
    count = draw(st.integers(0, most_claims))
    cited = draw(st.lists(st.sampled_from(SOURCES), min_size=count, max_size=count))
    held = [draw(claims(f"c{n}", source)) for n, source in enumerate(cited)]
    aside = tuple(claim.id for claim in held if draw(oddly))[:3]
    rulings = {"r0": Ruling("r0", aside, "another subject", "the editor", TODAY)} if aside else {}
    return Base(
        name="generated",
        version="0",
        released=TODAY,
        licence="none",
        areas=draw(areas()),
        procedures=draw(procedures()),
        factors=draw(factors()),
        activities={a: Activity(a, a) for a in ACTIVITIES},
        sources=draw(sources()),
        claims={claim.id: claim for claim in held},
        rulings=rulings,
    )


# ---- a client


def days(before: int = 60, after: int = 60) -> st.SearchStrategy[date]:
    """A day around today."""
    return st.integers(-before, after).map(lambda n: TODAY + timedelta(n))


@st.composite
def day_or_range(draw: st.DrawFn) -> date | DayRange:
    """A day, or now and then one known only to a range."""
    day = draw(days())
    width = draw(st.sampled_from([None] * 6 + [0, 1, 2, 30]))
    return day if width is None else DayRange(day, day + timedelta(width))


def sessions(
    among: Sequence[str] = USABLE, on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit
) -> st.SearchStrategy[Session]:
    """Done, booked or cancelled, with and without areas, dose and place in the visit."""
    return st.builds(
        Session,
        procedure=st.sampled_from(among),
        on=day_or_range(),
        areas=on,
        status=st.sampled_from(["done", "done", "booked", "booked", "cancelled"]),
        dose=st.sampled_from([None, 0.0, 1.0, 2.0]),
        sequence=st.sampled_from([None, None, None, 1, 2]),
    )


@st.composite
def factor_periods(draw: st.DrawFn, among: Sequence[str] = FACTORS) -> FactorPeriod:
    """Every answer; a yes with both ends, one, or none."""
    factor = draw(st.sampled_from(among))
    answer = draw(st.sampled_from([Known.YES, Known.YES, Known.YES, Known.NO, Known.UNKNOWN]))
    if answer is not Known.YES:
        return FactorPeriod(factor, answer)
    since, to = draw(st.none() | days()), draw(st.none() | days())
    if since and to and to < since:
        since, to = to, since
    return FactorPeriod(factor, answer, since, to)


@st.composite
def histories(
    draw: st.DrawFn,
    procedures: Sequence[str] = USABLE,
    factors: Sequence[str] = FACTORS,
    on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit,
    most: int = 5,
) -> History:
    """One client: sessions, each with its own id, and factor periods."""
    found = draw(st.lists(sessions(procedures, on), max_size=most))
    named = [with_id(session, f"e{n}") for n, session in enumerate(found)]
    periods = draw(st.lists(factor_periods(factors), max_size=3)) if factors else []
    return History(named, [period_with_id(period, f"f{n}") for n, period in enumerate(periods)])


def with_id(session: Session, id_: str | None) -> Session:
    """The same session under another id."""
    return replace(session, id=id_)


def period_with_id(period: FactorPeriod, id_: str) -> FactorPeriod:
    """The same period under another id."""
    return replace(period, id=id_)


def proposals(
    procedures: Sequence[str] = USABLE, on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit
) -> st.SearchStrategy[Proposal]:
    """A proposal near the history; now and then it stands for a session that is already in it."""
    return st.builds(
        Proposal,
        procedure=st.sampled_from(procedures),
        on=days(20, 40),
        areas=on,
        id=st.sampled_from([None] * 5 + ["e0"]),
        status=st.sampled_from(["booked", "booked", "done"]),
        dose=st.sampled_from([None, 0.0, 1.0, 2.0, 4.0]),
        sequence=st.sampled_from([None, None, None, 1, 2]),
    )


Client = tuple[History, Proposal]

# Which events of a pool each client has: spread over all sizes, and the same for every pool.
MASKS = [n * 2_654_435_761 >> 9 & 0xFFF for n in range(1, 65)]


@st.composite
def clients(
    draw: st.DrawFn,
    procedures: Sequence[str] = USABLE,
    factors: Sequence[str] = FACTORS,
    on: st.SearchStrategy[frozenset[str]] = areas_of_a_visit,
    count: int = 16,
) -> list[Client]:
    """Many clients out of one pool of events: each has some of them, and a proposal of its own.

    Every second proposal falls on the day of an event or next to it, where the rules change.
    """
    pool = [with_id(s, f"e{n}") for n, s in enumerate(draw(some(sessions(procedures, on), 8)))]
    answers = draw(some(factor_periods(factors), 4)) if factors else []
    asked = draw(some(proposals(procedures, on), 4))
    found = []
    for n, mask in enumerate(MASKS[:count]):
        history, proposal = history_of(pool, answers, mask), asked[n % 4]
        if n % 2 and history.sessions:
            event = history.sessions[n % len(history.sessions)]
            proposal = replace(proposal, on=date.fromordinal(event.first_day + n // 2 % 4 - 1))
        found.append((history, proposal))
    return found


def some(strategy: st.SearchStrategy[Any], count: int) -> st.SearchStrategy[list[Any]]:
    """Exactly so many."""
    return st.lists(strategy, min_size=count, max_size=count)


def history_of(pool: Sequence[Session], answers: Sequence[FactorPeriod], mask: int) -> History:
    """The events whose bit is set."""
    sessions = [session for n, session in enumerate(pool) if mask >> n & 1]
    periods = [period_with_id(p, f"f{n}") for n, p in enumerate(answers) if mask >> n + 8 & 1]
    return History(sessions, periods)
