"""Questions over all sheets at once: who pays beside, amounts left blank, sums at a rate, calendars, plans, publics."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.composers.cendre import CENDRE
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def cendre() -> Assistant:
    return assistant_of({"contrat-cendre.txt": CENDRE})


@pytest.mark.parametrize(
    "question",
    [
        "Dans quelles fiches un autre financeur que l'ARS est-il annoncé ?",
        "À part l'ARS, qui paie quelque chose dans les fiches ?",
        "qui d'autre que l'ARS finance des actions ?",
        "quelles fiches sont cofinancées ?",
        "hormis l'agence, quelqu'un paie-t-il ?",
    ],
)
def test_who_pays_beside_is_listed_as_written(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Deux fiches actions sur 6 du CLS Val de Cendre 2031-2035" in answer
    assert "fiche 2.3 – Bouger après 60 ans : cofinancements « communes avec le prêt de gymnases »" in answer
    assert "fiche 2.4 – Animer le contrat : cofinancements « PETR du Val de Cendre, Région »" in answer
    assert "sans dire de qui" in answer
    assert "selon projets" in answer
    assert "Les fiches 1.2, 2.1 et 2.2 indiquent qu'il n'y a pas de cofinancement" in answer


def test_what_the_payer_itself_pays_is_not_turned_round(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelles fiches sont financées par l'ARS ?").answer
    assert "financées par l'ARS" in answer
    assert "autre financeur" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Dans quelles fiches le montant a-t-il été laissé en blanc ?",
        "quelles fiches ont un budget vide ?",
        "Quelles fiches ont oublié de donner un montant ?",
    ],
)
def test_a_label_with_nothing_behind_it_is_told_from_none(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Dans une fiche action sur 6" in answer
    assert "fiche 2.2 – Lutter contre la berce du Caucase" in answer
    assert "La fiche 1.2 indique « néant »" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Si on cumule toutes les actions annuelles prises en charge à 100 % par l'Agence, on arrive à combien par an ?",
        "combien font au total les fiches financées à 100 % ?",
        "cumul annuel de tout ce que l'ARS paie intégralement ?",
    ],
)
def test_what_is_paid_in_full_is_added_up(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "4 400 € (2.1) et 2 600 € (2.3), soit 7 000 € par an" in answer
    assert "1 800" not in answer


def test_sheets_paid_in_full_are_still_listed(cendre: Assistant) -> None:
    answer = ask(cendre, "Combien de fiches sont financées à 100 % par l'ARS ?").answer
    assert answer.startswith("Deux fiches actions sur 6")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Y a-t-il des fiches dont le calendrier n'est pas la durée du contrat ?", "Oui : une fiche action sur 6"),
        ("Toutes les fiches ont-elles le même calendrier ?", "Non : une fiche action sur 6"),
        ("quelles actions ne durent pas tout le contrat ?", "Une fiche action sur 6"),
    ],
)
def test_another_calendar_than_the_contract_s_is_told(cendre: Assistant, question: str, begins: str) -> None:
    answer = ask(cendre, question).answer
    assert answer.startswith(begins)
    assert "fiche 2.4 – Animer le contrat : « Les deux premières années du CLS »" in answer
    assert "Les fiches 1.1, 1.2, 2.1, 2.2 et 2.3 ont pour calendrier : « Durée du CLS »" in answer


def test_how_long_the_contract_lasts_is_another_question(cendre: Assistant) -> None:
    assert "5 ans" in ask(cendre, "Quelle est la durée du contrat ?").answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelles fiches renvoient au PRSE5 ?",
        "quelles actions s'inscrivent dans le PRSE",
        "Which action sheets refer to the PRSE5, and to which of its actions?",
    ],
)
def test_the_sheets_tied_to_a_plan_are_listed(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "Deux fiches actions sur 6" in answer
    assert "Action 7 : Former les relais" in answer
    assert "Action 12 : Surveiller les plantes à risque" in answer
    assert "1.1" not in answer


def test_another_plan_is_not_taken_for_it(cendre: Assistant) -> None:
    assert "Action 7" not in ask(cendre, "Quelles fiches renvoient au PRS ?").answer
    assert "Action 7" not in ask(cendre, "Quelles fiches renvoient au PRSE3 ?").answer


@pytest.mark.parametrize(
    "question", ["Quelles actions visent directement les élus ?", "quelles fiches ont les élus pour public direct ?"]
)
def test_a_direct_public_is_not_an_indirect_one(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "2.1" in answer
    assert "2.2" not in answer


def test_a_public_is_quoted_beside_its_sheet(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelles fiches concernent les personnes âgées ?").answer
    assert "Bouger après 60 ans (public : « Personnes âgées »)" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Avec qui doit-on travailler pour relier la ville et l'hôpital ?",
        "qui associer pour relier la ville à l'hôpital ?",
    ],
)
def test_with_whom_one_works_on_a_matter_is_its_sheet_s_partners(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question)
    assert answer.status is Status.ANSWERED
    assert "Centre hospitalier de Cendrey" in answer.answer
    assert "mission locale" not in answer.answer


@pytest.mark.parametrize(
    "question", ["Les fiches financées par le FIR, lesquelles ?", "Quelles actions sont financées au titre du FIR ?"]
)
def test_the_sheets_of_an_instrument_are_those_that_name_it(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert answer.startswith("Une fiche action sur 6")
    assert "est rattachée au FIR" in answer
    assert "1.1" in answer
    assert "2.1" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelles fiches relèvent du CPOM et non du FIR ?",
        "Les fiches sous CPOM, hors FIR ?",
        "les fiches du CPOM, pas du FIR",
    ],
)
def test_an_instrument_that_is_left_out_filters_nothing(cendre: Assistant, question: str) -> None:
    answer = ask(cendre, question).answer
    assert "financée au titre d'un CPOM" in answer
    assert "fiche 2.2" in answer
    assert "Aucune" not in answer


def test_what_a_thing_of_the_territory_is_for_is_not_what_the_territory_does(cendre: Assistant) -> None:
    answer = ask(cendre, "À quoi sert le panier d'accueil du Val de Cendre ?").answer
    assert "signataire" not in answer


def test_a_plan_written_in_full_is_its_acronym(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelles fiches sont rattachées au projet régional de santé ?").answer
    assert "Améliorer l'accès aux soins" in answer
    assert "Action 7" not in answer


def test_whether_sheets_have_no_money_lists_them(cendre: Assistant) -> None:
    answer = ask(cendre, "Y a-t-il des fiches sans aucun financement ?").answer
    assert "1.2" in answer
    assert "2.1" not in answer


def test_a_sheet_that_begins_late_is_one_with_another_calendar(cendre: Assistant) -> None:
    answer = ask(cendre, "Quelle fiche ne commence qu'au début du contrat ?").answer
    assert "« Les deux premières années du CLS »" in answer
