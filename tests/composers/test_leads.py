"""Who leads a sheet, when the question believes that somebody does."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.composers.test_added_money import BREUILLE
from tests.contracts import ask, assert_says, assistant_of

SERVICE = "portée par la Communauté de communes de la Breuille, service santé"


@pytest.fixture(scope="module")
def breuille() -> Assistant:
    return assistant_of({"contrat-breuille.txt": BREUILLE})


@pytest.mark.parametrize(
    "question",
    [
        "Qui porte le cabinet de dentistes ?",
        "Est-ce la mission locale qui porte l'ouverture du cabinet de dentistes ?",
        "C'est la mission locale qui anime le cabinet de dentistes ?",
        "La fiche 1.1 est-elle portée par la mission locale ?",
    ],
)
def test_the_lead_of_the_sheet_is_said_whoever_the_question_believes_it_to_be(
    breuille: Assistant, question: str
) -> None:
    # The title holds figures ("6-12 ans"), which the lead's own line does not.
    assert_says(breuille, question, [SERVICE])


@pytest.mark.parametrize(
    "question",
    ["La mission locale porte-t-elle le cabinet de dentistes ?", "Est-ce que la mission locale pilote la fiche 1.1 ?"],
)
def test_who_does_not_lead_a_sheet_is_told_so(breuille: Assistant, question: str) -> None:
    answer = ask(breuille, question)
    assert answer.status is Status.NOT_FOUND
    assert "n'est pas portée par la Mission locale" in answer.answer
    assert SERVICE in answer.answer
