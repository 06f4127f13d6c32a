"""How many of a thing: the sentence that counts that very thing, or a refusal; premises that documents do not hold."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assert_says, assistant_of

CONTRACT = """Contrat local de santé
du Val de Meronde
2031-2035
\f
Le mot du président
Dans deux ans, un véhicule passera dans chaque village.
Le diagnostic territorial
Professionnels installés | 2024 | 2029
Dentistes (nombre) | 6 | 3
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes du Val de Meronde
- La Région Hautes-Marches
Article 6 : Durée
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2035.
Fait à Montclar, le 4 mars 2031
\f
Axe 1 : Santé mentale
Fiche action 1-1 : Repérer le mal-être dans le monde agricole
Objectifs
Former quarante sentinelles parmi ceux qui entrent dans les fermes.
Porteur
La Communauté de communes du Val de Meronde
Financement
Estimation du montant prévisionnel annuel du projet : 4 200 €
Taux d'intervention ARS : 100 %
\f
Fiche action 1-2 : Former aux premiers secours en santé mentale
Objectifs
Former 60 personnes par an.
Description du projet
Quatre sessions sont organisées chaque année.
Porteur
La Communauté de communes du Val de Meronde
Financement
Le montant reste à définir
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-meronde.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("combien de sentinelles on veut former chez les paysans", ["quarante sentinelles"]),
        ("Combien de personnes doivent être formées aux premiers secours en santé mentale ?", ["60 personnes par an"]),
        ("le cls il dure combien d'années", ["5 ans"]),
        ("quand est ce que ca se termine le contrat", ["jusqu'en 2035"]),
        ("Quelles fiches n'ont pas de montant ?", ["Une fiche action sur 2", "fiche 1.2"]),
    ],
)
def test_the_very_thing_is_counted(assistant: Assistant, question: str, holds: list[str]) -> None:
    assert_says(assistant, question, holds)


@pytest.mark.parametrize(
    "question",
    [
        "Combien de véhicules sont prévus ?",
        "Combien de dentistes le contrat va-t-il installer ?",
        "Depuis que l'ARS a retiré son soutien à la fiche 1-1, qui paie ?",
        "Pourquoi la Région s'est-elle engagée à financer la fiche 1-1 ?",
    ],
)
def test_what_is_not_said_is_not_answered_beside(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Quelles sont les fiches actions du CLS Val de Meronde et leur montant ?",
        "Quelles fiches du CLS Val de Meronde ont un montant ?",
        "Quelles fiches sont chiffrées ?",
    ],
)
def test_sheets_with_their_amounts_are_those_that_have_one_and_the_others_are_named(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert "Une fiche action sur 2 du CLS Val de Meronde 2031-2035 est chiffrée" in answer.answer
    assert "- fiche 1.1 – Repérer le mal-être dans le monde agricole : 4 200 € par an" in answer.answer
    assert "N'est pas comptée la fiche 1.2 (à définir)" in answer.answer


FRELON = """Contrat local de santé
du Val de Meronde
2031-2035
\f
Fiche action 1.1 : Lutter contre le frelon asiatique
Contexte
Une vingtaine de communes ont été touchées en 2030 dans la vallée. La vallée compte 13 communes touchées.
Objectifs
Animer des réunions publiques, au moins deux fois par an.
Porteur
La Communauté de communes du Val de Meronde
"""


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Combien de communes sont touchées par le frelon asiatique ?", ["Une vingtaine de communes", "13 communes"]),
        ("combien de communes ont été touchées par le frelon ?", ["Une vingtaine de communes ont été touchées"]),
        ("Combien de réunions publiques par an sur le frelon ?", ["au moins deux fois par an"]),
    ],
)
def test_places_that_a_sheet_counts_and_how_often_a_thing_is(question: str, holds: list[str]) -> None:
    assert_says(assistant_of({"contrat-meronde.txt": FRELON}), question, holds)
