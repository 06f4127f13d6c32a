"""Of which sheets a question of money is: the payer's own, the best of each contract, none of a whole country's."""

from __future__ import annotations

import pytest

from assistant.composers.forms import asks
from assistant.composers.sheets.axis import axis_titled
from assistant.library import library_of
from assistant.records import Status
from assistant.service import Assistant
from ingest.naming import fold
from tests.composers.test_added_money import BREUILLE
from tests.contracts import ask, assistant_of, snapshot_of

IN_TOWN = """\f
Fiche action 2.2 : Prévenir les chutes en ville
Description du projet
- Poser des rampes
Porteur
Mission locale
Financement
Estimation du montant prévisionnel annuel du projet : 3 000 €
Taux d'intervention Région : 100 %
"""
FALLS = BREUILLE.replace("\f\nRécapitulatif", f"{IN_TOWN}\f\nRécapitulatif")
TARNEL = BREUILLE.replace("Val de Breuille", "Pays de Tarnel").replace("Breuille", "Tarnel")


@pytest.fixture(scope="module")
def breuille() -> Assistant:
    return assistant_of({"contrat-breuille": BREUILLE})


@pytest.fixture(scope="module")
def falls() -> Assistant:
    return assistant_of({"contrat-breuille": FALLS})


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        ("Combien paie la Région pour prévenir les chutes ?", "fiche action 2.2", "2.1"),
        ("Combien paie l'ARS pour prévenir les chutes ?", "fiche action 2.1", "2.2"),
        ("Que finance la Région contre les chutes ?", "fiche action 2.2", "2.1"),
    ],
)
def test_what_a_payer_gives_is_told_of_the_sheets_that_it_pays(
    falls: Assistant, question: str, own: str, other: str
) -> None:
    answer = ask(falls, question).answer
    assert own in answer
    assert other not in answer
    assert not answer.startswith("- "), "a list of one is a sentence"


def test_without_a_payer_all_sheets_of_the_subject_are_told(falls: Assistant) -> None:
    answer = ask(falls, "Qui paie pour les chutes ?").answer
    assert "fiche action 2.1" in answer
    assert "fiche action 2.2" in answer


def test_each_contract_s_best_sheet_is_told() -> None:
    others = TARNEL.replace("Prévenir les chutes", "Chutes des aînés")
    two = assistant_of({"contrat-breuille": BREUILLE, "contrat-tarnel": others})
    answer = ask(two, "Combien coûte l'action pour prévenir les chutes ?").answer
    assert "(Prévenir les chutes)" in answer
    assert "(Chutes des aînés)" in answer


def test_a_sheet_that_holds_much_less_of_the_subject_is_not() -> None:
    others = TARNEL.replace(": Prévenir les chutes", ": Tenir debout").replace(
        "Ouvrir des ateliers d'équilibre", "Prévenir les chutes des aînés"
    )
    two = assistant_of({"contrat-breuille": BREUILLE, "contrat-tarnel": others})
    assert "Tarnel" not in ask(two, "Combien coûte l'action pour prévenir les chutes ?").answer


@pytest.mark.parametrize("where", ["en France", "au niveau national"])
def test_what_something_costs_a_country_is_no_sheet_s_price(where: str) -> None:
    held = assistant_of()
    assert ask(held, "Combien coûte la formation PSSM ?").status is Status.ANSWERED
    assert ask(held, f"Combien coûte la formation PSSM {where} ?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("words", "beyond"),
    [("en France", True), ("en Europe", True), ("en France services", False), ("avec France Travail", False)],
)
def test_a_service_called_france_is_no_country(words: str, beyond: bool) -> None:
    assert asks("money", "beyond", fold(f"Combien coûte l'accueil {words} ?")) is beyond


@pytest.mark.parametrize(
    "question",
    ["Quel est le coût total, communes comprises ?", "Montant cumulé de toutes les fiches, fauteuils inclus ?"],
)
def test_what_is_counted_too_narrows_no_sum(breuille: Assistant, question: str) -> None:
    assert ask(breuille, question).answer.startswith("Le total écrit pour le CLS Val de Breuille 2031-2035")


def test_what_a_payer_gives_in_all_whatever_is_counted_too(breuille: Assistant) -> None:
    answer = ask(breuille, "Combien l'ARS paie-t-elle en tout, ateliers compris ?").answer
    assert "total de ce que paie l'ARS pour le CLS Val de Breuille 2031-2035" in answer


@pytest.mark.parametrize(
    ("question", "axis"),
    [
        ("Quel est le budget de l'accès aux soins ?", "1"),
        ("Quel est le budget de la prévention ?", "2"),
        ("Quel est le budget des soins ?", ""),
        ("Le budget de la prévention et de l'accès aux soins ?", ""),
    ],
)
def test_an_axis_is_told_by_its_whole_title(question: str, axis: str) -> None:
    [contract] = library_of(snapshot_of({"contrat-breuille": BREUILLE}), 2031).contracts
    assert axis_titled(question, contract.record) == axis


def test_a_contract_without_the_axis_that_another_has_says_nothing_of_it() -> None:
    answer = ask(assistant_of(), "Quelles actions dans l'axe 2 ?").answer
    assert "CLS Hautes Rives 2024-2028 a deux fiches actions dans l'axe 2" in answer
    assert "Val Brumeux" not in answer
