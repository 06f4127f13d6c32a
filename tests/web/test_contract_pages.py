"""The record of a contract in a real browser, its sheets, and each value's proof."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from api.record_views import RecordView
from api.web.record_page import cards, promises, unsaid
from tests.facts.records_samples import CONTRACT_ID, OLDER_ID, PAGE_1, PAGE_2, library

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect
NBSP = "\N{NO-BREAK SPACE}"


def detail():
    understood = library().contract(CONTRACT_ID)
    return RecordView(understood.documents).contract(understood)


def test_money_is_told_by_its_state():
    told = [(one.shown, one.is_amount, one.details) for card in cards(detail()) for one in card.money]
    assert told == [
        (
            "4 791,50 € par an",
            True,
            ("payeur : ARS (au plus 50 %)", "montant prévisionnel", "cofinancement : CCTS", "dont location : 500 €"),
        ),
        ("2 395,75 € par an", True, ("payeur : ARS", "part d'un financeur, comprise dans le total")),
        ("12 000 € pour l'ensemble du projet", True, ()),
        ("Financeur seul, sans montant", False, ("payeur : Promotion Santé", "CPOM Promotion Santé")),
        ("3 000 € par an au maximum", True, ()),
        ("Montant non indiqué", False, ()),
    ]


def test_two_actions_of_one_number_have_addresses_of_their_own():
    found = detail()
    found.actions[1].number = found.actions[0].number
    assert [card.key for card in cards(found)] == ["n1", "n2", "1.3", "1.4", "1.5"]


def test_what_no_document_says_is_said():
    assert unsaid(detail()) == ("la résiliation", "le suivi et l'évaluation")
    assert [(party, len(own)) for party, own in promises(detail().commitments)] == [("signataires", 1)]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_record_is_read_from_the_list_to_the_sheet(open_page, javascript):
    page = open_page("/contrats", java_script_enabled=javascript)
    page.get_by_role("link", name="Val d'Arvière 2031-2035", exact=True).click()
    main = page.locator("main")
    expect(main).to_contain_text("14 mars 2031")
    row = page.locator("#parties tr", has_text="Agence régionale de santé Occitanie")
    expect(row).to_contain_text("Jeanne Morvan")
    expect(row).to_contain_text("Directrice générale")
    expect(page.locator("#perimetre")).to_contain_text(f"11{NBSP}000 habitants".replace(NBSP, " "))
    expect(page.locator(".action")).to_have_count(5)
    card = page.locator(".action", has_text="Accueillir des internes")
    expect(card).to_contain_text("CPTS d'Arvière")
    expect(card).to_contain_text("4 791,50 € par an")
    expect(card.get_by_role("definition").filter(has_text="étudiants")).to_contain_text(f"p.{NBSP}2")
    expect(card).to_contain_text(f"Sur la fiche{NBSP}: 1 public, 3 partenaires, 1 indicateur")
    expect(page.locator(".action", has_text="Mobilité")).to_contain_text("Montant non indiqué")
    expect(page.locator("#contradictions")).to_contain_text("le texte en annonce trois")
    card.get_by_role("link", name="Accueillir des internes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accueillir des internes")
    expect(page.locator("main")).to_contain_text(f"Intitulé ailleurs{NBSP}: «{NBSP}Accueillir les internes{NBSP}»")
    expect(page.get_by_role("row", name=re.compile("nombre d'internes"))).to_contain_text("annuelle")


def test_every_proof_leads_to_a_page_that_says_it(open_page):
    page = open_page(f"/contrats/{CONTRACT_ID}")
    links = page.locator("a.proof").evaluate_all("all => all.map(one => [one.href, one.title])")
    assert len(links) > 30
    pages = {"1": PAGE_1, "2": PAGE_2}
    for href, title in links:
        query = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
        quote = pages[query["page"]][int(query["start"]) : int(query["end"])]
        assert title == f"CLS du Val d'Arvière : «{NBSP}{' '.join(quote.split())}{NBSP}»"


def test_a_value_shows_its_quote_and_opens_its_page(open_page):
    page = open_page(f"/contrats/{CONTRACT_ID}")
    proof = page.locator("#parties a.proof").first
    proof.hover()
    expect(page.locator(".peek blockquote")).to_have_text(f"«{NBSP}Agence régionale de santé Occitanie{NBSP}»")
    proof.click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("Agence régionale de santé Occitanie")


def test_a_contract_of_which_nothing_is_said_has_a_page(open_page):
    page = open_page(f"/contrats/{OLDER_ID}")
    expect(page.locator("main")).to_contain_text("Les documents lus ne disent pas")
    assert page.locator(".record-body section").count() == 0


def test_an_unknown_contract_or_sheet_is_a_page_that_says_so(open_page):
    for path in ("/contrats/inconnu-2030", f"/contrats/{CONTRACT_ID}/fiches/9.9"):
        page = open_page(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Introuvable")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_record_is_searched_whole_and_printed_on_one_page(open_page, javascript):
    page = open_page(f"/contrats/{CONTRACT_ID}", java_script_enabled=javascript)
    page.get_by_label("Chercher dans la fiche").fill("INTERNES")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("INTERNES")
    expect(page.locator(".found li").first).to_contain_text("Accueillir des internes")
    page.locator(".found li").first.get_by_role("link", name="Fiche 1.1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accueillir des internes")
    page.goto(f"/contrats/{CONTRACT_ID}/recherche?q=zzz")
    expect(page.get_by_role("link", name="Poser la question à ce contrat")).to_be_visible()
    page.goto(f"/contrats/{CONTRACT_ID}")
    page.get_by_role("link", name="Tout, à imprimer").click()
    expect(page.locator("#actions")).to_contain_text(f"nombre d'internes (p.{NBSP}2)")
    assert page.locator("a.proof").count() == 0


def test_each_part_has_a_page_and_an_unknown_number_of_one_is_said_so(open_page):
    for part, said in (("engagements", "avenant"), ("chiffres", "9,6"), ("contradictions", "annonce trois")):
        page = open_page(f"/contrats/{CONTRACT_ID}/{part}")
        expect(page.locator(".record-body")).to_contain_text(said)
        assert page.locator(".record-body a.proof").count() > 0
    for path in ("chiffres?page=9", "imprime"):
        page = open_page(f"/contrats/{CONTRACT_ID}/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Introuvable")
