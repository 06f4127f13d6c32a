"""What a contract is for, whom to reach, and reasons: asked of the contract itself, as people type it."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

LORMAIE = """Contrat local de santé
du Pays de Lormaie
2031-2035
\f
Article 1 : Objet
Le présent contrat a pour objet de réduire les inégalités d'accès aux soins entre les communes.
Le contrat est publié sur le site du Pays afin de permettre à chacun d'en prendre connaissance.
\f
Axe 1 : Santé mentale
Fiche action 1.1 : Prévenir le suicide
Contexte : En France, chaque année, environ 200 000 personnes tentent de mettre fin à leurs jours, première cause de
mortalité des jeunes adultes.
Description : Former des sentinelles.
Porteur : Pays de Lormaie
Financement : néant
"""


@pytest.fixture(scope="module")
def lormaie() -> Assistant:
    return assistant_of({"contrat-lormaie.txt": LORMAIE})


@pytest.mark.parametrize(
    "question",
    ["À quoi sert un CLS ?", "pourquoi un nouveau contrat", "un cls ca sert a quoi", "Quel est le but du contrat ?",
     "a quoi sert le cls de Lormaie"],
)  # fmt: skip
def test_what_a_contract_is_for_is_said_in_its_own_words(lormaie: Assistant, question: str) -> None:
    answer = ask(lormaie, question)
    assert answer.status is Status.ANSWERED
    assert "réduire les inégalités" in answer.answer
    assert "publié" not in answer.answer


def test_the_reason_of_one_sheet_is_not_the_contracts(lormaie: Assistant) -> None:
    assert "suicide" not in ask(lormaie, "pourquoi avoir fait ce contrat").answer


def test_what_is_said_of_the_whole_country_is_not_said_of_the_territory(lormaie: Assistant) -> None:
    answer = ask(lormaie, "Quelle est la première cause de mortalité sur le territoire ?")
    assert answer.status is Status.NOT_FOUND
    assert "en France" not in answer.answer.split("Passage le plus proche")[0]


@pytest.mark.parametrize("question", ["qui contacter pour participer ?", "comment vous joindre"])
def test_no_contact_published_is_said(lormaie: Assistant, question: str) -> None:
    answer = ask(lormaie, question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


def test_a_thing_that_no_document_knows_is_no_perimeter() -> None:
    text = LORMAIE.replace(
        "Article 1 : Objet",
        """Article 2 : Périmètre
Le contrat couvre 1 communauté de communes soit 2 communes :
- Communauté de communes de Lormaie : 4 100 habitants et 2 communes :
Brassy, Fontenoy.
Article 1 : Objet""",
    )
    lormaie = assistant_of({"contrat-lormaie.txt": text})
    assert ask(lormaie, "Quelles communes sont couvertes ?").status is Status.ANSWERED
    assert "Communauté de communes de Lormaie" in ask(lormaie, "liste des intercos stp").answer
    assert ask(lormaie, "le bibliobus passe dans quelles communes").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    ["combien de personnes ont plus de 75 ans", "Combien de bénévoles suivent la prévention du suicide ?"],
)
def test_what_is_to_be_counted_must_be_spoken_of(lormaie: Assistant, question: str) -> None:
    answer = ask(lormaie, question)
    assert answer.status is Status.NOT_FOUND, answer.answer


@pytest.mark.parametrize(
    "question",
    ["Quand est-ce qu'on doit former les sentinelles ?", "comment est-ce que le Pays doit former les sentinelles"],
)
def test_a_duty_taken_for_granted_is_not_denied(lormaie: Assistant, question: str) -> None:
    assert not ask(lormaie, question).answer.startswith("Non"), question


def test_missions_of_an_office_are_no_organisation(lormaie: Assistant) -> None:
    assert "Mission" not in ask(lormaie, "Je suis animatrice : quelles sont mes missions ?").answer


def test_a_figure_beside_a_place_of_its_passage_is_not_that_places() -> None:
    text = (
        LORMAIE
        + """\f
Diagnostic
Le Pays de Lormaie recense 8 médecins pour 10 000 habitants. La communauté VEXLA manque de dentistes.
"""
    )
    lormaie = assistant_of({"contrat-lormaie.txt": text})
    assert "8" not in ask(lormaie, "combien de médecins pour 10 000 habitants à VEXLA ?").answer.split("Document")[0]
