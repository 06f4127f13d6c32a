"""Who pays what a sentence says is paid by one: behind the total, behind a bracket, and for each of its years."""

from __future__ import annotations

import pytest

from ingest.facts.records import LineRole, Nature
from tests.facts.test_funding import funding_of


def told(text: str) -> list[tuple[str, float | None, str, str, str]]:
    _, lines = funding_of(text)
    return [(line.role.value, line.amount, line.year, line.payer, line.instrument) for line in lines]


@pytest.mark.parametrize(
    "between",
    [", financés par l'ARS Bretagne au titre du FIR", ", pris en charge par l'ARS Bretagne au titre du FIR"],
)
def test_the_years_of_a_sum_that_one_pays(between: str) -> None:
    years = "2032 : 62 000 €\n2033 : 38 000 €\n2034 : 38 000 €"
    text = f"Plan de financement\nMontant prévisionnel : 138 000 €{between}\n{years}"
    assert told(text) == [
        ("total", 138000, "", "ARS Bretagne", "FIR"),
        *(
            ("year", amount, year, "ARS Bretagne", "FIR")
            for amount, year in ((62000, "2032"), (38000, "2033"), (38000, "2034"))
        ),
    ]


def test_years_that_do_not_add_up_or_have_their_own_payer_take_none() -> None:
    text = "Budget : 17 000 €, financés par l'ARS\n2032 : 7 000 €\n2033 : 5 000 €"
    assert [payer for role, *_, payer, _ in told(text) if role == "year"] in ([], ["", ""])
    own = "Budget : 12 000 €\n2032 : 7 000 € (ARS)\n2033 : 5 000 € (Région)"
    assert {payer for _, amount, _, payer, _ in told(own) if amount == 5000} <= {"Région", ""}


@pytest.mark.parametrize("bracket", ["(montant estimé)", "(coût prévisionnel)", "(estimé)"])
def test_a_bracket_between_an_amount_and_who_pays_it(bracket: str) -> None:
    _, (line,) = funding_of(f"Plan de financement\n6 500 € par an {bracket} – CPAM de l'Orvanne")
    assert (line.amount, line.payer, line.nature) == (6500, "CPAM de l'Orvanne", Nature.ESTIMATED)
    assert line.role is LineRole.TOTAL


@pytest.mark.parametrize(
    ("names", "cofunders"),
    [
        ("Conseil départemental de l'Orvanne, Agence nationale\ndu sport", 2),
        ("Région Bretagne, Fondation des Rives, Ville de Lunac", 3),
        ("Région Bretagne ; Fondation pour la santé des jeunes", 2),
    ],
)
def test_cofunders_that_commas_part_though_one_is_not_known(names: str, cofunders: int) -> None:
    text = f"Participation de l'ARS : 50 % maximum, plafonnée à 8 000 € par an\nCofinancements sollicités : {names}"
    _, lines = funding_of(text)
    assert len(lines[0].cofunders) == cofunders


def test_a_sentence_of_cofunding_is_no_list_of_names() -> None:
    text = "Participation de l'ARS : 50 %\nCofinancements : la Région, si elle retient le projet, peut participer"
    _, lines = funding_of(text)
    assert len(lines[0].cofunders) <= 1
