"""A conversation keeps to a thing inside a sheet, and its answers say first what the sheet says of it."""

from __future__ import annotations

import pytest

from assistant.records import Question, Turn
from assistant.service import Assistant
from tests.contracts import assistant_of

CONTRACT = """Contrat local de santé
du Val de Sarthe
2031-2035
\f
Axe 1 : L'accès aux soins
Fiche action 1.1 : Attirer de nouveaux soignants
Porteur
PETR du Val de Sarthe
Population bénéficiaire
Soignants et internes
Description du projet
- Remettre aux internes logés à l'hôpital un panier de bienvenue. Celui-ci contient des bons d'achat et une carte.
- Tenir un forum des métiers au lycée
Financement
Taux d'intervention ARS : 1 800 € par an demandés, pour le panier de bienvenue de 48 internes
Cofinancements : néant
\f
Fiche action 1.2 : Animer le contrat
Porteur
PETR du Val de Sarthe
Description du projet
La coordinatrice est chargée de :
- Réunir chaque mois la commission des situations bloquées
- Publier une lettre
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-sarthe.txt": CONTRACT})


def told(assistant: Assistant, *questions: str) -> str:
    """The answer to the last of some questions in a row."""
    history: tuple[Turn, ...] = ()
    for text in questions[:-1]:
        history = (*history, Turn(text, assistant.ask(Question(text, history)).answer))
    return assistant.ask(Question(questions[-1], history)).answer


@pytest.mark.parametrize("then", ["et pour quel public ?", "c'est pour qui ?", "à qui ça s'adresse ?"])
def test_the_public_of_a_thing_is_told_before_that_of_its_sheet(assistant: Assistant, then: str) -> None:
    answer = told(assistant, "Que contient le panier de bienvenue ?", then)
    assert "internes logés à l'hôpital" in answer, answer


def test_the_thing_is_kept_over_several_turns(assistant: Assistant) -> None:
    first = ("Que contient le panier de bienvenue ?", "pour qui ?")
    assert "1 800 €" in told(assistant, *first, "combien par an ?")
    assert "internes logés" in told(assistant, *first, "combien par an ?", "qui s'en occupe ?")


def test_money_that_is_another_things_is_said_to_be(assistant: Assistant) -> None:
    answer = told(assistant, "Comment se passe le forum des métiers ?", "combien ça coûte ?")
    assert "pas de montant propre" in answer or "panier de bienvenue" in answer, answer


def test_the_sheets_own_matter_is_no_thing_inside_it(assistant: Assistant) -> None:
    answer = told(assistant, "Que prévoit le contrat pour attirer de nouveaux soignants ?", "pour quel public ?")
    assert "Soignants et internes" in answer, answer
    assert "Sur «" not in answer, answer


@pytest.mark.parametrize(
    "question",
    ["Qui s'occupe de la commission des situations bloquées ?", "qui réunit la commission des situations bloquées ?"],
)
def test_whose_task_a_thing_is_stands_above_it(assistant: Assistant, question: str) -> None:
    assert "situations bloquées" in told(assistant, question)


def test_who_sees_to_it_keeps_the_thing(assistant: Assistant) -> None:
    answer = told(assistant, "C'est quoi la commission des situations bloquées ?", "qui s'en occupe ?")
    assert "La coordinatrice est chargée de" in answer, answer
