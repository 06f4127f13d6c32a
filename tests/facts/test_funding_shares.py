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
