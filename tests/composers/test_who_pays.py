"""Who pays for the sheets, and who pays for none of them."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.composers.test_added_money import BREUILLE
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def breuille() -> Assistant:
    return assistant_of({"contrat-breuille.txt": BREUILLE})


@pytest.mark.parametrize(
    "question",
    [
        "Quelles fiches sont financées par la CAF ?",
        "quelles actions paie la MSA ?",
        "le Département finance quelles actions ?",
        "Quelles fiches du CLS du Val de Breuille sont financées par la CAF ?",
    ],
)
def test_who_pays_for_no_sheet_is_not_given_them_all(breuille: Assistant, question: str) -> None:
    answer = ask(breuille, question)
    assert answer.status is Status.NOT_FOUND
    assert "Aucune fiche action du CLS Val de Breuille 2031-2035 ne désigne " in answer.answer
    assert "dentistes" not in answer.answer


def test_who_pays_for_some_is_given_those(breuille: Assistant) -> None:
    answer = ask(breuille, "Quelles fiches sont financées par l'ARS ?").answer
    assert "financées par l'ARS" in answer
    assert "1.1" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Qui finance les actions du CLS ?",
        "Quels sont les financeurs du contrat ?",
        "Qui finance les actions du CLS du Val de Breuille ?",
    ],
)
def test_each_payer_is_said_with_its_sheets(breuille: Assistant, question: str) -> None:
    answer = ask(breuille, question).answer
    assert answer.startswith("Financeurs que désignent les fiches actions du CLS Val de Breuille 2031-2035 :")
    assert "- ARS : fiches 1.1, 1.2 et 2.1" in answer
