"""The worked clients of the shipped base, and a ladder for each of its rules."""

from dataclasses import replace
from functools import cache
from typing import get_args

import pytest

import entracte as en
from entracte.engine.assessment import Code
from entracte.engine.boundaries import files, ladders
from entracte.engine.cases import SILENT, answered, climb, judge, spares, trips
from entracte.knowledge import SHIPPED
from entracte.knowledge.cases import BOUNDARIES, Case, Ladder, load_cases, load_ladders
from entracte.knowledge.contradictions import heard
from entracte.knowledge.rules import PolicyName, Rule, Rulebook

CASES = load_cases()
LADDERS = load_ladders()


@cache
def rulebook(policy: PolicyName = "standard") -> Rulebook:
    return en.compile(en.load(), policy)


@cache
def closing_rules() -> dict[str, Rule]:
    """The rules that a client can meet, care apart: it never closes a day."""
    book = rulebook()
    met = heard(book)
    return {id_: rule for id_, rule in book.rules.items() if rule.kind != "care" and id_ in met}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_worked_client_is_answered_as_the_case_says(case: Case) -> None:
    assert judge(rulebook(case.policy), case) == ()


def test_worked_clients_reach_every_verdict_and_every_code() -> None:
    answers = [answered(rulebook(case.policy), case) for case in CASES]
    assert {a.verdict for a in answers} == {"avoid", "wait", "ask", "caution", "clear"}
    told = {finding.code for answer in answers for finding in answer.findings}
    assert set(get_args(Code)) - told == set()


def test_every_ladder_holds() -> None:
    assert [m for ladder in LADDERS for m in climb(rulebook(), ladder)] == []


def test_the_rules_of_the_cautious_policy_hold_to_their_numbers_too() -> None:
    book = rulebook("cautious")
    assert [m for ladder in ladders(book) for m in climb(book, ladder)] == []


def test_every_rule_has_its_ladder() -> None:
    assert {ladder.rule for ladder in LADDERS} == set(closing_rules())


def can_bite(ladder: Ladder) -> bool:
    """Whether a rule has any day to close or to warn of; the others only open."""
    rule = closing_rules()[ladder.rule]
    match rule.kind:
        case "interval":
            return rule.minimum > 1 or rule.advised > 1
        case "order":
            return rule.status != "clear"
        case "contraindication":
            return rule.during != "clear" or rule.minimum > 1 or rule.advised > 1
    return True


def test_every_rule_is_tripped_once_and_spared_once() -> None:
    biting = [ladder for ladder in LADDERS if can_bite(ladder)]
    assert len(biting) > 1000
    assert [ladder.rule for ladder in biting if not trips(ladder)] == []
    assert [ladder.rule for ladder in biting if not (spares(ladder) or spared_elsewhere(ladder))] == []


def spared_elsewhere(ladder: Ladder) -> bool:
    """Whether a rule that never ends and holds both ways is silent on another area."""
    return climb(rulebook(), replace(ladder, apart=True, on={1: SILENT})) == ()


def test_every_rule_that_only_opens_speaks_on_one_day_and_not_on_another() -> None:
    opening = [ladder for ladder in LADDERS if not can_bite(ladder)]
    assert opening
    told = {ladder.rule: set(ladder.on.values()) for ladder in opening}
    assert [rule for rule, words in told.items() if not (words - {SILENT} and len(words) > 1)] == []


def test_the_ladders_on_disk_are_those_of_the_rules() -> None:
    there = {path.name: path.read_text() for path in (SHIPPED / "cases" / BOUNDARIES).glob("*.yaml")}
    wanted = files(rulebook())
    assert sorted(there) == sorted(wanted), "run `make cases`"
    assert [name for name in there if there[name] != wanted[name]] == [], "run `make cases`"
