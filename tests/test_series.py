"""Numbered lines are a series; footnotes are lines that a number of the page calls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Page
from ingest.structure.headings import numbered
from ingest.structure.lines import Line, body, lines_of
from ingest.structure.notes import footnotes, without_call
from ingest.structure.openings import line_openings
from ingest.structure.series import series


def lines(*texts: str) -> list[Line]:
    return body([Page(n, text) for n, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I.1 – Favoriser l’accueil", ("", "I.9", "1.1", "Favoriser l’accueil")),
        ("A.1.2 Favoriser l’accueil", ("", "A.9.9", "A.1.2", "Favoriser l’accueil")),
        ("2.3 : Favoriser l’accueil", ("", "9.9", "2.3", "Favoriser l’accueil")),
        ("N° 4 – Favoriser l’accueil", ("n", "9", "4", "Favoriser l’accueil")),
        ("Projet 3 : Favoriser l’accueil", ("projet", "9", "3", "Favoriser l’accueil")),
        ("Fiche n° 3", ("fichen", "9", "3", "")),
        ("PA-2 Favoriser l’accueil", ("", "AA.9", "PA.2", "Favoriser l’accueil")),
        ("PREV 3 – Favoriser l’accueil", ("", "AA9", "PREV.3", "Favoriser l’accueil")),
        ("Action 3.1 | Favoriser l’accueil", ("action", "9.9", "3.1", "Favoriser l’accueil")),
    ],
)
def test_numbered_lines(text: str, expected: tuple[str, str, str, str]) -> None:
    found = numbered(text)
    assert found is not None
    assert (found.word, found.shape, found.number, found.title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12 médecins",
        "2031",
        "3,5 % des élus",
        "1.1 le contexte",
        "4 500 €",
        "action 2 du plan",
        "Les 12 Amis",
        "LES 12 AMIS",
    ],
)
def test_other_lines_that_begin_with_a_number(text: str) -> None:
    assert numbered(text) is None


def test_a_series_numbered_behind_the_letters_of_its_axes() -> None:
    sheet = "Co-pilotage\nCPTS {k}\nStructures mobilisées\nMSA {k}\nBudget\n{k} 500 €\nPlanning\nMars 203{k}\n"
    text = "".join(f"{code} Former les élus\n{sheet.format(k=k)}" for k, code in enumerate(("PA-1", "PA-2", "SE-1"), 1))
    assert [h.number for h in series(lines(text), {}).values()] == ["PA.1", "PA.2", "SE.1"]


def test_a_series_is_followed_by_the_same_labels() -> None:
    sheet = "Pilote\nCPTS {k}\nPartenaires\nMSA {k}\nBudget\n{k} 500 €\nCalendrier\nMars 203{k}\n"
    text = "".join(f"1.{k} – Former les élus {'du secteur ' * k}\n{sheet.format(k=k)}" for k in (1, 2, 3))
    found = series(lines("1.1 – Former\n1.2 – Agir\n1.3 – Suivre\n", text), {})
    assert [h.number for h in found.values()] == ["1.1", "1.2", "1.3"]
    assert min(found) == 3


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_lines_can_be_asked(texts: list[str]) -> None:
    found = lines("\n".join(texts))
    series(found, {})
    footnotes(found)
    for text in texts:
        numbered(text)
        assert all(each.characters <= len(text) for each in line_openings(text))


def test_footnotes_are_called_and_stand_last() -> None:
    found = lines("Le coût est élevé.2\n12 communes\n2Source : ARS", "Le coût est élevé.\n2Source : ARS")
    assert footnotes(found) == {2}
    assert without_call("Former les élus1", ["1Titre provisoire."]) == "Former les élus"
    assert without_call("Former en 2031", ["1Titre provisoire."]) == "Former en 2031"


def test_an_axis_and_a_sheet_on_one_line_are_two() -> None:
    assert [line.text.strip() for line in lines_of(Page(1, "Axe 2 – Soins Fiche n° A.2.1\nFormer"))] == [
        "Axe 2 – Soins",
        "Fiche n° A.2.1",
        "Former",
    ]
