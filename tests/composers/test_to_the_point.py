"""What is asked is what is answered: a moment, a length, a name, a year; parts, places and figures put as people do."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assert_says, assistant_of

CONTRACT = """Contrat local de santé
du Val de Fresque
2031-2035
\f
Il est le fruit d'une concertation de près de trois ans avec les habitants.
Le diagnostic territorial
Professionnels libéraux (source : CartoSanté 2029)
Indicateur | Val de Fresque | Ardèche | France
Médecins généralistes pour 100 000 habitants | 51,2 | 78,4 | 84,1
Sage-femmes pour 100 000 habitants | 21,5 | 30,2 | 34,8
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes du Val de Fresque
- Le Département de l'Ardèche
- Le Centre hospitalier de Montclar
Les partenaires associés en tant que de besoin :
- L'Agence de l'eau Rhône-Amont
Article 3 : La gouvernance
Le comité de pilotage réunit les signataires et les élus du territoire.
Le diagnostic de la société Vaxelle a été présenté au comité de pilotage le 14 mars 2030.
Article 6 : Durée
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2035.
Article 9 : Recours
En cas de différend, une solution amiable est trouvée dans un délai de quatre mois.
Chaque signataire est destinataire d'un exemplaire signé en version papier.
Fait à Montclar, le 4 mars 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Accueillir de nouveaux médecins
Description du projet
- Proposer un logement aux remplaçants
Porteur
Le Centre hospitalier de Montclar
Partenaires
Département de l'Ardèche, service de PMI
Calendrier prévisionnel
À partir de septembre 2031
\f
Axe 2 : Prévention
Fiche action 2.1 : Prévenir les chutes des personnes âgées
Description du projet
- Mettre en place des ateliers d'équilibre
Porteur
La Communauté de communes du Val de Fresque
Partenaires
Centre hospitalier de Montclar, PMI
Calendrier prévisionnel
Toute la durée du contrat
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-fresque.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        # A moment or a name that the sentences of the rule do not hold.
        ("Quand la société Vaxelle a-t-elle présenté son diagnostic au comité de pilotage ?", ["14 mars 2030"]),
        # Something else is asked than who signs.
        ("En cas de brouille entre signataires, combien de temps pour s'arranger ?", ["quatre mois"]),
        ("Chaque signataire reçoit-il un exemplaire du contrat, et sous quelle forme ?", ["version papier"]),
        ("Combien de temps de concertation avant de signer ?", ["près de trois ans"]),
        ("La fiche 1.1, c'est prévu pour quand ?", ["septembre 2031"]),
        # Typed without hyphens and apostrophes.
        ("le departement de l ardeche a t il signé", ["Oui : le Département de l'Ardèche"]),
        ("l agence de l eau est elle signataire", ["Non : l'Agence de l'eau Rhône-Amont", "partenaire associée"]),
        # All the parts of an organisation, as a service of another too.
        (
            "Dans quelles fiches le centre hospitalier de Montclar est-il porteur ou associé ?",
            ["fiche 1.1 (Accueillir de nouveaux médecins) : porteur", "fiche 2.1 (Prévenir les chutes"],
        ),
        ("Dans quelles fiches la PMI est-elle partenaire ?", ["fiche 1.1", "fiche 2.1"]),
        # "Généraliste" is no "général".
        ("Combien de généralistes pour 100 000 habitants, par rapport au département ?", ["51,2", "78,4"]),
        ("manque t on de sage femmes par rapport au reste du pays", ["21,5", "34,8", "moins élevé qu'en France"]),
    ],
)
def test_what_is_asked_is_answered(assistant: Assistant, question: str, holds: list[str]) -> None:
    assert_says(assistant, question, holds)


def test_a_town_of_which_no_document_speaks_is_no_part_of_a_longer_word(assistant: Assistant) -> None:
    # "arde" stands in "Ardèche", "ares" nowhere.
    assert ask(assistant, "cls de Arde qui signe").status is Status.NOT_FOUND


def test_no_rule_answers_for_a_year_of_which_it_does_not_speak(assistant: Assistant) -> None:
    answer = ask(assistant, "Que prévoit-on contre les chutes en 2033 ?")
    assert answer.status is Status.NOT_FOUND
