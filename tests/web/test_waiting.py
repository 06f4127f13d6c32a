"""While an answer comes, when it does not, and when one comes back to it."""

from __future__ import annotations

import pytest

from tests.web.fakes import SUGGESTION

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect

STREAM = "**/api/ask/stream"
CITATION = (
    'event: citation\ndata: {"number": 1, "document_id": "d", "document_title": "Contrat", "page": 1, "section": "",'
    ' "quote": "Un extrait.", "start": 0, "end": 3, "url": "/documents/d"}\n\n'
)


def ask(page, question: str) -> None:
    page.get_by_label("Votre question").fill(question)
    page.keyboard.press("Enter")


def test_a_first_question_without_an_answer_gives_the_start_page_back_whole(open_page):
    page = open_page()
    before = page.locator("#ask").inner_text()
    page.route(STREAM, lambda route: route.abort())
    ask(page, "Combien coûtent les ateliers ?")
    expect(page.locator("#wrong")).to_contain_text("ne répond pas")
    told = page.locator("#wrong").inner_text()
    assert page.locator("#ask").inner_text().replace(told, "").split() == before.split()


def test_an_answer_that_is_late_is_said_to_be_and_can_be_asked_for_again(open_page):
    page = open_page()
    page.clock.install()
    page.route(STREAM, lambda _: None)  # never answered
    ask(page, "Combien coûtent les ateliers ?")
    expect(page.locator(".tone")).to_have_text("Recherche dans les documents…")
    page.clock.run_for(13_000)
    expect(page.locator(".tone")).to_contain_text("La réponse tarde")
    expect(page.locator("#announce")).to_contain_text("La réponse tarde")
    page.unroute(STREAM)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".tone")).to_have_text("Réponse")
    expect(page.locator(".turn")).to_have_count(1)


def test_what_is_told_to_who_listens_is_told_once_and_never_in_pieces(open_page):
    page = open_page()
    page.evaluate("""() => {
        window.said = [];
        const live = document.querySelectorAll('[aria-live], [role=status], [role=alert]');
        for (const one of live) new MutationObserver(() => said.push(one.textContent.trim()))
            .observe(one, {childList: true, characterData: true, subtree: true});
    }""")
    ask(page, "Combien coûtent les ateliers ?")
    expect(page.locator(".tone")).to_have_text("Réponse")
    first, *rest = [told for told in page.evaluate("said") if told]
    assert first == "Recherche dans les documents…"
    assert [told[:16] for told in rest] == ["Réponse. La fich"]


def test_what_is_found_before_the_words_come_is_told(open_page):
    page = open_page()
    page.route(STREAM, lambda route: route.fulfill(content_type="text/event-stream", body=CITATION))
    page.evaluate("""() => {
        window.seen = [];
        new MutationObserver(() => seen.push(document.querySelector('.tone')?.textContent.trim()))
            .observe(document.getElementById('thread'), {childList: true, subtree: true, characterData: true});
    }""")
    ask(page, "Combien coûtent les ateliers ?")
    expect(page.locator("#wrong")).to_contain_text("s'est interrompue")
    assert "Passages trouvés, la réponse suit…" in page.evaluate("seen")


def test_the_last_of_two_quick_questions_is_answered(open_page):
    page = open_page()
    held = []
    page.route(STREAM, lambda route: held.append(route) if not held else route.continue_())
    ask(page, "rien")
    expect(page.locator(".turn h2")).to_have_text("rien")
    ask(page, "Combien coûtent les ateliers ?")
    expect(page.locator(".tone")).to_have_text("Réponse")
    expect(page.locator(".turn h2")).to_have_text(["Combien coûtent les ateliers ?"])
    expect(page.locator("#wrong")).to_be_empty()
    expect(page.get_by_role("button", name="Demander")).to_be_visible()


def test_reloading_the_link_to_an_answer_keeps_what_was_asked_after_it(open_page):
    page = open_page("/?q=Combien")
    ask(page, SUGGESTION)
    expect(page.locator(".turn h2")).to_have_text([SUGGESTION, "Combien"])
    expect(page.locator(".turn").first).not_to_have_attribute("aria-busy", "true")
    page.reload()
    expect(page.locator(".turn h2")).to_have_text([SUGGESTION, "Combien"])
    expect(page.locator(".turn").first).to_contain_text("(après « Combien »)")


@pytest.mark.parametrize("javascript", [True, False])
def test_sources_are_counted_where_they_are_headed(open_page, javascript):
    page = open_page("/" if javascript else "/?q=Combien", java_script_enabled=javascript)
    if javascript:
        ask(page, "Combien")
    expect(page.get_by_role("heading", name="Sources (2)")).to_be_visible()


def test_the_quote_that_is_meant_is_whole_where_many_are_cut(open_page):
    page = open_page("/?q=Combien", viewport={"width": 1280, "height": 900})
    page.evaluate("""() => {
        const list = document.querySelector('.sources ol'), first = list.firstElementChild;
        first.querySelector('blockquote').textContent = Array(12).fill('Une ligne.').join('\\n');
        for (let more = 0; more < 6; more++) list.append(first.cloneNode(true));
    }""")
    quote = page.locator(".sources blockquote").first
    short = quote.bounding_box()["height"]
    page.locator(".answer-text .marker").first.hover()
    assert quote.bounding_box()["height"] > 1.5 * short
