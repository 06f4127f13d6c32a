"""Who may take part in an action: named by its sheet, or not, and then nothing is said for them."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays de Lauvière
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays de Lauvière
Fait à Lauve, le 4 mars 2031
\f
Axe 1 : Santé mentale
Fiche action 1.1 : Former aux premiers secours en santé mentale
Objectifs
Former les soignants à l'accueil des patients.
Description du projet
La formation sera proposée chaque année aux acteurs du territoire :
- Accompagnateurs des chantiers d'insertion
- Policiers municipaux
Porteur
Le PETR du Pays de Lauvière
Partenaires
CPAM, tout type d'employeurs de plus de 50 salariés
Population bénéficiaire
Professionnels en lien avec un public fragile
\f
Fiche action 1.2 : Déployer la charte des cantines
Objectifs
Faire signer les établissements publics, entreprises et associations une charte.
Porteur
Le PETR du Pays de Lauvière
Population bénéficiaire
- direct : collectivités locales, cuisiniers
- indirect : élèves
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-lauviere.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "La police municipale peut-elle suivre la formation premiers secours en santé mentale ?",
            "Policiers municipaux",
        ),
        ("est-ce que les policiers municipaux peuvent suivre la formation premiers secours ?", "Policiers municipaux"),
        ("Les soignants peuvent-ils suivre la formation premiers secours en santé mentale ?", "Former les soignants"),
        ("Les associations peuvent-elles signer la charte des cantines ?", "Faire signer"),
        ("La fiche 1.2 s'adresse-t-elle aux cuisiniers ?", "cuisiniers"),
        ("Les élèves sont-ils concernés par la fiche 1.2 ?", "élèves"),
        ("Les employeurs peuvent-ils participer à la fiche 1.1 ?", "employeurs de plus de 50 salariés"),
    ],
)
def test_whom_a_sheet_names_may_take_part(assistant: Assistant, question: str, held: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("Oui : la fiche action")
    assert held in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Les pompiers peuvent-ils suivre la formation premiers secours en santé mentale ?",
        "Les patients peuvent-ils suivre la formation premiers secours en santé mentale ?",
        "Les élus sont-ils dans le public de la fiche 1.2 ?",
        "Les employeurs sont-ils dans le public de la fiche 1.1 ?",
    ],
)
def test_of_others_the_contract_says_nothing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.NOT_FOUND
    assert answer.answer.startswith("Le contrat ne le dit pas : la fiche action")
    assert "elle s'adresse à" in answer.answer


def test_those_who_stand_beside_the_public_are_not_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Le public fragile peut-il suivre la formation premiers secours en santé mentale ?").answer
    assert not answer.startswith(("Oui", "Non"))
