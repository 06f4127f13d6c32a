"""A line is a heading when it numbers an article, axis or sheet, or stands as one; sentences are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.headings import (
    heading,
    list_heading,
    number_of,
    numbered_headings,
    table_heading,
    title_below,
    unfinished,
    words_heading,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 1 : Les parties", ("article", "1", "Les parties")),
        ("Article 1er – Les parties", ("article", "1", "Les parties")),
        ("ARTICLE 2", ("article", "2", "")),
        ("Article premier : Objet", ("article", "1", "Objet")),
        ("Article IV - Durée", ("article", "4", "Durée")),
        ("AXE 1 : ACCÈS AUX SOINS", ("axis", "1", "ACCÈS AUX SOINS")),
        ("Axe II", ("axis", "2", "")),
        ("Axe stratégique n°3 : Prévention", ("axis", "3", "Prévention")),
        ("Orientation 2 : Santé mentale", ("axis", "2", "Santé mentale")),
        ("Fiche action 1.1 : Former", ("sheet", "1.1", "Former")),
        ("Fiche 204", ("sheet", "204", "")),
        ("Fiche B. — Former", ("sheet", "B", "Former")),
        ("Fiche OS2-OO1-A3 : Former", ("sheet", "OS2.OO1.A3", "Former")),
        ("Fiche II-B / Former", ("sheet", "II.B", "Former")),
        ("Fiche action 3.1 Former", ("sheet", "3.1", "Former")),
        ("Fiche action n°5.1", ("sheet", "5.1", "")),
        ("Fiche-action n° 2-1 – Former", ("sheet", "2.1", "Former")),
        ("Fiche Action 2. Former", ("sheet", "2", "Former")),
        ("Fiche PA-2 : Former", ("sheet", "PA.2", "Former")),
        ("Axe PA : Accès aux soins", ("axis", "PA", "Accès aux soins")),
        ("Fiche A.1.2 : Former", ("sheet", "A.1.2", "Former")),
        ("Fait à Grimois, le 4 mars 2031", ("signature", "", "Fait à Grimois, le 4 mars 2031")),
    ],
)
def test_numbered_headings_in_all_their_spellings(text: str, expected: tuple[str, str, str]) -> None:
    found = heading(text)
    assert found is not None
    assert (found.kind.value, found.number, found.title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 du présent contrat, les parties s’engagent",
        "L’axe 1 est prioritaire",
        "axe 2 de la feuille de route",
        "Axe 2 est consacré à la prévention",
        "fiche action 1.1 de l’axe",
        "Action 1. Former",  # only where no sheet is called "fiche"
        "Fiche 30 % des besoins",
        "Fiche A développer",
        "Fiche 200 exemplaires",
        "Fait à domicile",
        "Fiche du 12 Mars",
        "Axe de travail : la prévention",
    ],
)
def test_sentences_are_not_headings(text: str) -> None:
    assert heading(text) is None


def test_an_action_is_a_sheet_where_asked() -> None:
    found = heading("Action 1. Former les élus", actions=True)
    assert found is not None
    assert (found.kind.value, found.number, found.title) == ("sheet", "1", "Former les élus")


@pytest.mark.parametrize(
    ("text", "number"),
    [("2-1", "2.1"), ("2 . 1", "2.1"), ("III", "3"), ("IX", "9"), ("A.1.2", "A.1.2"), ("a1", "A.1"), ("1er", "1")],
)
def test_numbers_are_normalised(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("Les priorités retenues", "Fin de phrase.", "Après une année de concertation, les partenaires ont", True),
        ("INTRODUCTION", None, "Le contrat", True),
        ("Les priorités retenues par la", "Fin.", "concertation menée avec tous les partenaires du", False),
        ("Les priorités retenues", "une phrase qui", "continue ici avec d’autres mots encore et encore", False),
        ("- Former des élus", "Fin.", "Une longue ligne de texte après la puce de la liste", False),
        ("Clinique du Val - - - 18 lits", "Fin.", "Une longue ligne de texte après la ligne du tableau", False),
        ("Taux de mortalité 12,4 %", "Fin.", "Une longue ligne de texte après la ligne du tableau", False),
        ("Source : ARS, exploitation locale", "Fin.", "Une longue ligne de texte après la source du tableau", False),
        ("Vu le code de la santé publique", "Fin.", "Une longue ligne de texte après le visa du contrat", False),
        ("Les signataires", "Fin.", "- L’ARS", True),
        ("Commune", "Fin.", "Total", False),
    ],
)
def test_headings_in_words_open_text(text: str, before: str | None, after: str, expected: bool) -> None:
    assert words_heading(text, before, after, gap=False) is expected


@pytest.mark.parametrize("gap", [True, False])
def test_a_heading_behind_a_row_of_a_table_stands_apart_from_it(gap: bool) -> None:
    after = "Chacun agit dans les communes où il le peut."
    assert words_heading("Les priorités retenues", "1.2 | Former les élus | 3 000 €", after, gap=gap) is gap
    assert not words_heading("Les priorités retenues", "une phrase qui n’est pas finie", after, gap=gap)


def test_headings_numbered_in_order_are_found_among_lists() -> None:
    texts = ["1 Agir pour les soins", "texte", "2 Renforcer le lien", "texte", "- puce", "3 Prévenir ensemble", "texte"]
    assert numbered_headings(texts) == {0, 2, 5}
    assert numbered_headings(["1 Agir pour les soins", "2 Renforcer le lien", "3 Prévenir ensemble"]) == set()
    assert numbered_headings(["3 Agir pour les soins", "x", "5 Renforcer", "x", "7 Prévenir"]) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Les parties au contrat", True), ("Le contrat est conclu pour cinq ans.", False), ("- L’ARS", False)],
)
def test_the_title_below_a_bare_number(text: str, expected: bool) -> None:
    assert title_below(text) is expected


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["• Les signataires :", "- L’ARS"], 1),
        (["• Les partenaires qui seront", "associés en tant que de besoin :"], 2),
        (["Les signataires :"], 0),
        (["• L’ARS", "• La MSA"], 0),
    ],
)
def test_a_bullet_that_announces_a_list_is_a_heading(texts: list[str], count: int) -> None:
    assert list_heading(texts) == count


@given(st.text(max_size=60), st.booleans())
def test_any_text_can_be_asked(text: str, gap: bool) -> None:
    heading(text)
    words_heading(text, text, text, gap=gap)
    title_below(text)
    list_heading([text, text])
    numbered_headings([text])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tableau synthétique du programme d’actions", True),
        ("Récapitulatif des fiches-actions", True),
        ("TABLEAU DE SYNTHÈSE DES AXES ET DES ACTIONS", True),
        ("Liste des actions par axe", True),
        ("Tableau des signataires", False),
        ("Synthèse du diagnostic", False),
        ("la liste des actions est revue chaque année", False),
    ],
)
def test_the_heading_of_the_summary_table(text: str, named: bool) -> None:
    assert table_heading(text) is named


def test_roman_axes_before_a_sheets_number() -> None:
    assert [number_of(text) for text in ("II.1", "I-2", "IV", "A.1.2", "C1")] == ["2.1", "1.2", "4", "A.1.2", "C.1"]
    found = heading("Fiche action II.1 : Bouger")
    assert found is not None
    assert (found.number, found.title) == ("2.1", "Bouger")


@pytest.mark.parametrize("text", ["Coordination, animation et", "Les actions :", "Un lien –"])
def test_a_title_that_goes_on(text: str) -> None:
    assert unfinished(text)
    assert not unfinished(f"{text} évaluation")
