"""Every example of the manual comes out as it is drawn, and the manual is printed from them."""

from __future__ import annotations

from typing import get_args

import pytest

from entracte.engine.assessment import VERDICTS, Code
from entracte.knowledge.rules import Rule
from tests.spec.check import check
from tests.spec.manual import CHAPTERS, PAGE, page
from tests.spec.world import Example, rows, rulebook

EXAMPLES = [example for chapter in CHAPTERS for example in chapter.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.sentence)
def test_an_example_comes_out_as_it_is_drawn(example: Example) -> None:
    assert example.asked or example.rules or example.care
    check(example)


def test_every_kind_of_rule_every_verdict_and_every_code_has_an_example() -> None:
    kinds = {rule.kind for example in EXAMPLES for rule in rulebook(example).rules.values()}
    answers = [row for example in EXAMPLES if example.asked for row in rows(example.asked)]
    assert kinds == {kind.kind for kind in get_args(Rule)}
    assert {row[2] for row in answers} == set(VERDICTS)
    shown = {code for row in answers for code in row[5].split(", ") if code != "-"}
    assert set(get_args(Code)) - shown == {"never-before"}  # the mirror image of never-after


def test_the_manual_is_what_the_examples_print() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
