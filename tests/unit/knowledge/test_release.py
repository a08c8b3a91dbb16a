"""The difference between two bases, in words, down to the claim that brought it."""

from pathlib import Path

import pytest

import entracte as en
from entracte.engine.boundaries import ladders
from entracte.engine.cases import changed, judge, moved
from entracte.knowledge.cases import load_cases
from entracte.knowledge.release import Difference, difference
from tests.unit.knowledge.small_base import add_claim, edit, interval, write

CASES = """\
cases:
- id: toxin-then-needling
  says: Needling three weeks after toxin.
  rest: "no"
  sessions:
  - procedure: toxin
    on: 2026-03-01
    areas: [face]
  proposal: {procedure: microneedling, on: 2026-03-22, areas: [face]}
  expect: {verdict: caution, earliest: 2026-03-22, advised: 2026-03-29}
- id: needling-then-toxin
  says: Toxin ten days after needling.
  rest: "no"
  sessions:
  - procedure: microneedling
    on: 2026-03-01
    areas: [face]
  proposal: {procedure: toxin, on: 2026-03-11, areas: [face]}
  expect: {verdict: clear}
"""


@pytest.fixture
def bases(tmp_path: Path) -> tuple[Path, Path]:
    """Two bases that are the same, with two worked clients each."""
    found = (write(tmp_path / "old"), write(tmp_path / "new"))
    for base in found:
        (base / "cases").mkdir()
        (base / "cases/toxin.yaml").write_text(CASES)
    return found


def compared(bases: tuple[Path, Path]) -> Difference:
    old, new = (en.compile(en.load(base)) for base in bases)
    return difference(old, new)


def test_the_same_base_differs_in_nothing(bases: tuple[Path, Path]) -> None:
    found = compared(bases)
    assert (found.changes, found.told) == ((), ())
    assert found.old.hash == found.new.hash
    assert [judge(found.new, case) for case in load_cases(bases[1])] == [(), ()]


def test_one_number_shows_in_the_hash_the_rule_and_the_right_clients_only(bases: tuple[Path, Path]) -> None:
    edit(bases[1], "sources/page.yaml", "min: 14\n  max: 28", "min: 22\n  max: 28")
    found = compared(bases)
    assert found.old.hash != found.new.hash
    assert [str(change) for change in found.changes] == [
        "interval/toxin/needling: wait 2 weeks, better 4 weeks → wait 22 days, better 4 weeks"
    ]
    (brought,) = found.changes[0].brought
    assert (brought.what, brought.claim, brought.source) == ("edited", "page/toxin-then-needling", "page")
    clients = {case.id: what for case, what in changed(found.old, found.new, load_cases(bases[1]))}
    assert clients == {
        "toxin/toxin-then-needling": {
            "verdict": ("caution", "wait"),
            "timing": ("caution", "wait"),
            "earliest": ("2026-03-22", "2026-03-23"),
        }
    }
    assert [ladder.rule for ladder, _ in moved(found.old, found.new, ladders(found.old))] == [
        "interval/toxin/needling"
    ]


def test_a_new_claim_on_a_member_is_compared_with_what_the_family_said(bases: tuple[Path, Path]) -> None:
    add_claim(bases[1], "consensus", interval("toxin", "rf-needling", 30))
    (change,) = compared(bases).rules()
    assert change.rule == "interval/toxin/rf-needling"
    assert change.before == "wait 2 weeks, better 4 weeks"
    assert change.after == "wait 30 days"
    assert [item.claim for item in change.brought] == ["consensus/z"]


def test_a_rule_that_goes(bases: tuple[Path, Path]) -> None:
    text = (bases[1] / "sources/page.yaml").read_text()
    (bases[1] / "sources/page.yaml").write_text(text[: text.index("- id: toxin-then-needling")])
    (change,) = compared(bases).changes
    assert (change.what, change.after) == ("removed", "no rule: nothing is known")
    assert [item.what for item in change.brought] == ["removed"]


def test_the_same_number_on_better_grounds(bases: tuple[Path, Path]) -> None:
    add_claim(bases[1], "consensus", interval("toxin", "needling", 14, 28))
    found = compared(bases)
    assert found.rules() == ()
    assert [(c.what, str(c)) for c in found.changes] == [
        (
            "rests-on",
            "interval/toxin/needling: still wait 2 weeks, better 4 weeks, on other grounds",
        )
    ]


def test_a_ruling_and_a_grade_are_told(bases: tuple[Path, Path]) -> None:
    (bases[1] / "rulings").mkdir()
    (bases[1] / "rulings/one.yaml").write_text(
        "claims: [consensus/retinoid]\nreason: An older insert says so.\nby: X\non: 2026-01-01\n"
    )
    edit(bases[1], "sources/page.yaml", "read: 2026-01-01", "read: 2026-01-01\nmarks: [second-hand]")
    found = compared(bases)
    told = {item.claim: item.what for change in found.changes for item in change.brought}
    assert told == {"consensus/retinoid": "set-aside", "page/toxin-then-needling": "regraded"}
    assert {item.what for item in found.told} == {"regraded"}


def test_an_edit_that_no_rule_rests_on_is_told_apart(bases: tuple[Path, Path]) -> None:
    edit(bases[1], "sources/page.yaml", "Redness lasts three days.", "Redness lasts for three days.")
    found = compared(bases)
    assert found.changes == ()
    assert [item.claim for item in found.told] == ["page/needling-downtime"]
