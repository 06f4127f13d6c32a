"""A table of actions comes out row by row, cell by cell, or is left as it was written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers.columns import Fragment
from ingest.readers.layout import reading_order

EDGES = (40.0, 80.0, 260.0, 380.0, 520.0, 600.0)
HEADER = ("N°", "Action", "Pilote", "Partenaires", "Calendrier", "Budget")
LEADING, SIZE, WIDTH = 12.0, 10.0, 4.5  # points; the last a character's

Row = tuple[str, ...]
ROWS: tuple[Row, ...] = (
    ("1.1", "Attirer des internes\ndans les villages", "CPTS des Rives", "ARS, MSA,\nCPAM", "2031", "4 500 €"),
    ("1.2", "Former les agents", "Pays des Rives", "UNAFAM", "2032", "À définir"),
    ("1.3", "Ouvrir un rendez-\nvous mensuel", "CH d’Arvière", "- GEM\n- MSA\n- CAF", "2031", "néant"),
)
EXPECTED = """N° | Action | Pilote | Partenaires | Calendrier | Budget
1.1 | Attirer des internes dans les villages | CPTS des Rives | ARS, MSA, CPAM | 2031 | 4 500 €
1.2 | Former les agents | Pays des Rives | UNAFAM | 2032 | À définir
1.3 | Ouvrir un rendez-vous mensuel | CH d’Arvière | GEM ; MSA ; CAF | 2031 | néant"""


def page(
    rows: Sequence[Row], gap: float, *, centred: bool = False, header: Sequence[str] = HEADER, foot: str = ""
) -> str:
    """The text of a page with a title and the table, written cell after cell, rows so far apart."""
    fragments: list[Fragment] = []

    def put(text: str, x: float, y: float) -> None:
        fragments.append(Fragment(f"{text}\n", x, x + WIDTH * len(text), y, SIZE))

    put("Axe 1 : Accès aux soins pour toutes et pour tous les habitants", 36, 560)
    y = 530.0
    for row in (tuple(header), *rows):
        lines = max(len(cell.split("\n")) for cell in row)
        for x, cell in zip(EDGES, row, strict=True):
            own = cell.split("\n")
            top = y - (lines - len(own)) / 2 * LEADING * centred
            for i, text in enumerate(own):
                put(text, x, top - i * LEADING)
        y -= (lines - 1) * LEADING + gap
    if foot:
        put(foot, 400, 30)
    return reading_order(fragments)


@pytest.mark.parametrize("gap", [LEADING, 9.0, 16.0, 24.0])
def test_rows_are_told_apart_by_blanks_or_by_their_numbers(gap: float) -> None:
    text = page(ROWS, gap, foot="Page 12")
    assert text.split("\n\n")[1].removesuffix("\nPage 12") == EXPECTED
    assert text.startswith("Axe 1 : Accès aux soins")
    assert text.endswith("\nPage 12")


def test_cells_centred_in_their_rows() -> None:
    assert EXPECTED in page(ROWS, 20.0, centred=True)


def test_cells_centred_without_blanks_are_not_told_apart() -> None:
    assert "|" not in page(ROWS, LEADING, centred=True)


def test_what_goes_on_from_the_page_before_is_a_row_without_number() -> None:
    rest = ("", "et dans les bourgs", "", "URPS", "", "")
    assert " | et dans les bourgs |  | URPS |  | \n1.1 | Attirer" in page((rest, *ROWS), 20.0)


def test_rows_without_numbers_need_blanks() -> None:
    bare = tuple(("", *row[1:]) for row in ROWS)
    assert " | Former les agents | Pays des Rives | UNAFAM | 2032 | À définir\n" in page(bare, 24.0)
    assert "|" not in page(bare, LEADING)


def test_other_tables_are_left_alone() -> None:
    header = ("N°", "Commune", "Canton", "Habitants", "Surface", "Densité")
    assert "|" not in page(ROWS, 20.0, header=header)
