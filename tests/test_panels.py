"""What a designer sets in colour, in boxes and in side columns is read on its own; rows of sheets are not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers.columns import Fragment
from ingest.readers.ruled_text import page_text
from ingest.readers.strokes import Panel, strokes

SIZE, LEADING = 10.0, 12.0
MAIN = [
    "Les habitants des hameaux renoncent à consulter",
    "faute de moyen de transport, surtout en hiver, et",
    "les médecins ne se déplacent presque plus chez",
    "les personnes âgées qui vivent loin du bourg et",
    "n’ont pas de voiture pour venir à la maison de santé",
    "ouverte depuis deux ans dans la ville centre par la",
    "communauté de communes avec l’aide de la région.",
]
SIDE = [
    "PILOTE",
    "CPTS des Deux Rives",
    "PARTENAIRES",
    "CPAM de l’Orvanne",
    "PUBLIC",
    "Habitants âgés",
    "BUDGET",
    "4 200 € par an",
]
TITLE, FOOT = "Ouvrir une permanence de soins", "Contrat local de santé du Val d’Aurence 7"


def line(text: str, x: float, y: float, *, size: float = SIZE, bold: bool = False) -> list[Fragment]:
    return [Fragment(text, x, x + 0.45 * size * len(text), y, size, True, bold), Fragment("\n", x, x, y, size)]


def column(texts: Sequence[str], x: float, top: float, leading: float = LEADING) -> list[list[Fragment]]:
    return [line(text, x, top - i * leading) for i, text in enumerate(texts)]


def across(*columns: list[list[Fragment]]) -> list[Fragment]:
    """The fragments as some programs write them: from top to bottom, through all columns."""
    every = [item for own in columns for item in own]
    return [f for item in sorted(every, key=lambda item: -item[0].y) for f in item]


def read(fragments: Sequence[Fragment], *panels: Panel) -> list[str]:
    text, _ = page_text(fragments, [], (), panels)
    return [text for text in text.split("\n") if text]


@pytest.mark.parametrize("leading", [LEADING, 14.0])
@pytest.mark.parametrize("coloured", [True, False])
def test_a_column_of_labels_beside_a_text_is_read_after_it(leading: float, coloured: bool) -> None:
    panels = [Panel(330, 560, 560, 740)] if coloured else []
    page = across(column(MAIN, 40, 700), column(SIDE, 340, 720, leading))
    assert read([*line(TITLE, 40, 760), *page, *line(FOOT, 40, 40)], *panels) == [TITLE, *MAIN, *SIDE, FOOT]


def test_a_coloured_column_on_the_left_is_read_before_the_text() -> None:
    page = across(column(MAIN, 260, 700), column(SIDE, 40, 721, 14))
    assert read(page, Panel(30, 560, 240, 740)) == [*SIDE, *MAIN]


def test_a_box_beside_a_list_never_stands_in_it() -> None:
    parties = [
        "Les trois signataires",
        "CC du Val d’Aurence",
        "ARS de l’Orvanne",
        "CPAM de l’Orvanne",
        "Ville d’Orvanne",
    ]
    box = ["Ils nous accompagnent", "CAF de l’Orvanne", "Mutualité de l’Orvanne", "Ils ne signent pas."]
    beside, own = column(parties, 40, 700, 20), column(box, 400, 702, 13)
    page = [f for item in [*own, *beside] for f in item]
    assert read([*page, *line(FOOT, 40, 40)], Panel(390, 650, 560, 715)) == [*parties, *box, FOOT]


def test_a_band_across_the_page_is_read_first_though_it_is_written_last() -> None:
    page = [f for item in column(MAIN, 40, 600) for f in item]
    band = [*line(TITLE, 40, 770, size=16), *line("Mesure 3 | Cap 1 Se soigner", 40, 790)]
    assert read([*page, *band], Panel(0, 750, 595, 842)) == ["Mesure 3 | Cap 1 Se soigner", TITLE, *MAIN]


def test_the_end_of_a_line_is_kept_where_the_next_word_would_have_fitted() -> None:
    side = ["PARTENAIRES", "CPAM de l’Orvanne et de toutes les", "Rives", "Mission locale", "Habitants"]
    page = across(column(MAIN, 40, 700), column(side, 340, 720, 13))
    text, _ = page_text(page, [], (), [Panel(330, 560, 560, 740)])
    assert text.endswith("CPAM de l’Orvanne et de toutes les\nRives\n\nMission locale\n\nHabitants")


@pytest.mark.parametrize("panel", [Panel(30, 600, 190, 720), Panel(195, 600, 560, 720)])
def test_the_coloured_side_of_a_sheet_stays_beside_its_rows(panel: Panel) -> None:
    labels, contents = SIDE[0::2], SIDE[1::2]
    page = across(column(labels, 40, 700, 24), column(contents, 200, 700, 24))
    assert read(page, panel) == [text for pair in zip(labels, contents, strict=True) for text in pair]


@pytest.mark.parametrize(
    ("operations", "found"),
    [
        ([([0.9, 0.9, 0.8], b"rg"), ([10, 10, 200, 300], b"re"), ([], b"f")], [Panel(10, 10, 210, 310)]),
        # White is no colour, nor is what is drawn small, thin, clipped or stroked.
        ([([1, 1, 1], b"rg"), ([10, 10, 200, 300], b"re"), ([], b"f")], []),
        ([([0.0, 0.0, 0.0, 0.0], b"k"), ([10, 10, 200, 300], b"re"), ([], b"f")], []),
        ([([0.5], b"g"), ([10, 10, 200, 9], b"re"), ([], b"f")], []),
        ([([0.5], b"g"), ([10, 10, 200, 300], b"re"), ([], b"W"), ([], b"n")], []),
        ([([0.5], b"g"), ([10, 10, 200, 300], b"re"), ([], b"S")], []),
        # Colours are restored with the rest of the state, and corners may be round.
        (
            [([], b"q"), ([1], b"g"), ([], b"Q"), ([0, 0, 100, 50], b"re"), ([], b"f*")],
            [Panel(0, 0, 100, 50)],
        ),
        (
            [
                ([0.5], b"g"),
                ([10, 0], b"m"),
                ([190, 0], b"l"),
                ([195, 0, 200, 5, 200, 10], b"c"),
                ([200, 90], b"l"),
                ([200, 95, 195, 100, 190, 100], b"c"),
                ([10, 100], b"l"),
                ([5, 100, 0, 95, 0, 90], b"c"),
                ([0, 10], b"l"),
                ([0, 5, 5, 0, 10, 0], b"c"),
                ([], b"h"),
                ([], b"f"),
            ],
            [Panel(0, 0, 200, 100)],
        ),
    ],
)
def test_coloured_areas(operations: list[tuple[list[float], bytes]], found: list[Panel]) -> None:
    assert strokes(operations)[1] == found
