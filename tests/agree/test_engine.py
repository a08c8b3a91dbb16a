"""The engine and the naive reading answer alike on generated clients, of generated bases and ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import entracte as en
from entracte.core.history import History
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Assessment, Code, Status, Window
from entracte.knowledge.compile import POLICIES, compile_rulebook
from entracte.knowledge.model import Base
from entracte.knowledge.rules import Grounds, PolicyName, Rule, Rulebook
from tests.agree import naive
from tests.agree.reach import generate_until, unhurried
from tests.strategies import TODAY, Client, bases, clients, some

# Each example is a base with this many clients: in `make test` ten thousand in all and more.
CLIENTS = 40
KINDS = {rule.kind for rule in get_args(Rule)}

# A failure names the client and the rules, which says more than a base shrunk for many minutes.
NONE = Grounds("F", ())
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


policies = st.sampled_from(POLICIES)


def bites(assessment: Assessment) -> frozenset[naive.Bite]:
    return frozenset(bite(f.window) for f in assessment.findings)


def bite(window: Window) -> naive.Bite:
    event = window.event.name if window.event else None
    if window.code == "over-limit" and event:
        event = ""  # which of the sessions in an overfull run is named is not a matter of meaning
    return naive.Bite(window.code, window.rule.id if window.rule else None, event, window.status.word)


def compare(rulebook: Rulebook, history: History, proposal: Proposal) -> Assessment:
    said = en.assess(rulebook, history, proposal)
    read = naive.read(rulebook, history, proposal)
    told = naive.Reading(
        said.verdict,
        said.timing,
        said.earliest.toordinal() if said.earliest else None,
        said.advised.toordinal() if said.advised else None,
        bites(said),
    )
    assert told == read, explain(rulebook, history, proposal, told, read)
    assert said.unasked == naive.unasked(rulebook, history, proposal.procedure)
    return said


def explain(
    rulebook: Rulebook, history: History, proposal: Proposal, told: naive.Reading, read: naive.Reading
) -> str:
    """What differs, and the rules in question without their grounds."""
    apart = told.bites ^ read.bites
    rules = {b.rule: replace(rulebook.rules[b.rule], grounds=NONE) for b in apart if b.rule}
    lines = [f"engine {told._replace(bites=frozenset())}", f"naive  {read._replace(bites=frozenset())}"]
    lines += [f"{'engine' if b in told.bites else 'naive'} alone: {b}" for b in sorted(apart, key=str)]
    return "\n".join([*lines, *map(str, rules.values()), str(proposal), str(history)])


@unhurried
@given(bases(), clients(count=CLIENTS), policies)
def test_the_engine_reads_generated_rules_as_the_naive_reading_does(
    base: Base, those: list[Client], policy: PolicyName
) -> None:
    rulebook = compile_rulebook(base, policy, as_of=TODAY)
    for history, proposal in those:
        compare(rulebook, history, proposal)


@unhurried
@given(st.data(), policies)
def test_the_engine_reads_the_shipped_rules_as_the_naive_reading_does(
    data: st.DataObject, policy: PolicyName
) -> None:
    rulebook = shipped(policy)
    first, then = data.draw(st.sampled_from(usable_pairs(policy)))
    procedures = (first, then, *data.draw(some(st.sampled_from(sorted(rulebook.usable)), 2)))
    told_of = sorted({factor for p in procedures for factor in rulebook.bars.get(p, ())})
    factors = data.draw(some(st.sampled_from(told_of), 3)) if told_of else []
    areas = st.frozensets(st.sampled_from(sorted(rulebook.base.areas)), max_size=2)
    for history, proposal in data.draw(clients(procedures, factors, areas)):
        compare(rulebook, history, proposal)


def test_every_kind_of_rule_every_status_and_every_code_is_generated() -> None:
    seen: Counter[str] = Counter()
    wanted = KINDS | {status.word for status in Status} | set(get_args(Code))

    def collect(base: Base, those: list[Client]) -> None:
        rulebook = compile_rulebook(base, as_of=TODAY)
        seen.update(rule.kind for rule in rulebook.rules.values())
        for history, proposal in those:
            for found in en.assess(rulebook, history, proposal).findings:
                seen.update([found.code, found.status.word])

    generate_until(wanted, seen, collect, bases(), clients(count=CLIENTS))
    assert wanted - seen.keys() == set()


@cache
def shipped(policy: PolicyName) -> Rulebook:
    return compile_rulebook(en.load(), policy, as_of=TODAY)


@cache
def usable_pairs(policy: PolicyName) -> list[tuple[str, str]]:
    rulebook = shipped(policy)
    return [pair for pair in rulebook.pairs if rulebook.usable.issuperset(pair)]
