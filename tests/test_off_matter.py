"""Open questions: answers of records that are on something else give way, lists are quoted whole."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

TREVAL = """Contrat local de santé
du Pays de Treval-Lanoue
2031-2035
\f
Les signataires
Le présent contrat est signé entre :
- l'Agence régionale de santé
- le Pays de Treval-Lanoue
- le Centre hospitalier de Morvan-sur-Aize
\f
Article 2 : Périmètre
Le contrat couvre 12 communes et 9 400 habitants.
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Attirer les soignants
Description : Rénover douze studios meublés pour héberger les internes de l'hôpital pendant leur stage.
Porteur : Pays de Treval-Lanoue
Partenaires : Centre hospitalier de Morvan-sur-Aize
Financement : néant
\f
Axe 2 : Prévention
Fiche action 2.1 : Mieux manger
Description : Trois temps seront ouverts à tous :
* Ateliers cuisine avec un chef
* Visites de fermes et de vergers
* Lecture d'étiquettes au supermarché
Porteur : Pays de Treval-Lanoue
Indicateurs : nombre de séances de la table ronde des fragilités
Financement : néant
\f
Fiche action 2.2 : Repérer les fragilités
Description : La table ronde des fragilités permettra d'examiner des situations anonymes apportées par les mairies.
Porteur : Pays de Treval-Lanoue
Financement : néant
"""


@pytest.fixture(scope="module")
def treval() -> Assistant:
    return assistant_of({"contrat-treval.txt": TREVAL})


@pytest.mark.parametrize(
    "question",
    [
        "Qu'est-ce que le contrat prévoit concrètement pour héberger les internes de l'hôpital ?",
        "Que prévoit-on pour loger les internes de l'hôpital ?",
        "concretement pour heberger les internes du centre hospitalier vous faites quoi",
    ],
)
def test_what_is_planned_on_a_thing_is_not_what_an_organisation_has_to_do(treval: Assistant, question: str) -> None:
    answer = ask(treval, question).answer
    assert "douze studios" in answer, answer
    assert "est signataire" not in answer, answer


@pytest.mark.parametrize(
    "question",
    [
        "Quels ateliers sont proposés aux habitants autour de la cuisine ?",
        "quelles visites de fermes sont proposees aux habitants",
    ],
)
def test_an_item_is_quoted_with_its_list_where_several_are_asked_for(treval: Assistant, question: str) -> None:
    answer = ask(treval, question).answer
    assert all(words in answer for words in ("Ateliers cuisine", "fermes", "étiquettes")), answer


@pytest.mark.parametrize(
    "question",
    ["C'est quoi la table ronde des fragilités ?", "la table ronde des fragilites ca sert a quoi ?"],
)
def test_what_a_thing_is_comes_from_words_that_say_it(treval: Assistant, question: str) -> None:
    answer = ask(treval, question).answer
    assert "permettra d'examiner" in answer, answer
    assert "nombre de séances" not in answer, answer


def test_how_many_live_there_is_still_the_perimeter(treval: Assistant) -> None:
    answer = ask(treval, "Combien d'habitants sont couverts ?")
    assert answer.status is Status.ANSWERED
    assert "9 400" in answer.answer.replace("\u202f", " ").replace("\xa0", " ")
