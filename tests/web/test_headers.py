"""What browsers are told to enforce, on every kind of page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.conftest import PAGES


@pytest.mark.parametrize("address", PAGES)
def test_no_page_allows_inline_script_or_another_host(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_what_its_own_policy_forbids(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page)
    assert not re.search(
        r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', page.replace('rel="canonical" ', "")
    )


@pytest.mark.parametrize("address", PAGES)
def test_no_page_sets_a_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", PAGES)
def test_every_page_carries_the_other_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_the_embedded_box_may_be_framed(client: Client) -> None:
    page, box = client.get("/"), client.get("/embed")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in box.headers
    assert "frame-ancestors *" in box.headers["Content-Security-Policy"]


def test_a_refusal_carries_the_headers_too(client: Client) -> None:
    assert "default-src 'none'" in client.get("/nowhere").headers["Content-Security-Policy"]
