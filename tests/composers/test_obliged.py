"""Whether a contract obliges to a deed: bound by its words, planned as something softer, or not written."""

from __future__ import annotations

import pytest

from assistant.composers.texts.obliged import share
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Val de Brenne
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Brenne
- La Région Hautes-Marches
Article 5 : Les engagements
Les signataires s'engagent à transmettre chaque année leurs données de suivi.
Article 6 : La communication
Les signataires s'engagent à apposer le logotype de chacun sur leurs affiches.
Fait à Brennoy, le 4 mars 2031
\f
Axe 1 : Un environnement sain
Fiche action 1.1 : Lutter contre la berce du Caucase
Porteur
FREDON Hautes-Marches
Objectifs opérationnels
- Inciter les communes à désigner un référent berce
- Former les agents des espaces verts
Description du projet
- Inciter les communes à arracher la berce sur les talus dont elles ont la charge
- Sensibiliser les écoles
Financement
Estimation du montant prévisionnel annuel du projet : 2 300 €
\f
Fiche action 1.2 : Créer des plages sans fumée
Porteur
La Communauté de communes de la Brenne
Description du projet
- Accompagner la Ligue dans le déploiement des plages sans fumée
- Les communes doivent installer un panneau à l'entrée de chaque plage
Financement
Estimation du montant prévisionnel annuel du projet : 900 €
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-brenne.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        (
            "Le contrat oblige les communes à arracher la berce avant juillet, non ?",
            ["Non", "avant juillet", "Inciter les communes à arracher la berce"],
            ["Oui"],
        ),
        ("les communes sont elles obligées de designer un référent berce ?", ["Non", "Inciter les communes"], ["Oui"]),
        ("Le CLS impose-t-il aux mairies d'arracher la berce ?", ["Non", "arracher la berce"], ["Oui"]),
        ("Est-ce obligatoire pour une commune de désigner un référent berce ?", ["Non", "référent berce"], ["Oui"]),
        (
            "Le contrat dit que chaque commune doit désigner un référent berce avant 2032, c'est bien ça ?",
            ["Non", "avant 2032", "Inciter les communes à désigner"],
            ["Oui"],
        ),
        ("Le contrat interdit-il de fumer sur les plages ?", ["Non", "interdiction", "plages sans fumée"], ["Oui"]),
        ("Les communes doivent-elles installer un panneau sur la plage ?", ["Oui", "doivent installer"], ["Non"]),
        ("Les signataires doivent-ils mettre le logo ?", ["Oui", "logotype"], ["Non"]),
        ("Les signataires sont-ils tenus de transmettre leurs données ?", ["données de suivi"], ["Non"]),
        ("Le contrat oblige-t-il les communes à construire une piscine ?", ["ne le disent pas"], ["Non :", "Oui"]),
    ],
)
def test_what_binds_is_told_from_what_is_planned(
    assistant: Assistant, question: str, holds: list[str], lacks: list[str]
) -> None:
    answer = ask(assistant, question).answer
    assert all(words in answer for words in holds), answer
    assert not any(words in answer for words in lacks), answer


def test_a_short_word_begins_no_longer_one() -> None:
    assert share(["bus"], "Budget prévisionnel") == 0
    assert share(["bus"], "Deux bus santé") == 1
    assert share(["logo"], "Le logotype de chacun") == 1
    assert share(["coordination"], "La coordonnatrice") == 1
