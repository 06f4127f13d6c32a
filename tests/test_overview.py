"""A contract in a few lines, and questions that look for what no document names."""

from __future__ import annotations

import pytest

from assistant.overview import asks_overview, overview_questions
from assistant.records import Status
from assistant.service import Assistant
from tests.composers.test_clerk import ORVELLE, VERSANT
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def orvelle() -> Assistant:
    return assistant_of({"contrat-orvelle.txt": ORVELLE})


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        ("Résume-moi le contrat en 3 lignes", True),
        ("c'est quoi le CLS du Pays d'Orvelle ?", True),
        ("Fais une synthèse du contrat", True),
        ("Résume la fiche 2 du contrat", False),
        ("Présente les axes du contrat", False),
        ("Qui a signé le contrat ?", False),
    ],
)
def test_whether_the_whole_contract_is_asked_for(question: str, is_one: bool) -> None:
    assert asks_overview(question) is is_one


def test_an_overview_answers_each_of_its_questions(orvelle: Assistant) -> None:
    answer = ask(orvelle, "Résume-moi le contrat en 3 lignes")
    assert len(overview_questions()) > 3
    for words in (
        "jusqu'en 2035",
        "signé le 3 mars 2031",
        "quatre signataires",
        "3 fiches actions|trois fiches actions",
    ):
        assert any(one in answer.answer for one in words.split("|")), answer.answer
    assert answer.citations


def test_of_several_contracts_the_reader_says_which() -> None:
    both = assistant_of({"contrat-orvelle.txt": ORVELLE, "communique-versant.txt": VERSANT})
    assert "duquel s'agit-il" in ask(both, "Résume le contrat").answer
    assert "jusqu'en 2035" in ask(both, "Résume le contrat du Pays d'Orvelle").answer


@pytest.mark.parametrize(
    "question",
    [
        "Qui finance le bus santé ?",
        "Qui est le maire de Vezolles ?",
        "Quand sera signé le prochain contrat ?",
        "Quelle est la part de la CPAM dans la fiche 1 ?",
    ],
)
def test_what_no_document_names_is_not_answered_by_what_is_near(orvelle: Assistant, question: str) -> None:
    assert ask(orvelle, question).status is Status.NOT_FOUND


def test_a_thing_is_no_commune(orvelle: Assistant) -> None:
    answer = ask(orvelle, "Est-ce que la mutuelle de village est dans le contrat ?").answer
    assert "communes du périmètre" not in answer
