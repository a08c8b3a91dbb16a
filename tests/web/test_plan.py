"""The plan page and its API: laid out by the planner, told in words, refused in place."""

from __future__ import annotations

import json
from html import unescape

from django.test import Client

from entracte.web.planning import _one
from tests.web.conftest import Post

WISHES = "w1=botulinum-toxin&n1=1&w2=microneedling&n2=2&start=2026-12-01&until=2027-06-01"
ASKED = {
    "procedures": [{"procedure": "botulinum-toxin"}, {"procedure": "microneedling", "sessions": 2}],
    "start": "2026-12-01",
    "until": "2027-06-01",
}


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return unescape(response.content.decode())


def test_the_empty_form_is_a_page(client: Client) -> None:
    assert "Lay out the plan" in page(client, "/plan")


def test_wishes_become_visits(client: Client) -> None:
    told = page(client, f"/plan?{WISHES}")
    assert 'aria-label="The plan"' in told
    assert told.count("Microneedling <span") >= 2
    assert "days later" in told


def test_what_cannot_be_is_told_with_its_clash(client: Client) -> None:
    told = page(client, f"/plan?{WISHES.replace('2027-06-01', '2026-12-05')}")
    assert 'aria-label="No plan"' in told
    assert "What stands in the way" in told


def test_every_fault_of_the_form_is_told(client: Client) -> None:
    told = page(client, "/plan?w1=microneedling&n1=99&p1=ipl&d1=never&s1=done", 400)
    assert "from 1 to 12" in told
    assert "Session 1" in told
    assert "no procedure 'nope'" in page(client, "/plan?w1=nope", 400).lower()


def test_the_api_lays_out_the_same_plan(post: Post) -> None:
    response = post("plan", ASKED)
    assert response.status_code == 200, response.content
    told = json.loads(response.content)
    assert told["status"] in ("optimal", "feasible")
    assert sum(len(v["sessions"]) for v in told["visits"]) == 3
    assert told["clash"] == []


def test_the_api_tells_why_there_is_no_plan(post: Post) -> None:
    told = json.loads(post("plan", {**ASKED, "until": "2026-12-05"}).content)
    assert told["status"] == "no_plan"
    assert told["visits"] == []
    assert told["clash"]


def test_while_one_plan_is_laid_out_the_next_must_wait(post: Post) -> None:
    with _one:
        response = post("plan", ASKED)
    assert response.status_code == 503
    assert json.loads(response.content)["errors"][0]["code"] == "busy"
