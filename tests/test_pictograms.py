"""A pictogram before a label is no part of it; the signs of lists and boxes stay."""

from __future__ import annotations

import pytest

from ingest.records import Page
from ingest.structure.lines import body
from ingest.structure.pictograms import without_pictograms


def texts(*said: str) -> list[str]:
    page = Page(1, "\n".join(said))
    found = without_pictograms(body([page]))
    assert all(page.text[line.start : line.end] == line.text for line in found)
    return [line.text for line in found]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("◈ Structure porteuse", "Structure porteuse"),
        ("€ Financement : 3 000 €", "Financement : 3 000 €"),
        ("☺ Public visé", "Public visé"),
        ("? Contexte", "Contexte"),
        ("% de réussite", "% de réussite"),
        ("☑ Public visé", "☑ Public visé"),
        ("• Partenaires", "• Partenaires"),
        ("✓ Partenaires", "✓ Partenaires"),
        ("(Partenaires)", "(Partenaires)"),
        ("★ Une équipe de cinq médiateurs", "★ Une équipe de cinq médiateurs"),
    ],
)
def test_a_pictogram_before_a_known_label(line: str, label: str) -> None:
    assert texts("Fiche n° 1", line) == ["Fiche n° 1", label]


def test_the_same_words_behind_the_same_sign_are_a_label() -> None:
    assert texts("✿ Ce que cela change", "Un", "✿ Ce que cela change", "Deux", "✿ Ce que cela change", "Trois") == [
        "Ce que cela change",
        "Un",
        "Ce que cela change",
        "Deux",
        "Ce que cela change",
        "Trois",
    ]
    assert texts(*["→ Objectifs"] * 3, *["→ Un même point"] * 3) == [*["Objectifs"] * 3, *["→ Un même point"] * 3]
