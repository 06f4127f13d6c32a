"""One theme over several contracts."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import TEXTS, ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


@pytest.mark.parametrize(
    "question",
    [
        "Compare la santé mentale dans les trois territoires",
        "Que prévoit chaque contrat pour la santé mentale ?",
        "Quelles différences entre les contrats sur la santé mentale ?",
    ],
)
def test_each_contract_gives_its_sheets_and_silence_is_told(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status in {Status.ANSWERED, Status.PARTIAL}
    assert "Le CLS Hautes Rives 2024-2028 a deux fiches actions sur ce sujet :" in answer.answer
    assert "- 2.1 – " in answer.answer
    silent = answer.answer.splitlines()[-1]
    assert silent.startswith("Rien de précis sur ce sujet dans les documents lus pour : "), answer.answer
    assert "Monts d'Oriel" in silent


def test_a_criterion_is_no_theme(assistant: Assistant) -> None:
    assert "sur ce sujet" not in ask(assistant, "Compare les signataires des contrats").answer


def test_what_one_contract_changes_compares_none(assistant: Assistant) -> None:
    assert "Rien de précis" not in ask(assistant, "on change quoi au goûter des enfants ?").answer
