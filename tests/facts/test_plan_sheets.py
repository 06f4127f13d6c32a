"""Sheets completed by the table of all actions: what a sheet says stands, what it leaves out is its row's."""

from __future__ import annotations

import pytest

from ingest.facts.assemble import read_facts
from ingest.facts.records import Action
from tests.facts.readings import reading_of, stands

TITLES = ("Former les aidants", "Ouvrir une maison des femmes", "Repérer les fragilités")
COSTS = ("9 000/an", "12 000/an", "n.c.")
PAYERS = ("ARS : 6 000 ; CCVE : 3 000", "ARS (FIR) : 70 % ; Région : 30 %", "ARS ; Région (à solliciter)")


def book(cost: str) -> tuple[Action, ...]:
    """The actions of a contract whose table says who pays; its first sheet says that it costs `cost`."""
    rows = "\n".join(
        f"II.{k} | {title} | CPTS du Val | MSA du Val ; Mission locale | 2031-203{k + 3} | {price} | {payers}"
        for k, (title, price, payers) in enumerate(zip(TITLES, COSTS, PAYERS, strict=True), 1)
    )
    told = (cost, "12 000 € par an", "à définir")
    sheets = "\n".join(
        f"FICHE II.{k}\n{title}\n\nJustification - Le besoin numéro {k} est relevé.\n\n"
        f"Responsable de l’exécution - CPTS du Val\n\nBénéficiaires - Aidants du secteur {k}\n\nCoût - {price}\n"
        for k, (title, price) in enumerate(zip(TITLES, told, strict=True), 1)
    )
    text = (
        "Contrat local de santé du Val d’Orle\n2031-2035\n",
        "ANNEXE 1 - TABLEAU DU PROGRAMME D’ACTIONS\n\nMontants en euros.\n\n"
        f"Réf. | Intitulé de l’action | Pilote | Partenaires | Calendrier | Coût (€) | Financeurs\n{rows}\n",
        f"ANNEXE 2 - FICHES\n\n{sheets}",
    )
    reading = reading_of(text)
    record, failed = read_facts(reading)
    assert not failed
    for action in record.actions:
        assert all(stands(reading, line.evidence) for line in action.funding)
    return record.actions


def test_partners_calendar_and_payers_of_the_row() -> None:
    first, second, third = book("9 000 € par an")
    assert [said.value for said in first.partners] == ["MSA du Val", "Mission locale"]
    assert [said.value for said in third.calendar] == ["2031-2036"]
    assert [(line.payer, line.amount) for line in first.funding] == [("", 9000), ("ARS", 6000), ("CCVE", 3000)]
    assert [(line.payer, line.instrument, line.rate) for line in second.funding[1:]] == [
        ("ARS", "FIR", 70),
        ("Région", "", 30),
    ]


@pytest.mark.parametrize("cost", ["9 500 € par an", "9 000 € pour la durée du contrat"])
def test_a_row_that_says_another_cost_adds_no_payer(cost: str) -> None:
    first, *_ = book(cost)
    assert {line.payer for line in first.funding} == {""}
