"""What an action does not say is said of its contract, over the corpus of a fresh clone."""

from __future__ import annotations

import pytest

from assistant.records import Question
from assistant.service import Assistant


@pytest.mark.parametrize("question", ["cb coute la formation pssm et qui paie ?", "Combien coûte la formation PSSM ?"])
def test_another_contract_that_gives_no_amount_is_named_and_not_called_the_sheet(
    corpus_assistant: Assistant, question: str
) -> None:
    said = corpus_assistant.ask(Question(question)).answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "4 791 € par an" in said
    assert "La fiche n'indique pas" not in said
    assert "ne le disent pas pour : Haut-Jura 2026-2031" in said
