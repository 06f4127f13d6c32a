"""No violation that axe-core finds, on every page and state; narrow, zoomed and dark screens."""

from __future__ import annotations

import pytest

from tests.api_fakes import BAD_ID, HTML_ID, PAGE_TEXT, PDF_ID, QUOTE
from tests.facts.records_samples import CONTRACT_ID, OLDER_ID
from tests.web.fakes import ADMIN_TOKEN
from tests.web.served import served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python n'est pas installé")
expect = playwright.expect

START = PAGE_TEXT.index(QUOTE)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PATHS = [
    "/",
    "/?q=",
    "/?q=Combien",
    "/?q=partie",
    "/?q=rien",
    "/?q=illisible",
    "/?q=douleur",
    "/documents",
    f"/documents/{PDF_ID}?page=1&start={START}&end={START + len(QUOTE)}",
    f"/documents/{PDF_ID}?page=2",
    f"/documents/{HTML_ID}",
    f"/documents/{BAD_ID}",
    "/documents/inconnu",
    "/contrats",
    f"/contrats/{CONTRACT_ID}",
    f"/contrats/{OLDER_ID}",
    f"/contrats/{CONTRACT_ID}/fiches/1.1",
    f"/contrats/{CONTRACT_ID}/engagements",
    f"/contrats/{CONTRACT_ID}/chiffres",
    f"/contrats/{CONTRACT_ID}/contradictions",
    f"/contrats/{CONTRACT_ID}/recherche?q=internes",
    f"/contrats/{CONTRACT_ID}/recherche?q=zzz",
    f"/contrats/{CONTRACT_ID}/imprimer",
    "/docs",
    "/docs/ask",
]


def violations(page) -> list[str]:
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, path):
    for scheme, size in (("light", (1280, 900)), ("dark", (320, 640))):
        page = open_page(path, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        assert violations(page) == [], scheme
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.locator("h1").count() == 1


def test_axe_finds_nothing_in_a_conversation_with_a_page_opened(open_page):
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        for question in ("Combien", "rien"):
            page.get_by_label("Votre question").fill(question)
            page.keyboard.press("Enter")
            expect(page.locator(".turn").first).not_to_have_attribute("aria-busy", "true")
        assert violations(page) == [], scheme
        page.locator(".answer-text .marker").first.hover()
        assert violations(page) == [], scheme
        page.locator(".answer-text .marker").first.click()
        expect(page.get_by_role("dialog").locator("mark")).to_be_visible()
        assert violations(page) == [], scheme


def test_what_only_a_background_tells_is_told_in_forced_colours(open_page):
    page = open_page("/?q=Combien", forced_colors="active", viewport={"width": 1280, "height": 900})
    ground = "one => getComputedStyle(one).backgroundColor"
    chosen, other = page.locator(".chip[aria-pressed=true]"), page.locator(".chip:not([aria-pressed])").first
    assert chosen.evaluate(ground) != other.evaluate(ground)
    line = "one => getComputedStyle(one).borderBottomColor"
    here, elsewhere = page.locator(".site-nav a[aria-current]"), page.locator(".site-nav a:not([aria-current])").first
    assert here.evaluate(line) != elsewhere.evaluate(line)


def test_axe_finds_nothing_before_a_document_is_read(browser, tmp_path):
    for address in served("tests.web.fakes", "empty", tmp_path):
        for scheme in ("light", "dark"):
            page = browser.new_page(base_url=address, color_scheme=scheme)
            for path in ("/", "/financement", "/documents"):
                page.goto(path)
                assert violations(page) == [], f"{path}, {scheme}"
            page.close()


def test_axe_finds_nothing_in_the_menu_of_a_narrow_screen(open_page):
    page = open_page("/contrats", viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Documents", exact=True)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Documents", exact=True)).to_be_hidden()


def test_axe_finds_nothing_in_the_administration(open_reading_page):
    page = open_reading_page("/documents")
    assert violations(page) == []
    page.get_by_label("Jeton d'administration").fill(ADMIN_TOKEN)
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator("#tools")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Retirer").first.click()
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/?q=Combien", f"/documents/{PDF_ID}", f"/contrats/{CONTRACT_ID}", "/documents"])
def test_text_twice_as_large_still_fits(open_page, path):
    page = open_page(path, viewport={"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    # What a browser at 200 % shows: half as many pixels.
    page.set_viewport_size({"width": 640, "height": 450})
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_notice_and_the_language_are_on_every_page(open_page):
    for path in ("/", "/documents", "/contrats"):
        page = open_page(path)
        assert page.locator("html").get_attribute("lang") == "fr"
        expect(page.locator("footer")).to_contain_text("composées automatiquement")
        expect(page.locator("footer")).to_contain_text("Rien n'est conservé")
        assert page.context.cookies() == []
