"""Amounts that a question sets as a bound, and totals that a sentence writes."""

from __future__ import annotations

import pytest

from assistant.composers.money.sum_subject import bound_asked
from assistant.composers.money.written_total import _SAYS
from ingest.facts.money.amounts import aligned


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("quelles fiches coutent moins de 3 000 € ?", (True, 3000.0)),
        ("quelles actions depassent plus de 12 000 euros ?", (False, 12000.0)),
        ("quelles fiches sont au-dessus de 5 k€ ?", (False, 5000.0)),
        ("quelles fiches concernent plus de 300 personnes ?", None),
        ("combien coute la fiche 2.1 ?", None),
    ],
)
def test_a_bound_is_an_amount_of_euros(question: str, bound: tuple[bool, float] | None) -> None:
    assert bound_asked(question) == bound


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Le budget prévisionnel du plan d’actions s’élève à 893 000 € sur la durée du contrat.", "893 000"),
        ("Le coût du contrat est estimé à 12 500 euros.", "12 500"),
        ("Le budget de la coordination s’élève à 30 000 €.", None),
    ],
)
def test_a_sentence_writes_the_whole_of_the_plan(text: str, says: str | None) -> None:
    found = _SAYS.search(aligned(text))
    assert (found["amount"] if found else None) == says
