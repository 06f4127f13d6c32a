"""Documents in a real browser: the list, a page with its mark, and what an administrator does to the index."""

from __future__ import annotations

import pytest

from tests.api_fakes import BAD_ID, HTML_ID, PAGE_TEXT, PDF_ID, QUOTE
from tests.facts.records_samples import DOCUMENT_ID, PAGE_2
from tests.web.fakes import ADMIN_TOKEN, write_pages

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect
START = PAGE_TEXT.index(QUOTE)
TOKEN = "Jeton d'administration"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_tells_what_became_of_each_document(open_page, javascript):
    page = open_page("/documents", java_script_enabled=javascript)
    bad, partial = (page.locator(f"[data-id='{one}']") for one in (BAD_ID, PDF_ID))
    expect(bad.locator(".badge")).to_have_text("endommagé")
    expect(bad).to_contain_text("Ce PDF est tronqué : demandez-le à nouveau.")
    expect(partial.locator(".badge")).to_have_text("lu en partie")
    expect(partial).to_contain_text("Page sans texte lisible\N{NO-BREAK SPACE}: 2.")
    expect(page.locator(f"[data-id='{HTML_ID}']")).to_contain_text("Notice rédigée d'après")
    expect(page.locator(f"[data-id='{DOCUMENT_ID}'] .badge")).to_have_text("lu")
    first = page.locator(".shelved").first
    assert first.get_attribute("data-id") in (BAD_ID, PDF_ID), "what needs care comes first"
    assert page.locator("main script, main img").count() == 0
    # The fake has no administration: nothing offers to change the index.
    assert page.locator("[data-does=remove]").count() == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_a_quote_is_marked_in_the_text_and_in_the_picture(open_page, javascript):
    page = open_page(
        f"/documents/{PDF_ID}?page=1&start={START}&end={START + len(QUOTE)}#extrait", java_script_enabled=javascript
    )
    expect(page.locator("mark#extrait")).to_have_text(QUOTE)
    assert page.locator(".page-text").inner_text() == PAGE_TEXT
    picture = page.locator(".page-picture")
    expect(picture).to_have_js_property("naturalWidth", 840)
    assert f"start={START}&end={START + len(QUOTE)}" in picture.get_attribute("src")


def test_one_goes_from_page_to_page(open_page):
    page = open_page(f"/documents/{DOCUMENT_ID}")
    page.get_by_role("link", name="Page 2").first.click()
    # Until its style sheet is there, a page shows its text on one line.
    page.wait_for_url("**page=2*")
    assert page.locator(".page-text").inner_text().strip() == PAGE_2.strip()
    page.get_by_label("Page", exact=True).first.fill("1")
    page.get_by_role("button", name="Aller").first.click()
    expect(page.get_by_role("heading", name="Page 1 sur 2")).to_be_visible()
    page.get_by_role("link", name="Val d'Arvière 2031-2035").click()
    expect(page.get_by_role("heading", name="Val d'Arvière 2031-2035")).to_be_visible()


def test_a_page_without_text_and_a_document_without_pages_say_so(open_page):
    page = open_page(f"/documents/{PDF_ID}?page=2")
    expect(page.locator("main")).to_contain_text("Cette page est une image sans texte")
    page = open_page(f"/documents/{BAD_ID}")
    expect(page.locator(".notice")).to_have_text("Ce PDF est tronqué : demandez-le à nouveau.")


def test_a_wrong_token_opens_nothing(open_reading_page):
    page = open_reading_page("/documents")
    page.get_by_label(TOKEN).fill("faux")
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("alert").first).to_contain_text("jeton d'administration")
    expect(page.locator("#tools")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0
    assert page.get_by_role("button", name="Retirer").count() == 0


def test_an_administrator_adds_a_document_asks_it_and_removes_it(open_reading_page, tmp_path):
    write_pages(
        tmp_path / "nouveau.pdf", ("Contrat local de santé du Val Brumeux 2031-2036", "Article 1 : Les parties")
    )
    (tmp_path / "cassé.pdf").write_bytes(b"%PDF-1.7 tronqu")
    page = open_reading_page("/documents")
    page.get_by_label(TOKEN).fill(ADMIN_TOKEN)
    page.get_by_role("button", name="Entrer").click()
    page.locator("#files").set_input_files([tmp_path / "nouveau.pdf", tmp_path / "cassé.pdf"])
    status = page.locator("#job-status")
    expect(status).to_contain_text("Lecture de documents : terminé.", timeout=60_000)
    jobs = page.locator("#jobs")
    expect(jobs.locator("li li", has_text="nouveau.pdf")).to_contain_text("ajouté")
    expect(jobs.locator("li li", has_text="cassé.pdf").locator(".badge.bad")).to_be_visible()
    # The list is the new one by itself, and so is what it says of itself.
    row = page.locator(".shelved", has_text="nouveau.pdf")
    expect(row.get_by_role("button", name="Retirer")).to_be_visible()
    expect(row).to_contain_text("date non indiquée")
    expect(row).to_contain_text("lu le ")
    page.reload()
    # The token stays in this tab: the tools are open again, and the jobs are still told.
    expect(page.locator("#jobs li li").first).to_be_visible()
    expect(row.locator(".badge")).to_have_text("lu")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    row.get_by_role("button", name="Retirer").click()
    page.get_by_role("button", name="Annuler").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="Retirer").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    expect(row).to_have_count(0, timeout=30_000)
    expect(status).to_be_focused()
    page.reload()
    expect(page.locator("#tools")).to_be_visible()
    expect(page.locator(".shelved", has_text="nouveau.pdf")).to_have_count(0)
    page.get_by_role("button", name="Oublier le jeton").click()
    expect(page.get_by_role("button", name="Retirer")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_files_are_dropped_onto_the_page(open_reading_page):
    page = open_reading_page("/documents")
    page.get_by_label(TOKEN).fill(ADMIN_TOKEN)
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator("#drop")).to_be_visible()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["Note sur la santé du Val Brumeux."], "note.txt", { type: "text/plain" }));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }""")
    expect(page.locator("#jobs li li", has_text="note.txt")).to_contain_text("ajouté", timeout=60_000)


def test_the_index_is_made_again(open_reading_page):
    page = open_reading_page("/documents")
    page.get_by_label(TOKEN).fill(ADMIN_TOKEN)
    page.get_by_role("button", name="Entrer").click()
    page.get_by_role("button", name="Réindexer tous les documents").click()
    page.get_by_role("dialog").get_by_role("button", name="Réindexer").click()
    expect(page.locator("#job-status")).to_contain_text("Réindexation : terminé.", timeout=60_000)
