"""Labels set on the right of their content are read before it; a column of anything else is left alone."""

from __future__ import annotations

from ingest.readers.columns import Fragment, visual_lines
from ingest.readers.layout import reading_order
from ingest.readers.right_labels import labels_on_the_right

ROWS = [
    ("Les habitants demandent des soins", "Pourquoi agir ?"),
    ("dans toutes les communes.", ""),
    ("CPTS du Val", "Qui pilote ?"),
    ("MSA, CPAM, mission locale", "Partenaires à"),
    ("", "mobiliser"),
    ("Mars 2031", "Quand ?"),
]


def page(rows: list[tuple[str, str]], at: float = 380.0) -> list[Fragment]:
    fragments = []
    for k, (left, right) in enumerate(rows):
        y = 700.0 - 12 * k
        fragments += [Fragment(left, 70.0, 70.0 + 5 * len(left), y, 10.0)] if left else []
        fragments += [Fragment(right, at, at + 5 * len(right), y, 10.0)] if right else []
    return fragments


def test_each_label_comes_before_its_content() -> None:
    assert reading_order(page(ROWS)).splitlines() == [
        "Pourquoi agir ?",
        "Les habitants demandent des soins",
        "dans toutes les communes.",
        "Qui pilote ?",
        "CPTS du Val",
        "Partenaires à",
        "mobiliser",
        "MSA, CPAM, mission locale",
        "Quand ?",
        "Mars 2031",
    ]


def test_a_grid_of_labels_and_a_column_of_names_are_left_alone() -> None:
    grid = [("Pilote", "Calendrier"), ("CPTS", "Mars 2031"), ("Public visé", "Territoire"), ("Aidants", "Le Val")]
    assert labels_on_the_right(visual_lines(page(grid))) == []
    names = [("Commune", "Ivray"), ("Canton", "Orle"), ("Bassin", "Sarre"), ("Pays", "Aurence")]
    assert labels_on_the_right(visual_lines(page(names))) == []
    assert labels_on_the_right([]) == []
