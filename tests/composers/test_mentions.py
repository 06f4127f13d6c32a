"""Which contracts speak of a subject, with their quotes, and which do not."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import TEXTS, ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "speak", "silent"),
    [
        ("Quels CLS parlent de l'ambroisie ?", ["Val Brumeux 2024-2029", "Monts d'Oriel"], ["Hautes Rives"]),
        ("quels contrats s'occupent de l'ambrosie, et lequel n'en dit rien ?", ["Val Brumeux 2024-2029"], []),
        ("Quels contrats mentionnent les tiques ?", ["Val Brumeux 2019-2023"], ["Hautes Rives", "2024-2029"]),
        ("Lequel parle de premiers secours en santé mentale ?", ["Hautes Rives 2024-2028"], ["Brumeux"]),
        ("Premiers secours en santé mentale : dans quels contrats ?", ["fiche 2.1"], []),
        ("Quels territoires ont une action sur le dépistage des cancers ?", ["Val Brumeux 2024-2029"], []),
        ("lesquels parlent de souffrance psychique", ["Hautes Rives 2024-2028"], []),
        ("Quels CLS évoquent les taxis ?", ["Hautes Rives 2024-2028"], ["Val Brumeux 2024-2029"]),
        ("qui d'autre fait des semaines de la santé mentale ?", ["fiche 2.2"], []),
        ("Une maison de santé, c'est dans lesquels ?", ["Val Brumeux 2019-2023"], []),
        ("Which contracts mention ragweed?", ["Monts d'Oriel"], []),
    ],
)
def test_who_speaks_of_it(assistant: Assistant, question: str, speak: list[str], silent: list[str]) -> None:
    answer = ask(assistant, question)
    items = "\n".join(line for line in answer.answer.splitlines() if line.startswith("- "))
    rest = "\n".join(line for line in answer.answer.splitlines() if not line.startswith("- "))
    assert "en parle" in rest or "sujet voisin" in rest, answer.answer
    assert all(label in items for label in speak), answer.answer
    assert all(label not in items and label in rest for label in silent), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Quels CLS ont été signés en 2024 ?",
        "Lequel a le plus gros budget ?",
        "Quels contrats ont un budget pour l'ambroisie ?",
        "Lequel dure le plus longtemps ?",
        "Qui porte la fiche 1.1 du Val Brumeux ?",
        "Quels sont les signataires ?",
    ],
)
def test_other_questions_are_others(assistant: Assistant, question: str) -> None:
    assert "en parle" not in ask(assistant, question).answer


def test_what_no_document_has(assistant: Assistant) -> None:
    answer = ask(assistant, "Quels contrats parlent de la lèpre ?")
    assert answer.status.value == "not_found"
    assert not answer.citations


def test_one_word_of_several_is_not_the_subject(assistant: Assistant) -> None:
    answer = ask(assistant, "Quels contrats parlent de la santé des marins ?").answer
    assert "contrat en parle" not in answer
    assert "contrats en parlent" not in answer


def test_a_territory_narrows_to_its_generations(assistant: Assistant) -> None:
    answer = ask(assistant, "Lequel des contrats du Val Brumeux parle de l'ambroisie ?").answer
    assert "Val Brumeux 2024-2029" in answer
    assert "Oriel" not in answer
