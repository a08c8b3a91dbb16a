"""The site with the shipped base, asked through Django's own client."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "entracte.web.settings.testing"

import django

django.setup()

# Django must be set up before any of these is imported.
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402

from entracte.knowledge.rules import Rulebook  # noqa: E402
from entracte.web.library import rulebook as in_use  # noqa: E402

Post = Callable[[str, Any], HttpResponse]

FOUNDING = {
    "proposal": {"procedure": "microneedling", "on": "2026-12-01", "areas": ["face"]},
    "history": {
        "sessions": [{"procedure": "botulinum-toxin", "on": "2026-11-20", "areas": ["forehead"]}],
        "factors": [{"factor": "pregnancy", "answer": "no"}],
    },
}
PAIR = "/pairs/botulinum-toxin/microneedling"
# One of every kind of page.
PAGES = (
    "/",
    "/?q=Can+I+get+microneedling+after+Botox%3F",
    "/?q=x&earlier=botulinum-toxin&later=microneedling&days=10",
    PAIR,
    "/pairs/microneedling/microneedling",
    "/pairs/tattoo/sclerotherapy",
    "/procedures",
    "/procedures/microneedling",
    "/factors",
    "/factors/isotretinoin",
    "/sources",
    "/sources/founding-article",
    "/disagreements",
    "/coverage",
    "/glossary",
    "/intended-use",
    "/check",
    "/check?procedure=microneedling&on=2026-12-01&p1=botulinum-toxin&d1=2026-11-20&a1=forehead&s1=done",
    "/plan",
    "/plan?w1=botulinum-toxin&w2=microneedling&start=2026-12-01&until=2027-03-01",
    "/embed",
    "/api/v1/docs",
)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rulebook that the site answers from."""
    return in_use()


@pytest.fixture
def client() -> Client:
    """Anyone: no cookie, no account."""
    return Client()


@pytest.fixture
def post(client: Client) -> Post:
    """Send JSON to the API."""

    def send(address: str, body: Any) -> HttpResponse:
        text = body if isinstance(body, str) else json.dumps(body)
        return client.post(f"/api/v1/{address}", text, content_type="application/json")  # type: ignore[return-value]

    return send
