"""How often, how much and how long."""

from __future__ import annotations

import json
import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from entracte.web.deadline import Deadline, TooSlow
from entracte.web.limits import Buckets, address


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(rate=3, clock=lambda: now[0])
    assert [buckets.wait("a") for _ in range(3)] == [0, 0, 0]
    assert buckets.wait("a") == pytest.approx(20)
    assert buckets.wait("b") == 0
    now[0] = 20.0
    assert buckets.wait("a") == 0
    assert buckets.wait("a") > 0


def test_too_many_questions_are_refused_with_the_time_to_come_back() -> None:
    with override_settings(ENTRACTE_RATE=2):
        client = Client()
        answers = [client.get("/glossary") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
    assert "ask again in" in answers[2].content.decode()


def test_the_api_refuses_in_json() -> None:
    with override_settings(ENTRACTE_RATE=1):
        client = Client()
        client.get("/api/v1/factors")
        told = json.loads(client.get("/api/v1/factors").content)
    assert told["errors"][0]["code"] == "too-many"


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        response = client.post("/api/v1/assess", "x" * 2000, content_type="application/json")
    assert response.status_code == 413
    assert json.loads(response.content)["errors"][0]["code"] == "too-large"


def test_an_address_that_is_too_long_is_refused(client: Client) -> None:
    assert client.get("/", {"q": "x" * 20_000}).status_code == 414


def test_a_proxy_is_believed_only_where_one_is_said_to_stand() -> None:
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "6.6.6.6, 1.2.3.4"}, REMOTE_ADDR="10.0.0.1"
    )
    assert address(request) == "10.0.0.1"
    with override_settings(ENTRACTE_PROXIES=1):
        assert address(request) == "1.2.3.4"


def test_a_request_that_never_ends_is_ended() -> None:
    def endless(request: HttpRequest) -> HttpResponse:
        while True:
            time.sleep(0.01)

    with override_settings(ENTRACTE_SECONDS=0.1):
        response = Deadline(endless)(RequestFactory().get("/api/v1/assess"))
    assert response.status_code == 503
    assert json.loads(response.content)["errors"][0]["code"] == "too-slow"


def test_what_is_done_in_time_is_never_interrupted_later() -> None:
    with override_settings(ENTRACTE_SECONDS=0.1):
        Deadline(lambda request: HttpResponse("done"))(RequestFactory().get("/"))
    try:
        time.sleep(0.7)
    except TooSlow:  # pragma: no cover
        pytest.fail("raised after the request was over")
