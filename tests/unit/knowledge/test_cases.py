"""Worked clients are read with their lines, and judged to the letter."""

from pathlib import Path

import pytest

import entracte as en
from entracte.core.fault import FaultyKnowledge
from entracte.engine.boundaries import files, ladders
from entracte.engine.boundaries import write as write_ladders
from entracte.engine.cases import climb, judge
from entracte.knowledge.cases import Ladder, load_cases, load_ladders
from tests.unit.knowledge.small_base import edit, write

CASE = """\
cases:
- id: one
  says: Needling ten days after toxin.
  factors:
  - factor: retinoid
    to: 2025-01-01
  sessions:
  - procedure: toxin
    on: 2026-03
    areas: [face]
  proposal: {procedure: microneedling, on: 2026-04-10, areas: [face]}
  expect:
    verdict: wait
    earliest: 2026-04-14
    advised: 2026-04-28
    grade: E
    findings: [too-soon-after, factor-past]
    absent: [same-day-open]
    cites: [page, consensus]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = write(tmp_path)
    (folder / "cases").mkdir()
    (folder / "cases/toxin.yaml").write_text(CASE)
    return folder


def mismatches(base: Path) -> list[str]:
    book = en.compile(en.load(base))
    return [str(found) for case in load_cases(base) for found in judge(book, case)]


def test_a_case_that_holds(base: Path) -> None:
    assert mismatches(base) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("verdict: wait", "verdict: clear", "verdict should be clear, is wait"),
        ("earliest: 2026-04-14", "earliest: 2026-04-13", "earliest should be 2026-04-13, is 2026-04-14"),
        ("grade: E", "grade: A", "grade should be A, is E"),
        ("absent: [same-day-open]", "absent: [factor-past]", "absent should be factor-past, is told"),
        ("cites: [page, consensus]", "dissent: [page]", "dissent should be page, is nothing"),
        ("cites: [page, consensus]", "asks: [pregnancy]", "asks should be pregnancy, is nothing"),
        (
            "cites: [page, consensus]",
            "order: [toxin, microneedling]",
            "order should be toxin then microneedling, is ",
        ),
        ("cites: [page, consensus]", "never: true", "earliest should be None, is 2026-04-14"),
    ],
)
def test_a_case_that_does_not_hold_says_what_is_wrong(base: Path, old: str, new: str, told: str) -> None:
    edit(base, "cases/toxin.yaml", old, new)
    assert mismatches(base) == [f"cases/toxin.yaml:2: toxin/one: {told}"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("on: 2026-03\n", "on: 2026-13\n", "cases/toxin.yaml:2: one: "),
        ("verdict: wait", "verdikt: wait", "cases/toxin.yaml:2: no field 'verdikt'; did you mean verdict?"),
        ("to: 2025-01-01", "answer: perhaps", "cases/toxin.yaml:5: answer: no 'perhaps'"),
    ],
)
def test_a_broken_case_is_refused_with_its_line(base: Path, old: str, new: str, told: str) -> None:
    edit(base, "cases/toxin.yaml", old, new)
    with pytest.raises(FaultyKnowledge) as refused:
        load_cases(base)
    assert str(refused.value.faults[0]).startswith(told)


def test_two_cases_of_one_id_are_refused(base: Path) -> None:
    text = CASE + CASE.removeprefix("cases:\n")
    (base / "cases/toxin.yaml").write_text(text)
    with pytest.raises(FaultyKnowledge, match="two cases of the id 'one'"):
        load_cases(base)


def test_every_rule_has_a_ladder_that_holds(base: Path) -> None:
    book = en.compile(en.load(base))
    found = list(ladders(book))
    assert {ladder.rule for ladder in found} == {i for i, rule in book.rules.items() if rule.kind != "care"}
    assert [climb(book, ladder) for ladder in found] == [()] * len(found)


def test_ladders_as_a_reader_would_write_them(base: Path) -> None:
    found = {ladder.rule: ladder for ladder in ladders(en.compile(en.load(base)))}
    assert found["interval/toxin/needling"].on == {
        -60: "silent", 1: "wait", 13: "wait", 14: "caution", 27: "caution", 28: "clear"
    }  # fmt: skip
    assert found["order/toxin/filler"].on == {0: "clear", 1: "silent"}
    assert found["limit/toxin/U/92"].on == {0: "wait", 91: "wait", 92: "silent"}
    assert found["contraindication/retinoid/needling"].on == {
        -60: "silent", 0: "wait", 1: "wait", 183: "wait", 184: "clear"
    }  # fmt: skip


def test_ladders_survive_being_written(base: Path) -> None:
    book = en.compile(en.load(base))
    assert write_ladders(base) == len(files(book))
    assert sorted(load_ladders(base), key=lambda x: x.rule) == sorted(ladders(book), key=lambda x: x.rule)


def test_a_ladder_of_a_rule_that_is_gone_is_dropped(base: Path) -> None:
    write_ladders(base)
    stale = base / "cases/boundaries/first-nothing.yaml"
    stale.write_text("ladders: []\n")
    write_ladders(base)
    assert not stale.exists()


def test_a_wrong_ladder_says_which_day(base: Path) -> None:
    book = en.compile(en.load(base))
    wrong = Ladder("interval/toxin/needling", "microneedling", {13: "clear"}, first="toxin", where="x.yaml:3")
    told = "x.yaml:3: interval/toxin/needling: day 13 should be clear, is wait"
    assert [str(m) for m in climb(book, wrong)] == [told]
