"""Who pays for the coordination of a contract: its own sheet or article, and no other coordinator's."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

_HEAD = """Contrat local de santé
{name}
2031-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- La Communauté de communes {name}
{article}
Fait à {town}, le 3 mars 2031
\f
{sheets}
"""
_COUNCIL = """Fiche action 1 : Créer et animer un conseil local en santé mentale
Porteur
Communauté de communes
Financement
Poste de coordonnateur : 21 000 € par an
"""
ARTICLE = _HEAD.format(
    name="des Hauts de Verle",
    town="Verle",
    article="""Article 6 : Financement de la coordination
L'ARS participe au financement du poste de coordonnateur à hauteur de 50 % maximum de la dépense, dans la limite de \
24 000 € par an. La communauté de communes prend en charge le complément.""",
    sheets=_COUNCIL,
)
SHEET = _HEAD.format(
    name="du Bas-Ormoy",
    town="Ormoy",
    article="",
    sheets="""Fiche action 1 : Accueillir les internes
Porteur
CPTS
Financement
Montant prévisionnel annuel : 8 000 €
Fiche action 2 : Coordonner et évaluer le contrat
Porteur
Communauté de communes
Financement
52 000 € par an
ARS : 50 % maximum, plafonné à 25 000 € par an
Solde : Communauté de communes du Bas-Ormoy
""",
)
SILENT = _HEAD.format(name="de la Sagne", town="Sagne", article="", sheets=_COUNCIL)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"verle.txt": ARTICLE, "ormoy.txt": SHEET, "sagne.txt": SILENT})


@pytest.mark.parametrize(
    "question",
    [
        "Qui finance le poste de coordonnatrice du contrat des Hauts de Verle ?",
        "combien coûte la coordination du CLS des Hauts de Verle ?",
        "Quelle aide de l'ARS pour l'animation du contrat des Hauts de Verle ?",
    ],
)
def test_the_article_answers_whole_and_no_other_coordinator(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "24 000 € par an. La communauté de communes prend en charge le complément." in answer
    assert "21 000" not in answer


def test_the_sheet_tells_who_pays_what_is_left(assistant: Assistant) -> None:
    answer = ask(assistant, "Qui finance le poste de coordonnateur du contrat du Bas-Ormoy ?").answer
    assert "52 000 € par an" in answer
    assert "laisse le solde à la charge de la Communauté de communes du Bas-Ormoy" in answer


def test_a_follow_up_keeps_to_the_coordination_of_the_contract(assistant: Assistant) -> None:
    before = "Qui finance le poste de coordonnateur du contrat du Bas-Ormoy ?"
    assert "24 000 € par an" in ask(assistant, "et pour les Hauts de Verle ?", before).answer
    silent = ask(assistant, "et à la Sagne ?", before)
    assert silent.status is Status.NOT_FOUND
    assert "21 000" not in silent.answer


def test_another_coordinator_is_that_of_the_body_named(assistant: Assistant) -> None:
    question = "Combien coûte le coordonnateur du conseil local en santé mentale des Hauts de Verle ?"
    assert "21 000 € par an" in ask(assistant, question).answer


def test_a_body_that_pays_nothing_of_it_is_not_passed_over(assistant: Assistant) -> None:
    question = "Combien le Département verse-t-il pour le poste de coordonnateur du contrat du Bas-Ormoy ?"
    answer = ask(assistant, question)
    assert answer.status is Status.NOT_FOUND, answer.answer
