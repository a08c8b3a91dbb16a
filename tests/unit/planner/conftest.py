"""A small made-up base whose numbers the tests can hold in mind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from entracte.core.days import Span
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import (
    AnyClaim,
    Area,
    Base,
    ContraindicationClaim,
    Factor,
    IntervalClaim,
    LimitClaim,
    NoteClaim,
    OrderClaim,
    Procedure,
    Settling,
    Source,
    WashoutClaim,
)
from entracte.knowledge.rules import Rulebook

TODAY = date(2026, 6, 1)  # a Monday


def claims() -> list[AnyClaim]:
    """Needle every 28 days; 14 days from toxin to needle; toxin before filler on one day; and so on."""
    return [
        IntervalClaim(
            id="label/needle-again", source="label", says="Monthly.", kind="interval",
            first="needle", then="needle", stance="wait", min=Span(28),
        ),
        IntervalClaim(
            id="page/toxin-needle", source="page", says="Two weeks, better four.", kind="interval",
            first="toxin", then="needle", stance="wait", min=Span(14), max=Span(28),
        ),
        IntervalClaim(
            id="page/needle-toxin", source="page", says="A week.", kind="interval",
            first="needle", then="toxin", stance="wait", min=Span(7),
        ),
        OrderClaim(
            id="label/toxin-filler", source="label", says="Toxin first.", kind="order",
            first="toxin", then="filler", stance="allowed",
        ),
        IntervalClaim(
            id="label/filler-toxin", source="label", says="Ten days.", kind="interval",
            first="filler", then="toxin", stance="wait", min=Span(10),
        ),
        LimitClaim(
            id="label/most", source="label", says="Forty in three months.", kind="limit",
            procedure="toxin", stance="wait", amount=40, unit="U", per=Span(92),
        ),
        ContraindicationClaim(
            id="label/drug", source="label", says="Not on the drug.", kind="contraindication",
            factor="drug", procedure="needle", stance="avoid",
        ),
        WashoutClaim(
            id="label/washout", source="label", says="Thirty days.", kind="washout",
            factor="drug", procedure="needle", stance="wait", min=Span(30),
        ),
        effect("red", "downtime", "needle", 5),
        effect("peak", "peak", "toxin", 14),
        effect("lasts", "duration", "toxin", 90),
    ]  # fmt: skip


def effect(id_: str, kind: Any, procedure: str, days: int) -> NoteClaim:
    """What the label says of how a treatment shows, peaks or lasts."""
    return NoteClaim(
        id=f"label/{id_}", source="label", says=id_, kind=kind, procedure=procedure, min=Span(days)
    )


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The made-up base under the standard policy, as of 1 June 2026."""
    settling = Settling(3, ("label/red",))
    procedures = {
        p: Procedure(p, p.title(), settling=settling) for p in ("needle", "toxin", "filler", "light")
    }
    areas = {
        "face": Area("face", "Face"),
        "brow": Area("brow", "Brow", "face"),
        "lips": Area("lips", "Lips", "face"),
        "hand": Area("hand", "Hand"),
    }
    sources = {
        "label": _source("label", "A"),
        "page": _source("page", "E"),
    }
    base = Base(
        name="small",
        version="0",
        released=TODAY,
        licence="none",
        areas=areas,
        procedures=procedures,
        factors={"drug": Factor("drug", "Drug", "Do you take the drug?")},
        activities={},
        sources=sources,
        claims={claim.id: claim for claim in claims()},
    )
    return compile_rulebook(base, as_of=TODAY)


def _source(id_: str, grade: str) -> Source:
    kind = "label" if grade == "A" else "clinic-page"
    return Source(
        id=id_,
        kind=kind,  # type: ignore[arg-type]
        title=id_,
        publisher=id_,
        year=2026,
        url="none",
        read=TODAY,
        grade=grade,  # type: ignore[arg-type]
    )
