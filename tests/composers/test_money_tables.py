"""What tables with a line of totals say, whether they add up, and whether a table and a sheet agree."""

from __future__ import annotations

import pytest

from assistant.money_tables import amount_in
from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

ORVANNE = """Contrat local de santé
du Val d'Orvanne
2031-2033
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de l'Orvanne
Article 2 : Les actions
Réf. | Action | Pilote | Montant
1.1 | Ouvrir une halte pour les aidants | Clinique des Tilleuls | 7 000 €/an
1.2 | Faire rouler un bus dentaire | Communauté de communes de l'Orvanne | 9 000 €/an

\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Ouvrir une halte pour les aidants
Description du projet
- Ouvrir une halte
Porteur
Association Les Sources
Financement
Estimation du montant prévisionnel annuel du projet : 8 000 €
\f
Fiche action 1.2 : Faire rouler un bus dentaire
Description du projet
- Faire rouler un bus
Porteur
Communauté de communes de l'Orvanne
Financement
Estimation du montant prévisionnel annuel du projet : 9 000 €
\f
Annexe : Le plan de financement
Les sommes sont en euros.

Financeur | 2031 | 2032 | 2033 | Total
ARS | 5 000 | 6 000 | 7 000 | 18 000
Région des Plaines | – | 4 000 | 4 000 | 8 000
Communauté de communes de l'Orvanne | 3 000 | 3 000 | 3 000 | 9 000
Total général | 8 000 | 13 000 | 14 000 | 37 000

"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-orvanne": ORVANNE})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Combien la Région apporte-t-elle au total ?",
            "Le tableau du CLS Val d'Orvanne 2031-2033 inscrit 8 000 € pour la Région des Plaines"
            " pour l'ensemble des années",
        ),
        (
            "combien met l'ars en 2032 toutes actions confondues",
            "Le tableau du CLS Val d'Orvanne 2031-2033 inscrit 6 000 € pour l'ARS en 2032",
        ),
        (
            "Quel est le total du plan de financement ?",
            "Le tableau du CLS Val d'Orvanne 2031-2033 inscrit 37 000 € au total pour l'ensemble des années",
        ),
    ],
)
def test_a_written_total_is_said_with_its_line(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(said), answer.answer
    assert any("Financeur | 2031" in citation.quote for citation in answer.citations), "columns are named"


def test_a_total_that_is_not_the_sum_of_its_lines(assistant: Assistant) -> None:
    answer = ask(assistant, "le total général de l'annexe est-il juste ?").answer
    assert answer.startswith("Non : le total écrit n'est pas la somme de ses lignes")
    assert "total écrit : 37 000 €" in answer
    assert "18 000 € + 8 000 € + 9 000 €, soit 35 000 €" in answer


def test_a_total_that_is() -> None:
    right = ORVANNE.replace("14 000 | 37 000", "14 000 | 35 000")
    answer = ask(assistant_of({"contrat-orvanne": right}), "le total général de l'annexe est-il juste ?").answer
    assert answer.startswith("Oui : le total écrit est la somme de ses lignes"), answer


@pytest.mark.parametrize(
    ("question", "verdict", "said"),
    [
        (
            "fiche 1.1 : le tableau et la fiche donnent le même montant ?",
            "Non : la fiche action 1.1 et le tableau ne donnent pas le même montant",
            ("fiche action : 8 000 € par an", "tableau : 7 000 €"),
        ),
        (
            "bus dentaire, tableau et fiche disent pareil sur le montant ?",
            "Oui : la fiche action 1.2 et le tableau donnent le même montant",
            ("fiche action : 9 000 € par an", "tableau : 9 000 €"),
        ),
    ],
)
def test_a_table_and_a_sheet(assistant: Assistant, question: str, verdict: str, said: tuple[str, ...]) -> None:
    answer = ask(assistant, question).answer
    assert answer.startswith(verdict), answer
    assert all(line in answer for line in said), answer


def test_who_leads_in_both_places(assistant: Assistant) -> None:
    answer = ask(assistant, "Qui porte la halte des aidants, selon le tableau et selon la fiche ?").answer
    assert "Association Les Sources" in answer
    assert "Clinique des Tilleuls" in answer


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12 500", 12_500),
        ("96 000/an", 96_000),
        ("30 000/an et 54 000 (3 ans)", 30_000),
        ("3,5 k€", 3_500),
        ("–", 0),
        ("", 0),
        ("max. 50 000/an", None),
        ("néant", None),
        ("ARS : 50 %", None),
    ],
)
def test_amounts_of_cells(cell: str, amount: float | None) -> None:
    assert amount_in(cell) == amount


SHEET_TABLE = """Contrat local de santé
de la Brenelle
2031-2033
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Ouvrir une halte
Porteur
Association Les Sources
Description du projet
Une halte ouverte deux jours par semaine. Les sommes sont en euros.

Poste | 2031 | 2032 | Total
Loyer | 3 000 | 3 000 | 6 000
Salaires | 4 000 | 5 000 | 9 000
Total | 7 000 | 8 000 | 15 000

\f
Fiche action 1.2 : Faire rouler un bus dentaire
Porteur
Ville de Brenelle
Financement
Estimation du montant prévisionnel annuel du projet : 9 000 €
"""


@pytest.mark.parametrize(
    "question",
    ["Quel est le total de toutes les fiches de la Brenelle ?", "Combien coûte le contrat de la Brenelle en tout ?"],
)
def test_a_table_of_one_sheet_is_no_total_of_the_contract(question: str) -> None:
    assert "Le tableau du CLS" not in ask(assistant_of({"contrat-brenelle": SHEET_TABLE}), question).answer


def test_a_table_over_years_gives_no_yearly_total(assistant: Assistant) -> None:
    assert "Le tableau du CLS" not in ask(assistant, "Quel est le total par an du CLS du Val d'Orvanne ?").answer
