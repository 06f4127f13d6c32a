"""Boxes to tick: put before their words where a program wrote them apart, left where they stand otherwise."""

from __future__ import annotations

import pytest

from ingest.readers.boxes import boxed
from ingest.readers.columns import Fragment


def row(*pieces: tuple[str, float, float]) -> list[Fragment]:
    return [Fragment(text, x0, x1, 100.0, 10.0, True, False) for text, x0, x1 in pieces]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # Word by word as they stand: each box is followed by its own words.
        (
            [("☒", 50, 60), (" ARS", 60, 90), (" ☐", 300, 310), (" Région", 310, 350)],
            ["☒", " ARS", " ☐", " Région"],
        ),
        # The words first, with gaps, then all the boxes.
        ([("Choix :  oui  non", 50, 150), (" ☒ ☐", 90, 130)], ["Choix : ☒ oui ☐ non", ""]),
        # The last box of a line is that of the words that begin the next: it stays behind.
        (
            [("☐", 50, 60), (" Enfants et ados   ", 60, 150), ("☒", 160, 170)],
            ["☐", " Enfants et ados   ", "☒"],
        ),
    ],
)
def test_boxes(written: list[tuple[str, float, float]], read: list[str]) -> None:
    assert [fragment.text for fragment in boxed(row(*written))] == read
