"""People at the site: on a phone, by keyboard, without script, in the dark, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
FOUNDING = "Can I get micro-needling after Botox?"
PAIR = "/pairs/botulinum-toxin/microneedling"
KINDS = (
    "/",
    f"/?q={FOUNDING.replace(' ', '+')}",
    PAIR,
    "/pairs/tattoo/sclerotherapy",
    "/procedures/microneedling",
    "/factors/isotretinoin",
    "/sources/founding-article",
    "/disagreements",
    "/coverage",
    "/glossary",
    "/check?procedure=microneedling&on=2026-12-01&p1=botulinum-toxin&d1=2026-11-20&s1=done",
    "/plan?w1=botulinum-toxin&w2=microneedling&start=2026-12-01&until=2027-03-01",
    "/api/v1/docs",
)


def test_a_newcomer_asks_the_founding_question_on_a_phone(visitors: Visitors) -> None:
    page = visitors.open("/", **PHONE)
    page.get_by_label("Your question").fill(FOUNDING)
    page.get_by_role("button", name="Ask", exact=True).click()
    answer = page.get_by_role("region", name="The answer")
    expect(answer).to_contain_text("wait at least 2 weeks")
    expect(answer).to_contain_text("practice, not evidence")
    expect(page.get_by_role("heading", name="Who says otherwise")).to_be_attached()
    top = answer.bounding_box()
    assert top is not None
    assert top["y"] < 812, "the answer stands on the first screen"
    who = page.get_by_role("heading", name="Who says what").bounding_box()
    assert who is not None
    assert who["y"] < 2.2 * 812, "and who says so within one scroll"


def test_asking_does_not_load_the_page_anew(visitors: Visitors) -> None:
    page = visitors.open("/")
    page.evaluate("window.same = true")
    page.get_by_label("Your question").fill(FOUNDING)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The answer")).to_be_visible()
    assert page.evaluate("window.same") is True
    assert "q=" in page.url


def test_a_wrong_reading_is_mended_with_one_click(visitors: Visitors) -> None:
    page = visitors.open(f"/?q={FOUNDING}")
    page.get_by_role("link", name="The other way round", exact=True).click()
    expect(page.get_by_label("first", exact=True)).to_have_value("microneedling")
    expect(page.locator("figcaption").first).to_contain_text("after microneedling")


def test_another_treatment_is_chosen_in_place(visitors: Visitors) -> None:
    page = visitors.open(f"/?q={FOUNDING}")
    page.get_by_label("then", exact=True).select_option("ipl")
    expect(page.get_by_role("link", name="Why, the risks, care and all sources")).to_have_attribute(
        "href", "/pairs/botulinum-toxin/ipl"
    )


def test_going_back_brings_the_earlier_answer(visitors: Visitors) -> None:
    page = visitors.open(f"/?q={FOUNDING}")
    page.get_by_label("then", exact=True).select_option("ipl")
    expect(page).to_have_url(re.compile("later=ipl"))
    page.go_back()
    expect(page.get_by_label("then", exact=True)).to_have_value("microneedling")


def test_an_emergency_is_told_at_once(visitors: Visitors) -> None:
    page = visitors.open("/?q=I+had+Botox+and+now+I+cannot+swallow", **PHONE)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("112")
    expect(page.get_by_role("button", name="Answer this")).to_have_count(0)


def test_without_script_everything_still_answers(visitors: Visitors) -> None:
    page = visitors.open("/", java_script_enabled=False)
    page.get_by_label("Your question").fill(FOUNDING)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("region", name="The answer")).to_contain_text("2 weeks")
    page.get_by_label("then", exact=True).select_option("ipl")
    page.get_by_role("button", name="Answer this").click()
    expect(page).to_have_url(re.compile("later=ipl"))
    page.get_by_role("link", name="Why, the risks, care and all sources").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("intense pulsed light")


def test_by_keyboard_alone(visitors: Visitors) -> None:
    page = visitors.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type(FOUNDING)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The answer")).to_be_visible()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    assert page.evaluate(outline) != "none", "what has the focus can be seen"


def test_a_professional_checks_a_date_with_factors(visitors: Visitors) -> None:
    page = visitors.open("/check")
    page.get_by_label("Treatment", exact=True).select_option("microneedling")
    page.get_by_label("Day", exact=True).fill("2026-12-01")
    page.get_by_label("Treatment 1", exact=True).select_option("botulinum-toxin")
    page.locator("#d1").fill("2026-11-20")
    page.get_by_role("button", name="Check").click()
    verdict = page.get_by_role("region", name="The verdict")
    expect(verdict).to_contain_text("Earliest 2026-12-04")
    page.get_by_label("Factor 1", exact=True).select_option("isotretinoin")
    page.get_by_role("button", name="Check").click()
    expect(verdict).to_contain_text("Avoid")
    again = visitors.open(page.url.removeprefix(visitors.site))
    expect(again.get_by_role("region", name="The verdict")).to_contain_text("Avoid")


@pytest.mark.parametrize("address", KINDS)
def test_nothing_is_wider_than_a_phone(visitors: Visitors, address: str) -> None:
    page = visitors.open(address, viewport={"width": 320, "height": 700})
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]


def test_the_dark_is_dark_and_the_light_is_light(visitors: Visitors) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    tones = [visitors.open(PAIR, color_scheme=s).evaluate(paper) for s in ("light", "dark")]
    light, dark = (sum(int(n) for n in re.findall(r"\d+", tone)[:3]) for tone in tones)
    assert light > 600
    assert dark < 150


def test_on_paper_the_answer_and_its_sources_stand_and_the_menu_does_not(visitors: Visitors) -> None:
    page = visitors.open(PAIR)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.get_by_role("region", name="The short answer")).to_be_visible()
    assert len(page.pdf()) > 20_000


def test_the_box_stands_on_another_site_in_its_colours(visitors: Visitors) -> None:
    page = visitors.open("/embed?accent=7a1f3d", viewport={"width": 420, "height": 560})
    page.get_by_label("Your question").fill(FOUNDING)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("region", name="The answer")).to_contain_text("2 weeks")
    colour = "getComputedStyle(document.querySelector('.askbox button')).backgroundColor"
    assert page.evaluate(colour) == "rgb(122, 31, 61)"


def test_one_script_tag_puts_the_box_on_another_site(browser: Browser, site: str, clinic: str) -> None:
    page = browser.new_page()
    page.goto(clinic)
    box = page.frame_locator("iframe")
    box.get_by_label("Your question").fill(FOUNDING)
    box.get_by_role("button", name="Ask", exact=True).click()
    expect(box.get_by_role("region", name="The answer")).to_contain_text("2 weeks")
    box.get_by_role("link", name="The other way round", exact=True).click()
    expect(box.get_by_label("first", exact=True)).to_have_value("microneedling")
    button = box.get_by_role("button", name="Ask", exact=True)
    colour = button.evaluate("button => getComputedStyle(button).backgroundColor")
    assert colour == "rgb(122, 31, 61)", "the colours stay from answer to answer"
    with page.expect_popup() as opened:
        box.get_by_role("link", name="Why, the risks, care and all sources").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("follow microneedling")
    page.context.close()
