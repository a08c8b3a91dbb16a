"""Pages to read, and what is refused."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.test import Client

from tests.web.conftest import PAGES


@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_answers(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("<h1") == 1
    assert "rulebook" in page or "embed" in address


@pytest.mark.parametrize("address", PAGES)
def test_no_heading_level_is_skipped(client: Client, address: str) -> None:
    levels = [int(n) for n in re.findall(r"<h([1-6])", client.get(address).content.decode())]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("address", PAGES)
def test_no_id_stands_twice_on_a_page(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    ids = [i for i in re.findall(r'\sid="([^"]+)"', page) if not i.startswith("h-")]
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/procedures/nothing",
        "/factors/nothing",
        "/sources/nothing",
        "/static/nothing",
        "/pairs/A/B",
        "/procedures/../x",
    ],
)
def test_what_is_not_there_is_said_kindly(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "there is nothing at this address" in response.content.decode().lower()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/glossary").status_code in (403, 405)


def test_two_treatments_chosen_from_lists_lead_to_their_page(client: Client) -> None:
    response = client.get("/pairs?first=ipl&then=waxing")
    assert response.headers["Location"] == "/pairs/ipl/waxing"


def test_a_choice_that_is_none_is_refused_with_a_hint(client: Client) -> None:
    response = client.get("/pairs?first=ipls&then=waxing")
    assert response.status_code == 400
    assert "did you mean ipl" in response.content.decode()


def test_the_map_names_every_page_once(client: Client) -> None:
    found = re.findall(r"<loc>([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(found) == len(set(found)) > 1000
    assert "http://testserver/pairs/botulinum-toxin/microneedling" in found


def test_robots_may_read_pages_but_no_questions(client: Client) -> None:
    told = client.get("/robots.txt").content.decode()
    assert "Disallow: /check" in told
    assert "sitemap.xml" in told
