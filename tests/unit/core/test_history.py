"""A history is frozen facts in order; what cannot be true is refused when it is made."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

from entracte.core.days import DayRange
from entracte.core.fault import Fault, FaultyKnowledge, Mistake, did_you_mean, mistake
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal

DAY = date(2026, 6, 1)


def test_sessions_stand_in_order_of_their_days_and_cancelled_ones_are_dropped() -> None:
    later, earlier = Session("peel", date(2026, 7, 1)), Session("toxin", DAY)
    gone = Session("filler", DAY, status="cancelled")
    assert History([later, gone, earlier]).sessions == (earlier, later)


def test_the_order_in_which_a_history_is_told_changes_nothing() -> None:
    told = [Session("peel", DAY, id="a"), Session("peel", DAY, id="b"), Session("peel", DayRange(DAY, DAY))]
    assert History(told).sessions == History(told[::-1]).sessions


def test_two_sessions_of_one_id_are_refused() -> None:
    with pytest.raises(Mistake, match="two sessions have this id"):
        History([Session("peel", DAY, id="a"), Session("toxin", DAY, id="a")])


def test_a_cancelled_session_may_share_an_id() -> None:
    history = History([Session("peel", DAY, id="a"), Session("peel", DAY, id="a", status="cancelled")])
    assert len(history.sessions) == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("areas", "face", "no set of areas"),
        ("status", "perhaps", "no status"),
        ("on", "2026-06-01", "is not a day"),
    ],
)
def test_a_session_of_the_wrong_type_is_refused(field: str, value: Any, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        Session(**{"procedure": "peel", "on": DAY, field: value})


@pytest.mark.parametrize(("field", "value"), [("areas", "face"), ("on", "2026-06-01")])
def test_a_proposal_of_the_wrong_type_is_refused(field: str, value: Any) -> None:
    with pytest.raises(Mistake):
        Proposal(**{"procedure": "peel", "on": DAY, field: value})


def test_a_range_knows_its_first_and_last_day() -> None:
    session = Session("peel", DayRange(DAY, date(2026, 6, 30)))
    assert session.last_day - session.first_day == 29


def test_a_yes_outweighs_a_no_and_an_unknown_is_not_a_no() -> None:
    no, unknown = Known.NO, Known.UNKNOWN
    told = [
        FactorPeriod("drug", no),
        FactorPeriod("drug"),
        FactorPeriod("pill", unknown),
        FactorPeriod("pill", no),
    ]
    assert History(factors=told).answers() == {"drug": Known.YES, "pill": Known.UNKNOWN}


@pytest.mark.parametrize(
    ("answer", "since", "to", "said"),
    [
        ("maybe", None, None, "no answer"),
        ("no", DAY, None, "takes no days"),
        ("unknown", None, DAY, "takes no days"),
        ("yes", DAY, date(2026, 5, 1), "ends before it starts"),
    ],
)
def test_a_factor_that_cannot_be_is_refused(
    answer: Any, since: date | None, to: date | None, said: str
) -> None:
    with pytest.raises(Mistake, match=said):
        FactorPeriod("drug", answer, since, to)


def test_yes_no_and_unknown_combine_as_in_speech() -> None:
    yes, no, unknown = Known.YES, Known.NO, Known.UNKNOWN
    assert [yes & unknown, no & unknown, yes | unknown, no | unknown] == [unknown, no, yes, unknown]
    assert [~yes, ~no, ~unknown] == [no, yes, unknown]


def test_a_fault_is_one_line_with_place_and_hint() -> None:
    assert (
        str(Fault("a.yaml:3", "code", "what is wrong", "what to do")) == "a.yaml:3: what is wrong; what to do"
    )
    assert str(mistake("", "code", "what is wrong")) == "what is wrong"
    assert did_you_mean("microneeding", ["microneedling", "toxin"]) == "did you mean microneedling?"
    assert did_you_mean("zzz", ["microneedling"]) == ""


def test_a_refusal_keeps_its_faults_on_the_way_to_another_process() -> None:
    refused = FaultyKnowledge([Fault("a", "b", "c")])
    again = pickle.loads(pickle.dumps(refused))
    assert isinstance(again, FaultyKnowledge)
    assert again.faults == refused.faults
