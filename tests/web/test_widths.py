"""Nothing is cut or scrolls sideways on the pages made of records, at any width, with large letters, and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.facts.records_samples import CONTRACT_ID
from tests.web.served import served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect

RECORD = f"/contrats/{CONTRACT_ID}"
WIDTHS = (1280, 1024, 900, 640, 320)
# What stands in a box that is narrower than it: the names of hidden rows and of drawings apart.
CUT = """() => [...document.querySelectorAll('main *')]
    .filter(one => !one.closest('.hidden-text, thead, svg') && one.clientWidth > 1)
    .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
    .map(one => one.className || one.tagName)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served("tests.record_fakes", tmp_path_factory.mktemp("widths"))


def unfolded(open_page, path: str, width: int):
    page = open_page(path, viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    return page


def cut(page, width: int) -> list[str]:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page.evaluate(CUT)


@pytest.mark.parametrize(
    "path",
    [
        RECORD,
        f"{RECORD}/fiches/1.1",
        f"{RECORD}/chiffres",
        f"{RECORD}/imprimer",
        "/financement",
        "/engagements/cpam-du-gers",
    ],
)
def test_no_table_is_cut_at_any_width_or_with_letters_twice_as_large(open_page, path):
    for width in WIDTHS:
        assert cut(unfolded(open_page, path, width), width) == [], f"{width} px"
    page = unfolded(open_page, path, 1280)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert cut(page, 1280) == [], "200 %"


def test_figures_keep_their_columns_where_there_is_room_and_are_told_by_place_where_there_is_none(open_page):
    name = "Densité de professionnels libéraux"
    for width, is_card in ((1280, False), (320, True)):
        page = unfolded(open_page, f"{RECORD}/chiffres", width)
        table = page.get_by_role("table", name=name)
        headings = table.get_by_role("columnheader")
        expect(headings).to_have_text(
            ["Indicateur", "Val d'Arvière", "Gers", "Occitanie-Pyrénées-Méditerranée", "France"]
        )
        row = table.get_by_role("row", name="Orthophonistes")
        labels = row.get_by_role("cell").evaluate_all(
            "all => all.map(one => getComputedStyle(one, '::before').content)"
        )
        assert ("Gers" in labels[1]) is is_card
        expect(row.get_by_role("cell").nth(1)).to_contain_text("1 234,1")
        # A place has one name on the whole page.
        others = page.get_by_role("row", name="Dépistage")
        expect(others).to_contain_text("Occitanie-Pyrénées-Méditerranée : 54 %")
        expect(others).not_to_contain_text("OPM")


def test_on_paper_titles_have_room_and_what_no_sheet_says_takes_none(open_page):
    page = open_page("/financement?q=chutes", viewport={"width": 673, "height": 900})
    page.emulate_media(media="print")
    table = page.get_by_role("table").first
    assert table.locator("thead th:visible").all_inner_texts() == [
        "Fiche", "Montant", "Période", "Financeur", "État", "Preuve",
    ]  # fmt: skip
    share = table.evaluate("e => e.querySelector('tbody th').offsetWidth / e.offsetWidth")
    assert share > 0.25
    assert page.locator(".table").first.evaluate("e => getComputedStyle(e).containerType") == "normal"
