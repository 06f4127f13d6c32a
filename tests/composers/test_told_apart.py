"""What a harm costs, who coordinates, whose people are counted: the sentence that says it, or no answer."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

VAUDREL = """Contrat local de santé
du Pays de Vaudrel
2031-2035
\f
Article 1 : Les signataires
Le contrat est conclu entre l'ARS Centre-Val de Loire, le PETR du Pays de Vaudrel et la MSA.

Article 2 : Le périmètre
Le contrat couvre 12 communes.

Article 3 : Les étapes
Le diagnostic a été présenté au comité de pilotage, qui a validé 4 thématiques.

Article 4 : Les axes
Axe 1 : Prévention
Axe 2 : Accès aux soins
\f
Fiche action 1.1
Repérer les situations de violence
Contexte
En France, les violences conjugales coûtent 3,6 milliards d'euros par an.
Porteur : PETR du Pays de Vaudrel
Financement : 1 200 € par an
Taux d'intervention ARS : 100 %
Cofinancements : néant
\f
Fiche action 1.2
Former aux premiers secours en santé mentale
Porteur : animateur CLS en lien avec Promotion Santé Centre
Financement : 5 300 € par an
Taux d'intervention ARS : 100 %
Cofinancements : néant
"""


@pytest.fixture(scope="module")
def vaudrel() -> Assistant:
    return assistant_of({"contrat-vaudrel.txt": VAUDREL})


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûtent les violences conjugales ?",
        "Coût des violences conjugales ?",
        "violences conjugales ça coûte combien à la france",
    ],
)
def test_what_a_harm_costs_is_not_what_its_sheet_costs(vaudrel: Assistant, question: str) -> None:
    answer = ask(vaudrel, question).answer
    assert "3,6 milliards" in answer
    assert "1 200" not in answer


def test_what_a_sheet_is_about_costs_what_the_sheet_says(vaudrel: Assistant) -> None:
    assert "5 300 € par an" in ask(vaudrel, "Combien coûte la formation aux premiers secours ?").answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("La fiche 1.2 coûte 35 000 €, c'est bien ça ?", "Non : "),
        ("La fiche 1.2 coûte 5 300 €, c'est bien ça ?", "Oui : "),
        ("Est-ce que l'ARS paye la fiche 1.2 ?", "Oui : "),
    ],
)
def test_a_claimed_amount_or_payer_is_confirmed_or_denied(vaudrel: Assistant, question: str, verdict: str) -> None:
    answer = ask(vaudrel, question).answer
    assert answer.startswith(verdict), answer
    assert "5 300 € par an" in answer


@pytest.mark.parametrize("question", ["Nom de l'animateur du CLS ?", "Qui est la coordinatrice du contrat ?"])
def test_nobody_is_named_for_an_office_that_no_document_names(vaudrel: Assistant, question: str) -> None:
    answer = ask(vaudrel, question)
    assert answer.status is Status.NOT_FOUND
    assert "ne donnent aucun nom" in answer.answer


def test_the_coordinator_whom_a_document_names() -> None:
    told = VAUDREL + "\nLa coordinatrice du CLS, Mme Odile Verdan, convoque le comité.\n"
    assistant = assistant_of({"contrat-vaudrel.txt": told})
    assert "Odile Verdan" in ask(assistant, "Comment s'appelle la coordinatrice du CLS ?").answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est la population de la France ?",
        "Qui remplace l'animatrice ?",
        "Combien de médecins partis en retraite en 2031 ?",
        "Combien de fermes dans le Pays de Vaudrel ?",
    ],
)
def test_what_nobody_wrote_is_refused(vaudrel: Assistant, question: str) -> None:
    assert ask(vaudrel, question).status is Status.NOT_FOUND


def test_who_chose_the_axes_is_no_list_of_them(vaudrel: Assistant) -> None:
    answer = ask(vaudrel, "Qui a validé les 4 thématiques ?").answer
    assert "comité de pilotage" in answer
    assert "Accès aux soins" not in answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("Le contrat est-il encore valable en 2033 ?", "Oui : "), ("Le CLS sera-t-il en vigueur en 2040 ?", "Non : ")],
)
def test_whether_a_contract_runs_in_a_year(vaudrel: Assistant, question: str, verdict: str) -> None:
    assert ask(vaudrel, question).answer.startswith(verdict)


def test_a_number_of_years_alone_asks_nothing(vaudrel: Assistant) -> None:
    assert "Que voulez-vous savoir" in ask(vaudrel, "Combien sur 5 ans ?").answer


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Combien de communes dans le périmètre ?", "Combien de communes dans le périmètre (CLS Vaudrel"),
        ("La fiche 1.2 coûte 35 000 €, c'est bien ça ?", "c'est bien ça (CLS Vaudrel"),
    ],
)
def test_the_contract_is_told_apart_behind_a_place_or_a_tag(vaudrel: Assistant, question: str, understood: str) -> None:
    assert understood in ask(vaudrel, question).understood
