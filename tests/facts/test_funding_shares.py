"""Shares have the time of the cost that they make up, where the cost says it."""

from __future__ import annotations

import pytest

from ingest.facts.records import AmountPeriod, LineRole
from tests.facts.test_funding import funding_of


@pytest.mark.parametrize(
    ("cost", "period"),
    [
        ("Coût : 20 000 € pour l’ensemble du projet", AmountPeriod.GLOBAL),
        ("Coût total : 20 000 €", AmountPeriod.UNKNOWN),
    ],
)
def test_shares_of_what_is_for_the_whole_project_are_for_it_too(cost: str, period: AmountPeriod) -> None:
    _, lines = funding_of(f"Participation Région : 15 000 €\nParticipation ARS : 5 000 €\n{cost}")
    assert [line.period for line in lines if line.role is LineRole.SHARE] == [period, period]


@pytest.mark.parametrize(
    ("said", "payer"),
    [
        ("Solde : PETR du Val de Rive", "PETR du Val de Rive"),
        ("Le reste à charge : Communauté de communes des Deux Vaux", "Communauté de communes des Deux Vaux"),
        ("La communauté de communes prend en charge le complément.", "communauté de communes"),
        ("Reliquat (Département)", "Département"),
    ],
)
def test_who_pays_what_is_left_is_a_payer_without_an_amount(said: str, payer: str) -> None:
    _, lines = funding_of(f"Financement\n42 000 € par an\nARS : 50 % maximum, plafonné à 20 000 € par an\n{said}")
    [rest] = [line for line in lines if line.payer != "ARS" and line.payer]
    assert (rest.payer, rest.amount, rest.role) == (payer, None, LineRole.SHARE)


@pytest.mark.parametrize("comma", [", ", ",\n"])
def test_parts_behind_a_whole_bear_the_names_that_follow_them(comma: str) -> None:
    said = f"60 000 €, dont 25 000 € pour Val-Haut{comma}20 000 € pour les Rives et 15 000 € pour le Plateau"
    _, [line] = funding_of(f"Coût prévisionnel\n{said}")
    items = [(item.label, item.amount) for item in line.items]
    assert items == [("Val-Haut", 25_000), ("Rives", 20_000), ("Plateau", 15_000)]
