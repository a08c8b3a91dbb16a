"""One number changed in one source of the shipped base shows in the hash, in words, and where it matters."""

import shutil
from pathlib import Path

import pytest

import entracte as en
from entracte.engine.cases import changed, moved
from entracte.knowledge import SHIPPED
from entracte.knowledge.cases import load_cases, load_ladders
from entracte.knowledge.check import check
from entracte.knowledge.release import Difference, difference
from tests.unit.knowledge.small_base import edit, interval, write


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "base", ignore=shutil.ignore_patterns("cases")))


def compared(copy: Path) -> Difference:
    return difference(en.compile(en.load()), en.compile(en.load(copy)))


def test_a_copy_differs_in_nothing(copy: Path) -> None:
    found = compared(copy)
    assert found.old.hash == found.new.hash
    assert (found.changes, found.told) == ((), ())


def test_a_device_manual_reaches_its_device_only(copy: Path) -> None:
    asks = "first: botulinum-toxin\n  then: venus-viva\n  stance: wait\n  min: {} months"
    edit(copy, "sources/venus-viva-manual-p6-2.yaml", asks.format(6), asks.format(7))
    found = compared(copy)
    assert found.old.hash != found.new.hash
    (change,) = found.changes
    assert str(change) == "interval/botulinum-toxin/venus-viva: wait 6 months → wait 215 days"
    assert {item.source for item in change.brought} == {"venus-viva-manual-p6-2"}
    assert {ladder.rule for ladder, _ in moved(found.old, found.new, load_ladders())} == {change.rule}
    clients = {case.id for case, _ in changed(found.old, found.new, load_cases())}
    assert clients == {
        "toxin-and-rf-microneedling/venus-viva-two-weeks",
        "toxin-and-rf-microneedling/venus-viva-six-months",
    }


def test_one_page_among_forty_moves_no_median(copy: Path) -> None:
    refuses = "first: botulinum-toxin\n  then: microneedling\n  stance: avoid\n  min: {}\n  says: Refuses"
    edit(copy, "sources/esthetik-mtl-mn.yaml", refuses.format("6 months"), refuses.format("7 months"))
    found = compared(copy)
    assert found.old.hash != found.new.hash
    assert found.changes == ()
    assert [item.claim for item in found.told] == ["esthetik-mtl-mn/botulinum-toxin-then-microneedling"]
    assert list(moved(found.old, found.new, load_ladders())) == []
    assert list(changed(found.old, found.new, load_cases())) == []


def test_two_editors_add_to_one_pair_without_meeting(tmp_path: Path) -> None:
    """Each adds a file of their own: the two lie side by side, and the rule hears both."""
    base = write(tmp_path)
    page = (base / "sources/page.yaml").read_text()
    head = page[: page.index("claims:")]
    for editor, days in (("first", 9), ("second", 11)):
        text = (
            head.replace("A clinic", f"The {editor} clinic") + "claims:\n" + interval("filler", "toxin", days)
        )
        (base / f"sources/{editor}-editor.yaml").write_text(text)
    assert check(base).faults == ()
    rule = en.compile(en.load(base)).rules["interval/filler/toxin"]
    assert {voice.number for voice in rule.grounds.voices} == {"9 days", "11 days"}
