"""What breaks all the same is told kindly, and noted without what was asked."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from entracte.web.pages import asking

SECRET = "a very private question"


def test_a_break_is_noted_by_its_place_and_never_by_the_question(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(asking, "ask", breaks)
    monkeypatch.setattr(logging.getLogger("entracte"), "propagate", True)
    response = Client(raise_request_exception=False).get("/", {"q": SECRET})
    assert response.status_code == 500
    assert "This is our fault" in response.content.decode()
    assert "RuntimeError at" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in response.content.decode()


def test_a_break_of_the_api_has_the_shape_of_every_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    from entracte.web.api import routes

    def breaks(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(routes, "answered", breaks)
    body = json.dumps({"question": SECRET})
    client = Client(raise_request_exception=False)
    response = client.post("/api/v1/ask", body, content_type="application/json")
    assert response.status_code == 500
    assert json.loads(response.content)["errors"][0]["code"] == "broken"
