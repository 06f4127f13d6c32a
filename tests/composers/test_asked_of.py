"""What is asked of communes and of the coordinator, where a body comes in, an amount for each of those it is for."""

from __future__ import annotations

import pytest

from assistant.composers.checking import passes
from assistant.composers.statement import Computation, Statement
from assistant.service import Assistant
from tests.composers.cendre import CENDRE
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def cendre() -> Assistant:
    return assistant_of({"contrat-cendre.txt": CENDRE})


@pytest.mark.parametrize(
    "question",
    [
        "Maire d'une petite commune : qu'est-ce qu'on me demande concrètement sur la berce ?",
        "que doivent faire les communes contre la berce du Caucase ?",
        "je suis élue, qu'attend-on de nous sur la berce ?",
        "Qu'attend-on des communes contre la berce ?",
        "ma mairie doit faire quoi pour la berce",
    ],
)
def test_a_mayor_is_told_what_the_sheet_on_the_matter_asks(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Nommer un référent berce dans chaque commune" in answer
    assert "Inscrire une clause « berce » dans les marchés de fauchage" in answer
    assert "panier" not in answer


def test_what_communes_owe_elsewhere_is_left_to_others(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelles communes sont dans le contrat ?").answer
    assert "référent berce" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Que doit faire l'animatrice santé dans le volet prévention ?",
        "quelles sont les missions de la coordinatrice pour la prévention ?",
        "l'animatrice fait quoi côté prévention ?",
    ],
)
def test_the_coordinator_s_part_is_quoted_item_by_item(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Relayer les campagnes nationales" in answer
    assert "Signaler les besoins à l'ARS" in answer
    assert "Réunir la cellule" not in answer


def test_all_that_the_coordinator_does_is_told(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelles sont les missions de l'animatrice santé ?").answer
    assert "Relayer les campagnes nationales" in answer
    assert "Réunir la cellule" in answer


@pytest.mark.parametrize(
    "question",
    [
        "la mission local elle intervien ou ds le contrat",
        "La mission locale sert à quoi ?",
        "où intervient la mission locale ?",
    ],
)
def test_where_a_body_comes_in_is_told_sheet_by_sheet(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "deux fiches actions" in answer
    assert "fiche 1.1 (Accueillir les internes) : partenaire" in answer
    assert "fiche 2.1" in answer


def test_a_service_named_with_its_body_in_brackets_is_that_body_s(cendre: Assistant) -> None:
    answer = ask(cendre, "Je suis au Département : dans quelles fiches compte-t-on sur nos services ?").answer
    assert "deux fiches actions" in answer
    assert "partenaire (« services de la protection de l'enfance (Département) »)" in answer


@pytest.mark.parametrize(
    "question", ["La fiche 1.1 fait combien par interne ?", "combien par interne pour la fiche 1.1 ?"]
)
def test_an_amount_is_divided_by_those_whom_its_line_counts(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Cela ferait 37,50 € par interne (1 800 € ÷ 48) : ce calcul est le nôtre" in answer


@pytest.mark.parametrize("question", ["La fiche 1.1 fait combien par an ?", "La fiche 2.1 fait combien par élu ?"])
def test_nothing_is_divided_by_what_no_line_counts(cendre: Assistant, question: str) -> None:
    assert "÷" not in ask(cendre, question).answer


def test_a_quotient_of_what_no_quote_holds_is_not_said() -> None:
    said = Statement("Cela ferait 37,50 €", computed=(Computation("quotient", (1800.0, 48.0), 37.5),))
    assert not passes(said)


def test_an_acronym_whose_budget_is_asked_is_not_explained(cendre: Assistant) -> None:
    answer = ask(cendre, "La PSSM c'est quoi le budget ?").answer
    assert "sigle" not in answer
