"""Who pays in the sentences of an action told in prose: each clause has its own subject."""

from __future__ import annotations

import pytest

from ingest.facts.money.prose_money import prose_funding
from ingest.facts.reading import Run
from ingest.facts.sheets.prose import told
from ingest.records import Page
from ingest.structure.lines import body

LED = "L’action est pilotée par le CIAS du Val. "


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (
            "Le coût s’élève à 60 000 € sur la durée du contrat. Le Département y contribue pour 20 000 € et la "
            "Communauté de communes Val-Est pour 40 000 €.",
            {60000: "", 20000: "Département", 40000: "Communauté de communes Val-Est"},
        ),
        (
            "La MSA lui apporte 6 000 € en 2034, 8 000 € en 2035, soit un total de 14 000 €.",
            {6000: "MSA", 8000: "MSA", 14000: "MSA"},
        ),
        (
            "L’État en apportera 10 000 € ; la Région a promis 5 000 €.",
            {5000: ""},
        ),
    ],
)
def test_the_subject_of_a_clause_pays_its_amounts(text: str, paid: dict[int, str]) -> None:
    pages = (Page(1, LED + text),)
    run = Run("d", pages, tuple(body(pages)))
    found = {line.amount: line.payer for line in prose_funding(run, told(run).behind or 0)}
    assert {amount: found[amount] for amount in paid} == paid


def test_what_was_granted_is_granted() -> None:
    pages = (Page(1, LED + "L’Agence de l’eau a accordé une subvention de 30 000 € pour la durée du contrat."),)
    run = Run("d", pages, tuple(body(pages)))
    [line] = prose_funding(run, told(run).behind or 0)
    assert (line.payer, line.amount) == ("Agence de l’eau", 30000)
