"""A pair is covered by its own claims, by its families', or by nothing; and the holes are told."""

from pathlib import Path

import pytest

import entracte as en
from entracte.core.fault import FaultyKnowledge
from entracte.knowledge.coverage import Asked, Coverage, coverage, usage
from tests.unit.knowledge.small_base import add_claim, edit, interval, write

ASKED = (Asked("filler", "toxin", 2), Asked("toxin", "needling", 1), Asked("retinoid", "filler", 4))


def covered(folder: Path, asked: tuple[Asked, ...] = ()) -> Coverage:
    return coverage(en.compile(en.load(folder)), asked)


def cell(found: Coverage, subject: str, then: str) -> tuple[str, str | None, int, int]:
    one = next(c for c in (*found.pairs, *found.factors) if (c.subject, c.then) == (subject, then))
    return one.cover, one.tier, one.claims, one.asked


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_only_procedures_have_a_row(base: Path) -> None:
    found = covered(base)
    assert {c.subject for c in found.pairs} == {"filler", "microneedling", "rf-needling", "toxin"}
    assert len(found.pairs) == 16
    assert len(found.factors) == 8


def test_own_claims_family_claims_and_nothing(base: Path) -> None:
    found = covered(base)
    assert cell(found, "toxin", "filler") == ("own", "A-B", 1, 0)
    assert cell(found, "toxin", "microneedling") == ("family", "E-F", 1, 0)
    assert cell(found, "filler", "toxin") == ("none", None, 0, 0)
    assert cell(found, "retinoid", "microneedling") == ("family", "A-B", 1, 0)
    assert cell(found, "pregnancy", "toxin") == ("own", "A-B", 1, 0)


def test_an_order_that_may_be_either_covers_both(base: Path) -> None:
    edit(base, "sources/consensus.yaml", "stance: preferred", "stance: preferred\n  either: true")
    assert cell(covered(base), "filler", "toxin")[0] == "own"


@pytest.mark.parametrize("stance", ["excluded"])
def test_a_trial_criterion_covers_nothing(base: Path, stance: str) -> None:
    edit(base, "sources/consensus.yaml", "stance: preferred", f"stance: {stance}")
    assert cell(covered(base), "toxin", "filler")[0] == "none"


def test_a_claim_set_aside_covers_nothing(base: Path) -> None:
    (base / "rulings").mkdir()
    (base / "rulings/one.yaml").write_text(
        "claims: [consensus/toxin-then-filler]\nreason: It speaks of another thing.\nby: X\non: 2026-01-01\n"
    )
    assert cell(covered(base), "toxin", "filler")[0] == "none"


def test_a_product_covers_itself_alone(base: Path) -> None:
    add_claim(base, "label", interval("toxin-brand", "rf-needling", 9))
    assert cell(covered(base), "toxin", "rf-needling") == ("family", "E-F", 1, 0)


def test_a_word_for_a_family_asks_about_each_member(base: Path) -> None:
    found = covered(base, ASKED)
    assert cell(found, "toxin", "microneedling")[3] == 1
    assert cell(found, "toxin", "rf-needling")[3] == 1


def test_holes_are_listed_by_how_often_they_are_asked_about(base: Path) -> None:
    found = covered(base, ASKED)
    assert [(c.subject, c.then, c.asked) for c in found.holes(found.pairs)] == [
        ("filler", "toxin", 2),
        ("toxin", "microneedling", 1),
        ("toxin", "rf-needling", 1),
    ]
    assert [c.subject for c in found.holes(found.factors)] == ["retinoid"]


def test_the_summary_counts_every_pair_once(base: Path) -> None:
    summary = covered(base, ASKED).summary()
    assert (summary["own_pairs"], summary["family_pairs"], summary["silent_pairs"]) == (1, 4, 7)
    assert summary["own_pairs_by_tier"] == {"A-B": 1, "C-D": 0, "E-F": 0}
    assert summary["silent_repeats"] == 4


def test_a_silent_pair_says_so(base: Path) -> None:
    told = covered(base, ASKED).to_dict()
    pairs = told["pairs"]
    assert isinstance(pairs, list)
    silent = [pair for pair in pairs if pair["cover"] == "none"]
    assert silent
    assert all(pair["says"] == "no guidance found" for pair in silent)


def test_usage_of_an_unknown_id_is_refused_with_its_line(base: Path) -> None:
    (base / "usage.yaml").write_text("counts:\n- subject: toxin\n  then: fillr\n  asked: 2\n")
    with pytest.raises(
        FaultyKnowledge, match=r"usage.yaml:2: no procedure or factor 'fillr'; did you mean filler"
    ):
        usage(en.load(base), base)


def test_a_base_without_counts_has_no_usage(base: Path) -> None:
    assert usage(en.load(base), base) == ()
