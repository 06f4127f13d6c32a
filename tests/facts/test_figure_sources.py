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


TABLE = "\n\nIndicateur | Val d’Aurence | Orvanne | Bretagne\nPart des 75 ans | 12,1 % | 11,0 % | 10,2 %"


def told(text: str) -> list[tuple[str, str, float, str, str]]:
    return [row[:5] for row in figure_rows(text + TABLE) if row[2] not in {12.1, 11.0, 10.2}]


def test_how_large_a_territory_is_and_how_many_live_on_each_square() -> None:
    text = "Le Val d’Aurence compte 18 330 habitants et couvre 764 km², soit une densité de 24 habitants au km²."
    assert told(text) == [
        ("superficie", "", 764.0, "km²", ""),
        ("densité de population", "", 24.0, "habitants au km²", ""),
    ]
    assert told("La densité de population est de 36 hab./km².")[0][2:4] == (36.0, "hab./km²")
    assert told("Le plan couvre 3 km de haies et 12 hectares de bois, dont 4 km² de zones humides.") == []


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Au 1er janvier 2035, dix médecins généralistes exercent sur le pays, dont six ont 60 ans ou plus.", 6.0),
        ("Dix médecins généralistes exercent sur le territoire en 2035. Six d’entre eux ont plus de 60 ans.", 6.0),
        ("Dix médecins généralistes exercent sur le territoire en 2035. Douze d’entre eux ont plus de 60 ans.", None),
        ("Dix médecins généralistes exercent sur le territoire en 2035. Six ont plus de 60 ans.", None),
    ],
)
def test_how_many_of_those_counted_are_old(text: str, old: float | None) -> None:
    found = told(text)
    assert found[0][1:] == ("", 10.0, "médecins", "2035")
    assert [row[2] for row in found[1:]] == ([old] if old else [])


def test_a_count_is_of_the_place_where_they_are() -> None:
    sentence = "Au 1er janvier 2035, dix médecins généralistes exercent {}."
    assert [row[1] for row in told(sentence.format("en Bretagne"))] == ["Bretagne"]
    assert told(sentence.format("à Belmont")) == []
    assert [row[1] for row in told(sentence.format("sur le Pays"))] == [""]


def test_how_long_a_way_takes() -> None:
    (row,) = told("Il faut 38 minutes en moyenne pour rejoindre un service d’urgences.")
    assert row == ("temps moyen pour rejoindre un service d’urgences", "", 38.0, "minutes", "")


def test_there_is_no_place_where_another_was_named_last() -> None:
    share = "41 % des personnes de 75 ans et plus y vivent seules."
    assert told(f"La Bretagne a perdu des habitants (source : INSEE). {share}") == []
    assert [row[1:3] for row in told(f"La population baisse (source : INSEE). {share}")] == [("", 41.0)]
