"""The signature page gives persons and offices to the parties, and nobody to whom it does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.analysis import analyse
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.reading import Reading
from ingest.facts.signature.page_of_signatures import representatives
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
ARTICLE = (
    "Article 1 : Les parties signataires\n\nLes signataires du contrat sont :\n- L’Agence Régionale de Santé de "
    "l’Orvanne\n"
    "- Le PETR du Val d’Aurence\n- L’État\n- Le Département de l’Orvanne\n\n"
    "Article 2 : Le périmètre\n\nLe contrat couvre dix communes.\n\nFait à Castrin, le 14 mars 2031\n\n"
)
ARS, PETR, STATE, DEPARTMENT = (
    "Agence Régionale de Santé de l’Orvanne",
    "PETR du Val d’Aurence",
    "État",
    "Département de l’Orvanne",
)
ALL = {
    ARS: ("Aline CORVET", "directrice générale"),
    PETR: ("Hugo LESTRADE", "président"),
    STATE: ("Paul ASTIER", "préfet de l’orvanne"),
    DEPARTMENT: ("Inès ROUVRAY", "présidente"),
}


def read_page(page: str, *before: str) -> dict[str, tuple[str, str]]:
    """Person and office of each party, by what a signature page says; offices in lower case."""
    reading = reading_of([COVER, *before, ARTICLE + page])
    found = representatives(reading, parties(reading))
    assert [party.name for party in found] == [ARS, PETR, STATE, DEPARTMENT]
    said = [one for party in found for one in (*party.representatives, *party.offices)]
    assert all(stands(reading, one.evidence) for one in said)
    return {
        party.name: (
            party.representatives[0].value if party.representatives else "",
            party.offices[0].value.lower() if party.offices else "",
        )
        for party in found
        if party.representatives or party.offices
    }


PAGES = {
    "for each": (
        "Pour l’Agence Régionale de Santé,\nLa Directrice générale,\nAline CORVET\n\nPour le PETR,\nLe Président,\n"
        "Hugo LESTRADE\n\n"
        "Pour l’État,\nLe Préfet de l’Orvanne,\nPaul ASTIER\n\nPour le Département de l’Orvanne,\nLa Présidente,\nInès "
        "ROUVRAY"
    ),
    "party, person, office": (
        "AGENCE RÉGIONALE DE SANTÉ\n\nDE L’ORVANNE\n\nMadame Aline CORVET\n\nDirectrice générale\n\nPÔLE D’ÉQUILIBRE "
        "TERRITORIAL\n\n"
        "ET RURAL DU VAL D’AURENCE\n\nMonsieur Hugo LESTRADE\n\nPrésident\n\nPRÉFECTURE DE L’ORVANNE\n\nMonsieur Paul "
        "ASTIER\n\n"
        "Préfet de l’Orvanne\n\nDÉPARTEMENT DE L’ORVANNE\n\nMadame Inès ROUVRAY\n\nPrésidente"
    ),
    "offices that name the party": (
        "La Directrice générale de l’ARS de l’Orvanne\nAline CORVET\n\nLe Président du PETR du Val d’Aurence\nHugo "
        "LESTRADE\n\n"
        "Le Préfet de l’Orvanne\nPaul ASTIER\n\nLa Présidente du Conseil départemental de l’Orvanne\nInès ROUVRAY"
    ),
    "cells of a table": (
        "Pour l’ARS de l’Orvanne | Pour le PETR\nLa Directrice générale | Le Président\nAline CORVET | Hugo LESTRADE\n"
        "Pour l’État | Pour le Département\nLe Préfet de l’Orvanne | La Présidente\nPaul ASTIER | Inès ROUVRAY"
    ),
    "two columns run together": (
        "Pour l’ARS de l’Orvanne Pour le PETR\nLa Directrice générale Le Président\nAline CORVET Hugo LESTRADE\n\n"
        "Pour l’État Pour le Département\nLe Préfet de l’Orvanne La Présidente\nPaul ASTIER Inès ROUVRAY"
    ),
    "rows of a table": (
        "ARS de l’Orvanne | Madame Aline CORVET, Directrice générale\nPETR du Val d’Aurence | Monsieur Hugo LESTRADE, "
        "Président\n"
        "État | Monsieur Paul ASTIER, Préfet de l’Orvanne\nDépartement | Madame Inès ROUVRAY, Présidente"
    ),
    "on one line": (
        "Pour l’ARS de l’Orvanne, la Directrice générale, Aline CORVET\nPour le PETR, le Président, Hugo LESTRADE\n"
        "Pour l’État, le Préfet de l’Orvanne, Paul ASTIER\nPour le Département, la Présidente, Inès ROUVRAY"
    ),
    "person first": (
        "Aline CORVET\nDirectrice générale de l’ARS de l’Orvanne\n\nHugo LESTRADE\nPrésident du PETR du Val d’Aurence\n"
        "\n"
        "Paul ASTIER\nPréfet de l’Orvanne\n\nInès ROUVRAY\nPrésidente du Département de l’Orvanne"
    ),
}


@pytest.mark.parametrize("layout", PAGES)
def test_a_clean_page(layout: str) -> None:
    assert read_page(PAGES[layout]) == ALL


def test_noise_of_a_scan() -> None:
    page = (
        "AGENCE RÉGIONALE DE SANTÉ\n\nDE\n\nL’ORVANNE\n\name Aline CORVET\n\nDirectrice générale\n\nPôTE D,ÉQUILIBRE "
        "TERRIToRIAT\n\n"
        "ET\n\nRURAL DU VAT D’AURENCE\n\nMonsieurHugo LESTRADE\n\nPr{sident\n\nPRÉFECTURE DE L’ORVANNE\n\nPréfet de "
        "l’Orvanne\n\n"
        "uIr AS71ER\n\n^\n\noÉpRRTEMENT DE UORVANNE\n\nMadame In ès ROU VRAY\n\nPrésidente\n\nKarim VAUDEY\n\n"
        "Directeur par intérim\n\nCENTRE"
    )
    assert read_page(page) == {
        ARS: ("Aline CORVET", "directrice générale"),
        PETR: ("Hugo LESTRADE", "pr{sident"),
        STATE: ("", "préfet de l’orvanne"),
        DEPARTMENT: ("In ès ROU VRAY", "présidente"),
    }


def test_of_a_broken_name_the_surname_may_be_left() -> None:
    page = "PRÉFECTURE DE L’ORVANNE\n\nPréfet de l’Orvanne\n\nuIr ASTIER\n\nDÉPARTEMENT DE L’ORVANNE\n\nInès ROUVRAY"
    assert read_page(page) == {STATE: ("ASTIER", "préfet de l’orvanne"), DEPARTMENT: ("Inès ROUVRAY", "")}


def test_a_broken_name_is_repaired_where_the_document_writes_it_cleanly() -> None:
    page = "DÉPARTEMENT DE L’ORVANNE\n\nMadame In ès ROU VRAY\n\nPrésidente"
    preface = "Éditorial\n\nPar Inès ROUVRAY, présidente du Département."
    assert read_page(page, preface) == {DEPARTMENT: ("Inès ROUVRAY", "présidente")}
    assert read_page(page) == {DEPARTMENT: ("In ès ROU VRAY", "présidente")}


@pytest.mark.parametrize(
    "page",
    [
        "Aline CORVET\nHugo LESTRADE\nPaul ASTIER\nInès ROUVRAY",
        "Pour l’ARS de l’Orvanne Pour le PETR\nAline CORVET",
        "Les signataires",
        "Pour la Chambre d’agriculture\nLe Président\nYves TOURNEL",
        "3 rue des Halles\n99100 Castrin\nTél. 03 80 00 00 00",
    ],
)
def test_nobody_is_attached_where_the_page_does_not_tell_to_whom(page: str) -> None:
    assert read_page(page) == {}


def test_two_of_one_kind_are_told_apart() -> None:
    text = (
        "Article 1 : Les signataires\n\n- Le Centre hospitalier de Castrin\n- Le Centre hospitalier d’Arvière\n\n"
        "Article 2 : Objet\n\nLe contrat décline le projet.\n\nFait à Castrin, le 14 mars 2031\n\n"
        "Pour le Centre hospitalier d’Arvière\nLe Directeur\nYves TOURNEL\n\nPour le Centre hospitalier de Castrin\nLa "
        "Directrice\nAna BRUEL"
    )
    reading = reading_of([COVER, text])
    found = representatives(reading, parties(reading))
    assert [(party.name, party.representatives[0].value) for party in found] == [
        ("Centre hospitalier de Castrin", "Ana BRUEL"),
        ("Centre hospitalier d’Arvière", "Yves TOURNEL"),
    ]


def test_the_page_of_the_reference_contract() -> None:
    name = "contrat-pays-ledonien-2025-2030.pdf"
    path = Path(REFERENCE) / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    reading = Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)
    found = representatives(reading, parties(reading))
    named = [party.representatives[0].value if party.representatives else "" for party in found[:10]]
    assert named == [
        "Mathilde MARMIER",
        "Cla ude BORCARD",
        "COLLIEX",
        "Jérôme DURAIN",
        "Gérôme FASSEN ET",
        "Annaitk LE NOACH",
        "",  # "CU DREY-Vl EN": misread, and no other page writes it
        "",
        "",
        "Gaël Faivre",
    ]
    assert all(stands(reading, said.evidence) for party in found for said in party.representatives)


def test_the_list_of_parties_outranks_a_page_whose_columns_were_mixed() -> None:
    article = (
        "Article 1 : Les parties\n\nLe contrat est conclu entre :\n\n- Le PETR du Val d’Aurence, représenté par son "
        "président, Hugo LESTRADE ;\n- Le Département de l’Orvanne, représenté par sa présidente, Inès ROUVRAY.\n\n"
        "Article 2 : Durée\n\nCinq ans.\n\nFait à Castrin, le 14 mars 2031\n\n"
    )
    page = "PETR du Val d’Aurence\nInès ROUVRAY\nDépartement de l’Orvanne\nHugo LESTRADE"
    reading = reading_of([COVER, article + page])
    found = representatives(reading, parties(reading))
    assert [(party.name, [said.value for said in party.representatives]) for party in found] == [
        (PETR, ["Hugo LESTRADE"]),
        (DEPARTMENT, ["Inès ROUVRAY"]),
    ]


def test_nobody_signs_on_the_sheets_behind_the_page() -> None:
    signed = ARTICLE + PAGES["for each"]
    sheets = (
        "Soutenir les aidants\n\nCo-pilotage\nVille de Castrin\nConstats\nLes aidants sont épuisés.\nLe répit manque,"
        " et ils renoncent à se soigner.\nOn ne compte que 12 places.\nStructures mobilisées\n"
        "Département de l’Orvanne\nSecteur\nCité Sainte-Anne\nRéférent\nResponsable du service social\n"
    )
    found = representatives(reading := reading_of([COVER, signed, sheets, sheets]), parties(reading))
    named = {party.name: [said.value for said in party.representatives] for party in found}
    assert named[DEPARTMENT] == ["Inès ROUVRAY"]
    assert "Cité Sainte-Anne" not in {value for values in named.values() for value in values}


def test_a_sentence_that_names_an_office_is_nobodys_signature() -> None:
    page = (
        "Du préfet de l’Orvanne, le prénom est illisible.\n\nOrganisme | Nom | Qualité\n"
        "Agence Régionale de Santé de l’Orvanne | Madame Aline CORVET | Directrice générale\n"
        "Préfecture de l’Orvanne | Monsieur ASTIER | Préfet de l’Orvanne\n"
    )
    assert read_page(page) == {ARS: ALL[ARS], STATE: ("ASTIER", "préfet de l’orvanne")}
