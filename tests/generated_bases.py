"""Generated bases, of so few ids that claims meet on one subject; `tests.strategies` hands them on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from entracte.core.days import Span
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
PUBLISHERS = ("Amber", "Birch", "Cedar", "Dune", "Elder", "Fern", "Gorse", "amber")
SOURCES = tuple(f"s{n}" for n in range(10))

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
    shelf = draw(st.sampled_from(SHELVES))
    for id_ in SOURCES:
        kind = draw(st.sampled_from(shelf))
        grade: Grade = draw(st.sampled_from([GRADES[kind]] * 5 + ["F"]))
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


factor = st.sampled_from(FACTORS)
Ids = st.SearchStrategy[str]
scope: st.SearchStrategy[Scope] = oddly.map(lambda odd: "anywhere" if odd else "same")


def interval_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    between: dict[str, Any] = {"first": draw(procedure), "then": draw(procedure), "scope": draw(scope)}
    return IntervalClaim(**common, kind="interval", **between, **bound(draw))


def order_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    between: dict[str, Any] = {"first": draw(procedure), "then": draw(procedure), "scope": draw(scope)}
    stance = draw(st.sampled_from(("allowed", *STANCES)))
    return OrderClaim(**common, kind="order", **between, stance=stance, either=draw(oddly))


def contraindication_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    return ContraindicationClaim(
        **common,
        kind="contraindication",
        factor=draw(factor),
        procedure=draw(procedure),
        stance=draw(st.sampled_from(["contraindicated", "avoid", "caution", "allowed", "excluded"])),
    )


def washout_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    about: dict[str, Any] = {"factor": draw(factor), "procedure": draw(procedure)}
    return WashoutClaim(**common, kind="washout", **about, **bound(draw))


def limit_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    return LimitClaim(
        **common,
        kind="limit",
        procedure=draw(procedure),
        stance=draw(st.sampled_from(["wait", "wait", "allowed"])),
        amount=draw(st.sampled_from([1.0, 2.0, 3.0])),
        unit=draw(st.sampled_from(["sessions", "U"])),
        per=draw(st.sampled_from(["session", Span(10), Span(2, "weeks"), Span(1, "months")])),
    )


def care_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
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


def harm_claim(draw: st.DrawFn, common: dict[str, Any], procedure: Ids) -> AnyClaim:
    pair = draw(st.booleans())
    return NoteClaim(
        **common,
        kind="adverse-event",
        procedure=None if pair else draw(procedure),
        first=draw(procedure | factor) if pair else None,
        then=draw(procedure) if pair else None,
        severity=draw(st.sampled_from([None, *get_args(Severity)])),
    )


# How often each kind is met: those that meet each other most.
Maker = Callable[[st.DrawFn, dict[str, Any], Ids], AnyClaim]
CLAIMS: list[Maker] = [
    *([interval_claim] * 5),
    *([order_claim] * 3),
    *([contraindication_claim] * 3),
    *([washout_claim] * 2),
    *([limit_claim] * 2),
    care_claim,
    harm_claim,
]


@st.composite
def claims(
    draw: st.DrawFn, id_: str, source: str, about: Sequence[str] = PROCEDURES, kinds: list[Maker] = CLAIMS
) -> AnyClaim:
    """One claim of any stance that a base may hold, about some procedures and of some kinds."""
    confidence = "inferred" if draw(oddly) else "stated"
    common = {"id": f"{source}/{id_}", "source": source, "says": id_, "confidence": confidence}
    made: AnyClaim = draw(st.sampled_from(kinds))(draw, common, st.sampled_from(about))
    return made


def bound(draw: st.DrawFn) -> dict[str, Any]:
    """A stance with its numbers; what closes days must say how many, or it is no claim."""
    stance = draw(st.sampled_from(("wait", "wait", *STANCES)))
    lower, upper = draw(ranges())
    if lower is None and stance in ("wait", "avoid", "contraindicated"):
        lower, upper = upper or Span(14), None
    if stance in ("avoid", "contraindicated") and draw(st.booleans()):
        lower, upper = Span(0, "always"), None
    return {"stance": stance, "min": lower, "max": upper}


# What a base's sources are: of every kind, pages alone, or a few studies against pages.
SHELVES: tuple[tuple[SourceKind, ...], ...] = (
    KINDS,
    ("clinic-page", "consumer-page"),
    ("cohort", *(("clinic-page",) * 4)),
    ("rct", "cohort", *(("consumer-page",) * 5)),
)
# What a base's claims are about: everything, or so little that many speak on one subject.
ABOUT = (PROCEDURES, PROCEDURES, ("jab",), ("jab", "zap"), ("needling", "dab"), ("injecting", "jab", "jab-1"))


TOPICS: list[list[Maker]] = [
    CLAIMS,
    CLAIMS,
    [interval_claim],
    [interval_claim, order_claim],
    [contraindication_claim, washout_claim],
]


@st.composite
def bases(draw: st.DrawFn, most_claims: int = 30) -> Base:
    """A whole base, sound in every reference."""
    count = draw(st.sampled_from([most_claims // 8, most_claims // 3, most_claims, most_claims]))
    cited = draw(st.lists(st.sampled_from(SOURCES), min_size=count, max_size=count))
    about = draw(st.sampled_from(ABOUT))
    kinds = draw(st.sampled_from(TOPICS))
    held = [draw(claims(f"c{n}", source, about, kinds)) for n, source in enumerate(cited)]
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
