"""The sources under an answer: few stand open, many are folded, and whatever points to one of them opens it."""

from __future__ import annotations

import pytest

from tests.web.fakes import MANY, NUMEROUS

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect

NARROW = {"viewport": {"width": 320, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 900}}
FOLDED, OPEN = f"Afficher les {NUMEROUS} sources", f"Masquer les {NUMEROUS} sources"


def asked(open_page, question: str, *, streamed: bool, **options):
    """The page with the answer, by its address or as it streams in."""
    if not streamed:
        return open_page(f"/?q={question}", **options)
    page = open_page("/", **options)
    page.get_by_label("Votre question").fill(question)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".turn")).not_to_have_attribute("aria-busy", "true")
    return page


@pytest.mark.parametrize("streamed", [True, False])
def test_few_sources_stand_open_and_can_be_folded(open_page, streamed):
    page = asked(open_page, "Combien", streamed=streamed, **NARROW)
    expect(page.locator(".sources blockquote")).to_have_count(2)
    expect(page.locator(".sources blockquote").last).to_be_visible()
    page.get_by_text("Masquer les 2 sources").click()
    expect(page.locator(".sources blockquote").last).to_be_hidden()
    expect(page.get_by_text("Afficher les 2 sources")).to_be_visible()


@pytest.mark.parametrize("streamed", [True, False])
def test_many_are_folded_on_a_narrow_screen_and_stand_in_their_margin_on_a_wide_one(open_page, streamed):
    page = asked(open_page, MANY, streamed=streamed, **NARROW)
    expect(page.get_by_role("heading", name=f"Sources ({NUMEROUS})")).to_be_visible()
    expect(page.locator(".sources blockquote").first).to_be_hidden()
    page.get_by_text(FOLDED).click()
    expect(page.locator(".sources blockquote").last).to_be_visible()
    page = asked(open_page, MANY, streamed=streamed, **WIDE)
    expect(page.get_by_text(OPEN)).to_be_visible()
    expect(page.locator(".sources blockquote").first).to_be_visible()


def test_the_fold_is_opened_by_the_keyboard(open_page):
    page = open_page(f"/?q={MANY}", **NARROW)
    page.locator(".fold > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sources blockquote").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".source-link").first).to_be_focused()


def test_a_marker_opens_its_page_and_behind_it_its_source(open_page):
    page = open_page(f"/?q={MANY}", **NARROW)
    marker = page.locator(".answer-text .marker").last
    marker.click()
    expect(page.get_by_role("dialog").locator("mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()
    source = page.locator(".sources li.opened")
    expect(source).to_have_count(1)
    assert source.get_attribute("id").endswith(f"-{marker.get_attribute('data-source')}")
    expect(source).to_be_visible()


def test_a_marker_opens_and_focuses_its_source_without_the_module(open_page):
    page = open_page(f"/?q={MANY}", java_script_enabled=False, **NARROW)
    expect(page.locator(".sources blockquote").first).to_be_hidden()
    page.locator(".answer-text .marker").last.click()
    expect(page.locator(".sources blockquote").first).to_be_visible()
    expect(page.locator(".sources li:target")).to_be_focused()


def test_on_paper_every_source_is_there(open_page):
    page = open_page(f"/?q={MANY}", **NARROW)
    page.emulate_media(media="print")
    assert page.locator(".sources li").last.bounding_box()["height"] > 10
    expect(page.locator(".fold > summary")).to_be_hidden()


def test_what_is_copied_has_every_source_folded_or_not(open_page):
    page = open_page(f"/?q={MANY}", **NARROW)
    text = page.evaluate("import('/static/share.js').then(one => one.asText(document.querySelector('.turn')))")
    assert text.count("/documents/") == NUMEROUS
