"""The question page: asked, mended, refused; whole and as a fragment."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

FOUNDING = "/?q=Can+I+get+micro-needling+after+Botox%3F"


def page(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_founding_question_is_answered(client: Client) -> None:
    told = page(client, FOUNDING)
    assert "wait at least 2 weeks" in told
    assert "Who says what" in told
    assert "Who says otherwise" in told
    assert 'href="/pairs/botulinum-toxin/microneedling"' in told


def test_what_was_understood_can_be_mended(client: Client) -> None:
    told = page(client, FOUNDING)
    assert '<option value="botulinum-toxin" selected>' in told
    assert "earlier=microneedling&later=botulinum-toxin" in told


def test_a_mended_reading_is_what_is_answered(client: Client) -> None:
    told = page(client, f"{FOUNDING}&earlier=microneedling&later=botulinum-toxin&days=3")
    assert "Wait: day 3 after microneedling is too soon." in told
    assert 'href="/pairs/microneedling/botulinum-toxin"' in told


def test_the_reader_is_never_cleared_in_person(client: Client) -> None:
    told = page(client, f"{FOUNDING}&earlier=botulinum-toxin&later=microneedling&days=400")
    assert "Only a practitioner who has seen you can clear you" in told


def test_a_script_gets_the_answer_alone(client: Client) -> None:
    told = page(client, FOUNDING, **{"HX-Request": "true"})
    assert "<html" not in told
    assert "wait at least 2 weeks" in told


def test_what_was_named_never_hides_behind_a_date(client: Client) -> None:
    told = page(client, "/?q=botox+two+months+ago%2C+I+take+accutane%2C+can+I+have+microneedling%3F")
    assert 'class="verdict v-avoid"' in told
    assert "Isotretinoin by mouth: sources advise against it while it lasts" in told
    mended = "/?q=x&earlier=botulinum-toxin&later=microneedling&days=60&factor=isotretinoin"
    assert 'class="verdict v-avoid"' in page(client, mended)
    assert 'class="verdict v-avoid"' not in page(client, mended.replace("&factor=isotretinoin", ""))


def test_an_emergency_is_answered_with_nothing_that_delays_it(client: Client) -> None:
    told = page(client, "/?q=I+had+botox+yesterday+and+now+I+can%27t+swallow")
    assert 'class="urgent" role="alert"' in told
    assert 'class="mend"' not in told
    assert "Who says what" not in told


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%20%20",
        "q=filler",
        "q=the+weather",
        "q=%00%01",
        "q=<script>alert(1)</script>",
        "q=" + "x" * 599,
        "q=%F0%9F%92%89",
    ],
)
def test_whatever_is_typed_gets_a_page(client: Client, query: str) -> None:
    assert "<script>alert" not in client.get(f"/?q={query}").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=" + "x" * 601, "a question may have 600 letters"),
        ("earlier=nope&later=ipl", "no treatment 'nope'"),
        ("earlier=ipl&later=ipl&days=soon", "is not a number of days"),
    ],
)
def test_what_cannot_be_read_is_told_by_the_box(client: Client, query: str, said: str) -> None:
    assert said in page(client, f"/?{query}")


def test_a_clinic_may_choose_its_colours(client: Client) -> None:
    assert "embed.css?accent=7a1f3d" in page(client, "/embed?accent=7a1f3d")
    assert "--accent:#7a1f3d" in client.get("/embed.css?accent=7a1f3d").content.decode()


@pytest.mark.parametrize("query", ["accent=red", "accent=ffffff", "ink=eeeeee", "accent=0b5a63;}body{"])
def test_colours_that_cannot_be_read_are_refused(client: Client, query: str) -> None:
    assert client.get(f"/embed.css?{query}").status_code == 400
