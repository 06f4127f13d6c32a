"""Cells that hold their label above their content, and the running lines that a stream writes out of their place."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.boxes import boxed
from ingest.readers.columns import Fragment
from ingest.readers.ruled_text import page_text
from ingest.readers.strokes import Stroke
from tests.test_lines import content

WIDTH, SIZE = 160.0, 8.0
SHEET = [
    [["Pilotage", "CPTS des Deux Rives"], ["Période de réalisation", "2031-2033"], ["Échelle territoriale", "Val"]],
    [
        ["Bénéficiaires directs", "Aidants, personnes âgées qui vivent", "loin du bourg"],
        ["Bénéficiaires indirects", "Familles"],
        ["Acteurs associés", "• ADMR", "• CLIC"],
    ],
]
FOOT = ["CC du Val – ARS", "7"]


def written(text: str, x: float, y: float) -> list[Fragment]:
    return [Fragment(text, x, x + 4 * len(text), y, SIZE, True), Fragment("\n", x, x, y, SIZE, True)]


def page(rows: Sequence[Sequence[Sequence[str]]], below: Sequence[str] = (), foot: Sequence[str] = ()) -> list[str]:
    """The lines of a page with a table of cells, whose stream writes the foot first."""
    fragments = [f for i, text in enumerate(foot) for f in written(text, 50 + 400 * i, 28)]
    strokes = [Stroke(40, 780, 40 + 3 * WIDTH, 780)]
    y = 780.0
    for row in rows:
        height = 12 * max(map(len, row)) + 6
        for k, cell in enumerate(row):
            for i, text in enumerate(cell):
                fragments += written(text, 45 + k * WIDTH, y - 12 - 12 * i)
        strokes += [Stroke(40 + k * WIDTH, y - height, 40 + k * WIDTH, y) for k in range(4)]
        y -= height
        strokes.append(Stroke(40, y, 40 + 3 * WIDTH, y))
    for i, text in enumerate(below):
        fragments += written(text, 45, y - 30 - 12 * i)
    return [line for line in page_text(fragments, strokes)[0].split("\n") if line]


def test_each_cell_is_a_label_and_its_content() -> None:
    assert page(SHEET) == [
        *("Pilotage", "CPTS des Deux Rives", "Période de réalisation", "2031-2033", "Échelle territoriale", "Val"),
        *("Bénéficiaires directs", "Aidants, personnes âgées qui vivent loin du bourg"),
        *("Bénéficiaires indirects", "Familles", "Acteurs associés", "• ADMR", "• CLIC"),
    ]


def test_cells_of_two_lines_that_open_with_no_label_stay_a_table() -> None:
    rows = [[["Réunion", "du comité"], ["Mairie", "de Lune"], ["mai", "2031"]], [["Visite"], ["Bourg"], ["2032"]]]
    assert "Visite | Bourg | 2032" in page([[["Moment"], ["Lieu-dit"], ["Jour"]], *rows])


def test_the_foot_that_a_page_writes_first_stands_last() -> None:
    below = [f"Ligne {word} du constat de la fiche" for word in ("une", "deux", "trois", "quatre")]
    read = page(SHEET, below, FOOT)
    assert read.index(below[-1]) < min(k for k, line in enumerate(read) if FOOT[0] in line)


def test_a_running_header_between_the_lines_of_some_pages_is_skipped() -> None:
    header = "CLS du Val d’Aurence 2031-2035"
    words = ("Aller vers", "Ouvrir", "Former", "Soutenir", "Recenser")
    texts = [f"{header}\n\n{word}\nSuite de {word}\nFin de {word}" for word in words]
    stray = [f"{one}\na\nb\nc\nd\n\n{header}\n\ne\nf\ng\nh\ni" for one in ("Calendrier", "Budget")]
    assert not any(header in lines for lines in content(*texts, *stray))


def test_a_box_is_that_of_the_words_written_next_where_one_place_is_told_for_all() -> None:
    pieces = [("☒", 50, 57), (" acquis   ", 50, 74), ("☐", 50, 57), (" sollicité", 50, 78)]
    row = [Fragment(text, x0, x1, 100.0, 8.3, True) for text, x0, x1 in pieces]
    assert [fragment.text for fragment in boxed(row)] == [text for text, _, _ in pieces]
