"""Tables of one funder each: who pays what in which year, where each table's last row proves its figures."""

from __future__ import annotations

import pytest

from ingest.facts.money.funder_tables import with_funders
from ingest.facts.records import LineRole, Nature
from ingest.facts.sheets.actions import actions
from tests.facts.readings import reading_of, stands

SHEETS = (
    "Fiche action A-1 : Ouvrir une permanence\n\nPilote : CPTS des Deux Rives\n\nPublic : Habitants\n\n"
    "Financement : 30 000 €\n\nIndicateurs : nombre de patients reçus\n\n"
    "Fiche action A-2 : Former des aidants\n\nPilote : Ville d’Orvanne\n\nPublic : Aidants\n\n"
    "Financement : voir l’annexe\n\nIndicateurs : nombre d’aidants formés\n"
)
OPENING = "Annexe financière\n\nLes sommes sont en euros, par exercice. Elles sont prévisionnelles.\n\n"
HEAD = "Code | Action | 2031 | 2032 | Total\n"
ARS = "Tableau 1 – ARS\n" + HEAD + "A-1 | Ouvrir une permanence | 8 000 | 12 000 | 20 000\n"
CITY = "Tableau 2 – Ville d’Orvanne (demandé)\n" + HEAD + "A-1 | Ouvrir une permanence | – | 10 000 | 10 000\n"
MORE = "A-2 | Former des aidants | 1 500 | 1 500 | 3 000\n"


def lines(*tables: str) -> dict[str, list[tuple[str, float | None, str, Nature]]]:
    reading = reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", SHEETS, OPENING + "\n".join(tables)])
    found = with_funders(reading, actions(reading))
    assert all(stands(reading, line.evidence) for action in found for line in action.funding)
    return {
        action.number: [
            (line.payer, line.amount, line.year, line.nature) for line in action.funding if line.role is LineRole.YEAR
        ]
        for action in found
    }


def test_each_table_is_one_funder_s() -> None:
    found = lines(f"{ARS}| Ensemble | 8 000 | 12 000 | 20 000\n", f"{CITY}{MORE}| Total | 1 500 | 11 500 | 13 000\n")
    assert found == {
        "A.1": [
            ("ARS", 8000, "2031", Nature.ESTIMATED),
            ("ARS", 12000, "2032", Nature.ESTIMATED),
            ("Ville d’Orvanne", 10000, "2032", Nature.REQUESTED),
        ],
        "A.2": [
            ("Ville d’Orvanne", 1500, "2031", Nature.REQUESTED),
            ("Ville d’Orvanne", 1500, "2032", Nature.REQUESTED),
        ],
    }


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param((ARS, CITY), id="no sums prove them"),
        pytest.param(
            (f"{ARS}| Ensemble | 8 000 | 13 000 | 21 000\n", f"{CITY}| Ensemble | – | 11 000 | 11 000\n"),
            id="the sums are other ones",
        ),
        pytest.param((f"{ARS}| Ensemble | 8 000 | 12 000 | 20 000\n",), id="one table"),
        pytest.param(
            tuple(
                f"Tableau {k} – Dépenses de la période\n{HEAD}A-1 | Ouvrir | 10 | 20 | 30\n| Total | 10 | 20 | 30\n"
                for k in (1, 2)
            ),
            id="no funder is named",
        ),
    ],
)
def test_what_is_not_proven_is_not_said(tables: tuple[str, ...]) -> None:
    assert lines(*tables) == {"A.1": [], "A.2": []}
