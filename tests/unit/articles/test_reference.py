"""The reference pages are those of the base, and every link in them leads somewhere."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from entracte.articles.reference import reference
from entracte.knowledge.load import load

FOLDER = Path(__file__).parents[3] / "docs" / "reference"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference()


def test_the_pages_on_disk_are_those_of_the_base(pages: dict[str, str]) -> None:
    stale = [place for place, text in pages.items() if not same(FOLDER / place, text)]
    assert stale == [], "run `make reference`"


def same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def test_no_page_of_a_thing_that_is_gone(pages: dict[str, str]) -> None:
    shelves = {place.partition("/")[0] for place in pages if "/" in place}
    there = {f"{shelf}/{path.name}" for shelf in shelves for path in (FOLDER / shelf).glob("*.md")}
    assert there - set(pages) == set(), "run `make reference`"


def test_every_link_leads_to_a_page_and_every_anchor_exists(pages: dict[str, str]) -> None:
    broken = set()
    for place, text in pages.items():
        for target in re.findall(r"\]\(((?!http)[^)]+)\)", text):
            path, _, anchor = target.partition("#")
            there = normpath(join(dirname(place), path))
            if there not in pages or (anchor and f'<a id="{anchor}">' not in pages[there]):
                broken.add((place, target))
    assert broken == set()


def test_every_thing_has_its_page_and_every_claim_its_line(pages: dict[str, str]) -> None:
    base = load()
    assert {f"procedures/{id_}.md" for id_ in base.procedures} <= set(pages)
    assert {f"pairs/{id_}.md" for id_ in base.procedures} <= set(pages)
    assert {f"factors/{id_}.md" for id_ in base.factors} <= set(pages)
    shelves = "\n".join(text for place, text in pages.items() if place.startswith("sources/"))
    assert [id_ for id_ in base.sources if f'<a id="{id_}">' not in shelves] == []
    assert shelves.count("\n- `") == len(base.claims)


def test_a_page_shows_every_number_with_its_source(pages: dict[str, str]) -> None:
    page = pages["pairs/botulinum-toxin.md"]
    start = page.index("## Botulinum toxin, then microneedling")
    told = page[start : page.index("\n## ", start)]
    assert "at least 2 weeks, better 4 weeks" in told
    assert "- **6 months**, " in told
    assert "(../sources/e.md#esthetik-mtl-mn)" in told
    assert all("](../" in line for line in told.splitlines() if line.startswith("- **"))


def test_what_was_left_out_is_listed_with_the_reason(pages: dict[str, str]) -> None:
    left_out = load().left_out
    assert left_out
    assert pages["left-out.md"].count("Left out:") == len(left_out)


def test_disagreement_names_both_sides(pages: dict[str, str]) -> None:
    page = pages["disagreements.md"]
    start = page.index("## `contraindication/isotretinoin/laser-hair-removal`")
    told = page[start : page.index("\n## ", start)]
    assert "asds-isotretinoin-2017" in told.split("Say otherwise")[0]
    assert "meticulous-lhr" in told.split("Say otherwise")[1]
