"""A signature page that alone names the parties gives each whole, or no list at all."""

from __future__ import annotations

import pytest

from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.records import PartyRole
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
BEFORE = "Article 1 : Objet\n\nLe contrat décline le projet régional de santé.\n\nFait à Castrin, le 3 mars 2031\n\n"


def names(page: str, before: str = BEFORE) -> list[str]:
    """The signatories of a contract whose page of signatures says `page`, each proved by it."""
    reading = reading_of([COVER, before + page])
    found = [party for party in parties(reading) if party.role is PartyRole.SIGNATORY]
    assert all(stands(reading, party.evidence) for party in found)
    return [party.name for party in found]


def test_a_name_over_several_lines_is_one_party() -> None:
    page = (
        "AGENCE RÉGIONALE DE SANTÉ\nBOCAGES\nDirectrice générale\n\nAline CORVET\n\n"
        "ASSOCIATION DE PAYS DU\nTERRITOIRE DE SANTÉ DU\nVAL D’AURENCE\nPrésident\n\nHugo LESTRADE\n\n"
        "ÉTAT\nPréfète\n\nInès ROUVRAY\n\nCOLLECTIVITÉ DE LA\nHAUTE-ORVANNE\nPrésidente\n\nJeanne ASTIER\n"
    )
    assert names(page) == [
        "AGENCE RÉGIONALE DE SANTÉ BOCAGES",
        "ASSOCIATION DE PAYS DU TERRITOIRE DE SANTÉ DU VAL D’AURENCE",
        "ÉTAT",
        "COLLECTIVITÉ DE LA HAUTE-ORVANNE",
    ]


def test_the_rest_of_a_marked_name_is_no_party() -> None:
    page = (
        "Pour la Caisse générale de\nsécurité sociale\nDirecteur général\n\nHugo LESTRADE\n\n"
        "Pour le Rectorat de l’académie\nd’Orvanne\nRectrice\n\nAline CORVET\n\nPour l’État\nLe préfet\nPaul ASTIER\n"
    )
    assert names(page) == ["Caisse générale de sécurité sociale", "Rectorat de l’académie d’Orvanne", "État"]


def test_names_in_columns_go_on_below_one_another() -> None:
    page = (
        "Pour l’Agence régionale | Pour le Syndicat mixte\nde santé Bocages | du Pays d’Aurence\n"
        "La directrice générale | Le président\nAline CORVET | Hugo LESTRADE\n"
    )
    assert names(page) == ["Agence régionale de santé Bocages", "Syndicat mixte du Pays d’Aurence"]


@pytest.mark.parametrize(
    "odd",
    [
        "LES ÉGLANTIERS\nMadame Jeanne ASTIER\nGérante",  # nothing known says what it is
        "UNION DES\nMadame Jeanne ASTIER\nPrésidente",  # its name is cut
    ],
)
def test_a_page_with_a_party_that_cannot_be_named_gives_no_list(odd: str) -> None:
    page = (
        f"AGENCE RÉGIONALE DE SANTÉ\nMadame Aline CORVET\nDirectrice générale\n\n{odd}\n\n"
        "VILLE DE CASTRIN\nMonsieur Hugo LESTRADE\nMaire\n"
    )
    assert names(page) == []


def test_the_east_is_no_verb() -> None:
    page = (
        "Pour l’Agence régionale de santé Plaines-de-l’Est\nLa directrice générale\nAline CORVET\n\n"
        "Pour le Syndicat du Pays de l’Est d’Aurence\nLe président\nHugo LESTRADE\n"
    )
    assert names(page) == ["Agence régionale de santé Plaines-de-l’Est", "Syndicat du Pays de l’Est d’Aurence"]


@pytest.mark.parametrize("title", ["Article 1 : Qui signe le contrat", "I. Qui signe ?", "Qui signe le contrat"])
def test_a_title_may_ask_who_signs(title: str) -> None:
    text = (
        f"{title}\n\n- L’Agence régionale de santé Bocages\n- L’État\n- La Ville de Castrin\n\n"
        "Partenaires associés au contrat :\n\n- Mutualité française\n\nFait à Castrin, le 3 mars 2031\n"
    )
    assert names("", text) == ["Agence régionale de santé Bocages", "État", "Ville de Castrin"]
