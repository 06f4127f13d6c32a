"""Who counted is not where: the territory in the name of a source is no territory of the figure."""

from __future__ import annotations

import pytest

from tests.facts.readings import figure_rows

OWN = "Le Val d’Aurence compte onze communes."


@pytest.mark.parametrize(
    "told",
    [
        "Selon la CPAM de l’Orvanne, 16,8 % des assurés de 17 ans et plus n’ont pas de médecin traitant en 2033.",
        "16,8 % des assurés de 17 ans et plus n’ont pas de médecin traitant en 2033 (source : CPAM de l’Orvanne).",
        "D’après les données de la Mutualité sociale agricole de Bretagne, 16,8 % des assurés de plus de 17 ans n’ont"
        " pas de médecin traitant en 2033.",
        "Selon l’observatoire régional de la santé de Bretagne, 16,8 % des assurés sont sans médecin traitant en 2033.",
    ],
)
def test_a_figure_is_not_of_the_place_of_who_counted(told: str) -> None:
    table = "Indicateur | Val d’Aurence | Orvanne | Bretagne\nPart des 75 ans | 12,1 % | 11,0 % | 10,2 %"
    found = [row for row in figure_rows(f"{OWN}\n\n{told}\n\n{table}") if row[2] == 16.8]
    assert [(row[1], row[4]) for row in found] == [("", "2033")]


def test_a_place_beside_the_source_is_still_the_figure_s() -> None:
    table = "Indicateur | Val d’Aurence | Orvanne | Bretagne\nPart des 75 ans | 12,1 % | 11,0 % | 10,2 %"
    told = "Selon l’INSEE, en Bretagne, 17,4 % des personnes de plus de 65 ans vivent seules en 2033."
    found = [row for row in figure_rows(f"{told}\n\n{table}") if row[2] == 17.4]
    assert [row[1] for row in found] == ["Bretagne"]
