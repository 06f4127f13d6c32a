"""What one cell of a column of money says: its amount and the time that it is for."""

from __future__ import annotations

import pytest

from ingest.facts.money.column_cell import money


@pytest.mark.parametrize(
    ("text", "amount", "annual", "whole"),
    [
        ("24 000 € en une fois", 24000, False, True),
        ("3 200 € pour les trois ans", 3200, False, True),
        ("18 000 € au total", 18000, False, True),
        ("12 500 €/an", 12500, True, False),
        ("5 000 €", 5000, False, False),
    ],
)
def test_an_amount_is_for_the_time_that_its_cell_says(text: str, amount: float, annual: bool, whole: bool) -> None:
    told = money(text, timed=True)
    assert (told.amount, told.annual, told.whole) == (amount, annual, whole)
