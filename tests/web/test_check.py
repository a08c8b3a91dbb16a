"""The professional's page: everything in the address, every fault told in its place."""

from __future__ import annotations

from django.test import Client

HISTORY = "p1=botulinum-toxin&d1=2026-11-20&a1=forehead&s1=done"
FOUNDING = f"/check?procedure=microneedling&on=2026-12-01&area=face&{HISTORY}"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_verdict_comes_with_its_sum(client: Client) -> None:
    told = page(client, FOUNDING)
    assert "2026-11-20 + 14 days = 2026-12-04; 11 days have passed" in told
    assert "interval/botulinum-toxin/microneedling" in told


def test_the_form_keeps_what_was_typed(client: Client) -> None:
    told = page(client, FOUNDING)
    assert '<option value="botulinum-toxin" selected>' in told
    assert 'value="2026-11-20"' in told


def test_a_factor_answered_no_is_asked_no_more(client: Client) -> None:
    assert 'name="no" value="isotretinoin"' in page(client, FOUNDING)
    assert "Answered no: Isotretinoin" in page(client, f"{FOUNDING}&no=isotretinoin")


def test_a_factor_that_lasts_is_judged(client: Client) -> None:
    assert "verdict v-avoid" in page(client, f"{FOUNDING}&f1=isotretinoin&y1=yes")


def test_the_policy_can_be_switched(client: Client) -> None:
    assert "policy “cautious”" in page(client, f"{FOUNDING}&policy=cautious")


def test_a_month_is_enough_where_the_day_is_forgotten(client: Client) -> None:
    told = page(client, "/check?procedure=microneedling&on=2026-12-20&p1=botulinum-toxin&d1=2026-11&s1=done")
    assert "the worst day in it decides" in told.lower()


def test_every_fault_is_told_at_once(client: Client) -> None:
    told = page(
        client,
        "/check?procedure=microneedling&on=tomorrow&p1=botulinum-toxin&d1=2026-13-01&s1=done&f1=nope",
        400,
    )
    assert "not a day; write it as 2026-12-01" in told
    assert "Session 1" in told


def test_a_family_is_refused_with_its_members(client: Client) -> None:
    told = page(client, "/check?procedure=peel&on=2026-12-01", 400)
    assert "is a family of treatments" in told
    assert "peel-superficial" in told


def test_a_day_beyond_the_calendar_is_refused_not_broken(client: Client) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        page(client, f"/check?procedure=microneedling&on={day}", 400)
        page(client, f"/check?procedure=microneedling&on=2026-12-01&p1=ipl&d1={day}&s1=done", 400)


def test_the_check_page_is_not_indexed_once_it_holds_a_client(client: Client) -> None:
    assert 'name="robots" content="noindex"' in page(client, FOUNDING)
