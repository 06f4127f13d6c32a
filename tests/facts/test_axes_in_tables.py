"""Axes that a summary table names beside their sheets, and those that letters number."""

from __future__ import annotations

from ingest.facts.sheets.axes import axes, axis_of
from ingest.facts.sheets.axis_alone import axis_of_code
from ingest.records import SectionKind
from tests.facts.readings import reading_of

SHEETS = "".join(
    f"Fiche n° {n} – {title}\nAxe {axis}\nPilote\nVille\nPublic visé\nHabitants de la ville\nPartenaires\nCaisse\n\n"
    for n, title, axis in ((1, "Ouvrir une maison", 1), (2, "Louer un bus", 1), (3, "Former des voisins", 2))
)


def test_the_cells_beside_an_axis_are_no_part_of_its_title_and_a_sheet_says_its_axis_alone() -> None:
    reading = reading_of(
        "Les deux axes et leurs fiches\n\nAxe | Fiche | Intitulé\nAxe 1 – Se soigner | 1 | Ouvrir une maison\n"
        " | 2 | Louer un bus\nAxe 2 – Prévenir | 3 | Former des voisins\n\n"
        "Signatures\n\nFait à Aubry, le 3 mai 2031\n\n" + SHEETS
    )
    assert [(axis.number, [said.value for said in axis.titles]) for axis in axes(reading)] == [
        ("1", ["Se soigner"]),
        ("2", ["Prévenir"]),
    ]
    assert [axis_of(reading, sheet) for sheet in reading.of(SectionKind.SHEET)] == ["1", "1", "2"]


def test_lettered_headings_are_the_axes() -> None:
    reading = reading_of(
        "Le contrat a deux axes : accéder aux soins, prévenir.\n\nTroisième partie – Le programme\n\n"
        "Axe A – Accéder aux soins\n\nLes habitants attendent un médecin.\n\n"
        "Axe B – Prévenir à tout âge\n\nLes enfants bougent peu.\n"
    )
    assert [(axis.number, axis.titles[0].value) for axis in axes(reading)] == [
        ("A", "Accéder aux soins"),
        ("B", "Prévenir à tout âge"),
    ]


def test_a_code_tells_its_lettered_axis() -> None:
    assert [axis_of_code(code, ["A", "B"]) for code in ("B2.1", "A.1", "C1", "2.1")] == ["B", "A", "", ""]
