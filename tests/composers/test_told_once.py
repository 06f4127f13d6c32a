"""What was done once and by whom, where a thing is found, what a term is, and places asked about together."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays d'Ormeval
2031-2036
\f
Introduction
La mise en œuvre du projet régional de santé peut faire l'objet de contrats locaux de santé conclus par l'agence,
notamment avec les collectivités territoriales, portant sur la prévention et les soins.
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays d'Ormeval
Article 2 : Le périmètre
Le contrat couvre 2 intercommunalités soit 5 communes :
- Communauté de communes de la Dure : 9 100 habitants et 3 communes :
Brévigny, Montrosel, Sartelle.
- Communauté d'agglomération du Haut Vernet : 44 200 habitants et 2 communes :
Landreux, Mont.
Article 3 : La gouvernance
Un comité de pilotage réunit les signataires. Il se réunit deux fois par an.
Des groupes de travail thématiques composés des porteurs d'actions et de la coordinatrice suivent les fiches.
Ces groupes se réunissent chaque trimestre.
Article 4 : Les axes
Le diagnostic réalisé par le bureau Alvéo a été restitué au comité de pilotage le 12 mars 2030.
Axe 1 : Accès aux soins
Axe 2 : Prévention
\f
Axe 2 : Prévention
Fiche action 2.1 : Prévenir les allergies aux moisissures
Contexte
Les moisissures sont la cause d'allergies des voies respiratoires. C'est aussi un signe d'humidité des logements.
Les moisissures se trouvent dans les salles d'eau et derrière les meubles.
Elles peuvent aussi être présentes dans les écoles.
La charte d'Ormeval appelle logement indigne ce qui expose ses occupants à des risques pour leur santé.
Porteur
Le Pays
Financement
Néant
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-ormeval": CONTRACT})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Quand le diagnostic a-t-il été présenté au comité de pilotage ?", ["12 mars 2030"]),
        ("c kan ke le diagnostic a été restitué", ["12 mars 2030"]),
        ("Qui a fait le diagnostic ?", ["bureau Alvéo"]),
        ("Par qui le diagnostic a-t-il été réalisé ?", ["bureau Alvéo"]),
        ("Où trouve-t-on des moisissures ?", ["salles d'eau", "dans les écoles"]),
        ("C'est quoi les moisissures et où on en trouve ?", ["la cause d'allergies", "salles d'eau", "écoles"]),
        ("Que faut-il entendre par moisissures ?", ["la cause d'allergies", "signe d'humidité"]),
        ("Qu'appelle-t-on un logement indigne ?", ["La charte d'Ormeval appelle", "risques pour leur santé"]),
        ("Les moisissures, c'est quoi exactement ?", ["la cause d'allergies"]),
        ("Qu'est-ce qu'un contrat local de santé au sens de la loi ?", ["conclus par l'agence"]),
        ("What exactly is a local health contract under French law?", ["conclus par l'agence"]),
        ("Qui compose les groupes de travail thématiques et à quelle fréquence se voient-ils ?", ["trimestre"]),
        ("Qui siège dans les groupes thématiques ?", ["porteurs d'actions"]),
    ],
)
def test_the_sentence_that_tells_it(assistant: Assistant, question: str, held: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert all(words in answer.answer for words in held), answer.answer


@pytest.mark.parametrize(
    "question",
    ["Quand la maison de santé a-t-elle été ouverte ?", "Quand le comité de pilotage a-t-il été dissous ?"],
)
def test_another_deed_or_a_rule_tells_no_day(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("vezol et arnoux profite du contrat ou pas", "Non : Vezol et Arnoux ne figurent pas parmi les 5 communes"),
        ("Ormeval et Vézol profitent du contrat ?", "Non : Vézol ne figure pas parmi les 5 communes"),
        ("Le contrat couvre-t-il Vézol ?", "Non : Vézol ne figure pas parmi les 5 communes"),
        ("Mon village, Vézol, est couvert ?", "Non : Vézol ne figure pas parmi les 5 communes"),
        ("Sartelle et Vézol sont-elles dans le périmètre ?", "Vézol ne figure pas parmi les 5 communes"),
        ("Sartelle et Vézol sont-elles dans le périmètre ?", "Oui : Sartelle fait partie du périmètre"),
        ("Brévigny et Mont sont-elles dans la même communauté ?", "Non : dans le CLS Ormeval"),
        ("Sartelle et Vézol, sont-elles dans la même interco ?", "Vézol ne figure dans aucune des listes"),
    ],
)
def test_places_asked_about_together(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question).answer


@pytest.mark.parametrize(
    "question",
    ["Les jeunes et les familles profitent du contrat ?", "Le contrat couvre-t-il la santé mentale ?"],
)
def test_what_is_no_place_is_not_looked_for_in_lists(assistant: Assistant, question: str) -> None:
    assert "communes" not in ask(assistant, question).answer


def test_a_body_is_no_commune(assistant: Assistant) -> None:
    assert "signataires" in ask(assistant, "copil c qui dedans et il se réunit quand").answer
