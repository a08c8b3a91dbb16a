"""The laws that any history and any base must keep, each a sentence, on generated ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.core.days import DayRange
from entracte.core.fault import FaultyKnowledge
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import VERDICTS, Assessment
from entracte.engine.explain import to_dict
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.model import Base, Source
from entracte.knowledge.overlay import Overlay
from entracte.knowledge.rules import Rulebook
from tests import strategies
from tests.agree.reach import unhurried
from tests.strategies import TODAY, Client, bases, clients

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
FAR = date.max
# Each example is a base with dozens of clients, each on many days: a few of them go far.
law = settings(unhurried, max_examples=max(15, unhurried.max_examples // 6))


def around(proposal: Proposal) -> Iterator[Proposal]:
    """The same proposal on a run of days."""
    for n in range(-3, 30, 3):
        yield replace(proposal, on=proposal.on + timedelta(n))


def worse_or_equal(verdict: str, than: str) -> bool:
    return VERDICTS.index(verdict) >= VERDICTS.index(than)


def not_earlier(one: date | None, than: date | None) -> bool:
    return (one or FAR) >= (than or FAR)


def compiled(base: Base, policy: Any = "standard", overlay: Overlay | None = None) -> Rulebook:
    return compile_rulebook(base, policy, overlay, as_of=TODAY)


def timing_is_no_better(more: Assessment, less: Assessment) -> None:
    assert worse_or_equal(more.timing, less.timing), (less.proposal, less.history, more.history)
    assert not_earlier(more.earliest, less.earliest), (less.proposal, less.history, more.history)
    assert not_earlier(more.advised, less.advised), (less.proposal, less.history, more.history)


@law
@given(bases(), clients(count=20), strategies.sessions())
def test_adding_a_session_never_opens_a_day(base: Base, those: list[Client], session: Session) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        more = History([*history.sessions, session], history.factors)
        for each in around(proposal):
            timing_is_no_better(assess(rulebook, more, each), assess(rulebook, history, each))


@law
@given(bases(), clients(count=20), strategies.factor_periods())
def test_adding_a_factor_never_opens_a_day(base: Base, those: list[Client], period: FactorPeriod) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        more = History(history.sessions, [*history.factors, period])
        for each in around(proposal):
            timing_is_no_better(assess(rulebook, more, each), assess(rulebook, history, each))


@law
@given(bases(), clients(count=40), st.integers(1, 40))
def test_a_later_done_session_never_makes_the_next_one_earlier(
    base: Base, those: list[Client], days: int
) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        done = [s for s in history.sessions if s.status == "done" and not isinstance(s.on, DayRange)]
        for session in done:
            later = replace(session, on=date.fromordinal(session.first_day + days))
            moved = History([later if s is session else s for s in history.sessions], history.factors)
            each = replace(proposal, on=date.fromordinal(max(proposal.on.toordinal(), later.last_day + 1)))
            timing_is_no_better(assess(rulebook, moved, each), assess(rulebook, history, each))


@law
@given(bases(), clients(count=40))
def test_the_cautious_policy_never_makes_a_verdict_better(base: Base, those: list[Client]) -> None:
    standard, cautious = compiled(base), compiled(base, "cautious")
    for history, proposal in those:
        strict, usual = assess(cautious, history, proposal), assess(standard, history, proposal)
        timing_is_no_better(strict, usual)
        assert worse_or_equal(strict.verdict, usual.verdict)


@st.composite
def overlays(draw: st.DrawFn) -> Overlay:
    """A house's claims, for which nobody signs."""
    source = Source(
        id="house",
        kind="clinic-policy",
        title="House policy",
        publisher="house",
        year="undated",
        url="none",
        read=TODAY,
        grade="H",
    )
    count = draw(st.integers(1, 3))
    return Overlay(source, tuple(draw(strategies.claims(f"c{n}", "house")) for n in range(count)), "digest")


@law
@given(bases(), overlays(), clients(count=20))
def test_a_house_that_nobody_signs_for_never_makes_a_verdict_better(
    base: Base, overlay: Overlay, those: list[Client]
) -> None:
    try:
        house = compiled(base, overlay=overlay)
    except FaultyKnowledge:
        return  # it loosens, and is refused
    published = compiled(base)
    for history, proposal in those:
        for each in around(proposal):
            ours, theirs = assess(house, history, each), assess(published, history, each)
            timing_is_no_better(ours, theirs)
            assert worse_or_equal(ours.verdict, theirs.verdict)


@law
@given(bases(), clients(count=8))
def test_earliest_and_advised_equal_a_search_day_by_day(base: Base, those: list[Client]) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        said = assess(rulebook, history, proposal)
        for named, good in ((said.earliest, ("clear", "caution")), (said.advised, ("clear",))):
            last = min(named or FAR, proposal.on + timedelta(400))
            day = proposal.on
            while day < last:
                assert assess(rulebook, history, replace(proposal, on=day)).timing not in good
                day += timedelta(1)
            if named:
                assert assess(rulebook, history, replace(proposal, on=named)).timing in good


@law
@given(bases(), clients(count=40), strategies.sessions())
def test_a_cancelled_session_changes_nothing(base: Base, those: list[Client], session: Session) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        more = History([*history.sessions, replace(session, status="cancelled")], history.factors)
        assert assess(rulebook, more, proposal) == assess(rulebook, history, proposal)


@law
@given(bases(), clients(count=40))
def test_editing_a_session_never_clashes_with_itself(base: Base, those: list[Client]) -> None:
    rulebook = compiled(base)
    for history, proposal in those:
        for session in history.sessions:
            others = History([s for s in history.sessions if s is not session], history.factors)
            edited = replace(proposal, procedure=session.procedure, id=session.id)
            with_it, without = assess(rulebook, history, edited), assess(rulebook, others, edited)
            assert with_it.windows == without.windows
            assert (with_it.verdict, with_it.earliest) == (without.verdict, without.earliest)


@law
@given(bases(), clients(count=20), st.randoms(use_true_random=False))
def test_renaming_ids_changes_nothing(base: Base, those: list[Client], chance: Any) -> None:
    ids = [*base.procedures, *base.areas, *base.factors, *base.sources]
    names = {id_: f"n{n}" for n, id_ in enumerate(chance.sample(ids, len(ids)))}
    rulebook, other = compiled(base), compiled(renamed(base, names))
    for history, proposal in those:
        said = assess(rulebook, history, proposal)
        again = assess(other, renamed(history, names), renamed(proposal, names))
        assert summary(said) == summary(again)


def summary(said: Assessment) -> tuple[Any, ...]:
    """All of an answer but its ids."""
    findings = sorted(
        (f.code, f.status.word, f.window.start, f.window.end, f.severity) for f in said.findings
    )
    dates = (said.earliest, said.advised)
    return (said.verdict, said.timing, dates, findings, len(said.unasked), len(said.same_day_order or ()))


def renamed(value: Any, names: dict[str, str]) -> Any:
    """The same value with every id in it under its new name; claims are known as SOURCE/CLAIM."""
    if isinstance(value, str):
        source, slash, claim = value.partition("/")
        return names.get(source, source) + slash + claim
    if isinstance(value, History):
        return History(
            [renamed(s, names) for s in value.sessions], [renamed(f, names) for f in value.factors]
        )
    if isinstance(value, dict):
        return {renamed(k, names): renamed(v, names) for k, v in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(renamed(v, names) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        # What people write, and ids of events, are no names of ours.
        kept = ("publisher", "title", "name", "status", "kind", "digest", "says")
        changed = {f.name: getattr(value, f.name) for f in fields(value) if f.init and f.name not in kept}
        return replace(value, **{name: renamed(v, names) for name, v in changed.items()})
    return value


@law
@given(bases(), clients(count=20))
def test_the_same_rulebook_hash_and_history_give_the_same_bytes(base: Base, those: list[Client]) -> None:
    one, two = compiled(base), compiled(replace(base))
    assert one.hash == two.hash
    for history, proposal in those:
        shuffled = History(history.sessions[::-1], history.factors[::-1])
        first, second = (to_dict(assess(one, history, proposal)), to_dict(assess(two, shuffled, proposal)))
        assert json.dumps(first) == json.dumps(second)


ASKED = """
from datetime import date
import entracte as en
from entracte.engine.explain import to_dict
import json
rulebook = en.compile(en.load(), as_of=date(2026, 11, 22))
history = en.History([en.Session("botulinum-toxin", date(2026, 11, 20), {"forehead"})])
said = en.assess(rulebook, history, en.Proposal("microneedling", date(2026, 12, 1), {"face"}))
print(json.dumps(to_dict(said)))
"""


def test_the_order_in_which_a_process_hashes_changes_no_byte() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", ASKED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
