"""The small world of the manual, and how its tables are read.

An example is a few drawn tables: what sources claim, what happened to a client, and what is
answered. The same text is run as a test and printed in docs/reference/rules.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from entracte.core.days import Span, parse_day, parse_days
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import (
    Activity,
    AnyClaim,
    Area,
    Base,
    CareClaim,
    ContraindicationClaim,
    Factor,
    IntervalClaim,
    LimitClaim,
    OrderClaim,
    Procedure,
    Ruling,
    Settling,
    Source,
    WashoutClaim,
)
from entracte.knowledge.rules import PolicyName, Rulebook
from tests.strategies import GRADES

AS_OF = date(2026, 6, 1)
Rows = list[list[str]]

TREATMENTS = {
    "needling": ("family", None, None),
    "microneedling": ("procedure", "needling", 3),
    "rf-microneedling": ("procedure", "needling", 5),
    "device-m": ("product", "rf-microneedling", None),
    "toxin": ("procedure", None, 1),
    "filler": ("procedure", None, 14),
    "peel": ("procedure", None, 7),
}
AREAS = {"body": None, "face": "body", "forehead": "face", "chin": "face", "hands": "body"}
FACTORS = {"retinoid": None, "isotretinoin": "retinoid", "pregnancy": None}


@dataclass(frozen=True)
class Example:
    """One sentence with the tables that show it; `asked` or `rules`, or both, hold what must come out."""

    sentence: str
    claims: str
    history: str = ""
    asked: str = ""
    rules: str = ""
    care: str = ""
    policy: PolicyName = "standard"
    set_aside: str = ""


@dataclass(frozen=True)
class Chapter:
    """A part of the manual."""

    title: str
    text: str
    examples: tuple[Example, ...]


def rows(table: str) -> Rows:
    """The cells of a drawn table, without its head."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines[1:]]


def rulebook(example: Example) -> Rulebook:
    """The rules that the claims of an example make."""
    sources: dict[str, Source] = {}
    claims: dict[str, AnyClaim] = {}
    for number, (kind, publisher, says) in enumerate(rows(example.claims), start=1):
        id_ = f"s{number}"
        sources[id_] = source(id_, kind, publisher)
        claim = read_claim(says, id=f"{id_}/c", source=id_, says=says)
        claims[claim.id] = claim
    aside = {"r": Ruling("r", (f"{example.set_aside}/c",), "another treatment was meant", "editor", AS_OF)}
    base = Base(
        name="manual",
        version="1",
        released=AS_OF,
        licence="CC-BY-4.0",
        areas={id_: Area(id_, id_, above) for id_, above in AREAS.items()},
        procedures={id_: procedure(id_) for id_ in TREATMENTS},
        factors={id_: Factor(id_, id_, f"{id_}?", above) for id_, above in FACTORS.items()},
        activities={id_: Activity(id_, id_) for id_ in ("exercise", "sunscreen")},
        sources=sources,
        claims=claims,
        rulings=aside if example.set_aside else {},
    )
    return compile_rulebook(base, example.policy, as_of=AS_OF)


def procedure(id_: str) -> Procedure:
    kind, above, settles = TREATMENTS[id_]
    settling = None if settles is None else Settling(settles, ("s1/c",))
    return Procedure(id_, id_, kind, above, settling=settling)  # type: ignore[arg-type]


def source(id_: str, kind: Any, publisher: str) -> Source:
    return Source(
        id=id_,
        kind=kind,
        title=id_,
        publisher=publisher,
        year=2025,
        url="none",
        read=AS_OF,
        grade=GRADES[kind],
    )


# ---- claims, as the tables write them

FORMS: dict[str, str] = {
    "interval": r"(?P<first>[\w-]+) -> (?P<then>[\w-]+): (?P<stance>[a-z]+)(?P<rest>.*)",
    "order": r"(?P<first>[\w-]+), then (?P<then>[\w-]+) on one day: (?P<stance>[a-z]+)(?P<rest>.*)",
    "contraindication": r"during (?P<factor>[\w-]+), (?P<procedure>[\w-]+): (?P<stance>[a-z]+)(?P<rest>.*)",
    "washout": r"after (?P<factor>[\w-]+) ends, (?P<procedure>[\w-]+): (?P<stance>[a-z]+)(?P<rest>.*)",
    "limit": r"(?P<procedure>[\w-]+): at most (?P<amount>\d+) (?P<unit>\w+) in (?P<per>[\w ]+)(?P<rest>)",
    "care": r"(?P<phase>before|after) (?P<procedure>[\w-]+), (?P<stance>avoid|do) "
    r"(?P<activity>[a-z]+)(?P<rest>.*)",
}
KINDS = {
    "interval": IntervalClaim,
    "order": OrderClaim,
    "contraindication": ContraindicationClaim,
    "washout": WashoutClaim,
    "limit": LimitClaim,
    "care": CareClaim,
}


def read_claim(text: str, **common: str) -> AnyClaim:
    """`toxin -> microneedling: wait 14 days to 28 days, anywhere`, and the like for each kind."""
    for kind, form in FORMS.items():
        found = re.fullmatch(form, text)
        if found:
            said: dict[str, Any] = {k: v for k, v in found.groupdict().items() if k != "rest"}
            rest = found["rest"].strip(" ,")
            words = [w.strip() for w in rest.split(",")] if rest else []
            return KINDS[kind](kind=kind, **common, **said_of(kind, said), **extras(words))  # type: ignore[no-any-return]
    raise ValueError(f"no such claim: {text!r}")


def said_of(kind: str, said: dict[str, Any]) -> dict[str, Any]:
    if kind == "limit":
        per = said["per"]
        said |= {"amount": float(said["amount"]), "per": per if per == "session" else Span.parse(per)}
        said["stance"] = "wait"
    return said


def extras(words: list[str]) -> dict[str, Any]:
    """A number or a range, and what else a claim says of itself."""
    found: dict[str, Any] = {}
    for word in words:
        if word == "inferred":
            found["confidence"] = "inferred"
        elif word == "anywhere":
            found["scope"] = "anywhere"
        elif word == "in either order":
            found["either"] = True
        else:
            lower, _, upper = word.partition(" to ")
            found["min"] = Span.parse(lower)
            if upper:
                found["max"] = Span.parse(upper)
    return found


# ---- a client, as the tables write one


def history(example: Example) -> History:
    """`2026-06-01 | toxin | forehead | done` for sessions, `isotretinoin | yes | 2026-01-01..2026-05-01`."""
    sessions: list[Session] = []
    factors: list[FactorPeriod] = []
    for row in rows(example.history) if example.history else []:
        if row[1] in FACTORS:
            factors.append(period(*row))
        else:
            on, what, where, status = row
            areas = frozenset(where.split(", ")) if where else frozenset[str]()
            name, _, dose = what.partition(" ")
            amount = float(dose.split()[0]) if dose else None
            sessions.append(Session(name, parse_days(on), areas, status, dose=amount))  # type: ignore[arg-type]
    return History(sessions, factors)


def period(days: str, factor: str, _where: str, answer: str) -> FactorPeriod:
    if not days:
        return FactorPeriod(factor, Known(answer))
    since, _, to = days.partition("..")
    return FactorPeriod(
        factor, Known(answer), parse_day(since) if since else None, parse_day(to) if to else None
    )


def proposal(day: str, what: str) -> Proposal:
    """`microneedling on face`, or `toxin 20 U`."""
    named, _, where = what.partition(" on ")
    name, _, dose = named.partition(" ")
    amount = float(dose.split()[0]) if dose else None
    return Proposal(name, parse_day(day), frozenset({where}) if where else frozenset(), dose=amount)
