"""What an action does not say is said of its contract where that was asked about, over the corpus of a fresh clone."""

from __future__ import annotations

import pytest

from assistant.records import Question, Status
from assistant.service import Assistant


@pytest.mark.parametrize("question", ["cb coute la formation pssm et qui paie ?", "Combien coûte la formation PSSM ?"])
def test_a_contract_that_nobody_named_and_that_says_nothing_is_left_out(
    corpus_assistant: Assistant, question: str
) -> None:
    answer = corpus_assistant.ask(Question(question))
    said = answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "4 791 € par an" in said
    assert "La fiche n'indique pas" not in said
    assert "ne le disent pas" not in said
    assert answer.status is Status.ANSWERED
    assert answer.scope.note == "la question ne nomme pas de territoire : réponse tirée du CLS Pays Lédonien 2025-2030"


def test_of_two_that_are_named_the_silent_one_is_told(corpus_assistant: Assistant) -> None:
    question = Question("Combien coûte la formation PSSM dans le Pays Lédonien et dans le Haut-Jura ?")
    answer = corpus_assistant.ask(question)
    assert "4 791 €" in answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Haut-Jura 2026-2031" in answer.answer
    assert answer.status is Status.PARTIAL
