"""The numbers of sheets that a question names."""

from __future__ import annotations

import pytest

from assistant.questions.sheet_numbers import sheets_of


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("combien coute la fiche 3.2", ("3.2",)),
        ("combien coute la fiche a1", ("A.1",)),
        ("qui porte l'action a.1", ("A.1",)),
        ("la fiche e1-2 ?", ("E.1.2",)),
        ("que dit la fiche ii.b", ("II.B",)),
        ("la fiche 3.a", ("3.A",)),
        ("fiches a1, b2 et c3", ("A.1", "B.2", "C.3")),
        ("les fiches 8, 9 et 13", ("8", "9", "13")),
        ("les fiches d'actions de l'axe 2", ()),
        ("fiche sur les 3 axes", ()),
    ],
)
def test_the_sheets_that_a_question_names(asked: str, named: tuple[str, ...]) -> None:
    assert sheets_of(asked) == named
