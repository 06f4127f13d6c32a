"""Communes whose table has its cells one below the other, and those that a paragraph presents with their number."""

from __future__ import annotations

import pytest

from ingest.facts.perimeter.counts import counts
from ingest.facts.perimeter.extent import perimeter
from tests.facts.readings import reading_of

CELLS = "Commune\nHabitants\nAubry-le-Haut\n4 850\nBelmont\n1 120\nCourcelles\n980\nTotal\n6 950\n"


def _told(text: str) -> tuple[list[tuple[str, str, list[float], list[str]]], list[str]]:
    found = perimeter(reading_of(text))
    groupings = [
        (each.name, each.acronym, [q.value for q in each.commune_counts], [said.value for said in each.communes])
        for each in found.epci
    ]
    return groupings, [said.value for said in found.communes]


@pytest.mark.parametrize(
    "text",
    [
        "Le territoire en bref\n\nLa Communauté de communes des Rives (CCR) réunit trois communes et 6 950"
        " habitants.\n\n"
        + CELLS
        + "\nArticle 1 – Le périmètre\n\nLe contrat s'applique aux trois communes de la CCR.\n",
        "Article 1 – Le périmètre\n\nLe contrat s'applique à la Communauté de communes des Rives (CCR), qui regroupe"
        " trois communes et 6 950 habitants :\n\n" + CELLS,
    ],
)
def test_cells_one_below_the_other_make_a_table(text: str) -> None:
    assert _told(f"Contrat local de santé 2031-2035\n\n{text}\nArticle 2 – Durée\n\nCinq ans.\n") == (
        [("Communauté de communes des Rives", "CCR", [3.0], ["Aubry-le-Haut", "Belmont", "Courcelles"])],
        [],
    )


@pytest.mark.parametrize(("number", "found"), [("trois", 1), ("quatre", 0)])
def test_a_paragraph_lists_as_many_communes_as_it_says(number: str, found: int) -> None:
    groupings, _ = _told(
        f"Portrait\n\nRives Communauté réunit {number} communes et 6 950 habitants. Les voici : Aubry-le-Haut,\n"
        "Belmont, Courcelles.\n\nL'été, la population double.\n"
    )
    assert len(groupings) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le Val réunit dix-sept communes et 29 430 habitants", [17.0, 29430.0]),
        ("Le Val compte six communes sans médecin", []),
        ("Il regroupe deux communes nouvelles et 3 000 habitants", [3000.0]),
    ],
)
def test_how_many_communes_in_words(text: str, told: list[float]) -> None:
    assert [count.value for count in counts(text)] == told


def test_columns_of_communes_under_names_that_go_on_below() -> None:
    text = (
        "Article 2 : Le périmètre\n\nLe contrat couvre 7 communes.\n\n"
        "Communauté de communes des Trois\nChênes (CC3C)\n4 communes – 9 870 habitants\n"
        "Aunoy\nBétancey\nDoulevy\nFlamerans\n\n"
        "Communauté de communes de la Plaine\nde Corbey (CCPC)\n3 communes – 7 410 habitants\n"
        "Corbey\nAttigny-la-Plaine\nBourdonnay\n\n"
        "Ce que montre le diagnostic\nLa mortalité est supérieure de 34 % (CépiDc, Insee).\n"
    )
    found = perimeter(reading_of(text))
    assert [(epci.name, [commune.value for commune in epci.communes]) for epci in found.epci] == [
        ("Communauté de communes des Trois Chênes", ["Aunoy", "Bétancey", "Doulevy", "Flamerans"]),
        ("Communauté de communes de la Plaine de Corbey", ["Corbey", "Attigny-la-Plaine", "Bourdonnay"]),
    ]
