"""French wording of numbers, dates and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composers import french
from assistant.verify import numbers


@pytest.mark.parametrize(
    ("value", "shown"),
    [(4791, "4 791 €"), (30000, "30 000 €"), (1500.5, "1 500,50 €"), (500, "500 €"), (1_200_000, "1 200 000 €")],
)
def test_euros(value: float, shown: str) -> None:
    assert french.euros(value) == shown


@given(st.integers(min_value=0, max_value=10**9))
def test_euros_say_the_number_that_they_are_given(value: int) -> None:
    assert numbers(french.euros(value)) == {str(value)}


@pytest.mark.parametrize(
    ("iso", "shown"), [("2031-12-06", "6 décembre 2031"), ("2031-03", "mars 2031"), ("2031-01-01", "1er janvier 2031")]
)
def test_dates(iso: str, shown: str) -> None:
    assert french.date(iso) == shown


@pytest.mark.parametrize(
    ("name", "the", "of"),
    [
        ("ARS", "l'ARS", "de l'ARS"),
        ("CPAM du Val", "la CPAM du Val", "de la CPAM du Val"),
        ("Département", "le Département", "du Département"),
        ("Agence régionale de santé", "l'Agence régionale de santé", "de l'Agence régionale de santé"),
        ("communes", "les communes", "des communes"),
        ("FREDON", "la FREDON", "de la FREDON"),
        ("Mobilité des Rives", "Mobilité des Rives", "de Mobilité des Rives"),
    ],
)
def test_articles(name: str, the: str, of: str) -> None:
    assert french.the(name) == the
    assert french.of(name) == of


def test_lists_and_counts() -> None:
    assert french.listed(["A", "B", "C"]) == "A, B et C"
    assert french.listed(["A"]) == "A"
    assert french.count(10, "signataire") == "dix signataires"
    assert french.count(1, "signataire") == "un signataire"
    assert french.count(40, "fiche action", "fiches actions") == "40 fiches actions"
