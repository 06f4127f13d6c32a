"""Whether there is an action on something: all its words, a word that is none of another, a role that is none."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Val de Loue
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Région Hautes-Marches
- La Caisse primaire d'assurance maladie de la Vouivre
Le diagnostic
Le suivi de la qualité de l'air est assuré par les services de l'État dans la vallée.
Source : observatoire régional, 2030
\f
Axe 1 : Prévenir
Fiche action 1.1 : Bien manger
Porteur
PETR du Val de Loue
Partenaires
Région Hautes-Marches
Description du projet
- Servir des produits de qualité dans les cantines
Financement
Estimation du montant prévisionnel annuel du projet : 2 000 €
\f
Fiche action 1.2 : Former aux gestes qui sauvent
Porteur
PETR du Val de Loue
Description du projet
- Distribuer un guide aux maires : « les gestes
\f
qui sauvent au village »
Financement
Estimation du montant prévisionnel annuel du projet : 900 €
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-loue.txt": CONTRACT})


@pytest.mark.parametrize(
    "question",
    [
        "Y a-t-il une action sur la qualité de l'air ?",
        "ya til une action sur la qualité de l'air dans le val de loue ?",
    ],
)
def test_an_action_on_the_quality_of_something_else_is_none(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "Oui" not in answer, answer
    assert "fiche 1.1" not in answer, answer
    assert "Aucune des 2 fiches" in answer, answer


def test_there_is_one_where_a_sheet_says_all_of_it(assistant: Assistant) -> None:
    assert ask(assistant, "Y a-t-il une action sur les gestes qui sauvent ?").answer.startswith("Oui")


def test_a_word_of_the_dictionary_is_no_typing_error(assistant: Assistant) -> None:
    assert "observatoire régional" not in ask(assistant, "Que prévoit-on pour les sourds ?").answer


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("La Région pilote une action dans le CLS, c'est exact ?", "Non, pas à ce titre"),
        ("La Région pilote-t-elle des fiches ?", "Non, pas à ce titre"),
        ("Le PETR porte une fiche, c'est bien ça ?", "Oui"),
    ],
)
def test_who_leads_a_sheet_is_yes_or_no(assistant: Assistant, question: str, opens: str) -> None:
    assert ask(assistant, question).answer.startswith(opens), ask(assistant, question).answer


def test_a_sentence_that_a_page_breaks_is_told_whole(assistant: Assistant) -> None:
    answer = ask(assistant, "Quel guide est distribué aux maires ?").answer
    assert "« les gestes qui sauvent au village »" in answer, answer


def test_a_word_that_only_stands_near_is_no_yes(assistant: Assistant) -> None:
    assert not ask(assistant, "Y a-t-il une action sur les écrans ?").answer.startswith("Oui")
