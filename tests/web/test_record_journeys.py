"""Funding, commitments, comparison and evaluation in a real browser: without JavaScript too, by keyboard, narrow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.facts.records_samples import CONTRACT_ID
from tests.record_fakes import LATER_ID, SILENT_ID
from tests.test_record_pages import REPORT
from tests.web.served import served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python n'est pas installé")

expect = playwright.expect


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("records")
    (folder / "results").mkdir()
    (folder / "results" / "last.json").write_text(json.dumps(REPORT), encoding="utf-8")
    yield from served("tests.record_fakes", folder)


# --- funding ---


def test_typing_filters_sheets_sums_and_bars_without_a_reload(open_page):
    page = open_page("/financement")
    page.evaluate("window.stayed = true")
    expect(page.locator("#compte")).to_have_text("5 fiches affichées sur 5.")
    page.get_by_label("Mots de la fiche").fill("chutes")
    expect(page.locator("#compte")).to_have_text("1 fiche affichée sur 5.")
    expect(page.locator("#resultats")).to_contain_text("12 000 € pour l'ensemble d'un projet")
    expect(page.locator("#resultats")).not_to_contain_text("4 791,50")
    expect(page.get_by_label("Mots de la fiche")).to_be_focused()
    page.get_by_label("État", exact=True).select_option("cap_only")
    expect(page.locator("#compte")).to_have_text("0 fiche affichée sur 5.")
    assert page.evaluate("window.stayed")
    assert "q=chutes" in page.url
    page.reload()
    expect(page.get_by_label("Mots de la fiche")).to_have_value("chutes")
    expect(page.get_by_label("État", exact=True)).to_have_value("cap_only")


def test_filters_work_without_javascript(open_page):
    page = open_page("/financement", java_script_enabled=False)
    page.get_by_label("Financeur", exact=True).select_option("ars")
    page.get_by_label("Graphique").select_option("financeur")
    page.get_by_role("button", name="Afficher").click()
    expect(page.locator("#compte")).to_have_text("1 fiche affichée sur 5.")
    expect(page.get_by_role("img", name="Montants par an, par financeur")).to_be_visible()
    expect(page.get_by_label("Financeur", exact=True)).to_have_value("ars")


def test_another_contract_is_ticked_and_its_files_carry_it(open_page):
    page = open_page("/financement")
    page.get_by_role("checkbox", name="2036-2040").check()
    expect(page.get_by_role("heading", name="CLS Val d'Arvière 2036-2040")).to_be_visible()
    page.get_by_role("checkbox", name="2031-2035").uncheck()
    expect(page.get_by_role("heading", name="CLS Val d'Arvière 2031-2035")).to_have_count(0)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Télécharger en CSV").click()
    assert saved.value.suggested_filename == "financements.csv"
    assert "9000" in Path(saved.value.path()).read_text("utf-8-sig")


def test_a_proof_shows_its_quote_and_opens_its_page_with_the_words_marked(open_page):
    page = open_page("/financement")
    row = page.get_by_role("row", name="Prévenir les chutes").first
    row.locator(".proof").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("12 000 € pour la durée du projet")
    page.evaluate("dispatchEvent(new Event('scroll'))")  # of the move that brought the row into view, come late
    expect(page.get_by_role("tooltip")).to_contain_text("12 000 € pour la durée du projet")
    page.mouse.move(0, 0)
    expect(page.get_by_role("tooltip")).to_be_hidden()
    row.locator(".proof").click()
    expect(page.locator("mark").first).to_have_text("12 000 € pour la durée du projet")


def test_the_bars_say_their_amounts_to_who_does_not_see_them(open_page):
    page = open_page("/financement")
    drawn = page.get_by_role("img", name="Montants par an, par fiche")
    assert "1.1 Accueillir des internes : 4 791,50 €" in drawn.locator("desc").text_content()
    assert drawn.locator("rect.cap").count() == 1
    widths = drawn.locator("rect.c0, rect.c1").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert min(widths) > 20


# --- commitments ---


@pytest.mark.parametrize("javascript", [True, False])
def test_an_organisation_is_found_by_its_name_and_shows_what_binds_it(open_page, javascript):
    page = open_page("/engagements", java_script_enabled=javascript)
    page.get_by_label("Nom ou sigle de l'organisme").fill("cpam du gers")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CPAM du Gers")
    expect(page.locator("main")).to_contain_text("Aussi écrit : CPAM")
    sheets = page.get_by_role("table", name="Fiches actions où il a un rôle")
    expect(sheets.get_by_role("row", name="Accueillir des internes")).to_contain_text("partenaire")
    expect(page.get_by_role("listitem").filter(has_text="participer aux réunions")).to_contain_text(
        "tous les signataires"
    )
    indicators = page.get_by_role("table", name="Indicateurs suivis par d'autres, dont il est la source des données")
    expect(indicators.get_by_role("row", name="nombre d'internes")).to_contain_text("annuelle")


def test_the_list_follows_what_is_typed(open_page):
    page = open_page("/engagements")
    page.get_by_label("Nom ou sigle de l'organisme").press_sequentially("cpam")
    expect(page.locator("#compte")).to_have_text("2 organismes.")
    expect(page.locator("#resultats a")).to_have_text(["CPAM du Gers", "CPAM du Lot"])


def test_the_note_is_saved(open_page):
    page = open_page("/engagements/cpam-du-gers")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Note en DOCX").click()
    assert saved.value.suggested_filename == "engagements-cpam-du-gers.docx"


# --- comparison ---


@pytest.mark.parametrize("javascript", [True, False])
def test_contracts_are_ticked_and_stand_side_by_side(open_page, javascript):
    page = open_page("/comparer?territoire=arvi%C3%A8re", java_script_enabled=javascript)
    expect(page.locator("#compte")).to_have_text("Cochez au moins deux contrats.")
    for period in ("2031-2035", "2036-2040"):
        page.get_by_role("checkbox", name=period).check()
    if not javascript:
        page.get_by_role("button", name="Comparer").click()
    table = page.get_by_role("table", name="Identité et durée")
    expect(table.get_by_role("row", name="Période")).to_contain_text("différent")
    expect(table.get_by_role("row", name="Durée")).to_contain_text("identique")
    parties = page.get_by_role("table", name="Parties et territoire").get_by_role("row", name="Signataires")
    expect(parties).to_contain_text("CPAM du Gers même organisme, pour son territoire")


# --- everywhere ---

STATES = (
    "/financement",
    "/financement?q=rien",
    f"/financement?contract={SILENT_ID}",
    f"/financement?contract={CONTRACT_ID}&contract={LATER_ID}&par=axe",
    "/financement?contract=unknown",
    "/engagements",
    "/engagements?q=rien",
    "/engagements/cpam-du-gers",
    f"/engagements/cpam-du-gers?contract={LATER_ID}",
    "/engagements/unknown",
    "/comparer",
    f"/comparer?contract={CONTRACT_ID}",
    f"/comparer?contract={CONTRACT_ID}&contract={LATER_ID}&contract={SILENT_ID}",
    "/evaluation",
)


@pytest.mark.parametrize("path", STATES)
def test_no_page_has_a_fault_that_axe_finds_or_scrolls_sideways(open_page, path):
    for scheme, width in (("light", 1280), ("dark", 320)):
        page = open_page(path, viewport={"width": width, "height": 700}, color_scheme=scheme)
        for summary in page.locator("main summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        hidden = page.locator(".table").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
        )
        assert hidden == 0, "a table is cut"
        found = axe.Axe().run(page)
        told = [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
        assert told == [], f"{scheme}, {width} px"


def test_the_keyboard_alone_filters_and_opens_a_proof(open_page):
    page = open_page("/financement")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type("chutes")
    expect(page.locator("#compte")).to_have_text("1 fiche affichée sur 5.")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('proof')"):
            break
    expect(page.get_by_role("tooltip")).to_contain_text("12 000 €")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("12 000 € pour la durée du projet")


def test_the_keyboard_alone_compares(open_page):
    page = open_page(f"/comparer?contract={CONTRACT_ID}")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.value === '{LATER_ID}'"):
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("table", name="Identité et durée")).to_be_visible()
    assert page.evaluate("document.activeElement.value") == LATER_ID


def test_on_paper_there_are_bars_and_tables_and_nothing_to_press(open_page):
    page = open_page("/financement")
    page.emulate_media(media="print")
    assert page.locator("form").first.is_hidden()
    assert page.locator(".chart").first.is_visible()
    assert page.get_by_role("table").first.is_visible()
    # A table stays a table, and only what is small is kept whole: nothing leaves half a page empty.
    assert page.get_by_role("table").first.locator("thead").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.locator(".table").first.evaluate("e => getComputedStyle(e).breakInside") == "auto"


# --- without hesitation ---


def test_the_files_of_a_contract_stand_above_its_table(open_page):
    page = open_page("/financement")
    file = page.get_by_role("link", name="Télécharger en CSV").bounding_box()
    assert file["y"] < page.get_by_role("table").first.bounding_box()["y"]


def test_an_organisation_says_in_which_contracts_it_has_a_role(open_page):
    page = open_page("/engagements?q=cpam")
    expect(page.get_by_role("listitem").filter(has_text="CPAM du Gers")).to_contain_text("Val d'Arvière 2031-2035")
    expect(page.get_by_role("listitem").filter(has_text="CPAM du Lot")).to_contain_text("Val d'Arvière 2036-2040")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_differs_can_be_shown_alone_and_the_rest_is_said_to_be_hidden(open_page, javascript):
    page = open_page(f"/comparer?contract={CONTRACT_ID}&contract={LATER_ID}", java_script_enabled=javascript)
    expect(page.locator("tr.v-same").first).to_be_visible()
    page.get_by_label("Seulement ce qui diffère").check()
    if not javascript:
        page.get_by_role("button", name="Comparer").click()
    expect(page.locator("#compte")).to_contain_text("Seuls ceux qui diffèrent sont affichés.")
    expect(page.locator("tr.v-same, tr.v-alone, tr.v-to_read")).to_have_count(0)
    expect(page.get_by_role("row", name="Période")).to_contain_text("différent")
