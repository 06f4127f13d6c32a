"""Yes and no that a sheet's fields settle: its lead, its period, its cap, no money at all."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays de Sourvelle
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays de Sourvelle
- La Mutualité sociale agricole
Article 6 : Durée et révision
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2035.
Le présent contrat peut être révisé afin :
- d'intégrer de nouvelles fiches actions : tous les membres du comité doivent être d'accord.
Fait à Sourve, le 4 mars 2031
\f
Fiche action 1.1 : Former aux gestes de secours
Porteur
La Mutualité sociale agricole
Financement
Estimation du montant prévisionnel annuel du projet : 3 700 €
Taux d'intervention ARS : 100 %
\f
Fiche action 1.2 : Équiper les écoles contre le bruit
Objectifs
Organiser des ateliers dans les écoles.
Porteur
Le PETR du Pays de Sourvelle en lien avec la Mutualité sociale agricole
Financement
Estimation du montant prévisionnel global du projet : 2 400 €
Taux d'intervention ARS : 100 %
\f
Fiche action 1.3 : Recevoir les internes
Porteur
Le PETR du Pays de Sourvelle
Financement
Néant
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-sourvelle.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "verdict", "held"),
    [
        ("La MSA porte-t-elle la fiche 1.1 ?", "Oui", "Mutualité sociale agricole"),
        ("La fiche 1.1 est-elle portée par la MSA ?", "Oui", "Mutualité sociale agricole"),
        ("Le montant de la fiche 1.1 est-il annuel ?", "Oui", "3 700 € par an"),
        ("Le montant de la fiche 1.2 est-il annuel ?", "Non", "pour l'ensemble du projet"),
        ("Le budget de la fiche 1.2 est-il pour l'ensemble du projet ?", "Oui", "2 400 €"),
        ("La fiche 1.3 est-elle financée par l'ARS ?", "Non", "Néant"),
        ("Y aura-t-il des ateliers contre le bruit ?", "Oui", "Organiser des ateliers"),
        ("Peut-on ajouter une fiche en cours de route ?", "Oui", "peut être révisé afin"),
    ],
)
def test_the_field_settles_it(assistant: Assistant, question: str, verdict: str, held: str) -> None:
    answer = ask(assistant, question).answer
    assert answer.startswith(f"{verdict} : ")
    assert held in answer


@pytest.mark.parametrize(
    "question",
    [
        "La MSA porte-t-elle la fiche 1.2 ?",
        "Y aura-t-il des consultations contre le bruit ?",
        "Les 5 000 € de la fiche 1.1 sont-ils annuels ?",
        "Le financement de la fiche 1.1 est-il annuel ou global ?",
    ],
)
def test_what_it_leaves_open_gets_no_yes(assistant: Assistant, question: str) -> None:
    assert not ask(assistant, question).answer.startswith("Oui")
