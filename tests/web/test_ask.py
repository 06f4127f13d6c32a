"""Asking in a real browser: answers, sources, follow-ups, refusals; by keyboard alone, and without JavaScript."""

from __future__ import annotations

import io

import docx
import pytest

from tests.api_fakes import QUOTE
from tests.facts.records_samples import DOCUMENT_ID, OLDER_ID
from tests.web.fakes import SUGGESTION

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect

QUESTION = "Combien coûtent les ateliers ?"
NBSP = "\N{NO-BREAK SPACE}"


def ask(page, question: str = QUESTION) -> object:
    """Asks, and gives the turn once it is whole."""
    page.get_by_label("Votre question").fill(question)
    page.get_by_role("button", name="Demander").click()
    turn = page.locator(".turn").first
    expect(turn.locator("h2")).to_have_text(question)
    expect(turn).not_to_have_attribute("aria-busy", "true")
    return turn


def check_answer(page, turn) -> None:
    expect(turn.locator(".tone")).to_have_text("Réponse")
    text = turn.locator(".answer-text")
    expect(text).to_contain_text("prévoit 1 234 € par an [1].")
    assert text.locator(":scope > *").evaluate_all("all => all.map(one => one.tagName)") == ["P", "UL"]
    assert text.locator("strong").all_inner_texts() == [f"1{NBSP}234{NBSP}€"]
    assert text.locator(".marker").all_inner_texts() == ["[1]", "[1]", "[2]"]
    assert turn.locator("blockquote").first.inner_text() == f"«{NBSP}{QUOTE}{NBSP}»"
    expect(turn.locator(".sources li").first).to_contain_text(f"Contrat des Rives d'Ormont, page{NBSP}1")
    expect(turn.locator(".sources li").first).to_contain_text("Fiche action 7.3 › Coût")
    expect(turn).to_contain_text("Question comprise : Combien coûtent les ateliers de marche")
    assert turn.locator(".chip[aria-pressed=true]").all_inner_texts() == ["Val d'Arvière 2031-2035"]
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img").count() == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_answered_with_its_sources(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".tone")).to_have_text("Réponse")
    assert ("?q=" in page.url) is not javascript
    expect(page.locator(".turn .marker")).to_have_count(5)
    if javascript:
        check_answer(page, page.locator(".turn"))


def test_the_link_to_an_answer_renders_the_same_on_the_server(open_page):
    page = open_page()
    turn = ask(page)
    shown = turn.inner_text().split()
    page.goto(turn.locator("[data-does=link]").get_attribute("href"))
    check_answer(page, page.locator(".turn"))
    assert page.locator(".turn").inner_text().split() == shown


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Dites-en une partie", "Réponse partielle"),
        ("Et rien d'autre", "Non trouvé dans les documents lus"),
        ("La page illisible", "Page illisible"),
        ("Une douleur", "Hors du champ des contrats"),
    ],
)
def test_every_status_is_told_alike_with_and_without_the_module(open_page, question, heading):
    page = open_page()
    turn = ask(page, question)
    expect(turn.locator(".tone")).to_have_text(heading)
    shown = turn.inner_text().split()
    served = open_page("/?" + turn.locator("[data-does=link]").get_attribute("href").partition("?")[2])
    assert served.locator(".turn").inner_text().split() == shown


def test_a_refusal_names_what_was_read_and_offers_questions_that_work(open_page):
    page = open_page()
    turn = ask(page, "rien")
    expect(turn.get_by_role("link", name="CLS du Val d'Arvière")).to_have_attribute("href", f"/documents/{DOCUMENT_ID}")
    turn.get_by_role("button", name=SUGGESTION).click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").first.locator(".tone")).to_have_text("Réponse")
    assert page.evaluate("document.activeElement.textContent") == SUGGESTION


def test_reloading_or_coming_back_shows_the_answer_again(open_page):
    page = open_page()
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".turn")).not_to_have_attribute("aria-busy", "true")
    page.reload()
    check_answer(page, page.locator(".turn"))
    page.goto(f"{page.url}documents")
    page.go_back()
    check_answer(page, page.locator(".turn"))
    page.get_by_role("link", name="Nouvelle conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    assert "?" not in page.url, "the conversation stays out of the address"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_follow_up_brings_along_what_was_said(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".turn")).not_to_have_attribute("aria-busy", "true")
    page.get_by_label("Votre question suivante").fill("Et qui paie ?")
    page.get_by_role("button", name="Demander").click()
    expect(page.locator(".turn").first).to_contain_text(f"Et qui paie ? (après « {QUESTION} »)")
    if javascript:
        expect(page.locator(".turn h2")).to_have_text(["Et qui paie ?", QUESTION])
    else:
        expect(page.locator(".earlier")).to_contain_text(QUESTION)
        assert "?" not in page.url, "the conversation stays out of the address"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_chip_asks_the_same_question_of_another_contract(open_page, javascript):
    page = open_page("/?q=Combien", java_script_enabled=javascript)
    page.get_by_role("button", name="Val d'Arvière 2026-2030").click()
    turn = page.locator(".turn").first
    expect(turn.locator(".chip[aria-pressed=true]")).to_have_text("Val d'Arvière 2026-2030")
    expect(turn.get_by_role("button", name="Tous les contrats")).to_be_visible()
    # What is asked next goes to that contract too, and the box says so.
    chosen = page.get_by_text(
        "Contrats interrogés : Val d'Arvière 2026-2030" if javascript else "Contrats interrogés : 1"
    )
    expect(chosen).to_be_visible()
    assert f"contract={OLDER_ID}" in turn.locator("[data-does=link]").get_attribute("href")


def test_contracts_chosen_beside_the_box_narrow_the_question(open_page):
    page = open_page()
    page.get_by_text("Contrats interrogés").click()
    page.get_by_label("Val d'Arvière 2026-2030").check()
    expect(page.locator("#chosen")).to_have_text("Val d'Arvière 2026-2030")
    turn = ask(page)
    expect(turn.locator(".chip[aria-pressed=true]")).to_have_text("Val d'Arvière 2026-2030")


def test_a_contract_that_is_not_indexed_is_said_beside_the_question(open_page):
    page = open_page("/?q=Combien&contract=inconnu-2030")
    expect(page.get_by_role("alert")).to_contain_text("aucun contrat indexé")
    expect(page.locator("#chosen")).to_have_text("tous")
    expect(page.get_by_label("Votre question")).to_have_value("Combien")


def test_hovering_and_focusing_a_marker_show_the_quote_and_escape_hides_it(open_page):
    page = open_page("/?q=Combien")
    peek = page.locator(".peek")
    page.locator(".answer-text .marker").first.hover()
    expect(peek).to_be_visible()
    expect(peek.locator("blockquote")).to_have_text(f"«{NBSP}{QUOTE}{NBSP}»")
    expect(peek.locator("p")).to_have_text(f"Contrat des Rives d'Ormont, page{NBSP}1")
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()
    page.get_by_role("button", name="Demander").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.marker')"):
            break
    expect(peek).to_be_visible()
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert page.locator(f"#{described}").inner_text() == f"«{NBSP}{QUOTE}{NBSP}»"


def test_clicking_a_marker_opens_the_page_with_exactly_the_quote_marked(open_page):
    page = open_page()
    ask(page)
    page.locator(".answer-text .marker").first.click()
    viewer = page.get_by_role("dialog")
    expect(viewer.locator("mark")).to_have_text(QUOTE)
    picture = viewer.locator("img")
    expect(picture).to_have_js_property("naturalWidth", 840)
    with page.expect_response(lambda response: ".png" in response.url) as drawn:
        page.evaluate("fetch(document.querySelector('dialog img').src)")
    assert drawn.value.headers["x-span-marked"] == "all"
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    assert page.evaluate("document.activeElement.className") == "marker", "focus is back where it was"


def test_without_javascript_a_source_opens_its_page_marked(open_page):
    page = open_page("/?q=Combien", java_script_enabled=False)
    page.locator(".source-link").first.press("Enter")
    expect(page.locator("mark#extrait")).to_have_text(QUOTE)
    assert page.url.endswith("#extrait")


def test_an_answer_is_copied_as_text_with_its_sources(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page)
    turn.get_by_role("button", name="Copier").click()
    expect(page.locator("#announce")).to_have_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        f"{QUESTION}\n\nLa fiche action 7.3 prévoit 1{NBSP}234{NBSP}€ par an [1]. "
        f"Elle précise{NBSP}:\n- le coût [1]{NBSP};\n"
    )
    assert f"[1] Contrat des Rives d'Ormont, page{NBSP}1\n    «{NBSP}{QUOTE}{NBSP}»\n    http://" in copied
    assert "composée automatiquement" in copied


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_leaves_as_a_note_with_its_sources(open_page, javascript, tmp_path):
    page = open_page("/?q=Combien", java_script_enabled=javascript)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Note Word").click()
    assert waiting.value.suggested_filename == "note-cls-combien.docx"
    waiting.value.save_as(tmp_path / "note.docx")
    text = "\n".join(one.text for one in docx.Document(io.BytesIO((tmp_path / "note.docx").read_bytes())).paragraphs)
    for told in (
        "Combien",
        f"prévoit 1{NBSP}234{NBSP}€ par an [1]",
        f"« {QUOTE} »",
        "Contrat des Rives d'Ormont, page 1",
    ):
        assert told in text


def test_an_error_is_said_beside_the_question_which_stays(open_page):
    page = open_page()
    page.get_by_label("Votre question").fill("panne")
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_role("alert")).to_contain_text("Une erreur imprévue")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_label("Votre question")).to_have_value("panne")
    expect(page.locator("#welcome")).to_be_visible()


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
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .tone")).to_have_text("Réponse")
    assert page.evaluate(f"{focused}.id") == "question", "ready for the next question"
    expect(page.get_by_label("Votre question suivante")).to_have_value("")
    seen = []
    for _ in range(7):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f"{focused}.textContent.trim()"))
    assert seen[:2] == ["Demander", f"Contrats interrogés{NBSP}: tous"]
    assert "[1]" in seen
    while page.evaluate(f"{focused}.textContent.trim()") != "[1]":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(QUOTE)


def test_what_comes_is_announced_once_it_is_whole(open_page):
    page = open_page()
    announce = page.locator("#announce")
    assert announce.get_attribute("aria-live") == "polite"
    ask(page)
    expect(announce).to_contain_text("Réponse. La fiche action 7.3 prévoit 1 234 € par an. Elle précise")
    expect(announce).to_contain_text("2 sources.")


def test_examples_are_asked_in_place_and_work_as_links(open_page):
    page = open_page()
    audiences = page.locator(".audience")
    assert audiences.locator("h3").all_inner_texts() == ["Élus", "Partenaires", "Agents"]
    example = audiences.first.get_by_role("link").first
    question = example.inner_text().replace(NBSP, " ")
    assert question == "Combien coûte « Accueillir des internes », et qui paie ?"
    example.click()
    expect(page.locator(".turn h2")).to_have_text(question)
    plain = open_page(java_script_enabled=False)
    plain.locator(".audience a").first.click()
    expect(plain.locator(".turn h2")).to_have_text(question)


def test_on_paper_there_is_the_answer_with_its_sources_and_nothing_to_press(open_page):
    page = open_page("/?q=Combien")
    page.emulate_media(media="print")
    for hidden in (".ask", ".buttons", ".site-nav", ".skip"):
        assert page.locator(hidden).first.is_hidden(), hidden
    for shown in (".turn h2", ".answer-text", ".sources blockquote", ".print-only"):
        assert page.locator(shown).first.is_visible(), shown


def test_a_stream_that_ends_too_soon_gives_the_question_back(open_page):
    page = open_page()
    begun = 'event: delta\ndata: {"text": "La fiche prévoit 1 2"}\n\n'
    page.route("**/api/ask/stream", lambda route: route.fulfill(content_type="text/event-stream", body=begun))
    page.get_by_label("Votre question").fill("Combien coûtent les ateliers ?")
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("#wrong")).to_contain_text("s'est interrompue avant sa fin")
    expect(page.get_by_label("Votre question")).to_have_value("Combien coûtent les ateliers ?")
    expect(page.locator(".turn")).to_have_count(0)
