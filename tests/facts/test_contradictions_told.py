"""Contradictions between sentences, between figures, and between the names of an axis."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.records import ContractRecord, Contradiction
from ingest.records import RawPage, ReadResult, ReadState

HEAD = "Contrat local de santé du Pays des Rives 2031-2035\n\n"


def record(text: str) -> ContractRecord:
    result = ReadResult(ReadState.READY, pages=(RawPage(1, HEAD + text),))
    document, _ = analyse(result, document_id="d", file_name="contrat.pdf")
    assert document.facts
    page = document.pages[0].text
    for each in document.facts.contradictions:
        assert all(page[e.start : e.end] == e.quote for value in each.values for e in value.evidence)
    return document.facts


def said(found: tuple[Contradiction, ...]) -> list[tuple[str, str, list[str]]]:
    return [(each.subject, each.field, [value.value for value in each.values]) for each in found]


def sheet(context: str, lead: str = "CPTS des Rives") -> str:
    return f"Fiche action 1.1 : Agir\n\nContexte :\n{context}\n\nPorteur : {lead}\n\nPublic : habitants\n"


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (
            "Dans le Finistère plus d'une vingtaine de communes ont été colonisées en 2029. Le Finistère compte"
            " aujourd'hui 13 communes colonisées.",
            [
                (
                    "communes colonisées",
                    "nombre de communes",
                    ["plus d'une vingtaine de communes ont été colonisées", "13 communes colonisées"],
                )
            ],
        ),
        ("Le secteur compte 301 habitants répartis en hameaux. On y trouve 412 habitants répartis en bourgs.", []),
        # two years are two states, and a rough number holds an exact one
        ("En tout 12 communes ont été colonisées en 2028. On compte 20 communes colonisées en 2029.", []),
        ("Une vingtaine de communes sont colonisées. Ce sont 22 communes colonisées.", []),
        ("Plus de 20 communes sont colonisées. Ce sont 22 communes colonisées.", []),
    ],
)
def test_two_numbers_of_the_same_things(context: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert said(record(sheet(context)).contradictions) == expected


def test_one_value_in_two_units() -> None:
    found = record(
        "Diagnostic territorial\n\nDensité de professionnels (pour 10 000 habitants) en 2030\n"
        "Pays des Rives Finistère France\nOrthophonistes 21,4 22,9 30,6\nInfirmiers 12,8 13,4 15,1\n\n"
        "Source : CartoSanté 2030\n\n"
        + sheet("Dans le Pays des Rives, on compte 21,4 orthophonistes pour 100 000 habitants.")
    ).contradictions
    assert said(found) == [
        (
            "densité d’orthophonistes",
            "unité",
            ["21,4 pour 10 000 habitants", "21,4 pour 100 000 habitants"],
        )
    ]


def test_two_dates_of_one_event() -> None:
    text = (
        "Préambule\n\nÀ l'occasion de la révision du PRS 2028-2038 arrêté le 30/09/2033, des priorités ont changé.\n"
        "Elles ont été intégrées dans le PRS {} en octobre 2033.\n"
    )
    assert said(record(text.format("révisé")).contradictions) == [
        ("révision du PRS", "date", ["30/09/2033", "octobre 2033"])
    ]
    assert not record(text.format("adopté")).contradictions


AXES = (
    "Article 4 : Les orientations stratégiques\n\nAxe 1 : Accès aux soins\n\nUn besoin.\n\nAxe 2 : {}\n\nUn autre.\n\n"
    "Article 5 : Durée\n\nCinq ans.\n\nAXE 1 : ACCÈS AUX SOINS\n\n"
    "Fiche action 1.1 : Agir\nPorteur : CPTS\nPublic : habitants\nContexte\nTexte.\n\n"
    "AXE 2 : COORDINATION ET ÉVALUATION\n\n"
    "Fiche action 2.1 : Suivre\nPorteur : CPTS\nPublic : habitants\nContexte\nTexte.\n"
)


def test_an_axis_under_two_names() -> None:
    found = record(AXES.format("Gouvernance du contrat"))
    assert found.axes[1].titles[0].value == "Gouvernance du contrat"
    assert ("axe 2", "titre", ["Gouvernance du contrat", "COORDINATION ET ÉVALUATION"]) in said(found.contradictions)
    same = record(AXES.format("Coordination et évaluation"))
    assert not [each for each in same.contradictions if each.field == "titre"]


SUMMARY = (
    "Article 4 : Les actions\n\nFiche action 1.1 : {}\n\n{}\n\nFiche action 1.2 : Ouvrir un centre\n\nCIAS\n\n"
    "Article 5 : Durée\n\nCinq ans.\n\nFiche action 1.1 : {}\nPorteur : {}\nPublic : habitants\nContexte\nTexte.\n\n"
    "Fiche action 1.2 : Ouvrir un centre\nPorteur : CIAS\nPublic : habitants\nContexte\nTexte.\n"
)
ACTION = "Améliorer l'accueil des {} dans la restauration {} en informant et en formant tous les personnels concernés"
CHILDREN, PUPILS = ACTION.format("enfants", "scolaire"), ACTION.format("enfants", "scolaires")
PEOPLE = ACTION.format("personnes", "collective")


@pytest.mark.parametrize(
    ("table", "lead", "title", "own", "fields"),
    [
        (CHILDREN, "CPTS", PEOPLE, "CPTS", ["titre"]),
        (CHILDREN, "CPTS", PUPILS, "CPTS", []),
        (CHILDREN, "CPTS/CSAPA", CHILDREN, "CPTS en lien avec le CSAPA", []),
        (CHILDREN, "CPTS", CHILDREN, "CPTS en lien avec le CSAPA", ["porteurs"]),
        (CHILDREN, "CPTS", CHILDREN, "CPTS en lien avec le PAT", []),
    ],
)
def test_titles_and_leads_of_summary_and_sheet(table: str, lead: str, title: str, own: str, fields: list[str]) -> None:
    found = record(SUMMARY.format(table, lead, title, own)).contradictions
    assert [each.field for each in found if each.subject == "fiche action 1.1"] == fields
