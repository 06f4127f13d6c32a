"""Figures of the diagnosis set out as tables: none is lost, and a place has one column whatever it is called."""

from __future__ import annotations

import pytest

from api.record_schemas import EpciOut, FigureOut
from api.web.figures import abbreviates, figure_tables, one_name


def figure(indicator: str, territory: str, value: float, unit: str = "") -> FigureOut:
    return FigureOut(
        indicator=indicator, value=value, unit=unit, territory=territory, year="2030", source=None, shown=None,
        evidence=[],
    )  # fmt: skip


def grouping(name: str, acronym: str | None = None) -> EpciOut:
    return EpciOut(name=name, acronym=acronym, inhabitants=None, commune_count=None, communes=[], evidence=[])


def test_figures_stand_in_tables_by_territory_and_none_is_lost() -> None:
    density, others = figure_tables(
        [
            figure("Densité : Infirmiers", "Val", 10),
            figure("Densité : Infirmiers", "France", 20),
            figure("Densité : Infirmiers", "Val", 11),
            figure("Taux de chômage", "Val", 9),
        ]
    )
    assert (density.title, density.territories) == ("Densité", ("Val", "France"))
    assert [[cell and cell.value for cell in cells] for _, cells in density.rows] == [[10, 20], [11, None]]
    assert [name for name, _ in density.rows] == ["Infirmiers (2030)"] * 2
    assert (others.title, [name for name, _ in others.rows]) == ("Autres chiffres", ["Taux de chômage (2030)"])


def test_a_unit_that_the_heading_says_is_not_said_again_in_each_row() -> None:
    said, unsaid = figure_tables(
        [
            figure("Mortalité, pour 100 000 : Suicide", "Val", 10, "pour 100 000"),
            figure("Densité : Infirmiers", "Val", 10, "pour 10 000"),
        ]
    )
    assert said.rows[0][0] == "Suicide (2030)"
    assert unsaid.rows[0][0] == "Infirmiers (2030), pour 10 000"


def test_a_place_under_several_names_is_one_column_across_all_tables() -> None:
    columns, rows = figure_tables(
        [
            figure("Densité : Infirmiers", "Occitanie-Pyrénées-Méditerranée", 1),
            figure("Densité : Infirmiers", "FRANCE", 2),
            figure("Densité : Sages-femmes", "OPM", 3),
            figure("Densité : Sages-femmes", "France", 4),
            figure("Dépistage", "OPM", 5),
            figure("Dépistage", "Gers", 6),
        ]
    )
    assert columns.territories == ("Occitanie-Pyrénées-Méditerranée", "France")
    assert [[cell and cell.value for cell in cells] for _, cells in columns.rows] == [[1, 2], [3, 4]]
    assert rows.territories == ("Occitanie-Pyrénées-Méditerranée", "Gers")


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("OPM", "Occitanie-Pyrénées-Méditerranée", True),
        ("IDF", "Île-de-France", True),
        ("CC du Haut Val", "Communauté de communes du Haut-Val", True),
        ("CC du Bas Val", "Communauté de communes du Haut-Val", False),
        ("Opm", "Occitanie-Pyrénées-Méditerranée", False),
        ("G", "Gers", False),
        ("", "Gers", False),
        ("CC du Haut Val", "Val", False),
    ],
)
def test_an_abbreviation_is_the_initials_of_what_a_name_begins_with(short: str, full: str, expected: bool) -> None:
    assert abbreviates(short, full) is expected


def test_the_acronym_that_the_document_gives_a_grouping_is_its_name() -> None:
    known = [grouping("Communauté d'agglomération de Lunac", "TRISO"), grouping("Communauté de communes du Haut Val")]
    names = one_name(["CA TRISO", "Communauté d'agglomération TRISO", "TRISO", "Lunac"], known)
    assert set(names.values()) == {"Communauté d'agglomération TRISO", "Lunac"}
    assert one_name(["CA TRISO", "TRISO"]) == {"CA TRISO": "CA TRISO", "TRISO": "TRISO"}


def test_initials_that_two_places_could_have_stay_apart() -> None:
    names = one_name(["HV", "Haut Val", "Haute Vallée"])
    assert names == {"HV": "HV", "Haut Val": "Haut Val", "Haute Vallée": "Haute Vallée"}
