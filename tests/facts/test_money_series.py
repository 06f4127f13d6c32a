"""Amounts of several years in one sentence: told year by year only where they add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.records import LineRole
from tests.facts.test_funding import funding_of


def thousands(number: int) -> str:
    return f"{number * 1000:,} €".replace(",", " ")


def years(first: int, each: int, last: int, whole: int) -> dict[str, float | None]:
    """The years of which a budget tells an amount."""
    budget = f"{thousands(first)} en 2034, puis {thousands(each)} par an de 2035 à {last}, soit {thousands(whole)}."
    _, lines = funding_of(f"Budget : {budget}")
    return {line.year: line.amount for line in lines if line.role is LineRole.YEAR}


@given(st.integers(1, 400), st.integers(1, 400), st.integers(2036, 2040))
def test_every_year_of_a_span_that_adds_up(first: int, each: int, last: int) -> None:
    said = years(first, each, last, first + each * (last - 2034))
    assert said == {"2034": first * 1000, **{str(year): each * 1000 for year in range(2035, last + 1)}}


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 50))
def test_a_span_that_does_not_add_up_is_no_year(first: int, each: int, off: int) -> None:
    assert not {"2036", "2037"} & years(first, each, 2038, first + each * 4 + off).keys()


@given(st.lists(st.integers(1, 400), min_size=2, max_size=4))
def test_the_sum_of_a_series_that_runs_over_two_lines_is_the_whole(amounts: list[int]) -> None:
    told = [f"{2034 + i} : {thousands(amount)}" for i, amount in enumerate(amounts)]
    budget = " ; ".join([*told[:-1], told[-1].replace(" : ", " :\n", 1)])
    budget += f", soit {thousands(sum(amounts))} au total."
    _, lines = funding_of(f"Coût : {budget}")
    dated = {line.year: line.amount for line in lines if line.role is LineRole.YEAR}
    whole = [line.amount for line in lines if line.role is LineRole.TOTAL]
    assert dated == {str(2034 + i): amount * 1000 for i, amount in enumerate(amounts)}
    assert whole == [sum(amounts) * 1000]
