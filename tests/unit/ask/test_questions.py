"""Questions as people ask them, with the right understanding, and templates that turn every pair about.

tests/data/questions.jsonl holds both sides (`earlier`, `later`: any of these ids, or a family or member of
one), the days named, the factor or thing asked about; `either` where both directions must be answered.
"""

import json
from collections import defaultdict
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from entracte.ask.question import Question
from entracte.ask.understand import understand
from entracte.knowledge.model import Base

TODAY = date(2026, 11, 22)
ASKED = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "questions.jsonl").read_text("utf-8").splitlines()
]
EXACT = ("timing", "same_day", "already_done", "client_factor")


def kin(base: Base, one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return one in base.lines[other] or other in base.lines.get(one, ())


def sides(base: Base, asked: dict[str, Any], found: Question) -> bool:
    before: list[str | None] = [said.id for said in found.before] or [None]
    after: list[str | None] = [said.id for said in found.after] or [None]

    def fit(one: list[str | None], other: list[str | None]) -> bool:
        return any(kin(base, w, s) for w in asked["earlier"] for s in one) and any(
            kin(base, w, s) for w in asked["later"] for s in other
        )

    if not found.direction_stated:
        return asked["either"] and (fit(before, after) or fit(after, before))
    return fit(before, after)


def names(base: Base, found: Question) -> set[str]:
    ids = {f.id for f in found.factors} | set(found.activities) | {s.id for s in found.named}
    return {up for id_ in ids for up in (id_, *base.lines.get(id_, ()))} | {found.topic or ""}


def test_nearly_every_question_is_understood_exactly(base: Base) -> None:
    wrong = []
    asked = [a for a in ASKED if a["kind"] in EXACT and "earlier" in a]
    for one in asked:
        found = understand(one["question"], base, TODAY)
        fits = sides(base, one, found) and found.elapsed_days == one["days"]
        fits = fits and ("condition" not in one or bool(set(one["condition"]) & names(base, found)))
        if not fits and "disputed" not in one:
            wrong.append(one["question"])
    assert len(asked) > 150
    assert len(wrong) <= 0.03 * len(asked), wrong


def test_no_direction_is_confidently_wrong(base: Base) -> None:
    for one in ASKED:
        if one.get("earlier", [None]) != [None] and one["later"] != one["earlier"] and not one["either"]:
            found = understand(one["question"], base, TODAY)
            turned = {**one, "earlier": one["later"], "later": one["earlier"]}
            assert not (found.direction_stated and sides(base, turned, found)), one["question"]


def test_kinds_are_named_as_a_reader_would(base: Base) -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for one in ASKED:
        if "disputed" not in one:
            found[one["kind"]].append(understand(one["question"], base, TODAY).kind == one["kind"])
    assert set(found) >= {"timing", "repeat", "effect", "risk", "event", "out_of_scope", "emergency"}
    for kind, right in found.items():
        assert sum(right) >= 0.95 * len(right), kind


def test_out_of_scope_is_declined_and_nothing_else(base: Base) -> None:
    for one in ASKED:
        if "disputed" not in one:
            declined = understand(one["question"], base, TODAY).kind == "out_of_scope"
            assert declined == (one["kind"] == "out_of_scope"), one["question"]


# Each way to say that A is earlier and B later, with the days it names.
EARLIER_LATER: dict[str, int | None] = {
    "how long after {A} can I have {B}": None,
    "is it safe to have {B} after {A}": None,
    "Is it ok to get {B} following {A}?": None,
    "I had {A} last week, can I have {B} now?": 7,
    "had {A} 10 days ago can i do {B}": 10,
    "got {A} yesterday. {B} today?": 1,
    "got {A} done on 12 November, when can I do {B}": 10,
    "{B} two weeks post {A}": 14,
    "{A} 2 weeks before {B} ok?": 14,
    "Should I have {A} before {B}?": None,
    "do {A} first and then {B}?": None,
    "{A} followed by {B}, what gap?": None,
    "if i get {A} how long until i can get {B}": None,
    "I've just had {A}. When is it safe to have {B}?": None,
    "waiting period after {A} before {B}": None,
    "can you get {B} if you had {A} recently": None,
    "Having had {A}, how soon might I have {B}?": None,
    "Once {A} is done when may I have {B}?": None,
    "ahead of {B}, can I have {A}": None,
    "I'm booked for {B} next week; can I have {A} today?": 7,
    "I have {B} booked in 10 days, is it ok to get {A} tomorrow?": 9,
    "{B}, 3 weeks from now, had {A} a week ago": 28,
    "would it be a problem to get {B} a month after {A}": 30,
    "is one week enough after {A} to have {B}": 7,
    "I want {A} and then {B} a fortnight later": 14,
    "planning {A} on 1 December and {B} on 15 December": 14,
    "can I get {B} tomorrow if I had {A} today": 1,
    "how long before {B} should I stop {A}": None,
    "how close to {B} can I get {A}": None,
}
NAMES = {
    "botox": "botulinum-toxin",
    "micro needling": "microneedling",
    "lip filler": "ha-filler",
    "a chemical peel": "peel",
    "IPL": "ipl",
    "laser hair removal": "laser-hair-removal",
    "a facial": "facial",
    "HIFU": "microfocused-ultrasound",
    "dermaplaning": "dermaplaning",
    "a tattoo": "tattoo",
    "profhilo": "ha-skin-booster",
}


@pytest.mark.parametrize("template", EARLIER_LATER)
def test_either_treatment_may_come_first(base: Base, template: str) -> None:
    for a, b in permutations(NAMES, 2):
        asked = template.format(A=a, B=b)
        found = understand(asked, base, TODAY)
        assert (found.earlier, found.later, found.direction_stated) == (NAMES[a], NAMES[b], True), asked
        assert found.elapsed_days == EARLIER_LATER[template], asked


@pytest.mark.parametrize(
    "template",
    [
        "what gap between {A} and {B}",
        "{A} and {B} on the same day",
        "should I have {A} or {B} first",
        "{A} before or after {B}?",
        "is it ok to have {A} and {B} together",
        "can I get {A} with {B}",
    ],
)
def test_an_order_that_was_not_told_is_not_made_up(base: Base, template: str) -> None:
    for a, b in permutations(NAMES, 2):
        found = understand(template.format(A=a, B=b), base, TODAY)
        assert not found.direction_stated, template.format(A=a, B=b)
        assert {said.id for said in found.named} == {NAMES[a], NAMES[b]}


@pytest.mark.parametrize(
    ("template", "answer"),
    [
        ("I'm {F}, can i get {A}?", "yes"),
        ("is {A} safe while {F}", "yes"),
        ("I am not {F}. can I have {A}", "no"),
        ("can you get {A} when you are {F}?", "yes"),
    ],
)
def test_a_factor_is_present_or_denied(base: Base, template: str, answer: str) -> None:
    for name, id_ in NAMES.items():
        for word, factor in (
            ("pregnant", "pregnancy"),
            ("diabetic", "diabetes"),
            ("on accutane", "isotretinoin"),
        ):
            found = understand(template.format(A=name, F=word), base, TODAY)
            assert [(f.id, f.answer) for f in found.factors] == [(factor, answer)]
            assert (found.earlier, found.later) == (None, id_)


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("mikroneedling after botox?", "microneedling"),
        ("micro-needeling after botox", "microneedling"),
        ("lazer hair removel after botox", "laser-hair-removal"),
        ("chemcial peel after botox", "peel"),
        ("hydrafasial after botox", "hydradermabrasion"),
        ("dermaplanning after botox", "dermaplaning"),
        ("ultherepy after botox", "microfocused-ultrasound"),
        ("morpheus-8 after botox", "rf-microneedling"),
    ],
)
def test_misspellings_are_mended(base: Base, asked: str, id_: str) -> None:
    found = understand(asked, base, TODAY)
    assert (found.earlier, found.later) == ("botulinum-toxin", id_)


def test_ipl_is_no_lip_and_later_is_no_laser(base: Base) -> None:
    assert understand("IPL after botox", base, TODAY).areas == ()
    found = understand("botox and later a facial, how long apart", base, TODAY)
    assert {said.id for said in found.named} == {"botulinum-toxin", "facial"}


def test_a_product_is_named_beside_its_procedure(base: Base) -> None:
    told = understand("Morpheus8 after Restylane", base, TODAY).to_dict()
    assert (told["earlier"], told["later"]) == ("ha-filler", "rf-microneedling")
    assert set(told["products"]) == {"restylane", "morpheus8"}


def test_dissolved_then_refilled(base: Base) -> None:
    found = understand("had my filler dissolved, when can I get it refilled", base, TODAY)
    assert (found.earlier, found.later) == ("hyaluronidase", "ha-filler")


def test_a_factor_that_ended_carries_its_days(base: Base) -> None:
    found = understand("stopped accutane 3 months ago, is microneedling ok", base, TODAY)
    assert [(f.id, f.past, f.ended) for f in found.factors] == [("isotretinoin", True, 90)]


def test_an_event_has_its_day(base: Base) -> None:
    assert understand("wedding on 5 June 2027, when to have botox", base, TODAY).event == date(2027, 6, 5)


def test_price_is_declined_and_the_spacing_answered(base: Base) -> None:
    found = understand("how long after botox can I have a peel and what does it cost?", base, TODAY)
    assert (found.kind, found.declined) == ("timing", ("price",))
