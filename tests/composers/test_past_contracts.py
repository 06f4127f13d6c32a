"""Contracts that documents only mention: what is indexed is not theirs."""

from __future__ import annotations

import pytest

from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import narrowed, understand
from assistant.records import Question, Status
from assistant.service import Assistant
from tests.composers.test_added_money import BREUILLE
from tests.contracts import ask, assistant_of, snapshot_of

RESOLVER = ScopeResolver(snapshot_of({"contrat-breuille": BREUILLE}))


@pytest.fixture(scope="module")
def breuille() -> Assistant:
    return assistant_of({"contrat-breuille": BREUILLE})


@pytest.mark.parametrize(
    ("question", "past"),
    [
        ("Qui a signé le CLS 2019-2022 ?", "2019-2022"),
        ("Que prévoyait le contrat du Val de Breuille 2024-2028 ?", "2024-2028"),
        ("Qui a signé le CLS 2031-2035 ?", ""),
        ("Que prévoit le PRS 2024-2028 ?", ""),
        ("Qui a signé le CLS ?", ""),
    ],
)
def test_the_period_of_a_contract_that_is_only_spoken_of(question: str, past: str) -> None:
    assert RESOLVER.resolve(question, 2031).past == past


@pytest.mark.parametrize(
    "question",
    [
        "Qui a signé le CLS 2019-2022 ?",
        "Combien coûte le CLS 2019-2022 ?",
    ],
)
def test_the_contract_in_force_does_not_answer_for_one_before_it(breuille: Assistant, question: str) -> None:
    answer = ask(breuille, question)
    assert answer.status is Status.NOT_FOUND
    assert "aucun n'est celui du contrat 2019-2022" in answer.answer


def test_what_a_document_says_of_it_is_quoted(breuille: Assistant) -> None:
    answer = ask(breuille, "Quels étaient les axes du contrat 2024-2028 ?")
    assert "le deuxième 2024-2028" in answer.answer
    assert "Prévention" not in answer.answer


def test_a_period_that_no_document_speaks_of_is_unknown() -> None:
    resolved = RESOLVER.resolve("Qui a signé le CLS 2011-2014 ?", 2031)
    assert (resolved.unknown, resolved.past) == ("2011-2014", "")


def test_narrowing_a_question_keeps_its_past_contract() -> None:
    query = understand(Question("Qui a signé le CLS 2019-2022 ?"), RESOLVER, 2031)
    assert narrowed(query, query.scope.contracts).scope.past == "2019-2022"
