"""A broken base is refused with all its faults at once, each with file, line and how to mend it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from entracte.core.fault import Fault, FaultyKnowledge
from entracte.knowledge.load import load
from tests.unit.knowledge.small_base import add_claim, edit, interval, write

PAGE = "sources/page.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path)


def faults(base: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyKnowledge) as refused:
        load(base)
    return refused.value.faults


def only(base: Path) -> Fault:
    found = faults(base)
    assert len(found) == 1, found
    return found[0]


def line(base: Path, name: str, text: str) -> str:
    """FILE:LINE of the first line that holds a text."""
    lines = (base / name).read_text().splitlines()
    return f"{name}:{next(n for n, row in enumerate(lines, start=1) if text in row)}"


def test_a_sound_base_loads_with_its_grades_and_digest(base: Path) -> None:
    loaded = load(base)
    assert loaded.sources["label"].grade == "A"
    assert loaded.claims["page/toxin-then-needling"].source == "page"
    assert loaded.digest == load(base).digest
    edit(base, PAGE, "says: Swelling lasts two weeks.", "says: It swells for two weeks.")
    assert loaded.digest != load(base).digest


# What an editor gets wrong, one thing at a time: (what to replace in PAGE, by what, code, said, hint).
SLIPS = {
    "an unknown id": (
        "first: toxin",
        "first: toxine",
        "unknown-id",
        "no procedure 'toxine'",
        "did you mean toxin",
    ),
    "min above max": ("max: 28", "max: 7", "min-above-max", "above max 7", "swap"),
    "months above weeks": ("max: 28", "max: 1 weeks", "min-above-max", "above max", "swap"),
    "no number": ("  min: 14\n  max: 28\n", "", "no-number", "without a number", "give min"),
    "a date in the future": (
        "read: 2026-01-01",
        "read: 2999-01-01",
        "future-date",
        "2999-01-01",
        "check the day",
    ),
    "a year in the future": ("year: undated", "year: 2999", "future-date", "2999", "1900"),
    "an unknown field": ("publisher:", "publsher:", "unknown-field", "publsher", "publisher"),
    "an unknown kind": ("kind: interval", "kind: intervall", "unknown-kind", "intervall", "interval"),
    "an unknown stance": ("stance: wait", "stance: waits", "unknown-value", "waits", "wait"),
    "a wrong span": (
        "min: 14\n  max: 28",
        "min: a fortnight\n  max: 28",
        "wrong-span",
        "fortnight",
        "2 weeks",
    ),
    "a span below zero": ("min: 14\n  max: 28", "min: -1\n  max: 28", "wrong-span", "below zero", "days"),
    "a word for a number": ("max: 28", "max: yes", "wrong-span", "yes", "days"),
    "a span beyond ten years": ("max: 28", "max: 200 months", "senseless-number", "ten years", "check"),
    "a key twice": ("  max: 28", "  max: 28\n  max: 30", "key-twice", "'max' stands twice", "keep one"),
    "a duplicate id": (
        "id: needling-downtime",
        "id: filler-downtime",
        "id-twice",
        "filler-downtime",
        "rename one",
    ),
    "a tab": ("  max: 28", "\tmax: 28", "not-yaml", "YAML", "tabs"),
    "an alias": ("publisher: A clinic", "publisher: &one A clinic", "alias", "anchors", "plain value"),
    "a tag": ("title: A page", "title: !!python/object:os.system x", "alias", "tags", "plain value"),
    "a second document": ("claims:\n", "---\nclaims:\n", "two-documents", "second document", "one per file"),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_its_place_and_its_mend(base: Path, slip: tuple[str, str, str, str, str]) -> None:
    old, new, code, said, hint = slip
    edit(base, PAGE, old, new)
    found = [fault for fault in faults(base) if fault.code == code]
    assert found, faults(base)
    assert said in found[0].message
    assert hint in found[0].hint
    assert found[0].where.startswith(f"{PAGE}:")
    assert int(found[0].where.rpartition(":")[2]) > 0


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("first: toxin", "first: toxine", "first: toxine"),
        ("max: 28", "max: 7", "min: 14\n  max"),
        ("read: 2026-01-01", "read: 2999-01-01", "read: 2999"),
        ("  max: 28", "  max: 28\n  max: 30", "max: 30"),
    ],
)
def test_the_line_is_that_of_the_field(base: Path, old: str, new: str, shown: str) -> None:
    edit(base, PAGE, old, new)
    text = (base / PAGE).read_text()
    expected = text[: text.index(shown)].count("\n") + 1
    assert only(base).where == f"{PAGE}:{expected}"


def test_a_missing_field_is_told_at_its_claim(base: Path) -> None:
    edit(base, PAGE, "  says: Redness lasts three days.\n", "")
    fault = only(base)
    assert (fault.code, fault.where) == ("missing-field", line(base, PAGE, "id: needling-downtime"))
    assert "'says'" in fault.message


def test_a_claim_of_a_source_that_is_missing_has_no_place(base: Path) -> None:
    edit(base, "procedures/filler.yaml", "page/filler-downtime", "pages/filler-downtime")
    fault = only(base)
    assert (fault.code, fault.where) == ("unknown-id", "procedures/filler.yaml:3")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("procedures/treatment.yaml", "kind: family", "kind: family\nis_a: needling"),
        ("areas.yaml", "name: Body", "name: Body\n  part_of: face"),
        ("factors/retinoid.yaml", "name: Retinoid", "name: Retinoid\nis_a: retinoid"),
    ],
    ids=["procedures", "areas", "factors"],
)
def test_a_circle_in_a_tree_is_refused(base: Path, name: str, old: str, new: str) -> None:
    edit(base, name, old, new)
    found = faults(base)
    assert {fault.code for fault in found} == {"circle"}
    assert any(fault.where.startswith(name) for fault in found)


def test_a_file_in_another_encoding_is_refused_with_its_line(base: Path) -> None:
    path = base / PAGE
    path.write_bytes(path.read_bytes().replace(b"A clinic", "Clinique à Genève".encode("latin-1")))
    found = [fault for fault in faults(base) if fault.code == "encoding"]
    assert [fault.where for fault in found] == [f"{PAGE}:3"]
    assert "UTF-8" in found[0].hint


def test_a_file_of_50_megabytes_is_refused_unread(base: Path) -> None:
    with (base / PAGE).open("r+b") as file:
        file.truncate(50_000_000)
    found = [fault for fault in faults(base) if fault.code == "too-large"]
    assert found[0].where == PAGE
    assert "50,000,000" in found[0].message


def test_aliases_that_explode_are_refused_at_the_first(base: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, one in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (base / PAGE).write_text(bomb)
    found = [fault for fault in faults(base) if fault.code == "alias"]
    assert [fault.where for fault in found] == [f"{PAGE}:1"]


def test_what_is_nested_without_end_is_refused(base: Path) -> None:
    (base / PAGE).write_text("a: " + "[" * 5000 + "]" * 5000)
    assert "too-deep" in {fault.code for fault in faults(base)}


def test_a_stray_file_is_refused(base: Path) -> None:
    (base / "sources" / "page.yml").write_text("kind: label\n")
    assert only(base).code == "stray-file"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert only(tmp_path / "nowhere").code == "no-base"


def test_an_empty_folder_lacks_its_head(tmp_path: Path) -> None:
    assert {fault.code for fault in faults(tmp_path)} >= {"unreadable"}


def test_all_faults_are_told_at_once(base: Path) -> None:
    edit(base, "base.yaml", "version: 1.0.0\n", "")
    edit(base, "areas.yaml", "part_of: body\n- id: hands", "part_of: bdy\n- id: hands")
    edit(base, PAGE, "max: 28", "max: 7")
    edit(base, "sources/label.yaml", "kind: label", "kind: lable")
    edit(base, "sources/consensus.yaml", "read: 2026-01-01", "read: 2999-01-01")
    add_claim(base, "page", interval("toxin", "nothing", 3))
    codes = {fault.code for fault in faults(base)}
    assert codes >= {"missing-field", "unknown-id", "min-above-max", "unknown-value", "future-date"}
    assert list(faults(base)) == sorted(faults(base))


def test_a_thing_that_could_not_be_read_is_not_also_told_as_unknown(base: Path) -> None:
    edit(base, "procedures/toxin.yaml", "settling:", "settling: [")
    assert {fault.where.partition(":")[0] for fault in faults(base)} == {"procedures/toxin.yaml"}


SPOILT: list[Callable[[Path], object]] = [
    lambda base: (base / PAGE).write_bytes(b"\xff\xfe\x00"),
    lambda base: (base / PAGE).write_text(""),
    lambda base: (base / PAGE).write_text("- a list\n"),
    lambda base: (base / PAGE).write_text("just words"),
    lambda base: (base / PAGE).write_text("claims: 3\n"),
    lambda base: (base / PAGE).write_text("claims: [3]\n"),
    lambda base: (base / PAGE).write_text("{[a]: b}"),
    lambda base: (base / PAGE).write_text("? - a\n: b\n"),
    lambda base: (base / "areas.yaml").write_text("areas: 3\n"),
    lambda base: (base / "grades.yaml").write_text("kinds: 3\n"),
    lambda base: (base / "grades.yaml").write_text("- 3\n"),
    lambda base: (base / "base.yaml").write_text("3\n"),
    lambda base: (base / "procedures" / "toxin.yaml").write_text("null\n"),
    lambda base: (base / "procedures" / "toxin.yaml").write_text("name: {a: b}\n"),
    lambda base: (base / "procedures" / "toxin.yaml").write_text("name: Toxin\nsettling: 3\n"),
]


@pytest.mark.parametrize("spoil", SPOILT, ids=range(len(SPOILT)))
def test_whatever_is_in_a_file_the_refusal_is_a_list_of_faults(
    base: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(base)
    assert all(fault.where and fault.code and fault.message for fault in faults(base))
    assert gc.isenabled()


def test_nothing_is_half_loaded(base: Path) -> None:
    before = load(base)
    edit(base, PAGE, "first: toxin", "first: toxine")
    faults(base)
    edit(base, PAGE, "first: toxine", "first: toxin")
    assert load(base) == before


def test_a_source_read_today_is_not_in_the_future(base: Path) -> None:
    today = date.today()
    edit(base, PAGE, "read: 2026-01-01", f"read: {today}")
    assert load(base).sources["page"].read == today
    edit(base, PAGE, f"read: {today}", f"read: {today + timedelta(2)}")
    assert only(base).code == "future-date"
