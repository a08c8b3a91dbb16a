"""The page of an ordered pair: every heading of the founding article, with its sources."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.test import Client

from entracte.articles.links import Links
from entracte.articles.pages import pair_page, subjects
from entracte.articles.render import STATIC, edition, render
from entracte.knowledge.rules import Rulebook
from tests.web.conftest import PAIR

MOST_BYTES = 120_000


def text(client: Client, address: str) -> str:
    """What a page says, without its markup."""
    page = client.get(address).content.decode()
    body = re.sub(r"<(script|svg|head).*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.parametrize(
    "heading",
    [
        "Why the gap matters",
        "Risks of the two together",
        "What the two do for each other",
        "Who says what, and who disagrees",
        "Benefits",
        "Risks",
        "Tell the practitioner beforehand",
        "Before, between and after",
        "Who should do it",
        "Both on one day",
        "The other way round",
        "Questions people ask",
        "Sources",
    ],
)
def test_every_section_of_the_founding_article_has_its_place(client: Client, heading: str) -> None:
    assert heading in text(client, PAIR)


def test_the_founding_pair_is_answered_as_the_base_says(client: Client) -> None:
    said = text(client, PAIR)
    assert "Wait 2 weeks (14 days)" in said
    assert "practice, not evidence" in said
    assert "say otherwise" in said or "says otherwise" in said


def test_an_unwritten_pair_says_so_and_is_useful_all_the_same(client: Client) -> None:
    said = text(client, "/pairs/tattoo/sclerotherapy")
    assert "No published guidance" in said
    assert "That is not a yes" in said
    assert "Ask the practitioner" in said


def test_a_repeat_is_asked_about_as_a_repeat(client: Client) -> None:
    assert "How long between two sessions of microneedling?" in text(
        client, "/pairs/microneedling/microneedling"
    )


def test_every_citation_leads_to_a_source_on_the_page(client: Client) -> None:
    page = client.get(PAIR).content.decode()
    cited = set(re.findall(r'href="#(s\d+)"', page))
    assert cited
    assert cited <= set(re.findall(r'id="(s\d+)"', page))


def test_the_picture_and_its_table_agree(client: Client) -> None:
    page = client.get(PAIR).content.decode()
    drawn = re.search(r'aria-label="The days after[^"]*\. (The same day[^"]*)"', page)
    assert drawn
    said = text(client, PAIR)
    for part in drawn[1].split("; "):
        days, _, verdict = part.partition(": ")
        assert re.search(rf"{days} {verdict}", said, re.IGNORECASE), part


def test_search_engines_are_told_what_the_page_is(client: Client) -> None:
    page = client.get(PAIR).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    graph = json.loads(found[1])["@graph"]
    assert [thing["@type"] for thing in graph] == ["MedicalWebPage", "FAQPage"]
    assert all(q["acceptedAnswer"]["text"] for q in graph[1]["mainEntity"])
    assert 'property="og:title"' in page


def test_an_unknown_pair_is_no_page(client: Client) -> None:
    assert client.get("/pairs/botulinum-toxin/nothing").status_code == 404


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    tag = client.get(PAIR).headers["ETag"]
    again = client.get(PAIR, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.slow
def test_every_pair_has_a_page_and_none_is_too_heavy(rulebook: Rulebook) -> None:
    styled = sum((STATIC / name).stat().st_size for name in ("entracte.css", "mark.svg"))
    of, ids = edition(rulebook), subjects(rulebook)
    heaviest = max(
        (len(render(pair_page(rulebook, first, then), of, Links()).encode()), first, then)
        for first in ids
        for then in ids
    )
    assert heaviest[0] + styled < MOST_BYTES, heaviest
