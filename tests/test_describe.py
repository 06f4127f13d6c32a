"""A document's kind, territory, period and title are what it says, and empty when it does not say."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.naming import contract_id, territory_name
from ingest.records import Metadata, RawPage, ReadResult, ReadState

ARTICLES = (
    "Article 1 : Les parties\nLe contrat lie l’ARS et ses partenaires.\nArticle 2 : Le périmètre\nDix communes.\n"
    "Article 3 : La gouvernance\nUn comité.\nFait à Ivray, le 14 mars 2031\nLe président"
)


def told(*pages: str, title: str = "", file_name: str = "document.pdf") -> Metadata:
    read = ReadResult(ReadState.READY, pages=tuple(RawPage(n, t) for n, t in enumerate(pages, 1)), title=title)
    return analyse(read, document_id="d", file_name=file_name)[0].metadata


@pytest.mark.parametrize(
    ("cover", "territory", "period"),
    [
        ("Contrat Local de Santé 2e génération – CC des Vallées et Plateaux", "Vallées et Plateaux", ""),
        ("CLS de l’agglomération de Brévanne 2032-2036", "Brévanne", "2032-2036"),
        ("contrat local de santé du pays de Lormoy\n2032 – 2036", "Lormoy", "2032-2036"),
        ("CONTRAT LOCAL DE SANTÉ\nDU PAYS DES TROIS CLOCHERS\n2032/2036", "Trois Clochers", "2032-2036"),
        ("Contrat Local de Santé (CLS) Ville de Sarvigny", "Sarvigny", ""),
        ("Contrat local de santé\nPETR du Haut-Morvent", "Haut-Morvent", ""),
        ("CONTRAT LOCAL DE SANTÉ DE LA MÉTROPOLE D’ORGELIN", "Orgelin", ""),
        ("Contrat local de santé du Parc naturel régional des Landes-Bleues", "Landes-Bleues", ""),
        ("Contrat local de santé du PNR des Landes-Bleues de 2032 à 2036", "Landes-Bleues", "2032-2036"),
        ("Contrat Local de Santé 2032-2036\nCommunauté d’agglomération du Grand Tavelin", "Grand Tavelin", "2032-2036"),
        ("Contrat local de santé du Syndicat mixte de la Basse-Ourme", "Basse-Ourme", ""),
        ("Contrat local de santé\ndu Bocage corvin\nSyndicat du Bocage corvin", "Bocage corvin", ""),
        ("Contrat local de santé de la Ville de Brune\n4e génération – 2032 | 2036", "Brune", "2032-2036"),
        ("Contrat local de santé du Pays Corvinois", "Pays Corvinois", ""),
        ("Contrat local de santé du Val d’Aurence\nDéclinaison du PRS 2028-2034", "Val d’Aurence", ""),
        ("Contrat local de santé", "", ""),
        ("Contrat local de santé\nDocument-cadre, 2032-2036", "", "2032-2036"),
    ],
)
def test_territory_and_period_of_a_title(cover: str, territory: str, period: str) -> None:
    without_date = ARTICLES.replace(", le 14 mars 2031", ", le 14 mars")
    metadata = told(cover, without_date)
    assert (metadata.kind, metadata.territory, metadata.period) == ("contrat", territory, period)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Le contrat est conclu pour la période 2032-2036.", "2032-2036"),
        ("Le contrat court du 1er janvier 2032 au 31 décembre 2036.", "2032-2036"),
        ("Le contrat est conclu pour une durée de quatre ans.", "2031-2035"),
        ("Le contrat est conclu pour une durée de 5 (5) ans à compter du 1er janvier 2033.", "2033-2038"),
        ("Le contrat engage les parties à l’horizon 2034.", "2031-2034"),
        ("Il suit le Projet régional de santé 2028-2034.", ""),
        ("Il succède au premier contrat 2027-2030.", ""),
        ("La délibération du 3 mai 2030 l’autorise. © 2029-2032 Agence", ""),
        ("Le contrat est signé pour quatre ans. Calendrier de l’action : 2033-2035.", "2031-2035"),
        ("L’action coûte 12 000 € par an pendant 5 ans.", ""),
        ("Rien ne dit sa durée.", ""),
    ],
)
def test_period_of_the_text(sentence: str, period: str) -> None:
    assert (
        told("Contrat local de santé du Val d’Aurence", f"{ARTICLES.replace('Dix communes.', sentence)}").period
        == period
    )


def test_the_title_outranks_a_neighbour_named_more_often() -> None:
    text = ARTICLES.replace("Dix communes.", "Le contrat local de santé de Mont-Sorel est voisin. " * 8)
    assert told("Contrat local de santé du Val d’Aurence", text).territory == "Val d’Aurence"


def test_a_name_alone_on_the_title_page_is_the_territory_of_which_the_text_speaks() -> None:
    text = (
        "L’espérance de vie à Corvane est basse. La Ville de Corvane agit. La Communauté d’agglomération du Bassin"
        " minier et la CPTS du Bassin minier sont associées. La Communauté d’agglomération du Bassin minier suit."
    )
    assert told("Contrat local de santé\nCorvane, 2032-2036", text).territory == "Corvane"


def test_the_name_on_the_title_page_comes_before_the_grouping_of_its_contact() -> None:
    cover = (
        "Contrat local de santé Val d’Aurence 2031-2035\n"
        "Contact : coordination du contrat local de santé, Communauté de communes du Haut-Bois"
    )
    text = "Le Val d’Aurence compte neuf communes. La CPTS du Val d’Aurence agit pour le Val d’Aurence."
    assert told(cover, f"{text}\n{ARTICLES}").territory == "Val d’Aurence"
    other = "Contrat local de santé du Haut-Bois, suite du contrat local de santé Val d’Aurence 2031-2035"
    assert told(other, f"{text}\n{ARTICLES}").territory == "Haut-Bois"


def test_a_running_header_names_the_territory() -> None:
    pages = [f"CLS du Val d’Aurence\n{text}\n{n}" for n, text in enumerate(["Préambule", ARTICLES, "Annexe"], 1)]
    assert told(*pages).territory == "Val d’Aurence"


def test_two_territories_named_alike_cannot_be_told_apart() -> None:
    text = "Le contrat local de santé de Mont-Sorel avance. Le contrat local de santé de Val-Dolmoy avance. " * 3
    assert told("Journal de la santé publique\n" * 13 + text).territory == ""


@pytest.mark.parametrize(
    "title",
    [
        "Convention départementale pour la santé des jeunes",
        "Charte des aidants du Val d’Aurence",
        "Contrat départemental de santé mentale 2032-2036",
        "Contrat de ville de Brévanne",
        "Projet territorial de santé mentale",
        "Protocole d’accord entre l’ARS et le Département",
    ],
)
def test_what_is_no_local_health_contract_is_not_taken_for_one(title: str) -> None:
    text = ARTICLES.replace(
        "Dix communes.", "Elle s’articule avec le contrat local de santé du Val d’Aurence 2031-2035."
    )
    metadata = told(f"{title}\n{text}")
    assert (metadata.kind, metadata.territory, metadata.period) == ("autre", "", "")


PRESS = (
    "COMMUNIQUÉ DE PRESSE\nLe 14 mars 2031\nUn premier contrat local de santé pour le Val d’Aurence\n"
    "L’ARS et la communauté de communes s’engagent le 14 mars 2031 pour cinq ans dans un contrat local de santé.\n"
    "Les signataires\n- L’ARS\n- La MSA\nContact presse : Aline Corvet"
)


def test_a_press_release() -> None:
    metadata = told(PRESS)
    assert (metadata.kind, metadata.territory, metadata.language) == ("communique", "Val d’Aurence", "fr")
    assert metadata.title == "Un premier contrat local de santé pour le Val d’Aurence"


def test_an_article_in_english() -> None:
    text = (
        "A New Local Health Contract in Val-Dolmoy\nBy Jane Holt\nThe local health contract (CLS) brings the partners "
        "of Val-Dolmoy together for the 2032-2036 period.\nResidents of Val-Dolmoy will see more doctors soon."
    )
    metadata = told(text)
    assert (metadata.kind, metadata.territory, metadata.period, metadata.language) == (
        "article",
        "Val-Dolmoy",
        "2032-2036",
        "en",
    )


@pytest.mark.parametrize("text", ["", "Recette de la tarte aux pommes", "12 34 56", "\n\n"])
def test_of_a_text_that_says_nothing_nothing_is_said(text: str) -> None:
    metadata = told(text)
    assert (metadata.kind, metadata.territory, metadata.period) == ("autre", "", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pays des Hautes Rives", "Hautes Rives"),
        ("Pays Corvinois", "Pays Corvinois"),
        ("communauté d’agglomération du Grand Tavelin", "Grand Tavelin"),
        ("PETR du pays de Lormoy", "Lormoy"),
        ("Métropole d’Orgelin", "Orgelin"),
        ("Val d’Aurence", "Val d’Aurence"),
        ("CC Plaine Sud", "Plaine Sud"),
    ],
)
def test_a_territory_is_named_without_its_bearer(text: str, name: str) -> None:
    assert territory_name(text) == name
    assert contract_id(text, "2032-2036") == contract_id(name, "2032-2036")
