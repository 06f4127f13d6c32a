"""Two questions in one text: what the second takes from the first, and what neither asks for."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.composers.health_contracts import TEXTS as VALLONS
from tests.composers.test_added_money import BREUILLE
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of()


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        (
            "Combien de communes compte le CLS du Val Brumeux et quelle est sa durée ?",
            ["compte 9 communes", "pour une durée de 5 ans"],
        ),
        (
            "Qui a signé le CLS du Val Brumeux et quelle est sa durée ?",
            ["trois signataires", "pour une durée de 5 ans"],
        ),
    ],
)
def test_the_second_leans_on_the_first(assistant: Assistant, question: str, holds: list[str]) -> None:
    answer = ask(assistant, question).answer
    assert all(words in answer for words in holds)


@pytest.mark.parametrize("question", ["Quand a-t-il été signé et où ?", "Quand le contrat a-t-il été signé et où ?"])
def test_when_and_where_it_was_signed_lists_no_signatory(question: str) -> None:
    answer = ask(assistant_of({"contrat-breuille": BREUILLE}), question).answer
    assert "le 4 mars 2031 à Breuille" in answer
    assert "signataires" not in answer


@pytest.mark.parametrize(
    "question", ["Quand a-t-il été signé, où et par qui ?", "Quand a-t-il été signé et avec qui ?"]
)
def test_when_and_by_whom_lists_them(question: str) -> None:
    answer = ask(assistant_of({"contrat-breuille": BREUILLE}), question).answer
    assert "le 4 mars 2031" in answer
    assert "deux signataires" in answer


@pytest.mark.parametrize("question", ["c'est par an ?", "est-ce annuel ?", "C'est bien par an ou pour la durée ?"])
def test_whether_an_amount_is_a_year_s_is_told_by_the_amount(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question, "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?").answer
    assert "4 120 € par an" in answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "2 600" not in answer.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_whole_question_takes_nothing_from_the_one_before() -> None:
    answer = ask(assistant_of(VALLONS), "À quoi la CPAM est-elle engagée ?", "Qui paie la fiche 1.1 ?").answer
    assert answer.startswith("La Caisse primaire d'assurance maladie de l'Ombrée est signataire")
