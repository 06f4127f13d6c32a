"""Who asks for a file is told where it is; who asks for a fact is not."""

from __future__ import annotations

import pytest

from api.web.presentation import blocks
from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import TEXTS, ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "address"),
    [
        (
            "je veux un tableau csv du financement des Hautes Rives",
            "/api/funding?contract=hautes-rives-2024-2028&format=csv",
        ),
        (
            "Où télécharger les montants des Hautes Rives en Excel ?",
            "/api/funding?contract=hautes-rives-2024-2028&format=xlsx",
        ),
        ("donne moi un tableau des financements des Hautes Rives", "/financement?contract=hautes-rives-2024-2028"),
        ("export de nos engagements", "/engagements"),
    ],
)
def test_a_file_is_told_by_its_address(assistant: Assistant, question: str, address: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert address in answer.answer
    found = [
        segment.text
        for block in blocks(answer.answer)
        for line in block.lines
        for segment in line
        if segment.is_address
    ]
    assert address in found


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûte la fiche 1.1 des Hautes Rives ?",
        "Que dit le tableau récapitulatif des financements ?",
        "Qui a signé ?",
    ],
)
def test_a_fact_is_not_answered_with_a_file(assistant: Assistant, question: str) -> None:
    assert "/api/" not in ask(assistant, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "csv",
        "Export Excel",
        "export xlsx svp",
        "Est-ce que je peux avoir un fichier Excel, s'il vous plaît ?",
        "télécharger",
    ],
)
def test_a_bare_format_is_told_all_that_can_be_taken_away(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert "format=csv" in answer.answer
    assert "/api/funding?contract=" in answer.answer
    assert "engagements" in answer.answer
    assert answer.answer.endswith("/comparer")


@pytest.mark.parametrize("question", ["export de bois", "Qui tient le tableau de suivi ?", "un fichier des médecins"])
def test_a_file_of_something_else_is_not_that_of_the_money(assistant: Assistant, question: str) -> None:
    assert "/api/" not in ask(assistant, question).answer


def test_only_our_own_addresses_become_links() -> None:
    text = "Voir /financement?contract=a&x=1, //exemple.fr/financement et /api/admin [1]."
    [block] = blocks(text, {1})
    assert [(segment.text, segment.is_address) for segment in block.lines[0]] == [
        ("Voir ", False),
        ("/financement?contract=a&x=1", True),
        (", //exemple.fr/financement et /api/admin ", False),
        ("[1]", False),
        (".", False),
    ]
