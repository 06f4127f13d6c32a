"""Bodies and groupings under another name than the one asked about: a table's acronym, a near name, an office."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

BRESANNE = """Contrat local de santé
du Pays de Brésanne
2031-2035
\f
Le diagnostic
Indicateur | CAM | CC2A | CCPS | Pays de Brésanne | Source
Médecins généralistes pour 100 000 habitants | 73,6 | 40,5 | 27,0 | 59,8 | CNAM, 2030
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le Pays de Brésanne
- Le Centre hospitalier de Montrail
Article 2 : Le périmètre
Le contrat couvre trois intercommunalités :
- Communauté d'agglomération de Montrail (CAM) : 14 communes
- Communauté de communes des Deux Arvières (CC2A) : 12 communes
- Communauté de communes de la Plaine de Sartel (CCPS) : 9 communes
Article 6 : Durée et révision
Le contrat est conclu pour cinq ans. Il peut être complété ou modifié par avenant validé par le comité de pilotage.
Fait à Montrail, le 4 mars 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Soutenir l'exercice coordonné
Description du projet
- Adapter l'hébergement des internes avec le centre hospitalier Brésanne Sud
Porteur
Le Pays de Brésanne
Partenaires
Centres hospitaliers
Financement
Estimation du montant prévisionnel annuel du projet : 24 000 €
Taux d'intervention ARS : 100 %
\f
Fiche action 1.2 : Coordonner, suivre et évaluer le contrat
Description du projet
- Employer une coordonnatrice à temps plein
Porteur
Le Pays de Brésanne
Partenaires
Établissements de santé
Financement
Estimation du montant prévisionnel annuel du projet : 52 000 €
Taux d'intervention ARS : 50 %
Cofinancements : Pays de Brésanne
\f
Fiche action 1.3 : Aider les aidants
Description du projet
- Ouvrir une halte
Porteur
L'association Berceau
Partenaires
Mission locale
Financement
Néant
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-bresanne.txt": BRESANNE})


@pytest.mark.parametrize(
    "question",
    [
        "Je dirige l'hôpital de Montrail : dans quelles actions sommes-nous attendus ?",
        "Quel est le rôle du centre hospitalier de Montrail dans le contrat de Brésanne ?",
        "Dans quelles fiches le CH de Montrail est-il partenaire ?",
    ],
)
def test_a_near_name_is_shown_and_not_taken_for_the_body(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "un autre nom d'organisme de ce type, sans dire si c'est le même" in answer
    assert "centre hospitalier Brésanne Sud" in answer


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "quelle interco a le plus de médecins généralistes par habitant et laquelle le moins ?",
            ["Communauté d'agglomération de Montrail, 73,6", "Plaine de Sartel, 27,0"],
        ),
        ("où est-ce qu'il y a le moins de médecins généralistes par habitant en Brésanne ?", ["Sartel, 27,0"]),
        ("Combien de médecins généralistes pour 100 000 habitants dans la CC2A ?", ["40,5", "Deux Arvières"]),
    ],
)
def test_a_grouping_that_a_table_calls_by_its_acronym_is_named(
    assistant: Assistant, question: str, held: list[str]
) -> None:
    answer = ask(assistant, question).answer
    assert all(words in answer for words in held), answer


def test_an_office_is_not_an_exercise_of_the_same_root(assistant: Assistant) -> None:
    answer = ask(assistant, "A part l'ARS qui paye la coordonnatrice de Brésanne ?").answer
    assert "cofinancements « Pays de Brésanne »" in answer
    assert "24 000 €" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Comment on rajoute une action dans le contrat de Brésanne ?",
        "On voudrait prolonger d'un an le contrat de Brésanne, il faut quoi ?",
        "Peut-on supprimer une fiche du contrat de Brésanne ?",
    ],
)
def test_a_rule_on_any_change_answers_each_change(assistant: Assistant, question: str) -> None:
    assert "modifié par avenant validé par le comité de pilotage" in ask(assistant, question).answer


def test_another_sheet_is_asked_of_by_its_subject(assistant: Assistant) -> None:
    answer = ask(assistant, "et pour les aidants c'est les mêmes ?", "Qui porte la fiche sur l'exercice coordonné ?")
    assert "Berceau" in answer.answer
    assert "Pays de Brésanne" not in answer.answer.split("portée", 1)[-1]
