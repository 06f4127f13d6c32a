"""Tables recovered from lines: which value stands in which column, and what is left out when that is not certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.cells import splits, value_of
from ingest.facts.figures.tables import Table, printed_tables
from ingest.facts.figures.territories import Places
from ingest.facts.reading import Run
from ingest.records import Page
from ingest.structure.lines import lines_of


def tables(text: str, *own: str) -> list[Table]:
    page = Page(1, text.strip("\n"))
    return list(printed_tables(Run("d", (page,), tuple(lines_of(page))), Places.of(own, text)))


def grid(table: Table) -> dict[str, list[str]]:
    return {row.label.text: [value.shown for value in row.values] for row in table.rows}


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("Pays X 9,3 % 18,9 % 8,4%", [("Pays X", ["9,3 %", "18,9 %", "8,4%"])]),
        ("Taux des 15 à 24 ans 9,3 18,9", [("Taux des 15 à 24 ans", ["9,3", "18,9"])]),
        ("Clinique - - 18 lits", [("Clinique", ["-", "-", "18 lits"])]),
        ("Pays X 12,5 nd 14", [("Pays X", ["12,5", "nd", "14"])]),
        ("une hausse de 12", []),
        ("en 2017 et 2019", []),
    ],
)
def test_the_values_of_a_line(line: str, readings: list[tuple[str, list[str]]]) -> None:
    assert [(line[: s.end], [v.shown for v in s.values]) for s in splits(line)] == readings


def test_thousands_may_be_read_in_several_ways() -> None:
    found = {tuple(v.shown for v in s.values) for s in splits("CC des Rives 20 674 312")}
    assert {("20 674", "312"), ("20", "674 312")} <= found


@given(st.lists(st.integers(min_value=-9999, max_value=9_999_999), min_size=2, max_size=5))
def test_what_is_written_is_one_of_the_ways_to_read_it(numbers: list[int]) -> None:
    shown = [f"{n:,}".replace(",", " ") for n in numbers]
    found = [tuple(v.number for v in s.values) for s in splits("Pays " + " ".join(shown))]
    assert tuple(map(float, numbers)) in found


@pytest.mark.parametrize(
    ("shown", "number", "unit"),
    [
        ("1.250", 1250, ""),
        ("1,25", 1.25, ""),
        ("-2,5 %", -2.5, "%"),
        ("82,4 ans", 82.4, "ans"),
        ("12 lits*", 12, "lits"),
    ],
)
def test_one_value(shown: str, number: float, unit: str) -> None:
    value = value_of(shown)
    assert value is not None
    assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize("text", ["env. 12", "12/15", "007", "X", ""])
def test_what_is_no_single_value(text: str) -> None:
    assert value_of(text) is None


def test_names_broken_over_lines_and_blanks() -> None:
    (table,) = tables(
        """
Taux standardisé (pour 100 000)

Pays des Rives Doubs
Bourgogne Franche

Comté
France

Mortalité générale 953,6 910,5 938,8 914,9

Mortalité évitable par
prévention

133,6 133,9 138,1 132,2
""",
        "Pays des Rives",
    )
    assert [column.text for column in table.columns] == ["Pays des Rives", "Doubs", "Bourgogne Franche Comté", "France"]
    assert grid(table) == {
        "Mortalité générale": ["953,6", "910,5", "938,8", "914,9"],
        "Mortalité évitable par prévention": ["133,6", "133,9", "138,1", "132,2"],
    }
    assert table.title.text == "Taux standardisé (pour 100 000)"


def test_one_block_a_column() -> None:
    (table,) = tables(
        """
LE DIAGNOSTIC

Taux de chômage
2029

Taux de chômage
des jeunes

CC des Rives 9,3 % 18,9 %

Bretagne

8,1 % 17,0 %

Taux de chômage. Source : INSEE 2029
"""
    )
    assert [column.text for column in table.columns] == ["Taux de chômage 2029", "Taux de chômage des jeunes"]
    assert grid(table) == {"CC des Rives": ["9,3 %", "18,9 %"], "Bretagne": ["8,1 %", "17,0 %"]}
    assert table.caption.text == "Taux de chômage. Source : INSEE 2029"


def test_a_narrow_cell_breaks_words_that_the_document_writes_whole() -> None:
    (table,) = tables(
        """
La communauté de communes Val d’Emeraude est jeune.

CC Val
d’Emeraud
e

Bretagne FRANCE

Dépistage du
sein 61,2 % 59,3 % 59,8 %
""",
    )
    assert [column.text for column in table.columns] == ["CC Val d’Emeraude", "Bretagne", "FRANCE"]
    assert grid(table) == {"Dépistage du sein": ["61,2 %", "59,3 %", "59,8 %"]}


def test_a_row_that_does_not_fit_is_left_out() -> None:
    (table,) = tables(
        """
Dépistages en 2030 (en %)
Pays des Rives Morbihan Bretagne
Cancer du sein 61,2 59,3 58
Col de l'utérus 38,7 35,3
Colorectal 23,2 nd 21,9
""",
        "Pays des Rives",
    )
    assert list(grid(table)) == ["Cancer du sein", "Colorectal"]
    assert [value.number for value in table.rows[1].values] == [23.2, None, 21.9]


def test_the_source_below_a_table_is_not_the_title_of_the_next() -> None:
    first, second = tables(
        """
Taux de pauvreté
CC des Rives Bretagne France
Jeunes 12,1 13,2 14,3
Source : FNPS 2029

Territoire Taux de chômage Taux de vacance
CC des Rives 9,3 % 7,1 %
Bretagne 8,1 % 6,5 %
Source : INSEE 2028
"""
    )
    assert first.caption.text == "Source : FNPS 2029"
    assert (second.title.text, second.caption.text) == ("", "Source : INSEE 2028")
    assert [column.text for column in second.columns] == ["Taux de chômage", "Taux de vacance"]


@pytest.mark.parametrize(
    "text",
    [
        # the columns interlace: the region's name is on the line of the country's
        "Pays X Jura Bourgogne- France\nFranche-Comté\nInfirmiers 1,1 2,2 3,3 4,4\nDentistes 5,1 5,2 5,3 5,4",
        # neither side names territories
        "MCO SSR PSY\nCH d'Arvière 217 42 80\nClinique du Val 16 12 -",
        # the axis and the labels of a chart
        "2021 2022 2023\n200\n220\n238\n284\nNombre d'actes en 2021, 2022, 2023\n105 95\n23\n4 7 8",
        # fewer names than values
        "CC des Rives France\nInfirmiers 1,1 2,2 3,3\nDentistes 1,0 2,0 3,0",
        # a sentence
        "Le territoire compte de nombreux médecins depuis 2019 2020",
    ],
)
def test_what_is_not_certain_is_no_table(text: str) -> None:
    assert tables(text) == []


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("France", 0),
        ("Pays des Rives", 0),
        ("CC des Rives", 0),
        ("Île-de-France", 0),
        ("BFC", 0),
        ("Bourgogne France Comté", 1),
        ("CC du Val Clair", 1),
        ("CC Val du Jura", 1),
        ("CC Val Jura", None),
        ("Pays des", None),
        ("Bourgogne-", None),
        ("Infirmiers", None),
        ("CC des Rives CA du Val", None),
    ],
)
def test_what_names_a_territory(name: str, doubt: int | None) -> None:
    assert Places.of(["Pays des Rives"]).doubt(name) == doubt
