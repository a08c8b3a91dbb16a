"""No fact that was read is lost: each became a claim, was said already, or was left out with a reason.

tests/data/evidence.csv is the ledger of all facts read for the base. `became` names the claims that a
fact became, "left out", or the fact that says the same; a number stands where the claims keep it as read.
"""

import csv
from functools import cache
from pathlib import Path

import entracte as en
from entracte.core.days import Span
from entracte.knowledge.model import Base

LEDGER = Path(__file__).parents[2] / "data" / "evidence.csv"
LEFT_OUT, SAID_TWICE = "left out", "said twice: "


@cache
def base() -> Base:
    return en.load()


def rows() -> list[dict[str, str]]:
    with LEDGER.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def used() -> list[dict[str, str]]:
    return [row for row in rows() if not row["became"].startswith((LEFT_OUT, SAID_TWICE))]


def test_the_ledger_holds_every_fact_once() -> None:
    names = [(row["file"], row["fact"]) for row in rows()]
    assert len(names) == len(set(names)) == 2879


def test_every_fact_in_use_is_a_claim() -> None:
    lost = {claim for row in used() for claim in row["became"].split()} - set(base().claims)
    assert lost == set()


def test_every_fact_left_out_is_listed_with_its_reason() -> None:
    reasons = {fact.fact: fact.reason for fact in base().left_out}
    left_out = [row["fact"] for row in rows() if row["became"] == LEFT_OUT]
    assert len(left_out) > 10
    assert [fact for fact in left_out if len(reasons.get(fact, "").split()) < 3] == []


def test_a_fact_said_twice_names_the_one_that_is_kept() -> None:
    kept = {f"{row['file']}/{row['fact']}" for row in rows() if not row["became"].startswith(LEFT_OUT)}
    twice = [row["became"].removeprefix(SAID_TWICE) for row in rows() if row["became"].startswith(SAID_TWICE)]
    assert twice
    assert set(twice) <= kept


def test_every_claim_goes_back_to_a_fact() -> None:
    """Where several labels agree, what each says of its product is entered for the class as well."""
    known = {claim for row in used() for claim in row["became"].split()}
    others = set(base().claims) - known
    assert {claim for claim in others if not claim.endswith("-class")} == set()
    assert {base().sources[claim.partition("/")[0]].kind for claim in others} == {"label"}


def spans(claim: str) -> list[Span]:
    found = [getattr(base().claims[claim], name, None) for name in ("min", "max", "per")]
    return [span for span in found if isinstance(span, Span)]


def test_every_number_stands_as_it_was_read() -> None:
    numbered = [row for row in used() if row["least_days"] or row["least_months"]]
    assert len(numbered) > 1000
    bent = []
    for row in numbered:
        told = [span for claim in row["became"].split() for span in spans(claim)]
        days = row["least_days"] and int(row["least_days"]) in [s.at_least for s in told]
        months = row["least_months"] and Span(int(row["least_months"]), "months") in told
        if not (days or months):
            bent.append(row["fact"])
    assert bent == []
