"""The page in a real browser, with and without JavaScript."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.api_fakes import CONTRACT, PDF_ID, QUOTE

CHROMIUM = "/usr/bin/chromium"
playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} est absent (paquet Debian « chromium »)"),
]

ROOT = Path(__file__).parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.api_fakes", str(folder), "0"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().split(" : ")[1].split(" ")[0]
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser, address) -> Iterator[Callable]:
    """Opens a page; whatever it did must have stayed on this host and in the policy."""
    opened, wrong = [], []

    def make(path: str = "/", **options):
        page = browser.new_context(base_url=address, **options).new_page()
        opened.append(page)
        page.on("request", lambda request: request.url.startswith(address) or wrong.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: "Content Security Policy" in line.text and wrong.append(line.text))
        page.goto(path)
        return page

    yield make
    for page in opened:
        page.context.close()
    assert wrong == []


def check_answer(page) -> None:
    answer = page.locator("#answer")
    playwright.expect(answer.locator("h2")).to_have_text("Réponse")
    playwright.expect(answer).to_contain_text("prévoit 1 234 € par an [1]")
    assert answer.locator(".answer-text > *").evaluate_all("all => all.map(one => one.tagName)") == ["P", "UL"]
    assert answer.locator(".answer-text li").count() == 2
    assert answer.locator(".marker").evaluate_all("all => all.map(one => one.hash)") == [
        "#source-1", "#source-1", "#source-2"
    ]  # fmt: skip
    assert answer.locator("blockquote").first.inner_text() == f"«\N{NO-BREAK SPACE}{QUOTE}\N{NO-BREAK SPACE}»"
    playwright.expect(answer).to_contain_text("Contrat des Rives d'Ormont, page 1")
    playwright.expect(answer).to_contain_text("Fiche action 7.3 › Coût")
    playwright.expect(answer).to_contain_text("Question comprise : Combien coûtent les ateliers de marche")
    playwright.expect(answer).to_contain_text(f"Portée : {CONTRACT.label} — seul contrat indexé")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#answer script, #answer img, .documents img, .documents script").count() == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_answered_and_its_source_opens_marked(open_page, javascript):
    page = open_page(java_script_enabled=True) if javascript else open_page("/", java_script_enabled=False)
    page.get_by_label("Votre question").fill("Combien coûtent les ateliers ?")
    page.get_by_role("button", name="Demander").click()
    playwright.expect(page.locator("#answer h2")).to_have_text("Réponse")
    assert ("?q=" in page.url) is not javascript
    if javascript:
        check_answer(page)
    else:
        assert page.locator("#answer .marker").count() == 3
        assert page.locator("#answer script, #answer img").count() == 0
    page.locator(".sources a").first.click()
    playwright.expect(page.locator("mark#extrait")).to_have_text(QUOTE)
    assert page.url.endswith("#extrait")


def test_the_page_rendered_by_the_server_is_the_same(open_page):
    check_answer(open_page("/?q=Combien+co%C3%BBtent+les+ateliers+%3F"))


def test_both_renderings_give_the_same_text(open_page):
    served = open_page("/?q=Combien+%3F").locator("#answer").inner_text()
    page = open_page()
    page.get_by_label("Votre question").fill("Combien ?")
    page.get_by_role("button", name="Demander").click()
    playwright.expect(page.locator("#answer h2")).to_be_visible()
    playwright.expect(page.get_by_role("button", name="Demander")).to_be_visible()
    assert page.locator("#answer").inner_text().split() == served.split()


def test_a_refusal_offers_suggestions_that_are_asked_in_place(open_page):
    page = open_page()
    page.get_by_label("Votre question").fill("rien")
    page.get_by_role("button", name="Demander").click()
    playwright.expect(page.locator("#answer h2")).to_have_text("Non trouvé dans les documents lus")
    page.get_by_role("link", name="Combien coûtent les ateliers ?").click()
    playwright.expect(page.get_by_label("Votre question")).to_have_value("Combien coûtent les ateliers ?")
    check_answer(page)


def test_an_error_is_said_beside_the_question(open_page):
    page = open_page()
    page.get_by_label("Votre question").fill("panne")
    page.get_by_role("button", name="Demander").click()
    playwright.expect(page.get_by_role("alert")).to_contain_text("Une erreur imprévue")
    playwright.expect(page.locator("#answer")).to_be_hidden()


def test_the_keyboard_alone_is_enough(open_page):
    page = open_page()
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Aller au contenu"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.id") == "question"
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    page.keyboard.type("Combien coûtent les ateliers ?")
    page.keyboard.press("Enter")
    check_answer(page)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Demander"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.hash") == "#source-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/?q=Combien", f"/documents/{PDF_ID}?start=43&end=79", "/documents/unknown"])
def test_nothing_scrolls_sideways_at_320_px_and_every_text_has_contrast(open_page, path, scheme):
    page = open_page(path, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CONTRASTS) == []


def test_the_picture_of_the_page_is_shown_on_demand(open_page):
    page = open_page(f"/documents/{PDF_ID}?page=1")
    page.get_by_text("Voir la page telle qu'elle est imprimée").click()
    picture = page.locator(".page-picture")
    playwright.expect(picture).to_have_js_property("complete", True)
    playwright.expect(picture).to_have_js_property("naturalWidth", 840)


def test_the_announcements_are_in_place(open_page):
    page = open_page()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("#answer").get_attribute("aria-live") == "polite"
    assert page.locator("h1").count() == 1
    assert "générées automatiquement" in page.locator("footer").inner_text()


# The texts whose contrast with the colour behind them is under WCAG AA for normal size.
CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((v) => (v / 255 <= .03928 ? v / 3294.6 : ((v / 255 + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((numbers(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || node.closest("[hidden], template")) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) low.push(`${walker.currentNode.data.trim()} ${ratio.toFixed(2)}`);
  }
  return low;
}"""
