"""Rows of the summary table: the title and who leads, wherever the line breaks fall."""

from __future__ import annotations

from ingest.facts.plans.summary import summary
from tests.facts.readings import reading_of

SHEETS = (
    "Fait à Brune, le 3 mai 2031\nFiche action 1.1 : Recruter des médecins\nPorteur : CC du Val\nContexte\nTexte.\n"
    "Fiche action 1.2 : Ouvrir un centre de santé\nPorteur : CIAS\nContexte\nTexte.\n"
)


def rows(text: str) -> list[tuple[str, str, list[str], str]]:
    return [(r.number, r.title.value, [s.value for s in r.leads], r.axis) for r in summary(reading_of(text))]


def test_cells_parted_by_white_space() -> None:
    assert rows(
        "Article 4 : Les actions\nAxes Fiches actions Porteurs\nAXE 1 : SOINS\n"
        "Fiche action 1.1 : Recruter des\nmédecins\n\n"
        "CC du Val/ Ville de\nBrune\n\nFiche action 1.2 : Ouvrir un centre\n\nCPTS\n\nArticle 5 : Durée\nCinq ans.\n"
        + SHEETS
    ) == [
        ("1.1", "Recruter des médecins", ["CC du Val", "Ville de Brune"], "1"),
        ("1.2", "Ouvrir un centre", ["CPTS"], "1"),
    ]


def test_cells_on_one_line_are_parted_by_what_the_sheets_and_the_other_rows_say() -> None:
    assert rows(
        "Article 4 : Les actions\nActions Porteurs\nFiche action 1.1 : Recrutement de médecins CC du Val\n"
        "Fiche action 1.2 : Ouvrir un centre de santé CIAS\nArticle 5 : Durée\nCinq ans.\n" + SHEETS
    ) == [
        ("1.1", "Recrutement de médecins", ["CC du Val"], "1"),
        ("1.2", "Ouvrir un centre de santé", ["CIAS"], "1"),
    ]


def test_where_a_blank_parts_titles_from_leads_a_title_ends_its_line() -> None:
    assert rows(
        "Article 4 : Les actions\nFiche action 1.1 : Recruter des médecins\n\nCC du Val\n\n"
        "Fiche action 1.2 : Ouvrir un centre\n\nCIAS\n\nFiche action 1.3 : Évaluation du CLS CC du Val\n\n"
        "Article 5 : Durée\nCinq ans.\n" + SHEETS
    ) == [
        ("1.1", "Recruter des médecins", ["CC du Val"], "1"),
        ("1.2", "Ouvrir un centre", ["CIAS"], "1"),
        ("1.3", "Évaluation du CLS CC du Val", [], "1"),
    ]


def test_a_table_with_more_columns() -> None:
    assert rows(
        "Article 4 : Les actions\nSynthèse des actions\nN° Action Pilote Partenaires Échéance\n"
        "Fiche action 1.1 : Recruter des médecins\nCC du Val\nARS, CPAM\n2032\n"
        "Fiche action 1.2 : Ouvrir un centre de santé\nVille de Brune\nARS\n2033\nArticle 5 : Durée\nCinq ans.\n"
        + SHEETS
    ) == [
        ("1.1", "Recruter des médecins", ["CC du Val"], "1"),
        ("1.2", "Ouvrir un centre de santé", ["Ville de Brune"], "1"),
    ]


def test_bars_and_a_document_without_sheets() -> None:
    assert rows(
        "Liste des actions\n| N° | Action | Pilote |\n| 1.1 | Recruter des médecins | CC du Val, ARS |\n"
        "| 1.2 | Ouvrir un centre | CIAS |\n"
    ) == [("1.1", "Recruter des médecins", ["CC du Val", "ARS"], "1"), ("1.2", "Ouvrir un centre", ["CIAS"], "1")]
    assert rows(
        "Tableau récapitulatif des actions\nAxe I : Soins\n1.1 Recruter des médecins CC des Deux Vals\n"
        "1.2 Créer un centre\n"
        "Axe II : Prévention\n2.1 Bouger CC des Deux Vals\nArticle 5 : Durée\nCinq ans.\n"
    ) == [
        ("1.1", "Recruter des médecins", ["CC des Deux Vals"], "1"),
        ("1.2", "Créer un centre", [], "1"),
        ("2.1", "Bouger", ["CC des Deux Vals"], "2"),
    ]


def test_numbered_headings_and_a_mention_are_no_table() -> None:
    assert rows("Introduction\n1.1 Le contexte\nUn texte.\n1.2 La méthode\nUn texte.\n") == []
    assert rows("Article 4 : Les actions\nFiche action 1.1 : Recruter des médecins\nArticle 5 : Durée\n" + SHEETS) == []


def test_leads_in_brackets_behind_the_titles() -> None:
    assert rows(
        "Article 4 : Les actions\nFiche action 1.1 : Recruter des médecins (pilote : CC du Val,\nCIAS de Brune)\n"
        "Fiche action 1.2 : Ouvrir un centre de santé (pilotes : CPTS du Val)\nArticle 5 : Durée\nCinq ans.\n" + SHEETS
    ) == [
        ("1.1", "Recruter des médecins", ["CC du Val", "CIAS de Brune"], "1"),
        ("1.2", "Ouvrir un centre de santé", ["CPTS du Val"], "1"),
    ]
