"""Indicators: one a line or a row, with what is said of each or once for all."""

from __future__ import annotations

from ingest.facts.records import Said
from ingest.facts.sheets.fields import fields, width
from ingest.facts.sheets.indicators import Measures, measures
from ingest.records import SectionKind
from tests.facts.readings import reading_of, stands

HEAD = "Fiche action 3 : Agir\nPilote : ARS\nContexte : un besoin.\n"


def measured(text: str) -> Measures:
    reading = reading_of(HEAD + text)
    (sheet,) = reading.of(SectionKind.SHEET)
    found = measures(fields(reading, sheet), width(reading, sheet))
    assert all(stands(reading, indicator.evidence) for indicator in found.indicators)
    return found


def names(text: str) -> list[str]:
    return [indicator.name for indicator in measured(text).indicators]


def values(said: tuple[Said, ...]) -> list[str]:
    return [each.value for each in said]


def test_what_is_said_once_holds_for_all() -> None:
    found = measured(
        "Indicateurs\nDescription :\n- nombre de soirées\n- nombre de guides\ndistribués\nValeur initiale : 0\n"
        "Fréquence de mesure : annuelle\nSource : CLS/ARS\nResponsable du suivi : Prénom Nom, Pays des Rives\n"
    )
    assert [(i.name, values(i.baseline), values(i.frequency), values(i.source)) for i in found.indicators] == [
        ("nombre de soirées", ["0"], ["annuelle"], ["CLS/ARS"]),
        ("nombre de guides distribués", ["0"], ["annuelle"], ["CLS/ARS"]),
    ]
    assert values(found.common["follow_up"]) == ["Prénom Nom, Pays des Rives"]


def test_a_bracket_behind_the_label_is_the_rhythm() -> None:
    found = measured("Indicateurs\n(semestriel)\nNombre de visites ; Nombre de foyers\n")
    assert [(i.name, values(i.frequency)) for i in found.indicators] == [
        ("Nombre de visites", ["semestriel"]),
        ("Nombre de foyers", ["semestriel"]),
    ]


def test_what_each_has_for_itself_stays_with_it() -> None:
    found = measured(
        "Indicateur 1 : Nombre de réunions\nValeur initiale : 0\nValeur cible : 4\n"
        "Indicateur 2 : Taux de satisfaction\n"
        "Valeur initiale : inconnue\nValeur cible : 80 %\nResponsable du suivi : Coordinatrice du CLS\n"
    )
    assert [(i.name, values(i.baseline), values(i.target)) for i in found.indicators] == [
        ("Nombre de réunions", ["0"], ["4"]),
        ("Taux de satisfaction", ["inconnue"], ["80 %"]),
    ]
    assert values(found.common["follow_up"]) == ["Coordinatrice du CLS"]


def test_rows_of_a_table() -> None:
    expected = [
        ("Nombre d'ateliers", ["0"], ["12"], ["CCAS"]),
        ("Nombre de seniors", ["10"], ["120"], ["MSA"]),
    ]
    for table in (
        "| Indicateur | Valeur initiale | Valeur cible | Source |\n| Nombre d'ateliers | 0 | 12 | CCAS |\n"
        "| Nombre de seniors | 10 | 120 | MSA |\n",
        "Indicateurs Valeur initiale Valeur cible Source\nNombre d'ateliers 0 12 CCAS\nNombre de seniors 10 120 MSA\n",
    ):
        found = measured(table).indicators
        assert [(i.name, values(i.baseline), values(i.target), values(i.source)) for i in found] == expected


def test_parts_of_an_indicator_stay_with_it() -> None:
    assert names(
        "Indicateurs\n1. Taux de participation aux instances :\na. Groupe de travail\nb. COPIL\n"
        "2. Nombre de projets\nc.\n"
    ) == [
        "Taux de participation aux instances : Groupe de travail",
        "Taux de participation aux instances : COPIL",
        "Nombre de projets",
    ]
    assert names(
        "Indicateurs\n- nombre d'actions menées selon les trois thèmes suivants :\n- formation des agents\n"
        "- mobilisation\n- nombre d'élus\n"
    ) == [
        "nombre d'actions menées selon les trois thèmes suivants : formation des agents ; mobilisation",
        "nombre d'élus",
    ]
    assert names("Indicateurs : nombre d'ateliers ; taux de satisfaction\n") == [
        "nombre d'ateliers",
        "taux de satisfaction",
    ]
    assert names("Indicateurs Description :\n- nombre d'ateliers\n- nombre d'élus\n") == [
        "nombre d'ateliers",
        "nombre d'élus",
    ]
    assert names("Indicateurs\n- Ateliers :\nTypologie des partenaires, nombre de séances\n") == [
        "Ateliers : Typologie des partenaires, nombre de séances"
    ]


def test_a_label_with_nothing_behind_it_gives_no_indicator() -> None:
    assert names("Indicateurs\nFréquence de mesure : annuelle\n") == []
    assert names("Indicateurs : à définir\n") == []


def test_a_table_whose_cells_are_broken_over_lines() -> None:
    found = measured(
        "Indicateurs\nIndicateur Valeur\ninitiale\nCible Fréquence Source\nNombre\nd'ateliers\ntenus\n16 89 annuelle\n"
        "Registre du\nporteur\nPart des\ncommunes\nengagées\n2 90 Tous les ans\nCPTS\nBudget\n800 €\n"
    ).indicators
    assert [(i.name, values(i.baseline), values(i.target), values(i.frequency), values(i.source)) for i in found] == [
        ("Nombre d'ateliers tenus", ["16"], ["89"], ["annuelle"], ["Registre du porteur"]),
        ("Part des communes engagées", ["2"], ["90"], ["Tous les ans"], ["CPTS"]),
    ]
