"""Every danger sign raises the alarm, in any wording; ordinary questions do not."""

import json
from datetime import date
from pathlib import Path

import pytest

from entracte.ask.answer import ask
from entracte.ask.understand import understand
from entracte.knowledge.model import Base
from entracte.knowledge.rules import Rulebook

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parents[2] / "data"
TOLD = [json.loads(line) for line in (DATA / "danger_signs.jsonl").read_text("utf-8").splitlines()]
URGENT = [one["question"] for one in TOLD if one["urgent"]]
ORDINARY = [one["question"] for one in TOLD if not one["urgent"]]


@pytest.mark.parametrize("question", URGENT)
def test_no_sign_is_missed(base: Base, question: str) -> None:
    assert understand(question, base, TODAY).kind == "emergency"


@pytest.mark.parametrize("question", ORDINARY)
def test_no_needless_alarm(base: Base, question: str) -> None:
    assert understand(question, base, TODAY).kind != "emergency"


def test_hardly_any_ordinary_question_is_an_alarm(base: Base) -> None:
    asked = [json.loads(line) for line in (DATA / "questions.jsonl").read_text("utf-8").splitlines()]
    raised = [a["question"] for a in asked if understand(a["question"], base, TODAY).kind == "emergency"]
    needless = [q for q in raised if next(a for a in asked if a["question"] == q)["kind"] != "emergency"]
    assert len(needless) <= 0.01 * len(asked), needless
    assert {a["question"] for a in asked if a["kind"] == "emergency"} <= set(raised)


@pytest.mark.parametrize(
    "passing",
    [
        "How long after botox can I have a peel? {}",
        "{} Anyway, when can I wear makeup after lip filler?",
        "wedding in 2 weeks, had botox last week, {} can I still have a facial tomorrow",
    ],
)
@pytest.mark.parametrize(
    "sign",
    ["I can't swallow well.", "my vision is blurry.", "I can hardly breathe.", "my speech is slurred."],
)
def test_a_sign_in_passing_comes_first(rulebook: Rulebook, passing: str, sign: str) -> None:
    answer = ask(passing.format(sign), rulebook)
    assert answer.urgent
    assert answer.text.startswith("This may be an emergency: get medical help now.")


@pytest.mark.parametrize("question", URGENT)
def test_the_urgent_answer_names_no_window(rulebook: Rulebook, question: str) -> None:
    for reader in ("client", "professional"):
        answer = ask(question, rulebook, reader)
        assert answer.assessment is None
        assert "112" in answer.text
        for word in ("week", "month", "wait at least", "earliest", "days apart"):
            assert word not in answer.text, answer.text


@pytest.mark.parametrize("flag", ["toxin-spread", "filler-vascular-occlusion", "filler-vision-loss"])
def test_every_wording_of_the_gravest_flags_is_known(rulebook: Rulebook, flag: str) -> None:
    red = rulebook.base.red_flags[flag]
    name = rulebook.base.procedures[red.procedures[0]].name
    bare = {"purple", "went dark", "cold skin after filler", "poor refill"}  # a bruise is all of these
    for phrase in set(red.phrases) - bare:
        asked = f"{phrase} since my {name.lower().removesuffix(' of any kind')} yesterday"
        assert understand(asked, rulebook.base, TODAY).kind == "emergency", asked


def test_a_text_too_long_to_be_a_question_is_still_searched(rulebook: Rulebook) -> None:
    filling = "blah " * 2_000
    assert ask(f"{filling} I can't breathe after botox {filling}", rulebook).urgent
    assert ask(filling, rulebook).kind == "unclear"


def test_asked_in_general_it_is_a_risk_with_the_advice(rulebook: Rulebook) -> None:
    answer = ask("can filler cause blindness?", rulebook)
    assert (answer.kind, answer.urgent) == ("risk", False)
    assert "112" in answer.text
