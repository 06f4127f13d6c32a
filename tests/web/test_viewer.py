"""The page behind a proof, opened over the answer: what the keyboard reaches and what a screen reader is told."""

from __future__ import annotations

import pytest

from tests.api_fakes import QUOTE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect

FOCUSED = "document.activeElement"


def heard(page) -> str:
    """All that the browser's accessibility tree names, in order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = (one.get("name", {}).get("value", "") for one in nodes if not one.get("ignored"))
    return " ".join(" ".join(told).split())


def opened(open_page, **options):
    page = open_page("/?q=Combien", **options)
    page.locator(".answer-text .marker").first.press("Enter")
    expect(page.get_by_role("dialog").locator("mark")).to_be_visible()
    return page


def test_the_quote_is_what_the_keyboard_lands_on_and_leaving_it_comes_back_to_its_number(open_page):
    page = opened(open_page)
    assert page.evaluate(f"{FOCUSED}.tagName + {FOCUSED}.textContent") == f"MARK{QUOTE}"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Page précédente"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.className") == "marker"


def test_a_screen_reader_hears_where_the_quote_begins_and_ends(open_page):
    page = opened(open_page)
    assert f"[début du passage cité] {QUOTE} [fin du passage cité]" in heard(page)
    assert page.locator("dialog mark").inner_text() == QUOTE, "and who copies it takes only the quote"


def test_another_page_is_announced_and_the_last_one_keeps_the_keyboard_on_its_button(open_page):
    page = opened(open_page)
    viewer = page.get_by_role("dialog")
    further = viewer.get_by_role("button", name="Page suivante")
    further.press("Enter")
    expect(viewer.get_by_role("status")).to_have_text("Page 2 sur 2")
    expect(further).to_have_attribute("aria-disabled", "true")
    expect(further).to_be_focused()
    further.press("Enter")
    expect(viewer.get_by_role("status")).to_have_text("Page 2 sur 2")


def test_on_a_telephone_the_page_has_the_room_and_what_closes_it_stays_in_sight(open_page):
    page = opened(open_page, viewport={"width": 320, "height": 640}, color_scheme="dark")
    viewer = page.get_by_role("dialog")
    assert viewer.evaluate("one => one.scrollHeight - one.clientHeight") == 0
    assert viewer.get_by_role("button", name="Fermer").bounding_box()["y"] >= 0
    assert viewer.locator(".viewer-body").bounding_box()["height"] > 0.55 * 640
