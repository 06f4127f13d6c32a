"""Coloured tiles beside one another are read one after the other, where each opens with its label."""

from __future__ import annotations

from ingest.readers.ruled_text import page_text
from ingest.readers.strokes import Panel
from tests.test_panels import across, column

LEFT = ["Maître d'ouvrage : Établissement public", "de santé du Val"]
RIGHT = ["Lieu : Pays entier"]
TILES = Panel(40, 680, 300, 715), Panel(300, 680, 560, 715)


def read(left: list[str], right: list[str]) -> list[str]:
    above = column(["Action 2 – Former les aidants du pays"], 40, 740)
    text, _ = page_text(across(above, column(left, 45, 700), column(right, 305, 700)), (), (), TILES)
    return [line for line in text.split("\n") if line]


def test_a_tile_s_lines_stay_together() -> None:
    assert read(LEFT, RIGHT)[1:] == [*LEFT, *RIGHT]


def test_tiles_without_labels_are_no_fields() -> None:
    told = read(["Le pays compte vingt communes", "et trois bourgs"], ["On y vit bien"])
    assert told[1] != "Le pays compte vingt communes" or told[2] != "et trois bourgs"
