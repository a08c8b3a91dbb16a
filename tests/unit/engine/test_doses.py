"""Doses that add up in tenths are compared as they are told, not as binary fractions."""

from datetime import date

from entracte.core.history import Session
from entracte.core.proposal import Proposal
from entracte.engine import limit
from entracte.knowledge.rules import Grounds, Limit

CEILING = Limit("limit/filler/mL/92", "filler", 0.3, "mL", 92, Grounds("A", ()))
GIVEN = [Session("filler", date(2026, 6, 1), id="a", dose=0.1)]


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert list(limit.windows(CEILING, GIVEN, Proposal("filler", date(2026, 6, 8), dose=0.2))) == []


def test_a_thousandth_more_is_over() -> None:
    assert list(limit.windows(CEILING, GIVEN, Proposal("filler", date(2026, 6, 8), dose=0.201)))
