"""What goes on: a sentence over a page, a contract prolonged, somebody who may take part too, the same of another."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

LERVOIS = """Contrat local de santé
du Pays de Lervois
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le Pays de Lervois
Les partenaires associés en tant que de besoin :
- La Mission locale
Article 6 : La durée et la révision du contrat
Le présent contrat est conclu pour une durée de cinq ans.
Le présent contrat peut être révisé et complété afin :
- d'intégrer de nouvelles fiches actions : tous les membres du comité de pilotage doivent être d'accord et un accord
écrit des membres non présents à la réunion
\f
du comité, est nécessaire. Dans ce cas, le compte rendu vaut avenant au présent contrat.
- de prolonger la durée du contrat : un avenant doit être rédigé, validé et signé par tous les membres du comité.
Fait à Lervois, le 4 mars 2031
\f
Axe 1 : Prévention
Fiche action 1.1 : Former aux gestes de secours
Description du projet
La formation est proposée en priorité aux :
- Policiers municipaux
- Pompiers volontaires
Porteur
La Mission locale
Population bénéficiaire
Policiers municipaux, pompiers volontaires
Financement
Estimation du montant prévisionnel annuel du projet : 2 500 €
Taux d'intervention ARS : 100 %
Indicateurs
Description :
- Nombre de sessions
Responsable du suivi : Odile Verdan
\f
Fiche action 1.2 : Évaluer le contrat
Description du projet
- Confier l'évaluation finale à un cabinet
Porteur
Un cabinet conseil
Financement
Le montant sera défini lors du marché
Indicateurs
Description :
- Remise du rapport
Responsable du suivi : Paul Astier
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-lervois.txt": LERVOIS})


@pytest.mark.parametrize(
    "question",
    [
        "si un membre du copil est absent le jour ou on vote une nvelle fiche, ca bloque ?",
        "Comment on rajoute une nouvelle fiche action en cours de route ?",
        "Il faut l'accord écrit des membres absents pour ajouter une fiche ?",
    ],
)
def test_a_rule_that_a_page_cuts_is_said_whole(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "non présents à la réunion du comité, est nécessaire" in answer
    assert "le compte rendu vaut avenant" in answer


@pytest.mark.parametrize(
    "question",
    [
        "On voudrait rallonger le contrat d'un an, il faut quoi comme papier ?",
        "peut on prolonger le cls ? il faut un avenant ?",
        "Comment proroger le contrat ?",
    ],
)
def test_to_lengthen_is_to_prolong(assistant: Assistant, question: str) -> None:
    assert "un avenant doit être rédigé, validé et signé par tous les membres" in ask(assistant, question).answer


@pytest.mark.parametrize(
    "question",
    ["Les policiers municipaux y ont droit ?", "et les pompiers volontaires aussi ?", "les pompiers peuvent y aller ?"],
)
def test_who_may_take_part_is_asked_of_what_was_spoken_of(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question, "C'est quoi la fiche 1.1 du contrat de Lervois ?")
    assert answer.answer.startswith("Oui : la fiche action 1.1")


def test_who_is_not_named_is_not_said_to_take_part(assistant: Assistant) -> None:
    answer = ask(assistant, "les notaires y ont droit ?", "C'est quoi la fiche 1.1 du contrat de Lervois ?")
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Et pour l'évaluation finale, c'est la même personne ?",
        "et pour l'évaluation finale c'est pareil ?",
        "et pour l'évaluation finale ?",
    ],
)
def test_the_same_is_asked_of_another_thing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question, "Qui suit les gestes de secours du contrat de Lervois ?").answer
    assert "Paul Astier" in answer
    assert "Odile Verdan" not in answer


def test_whether_another_body_signed_too(assistant: Assistant) -> None:
    answer = ask(assistant, "la Mission locale aussi ?", "Qui a signé le contrat de Lervois ?").answer
    assert answer.startswith("Non : la Mission locale ne figure pas parmi les deux signataires")
