"""What an editor gets wrong is told with its file, its line and what would be right."""

from datetime import date
from pathlib import Path

import pytest

from entracte.core.fault import Fault
from entracte.knowledge.check import Report, check
from tests.unit.knowledge.small_base import add_claim, edit, write

TODAY = date(2026, 3, 1)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path)


def faults(base: Path) -> dict[str, Fault]:
    return {fault.code: fault for fault in check(base, TODAY).faults}


def notes(base: Path, day: date = TODAY) -> dict[str, Fault]:
    return {note.code: note for note in check(base, day).notes}


def test_a_sound_base_has_no_fault(base: Path) -> None:
    report = check(base, TODAY)
    assert isinstance(report, Report)
    assert report.faults == ()
    assert report.base is not None


def test_a_base_that_cannot_be_loaded_tells_why(base: Path) -> None:
    edit(base, "sources/page.yaml", "first: toxin", "first: toxine")
    report = check(base, TODAY)
    assert report.base is None
    assert [f.code for f in report.faults] == ["unknown-id"]


CLAIM = """\
- id: z-{id}
  kind: {kind}
  {fields}
  says: Something that is said of it.
"""


def claim(kind: str, **fields: object) -> str:
    told = "\n  ".join(f"{name}: {value}" for name, value in fields.items())
    return CLAIM.format(id=kind, kind=kind, fields=told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (claim("interval", first="toxin", then="filler", stance="wait", min="80 months"), "senseless-number"),
        (claim("downtime", procedure="toxin", min="13 months"), "senseless-number"),
        (
            claim("care", procedure="toxin", phase="after", activity="exercise", stance="avoid", min=400),
            "senseless-number",
        ),
        (claim("course", procedure="toxin", sessions='"5..3"'), "senseless-number"),
        (claim("course", procedure="toxin", sessions='"a few"'), "senseless-number"),
        (
            claim("limit", procedure="toxin", stance="wait", amount=9000, unit="U", per="session"),
            "senseless-number",
        ),
        (
            claim("limit", procedure="filler", stance="wait", amount=4, unit="percent", per="session"),
            "unknown-unit",
        ),
        (claim("limit", procedure="toxin", stance="wait", amount=4, unit="mL", per="session"), "two-units"),
        (claim("order", first="toxin", then="toxin", stance="allowed"), "self-order"),
        (
            claim("interval", first="toxin", then="filler", stance="wait", min=3, course="true"),
            "two-procedures",
        ),
    ],
)
def test_a_number_that_its_kind_cannot_mean_is_a_fault(base: Path, text: str, code: str) -> None:
    add_claim(base, "page", text)
    found = faults(base)
    assert set(found) == {code}
    assert found[code].where.startswith("sources/page.yaml:")
    assert int(found[code].where.partition(":")[2]) >= 26
    assert found[code].hint


def test_a_claim_that_says_nothing(base: Path) -> None:
    edit(base, "sources/page.yaml", "says: Swelling lasts two weeks.", "says: Swelling.")
    assert faults(base)["says-nothing"].where == "sources/page.yaml:12"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("url: https://example.org/page", "url: none", "incomplete-source", 5),
        ("publisher: A clinic", 'publisher: " "', "incomplete-source", 3),
        ("year: undated", "year: undated\ndoi: see there", "wrong-doi", 5),
        ("read: 2026-01-01", "read: 2019-01-01", None, None),
        ("year: undated\n", "year: 2026\n", None, None),
    ],
)
def test_a_source_can_be_found_again(
    base: Path, old: str, new: str, code: str | None, line: int | None
) -> None:
    edit(base, "sources/page.yaml", old, new)
    found = faults(base)
    if code is None:
        assert found == {}
    else:
        assert found[code].where == f"sources/page.yaml:{line}"


def test_a_doi_makes_up_for_an_address(base: Path) -> None:
    edit(base, "sources/consensus.yaml", "url: https://example.org/consensus", "url: none")
    assert faults(base) == {}


def test_a_source_that_is_lost_says_so_and_counts_for_less(base: Path) -> None:
    edit(base, "sources/page.yaml", "url: https://example.org/page", "url: none\nnote: No address was kept.")
    assert "incomplete-source" in faults(base)
    edit(base, "sources/page.yaml", "note: No", "marks: [second-hand]\nnote: No")
    assert faults(base) == {}


def test_a_source_read_before_its_year(base: Path) -> None:
    edit(base, "sources/label.yaml", "read: 2026-01-01", "read: 2023-01-01")
    assert "read-too-early" in faults(base)


def test_a_claim_copied_within_a_source(base: Path) -> None:
    text = (base / "sources/page.yaml").read_text()
    copied = text[text.index("- id: toxin-then-needling") :].replace("id: toxin-then", "id: toxin-then-a")
    add_claim(base, "page", copied.replace("Wait two to four", "Wait  two to FOUR"))
    found = check(base, TODAY).faults
    assert [f.code for f in found if f.code == "said-twice"] == ["said-twice"]
    twice = faults(base)["said-twice"]
    assert "sources/page.yaml:" in twice.hint
    assert "page/toxin-then-a" in twice.hint


def test_a_claim_copied_to_another_page_of_the_publisher(base: Path) -> None:
    text = (base / "sources/page.yaml").read_text()
    (base / "sources/second.yaml").write_text(text)
    assert len([f for f in check(base, TODAY).faults if f.code == "said-twice"]) == 3


def test_the_same_claim_of_two_publishers_is_no_copy(base: Path) -> None:
    text = (base / "sources/page.yaml").read_text()
    (base / "sources/second.yaml").write_text(text.replace("A clinic", "Another clinic"))
    assert faults(base) == {}


def test_another_population_is_another_claim(base: Path) -> None:
    text = (base / "sources/page.yaml").read_text()
    copied = text[text.index("- id: toxin-then-needling") :].replace("id: toxin", "id: toxins")
    add_claim(base, "page", copied + "  population: men\n")
    assert faults(base) == {}


def test_a_treatment_that_never_settles(base: Path) -> None:
    edit(base, "procedures/filler.yaml", "settling: {days: 14, claims: [page/filler-downtime]}\n", "")
    assert faults(base)["no-settling"].where == "procedures/filler.yaml:1"


def test_a_member_settles_as_its_family(base: Path) -> None:
    assert "settling" not in (base / "procedures/toxin-brand.yaml").read_text()
    assert faults(base) == {}


def test_claims_stand_in_order(base: Path) -> None:
    add_claim(base, "page", claim("benefit", procedure="toxin").replace("z-benefit", "a-benefit"))
    assert faults(base)["unsorted"].where.startswith("sources/page.yaml:26")


def test_one_source_with_both_orders(base: Path) -> None:
    text = claim("order", first="toxin", then="filler", stance="avoid").replace("z-", "zz-")
    add_claim(base, "consensus", text)
    assert "consensus/zz-order" in faults(base)["order-both-ways"].message


def test_a_pair_without_an_open_day(base: Path) -> None:
    add_claim(
        base,
        "page",
        claim("interval", first="microneedling", then="filler", stance="contraindicated", min="always")
        + claim(
            "interval", first="filler", then="microneedling", stance="contraindicated", min="always"
        ).replace("z-", "zz-"),
    )
    assert "filler and microneedling" in faults(base)["never-open"].message
    (base / "rulings").mkdir()
    (base / "rulings/one.yaml").write_text(
        "claims: [page/z-interval]\nreason: It speaks of another filler.\nby: An editor\non: 2026-01-01\n"
    )
    assert faults(base) == {}


def test_an_order_that_a_ban_hides(base: Path) -> None:
    add_claim(
        base,
        "consensus",
        claim("interval", first="toxin", then="filler", stance="contraindicated", min="always"),
    )
    assert "closed for good" in faults(base)["unreachable"].message


def test_a_family_without_members(base: Path) -> None:
    (base / "procedures/peel.yaml").write_text("name: Peel\nkind: family\nis_a: treatment\n")
    add_claim(base, "page", claim("interval", first="peel", then="toxin", stance="wait", min=3))
    assert "peel is a family without members" in faults(base)["unreachable"].message


def test_a_circle_on_one_day_is_noted(base: Path) -> None:
    for first, then in (("filler", "microneedling"), ("microneedling", "toxin")):
        name = f"z{first}"
        add_claim(
            base,
            "consensus",
            claim("order", first=first, then=then, stance="allowed").replace("z-", f"{name}-"),
        )
        back = claim("order", first=then, then=first, stance="avoid").replace("z-", f"{name}b-")
        add_claim(base, "consensus", back)
    back = claim("order", first="filler", then="toxin", stance="avoid").replace("z-", "zzz-")
    add_claim(base, "consensus", back)
    told = notes(base)["order-circle"].message
    assert told == "on one day filler before microneedling before toxin before filler"


def test_an_overdue_review_is_noted_from_its_day_on(base: Path) -> None:
    assert "review-overdue" not in notes(base)
    late = [n for n in check(base, date(2027, 3, 1)).notes if n.code == "review-overdue"]
    assert [n.where.partition(":")[0] for n in late] == ["sources/label.yaml", "sources/page.yaml"]


def test_a_family_claim_that_a_member_overrides_is_listed(base: Path) -> None:
    text = claim("interval", first="toxin", then="microneedling", stance="wait", min=7)
    add_claim(base, "page", text)
    told = notes(base)["overridden"]
    assert "page/toxin-then-needling yields" in told.message
    assert "toxin with microneedling" in told.message
    assert told.where.startswith("sources/page.yaml:")


def test_a_rule_that_only_the_family_name_calls(base: Path) -> None:
    for member in ("microneedling", "rf-needling"):
        text = claim("interval", first="toxin", then=member, stance="wait", min=7)
        add_claim(base, "page", text.replace("z-", f"z{member}-"))
    assert "interval/toxin/needling" in notes(base)["family-only"].message


def test_a_source_of_two_minds(base: Path) -> None:
    add_claim(base, "page", claim("interval", first="toxin", then="needling", stance="allowed", min=1))
    assert "page/z-interval opens" in notes(base)["two-minds"].message


def test_a_word_that_no_claim_speaks_of(base: Path) -> None:
    (base / "factors/gold.yaml").write_text("name: Gold\nquestion: Is there gold in it?\n")
    told = [note.where for note in check(base, TODAY).notes if note.code == "unspoken"]
    assert "factors/gold.yaml:1" in told
    assert "factors/retinoid.yaml:1" not in told


def test_a_ruling_gives_its_reason(base: Path) -> None:
    (base / "rulings").mkdir()
    (base / "rulings/one.yaml").write_text(
        "claims: [page/toxin-then-needling]\nreason: Wrong.\nby: An editor\non: 2026-01-01\n"
    )
    assert faults(base)["no-reason"].where == "rulings/one.yaml:2"


def test_a_broken_worked_client_is_a_fault_of_the_base(base: Path) -> None:
    (base / "cases").mkdir()
    (base / "cases/one.yaml").write_text("cases:\n- id: one\n  says: Nothing is proposed.\n")
    assert faults(base)["missing-field"].where == "cases/one.yaml:2"


def test_usage_of_an_unknown_word_is_a_fault_of_the_base(base: Path) -> None:
    (base / "usage.yaml").write_text("counts:\n- subject: toxin\n  then: peel\n  asked: 2\n")
    assert faults(base)["unknown-id"].where == "usage.yaml:2"
