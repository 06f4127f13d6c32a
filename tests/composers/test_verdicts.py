"""Yes and no where the words of a contract settle them: amendments, money in kind, who is bound."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assert_says, assistant_of

CONTRACT = """Contrat local de santé
du Pays de Brévanne
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Brévanne
- La Région Hautes-Marches
Article 2 : Le périmètre
Le contrat couvre deux communautés de communes et 5 communes (population municipale) :
- Communauté de communes de la Brévanne : 9 100 habitants et 3 communes :
Montrosel (5 210), Sartelle (2 480), Brévigny (1 410).
- Communauté de communes du Haut Lozan : 4 300 habitants et 2 communes :
Lozanne (3 100), Vaubrun (1 200).
Article 5 : Les engagements
Les signataires s'engagent à participer aux instances du contrat.
La Région pourra soutenir les actions, selon ses règlements.
Article 6 : Révision
Un avenant signé par toutes les parties est requis pour modifier la durée, le périmètre ou les axes du contrat.
Les fiches actions sont actualisées par décision du comité de pilotage.
Fait à Montrosel, le 4 mars 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Accueillir de nouveaux médecins
Porteur
La Communauté de communes de la Brévanne
Financement
Valorisation : deux bureaux prêtés, soit 6 400 € par an, sans demande de financement
\f
Fiche action 1.2 : Réduire le bruit autour des écoles
Porteur
La Communauté de communes du Haut Lozan
Financement
Estimation du montant prévisionnel annuel du projet : 22 000 €
Taux d'intervention ARS : 100 %
\f
Fiche action 1.3 : Arracher l'ambroisie
Porteur
FREDON Hautes-Marches
Financement
Sans objet : l'intervention de la FREDON est prise en charge par l'ARS dans le cadre de son contrat.
\f
Fiche action 1.4 : Accompagner les mille premiers jours
Porteur
La Communauté de communes du Haut Lozan
Financement
Estimation du montant prévisionnel annuel du projet : 3 900 €
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-brevanne.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Faut-il un avenant pour changer une fiche action ?", ["Non", "actualisées par décision"]),
        ("Peut-on modifier une fiche sans avenant ?", ["Oui", "actualisées par décision"]),
        ("Faut-il un avenant pour modifier le périmètre ?", ["Oui", "est requis"]),
        ("Si on veut créer un 6e axe, une décision du comité de pilotage suffit ?", ["Non", "est requis"]),
        ("La Région est-elle forcée de mettre de l'argent ?", ["Non", "pourra soutenir"]),
        ("6400 euros, c'est une subvention pour la fiche 1.1 ?", ["Non", "6 400 € par an"]),
        ("147 milliards d'euros, c'est le budget de la fiche 1.2 ?", ["Non", "22 000 € par an"]),
        ("22 000 €, c'est le budget de la fiche 1.2 ?", ["Oui", "22 000 € par an"]),
        ("qui paye la fredon pour l'ambroisie", ["prise en charge par l'ARS"]),
        ("quel budget pour les 1000 premiers jours", ["3 900 €"]),
        ("Combien d'habitants à Sartelle et dans la CC du Haut Lozan ?", ["Sartelle (2 480)", "4 300 habitants"]),
        ("Combien de communes hors communauté de communes du Haut Lozan ?", ["3 communes (5 − 2)"]),
    ],
)
def test_what_the_words_settle_is_said(assistant: Assistant, question: str, holds: list[str]) -> None:
    assert_says(assistant, question, holds)


def test_a_rule_on_something_else_settles_nothing(assistant: Assistant) -> None:
    answer = ask(assistant, "Faut-il un avenant pour un nouveau signataire ?").answer
    assert not answer.startswith(("Oui", "Non"))


def test_what_one_thing_costs_is_not_what_its_sheet_costs(assistant: Assistant) -> None:
    assert ask(assistant, "Quel est le prix d'un sac d'ambroisie ?").status is Status.NOT_FOUND
