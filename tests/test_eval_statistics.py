"""Means with their uncertainty, and tests of a difference: literal values of the textbooks."""

from __future__ import annotations

import pytest

from eval.statistics import Interval, bootstrap, clustered, kappa, paired, percentile, wilson


def test_wilson_interval_is_that_of_the_textbook() -> None:
    interval = wilson([1.0] * 8 + [0.0] * 2)
    assert (interval.mean, round(interval.low, 4), round(interval.high, 4)) == (0.8, 0.4902, 0.9433)
    assert wilson([]) == Interval(0.0, 0.0, 1.0, 0)


def test_cases_that_err_together_are_worth_fewer() -> None:
    scores = [1.0] * 10 + [0.0] * 10
    alone = clustered(scores, range(20))
    together = clustered(scores, ["a"] * 10 + ["b"] * 10)
    mixed = clustered(scores, ["a", "b"] * 10)
    assert (alone.low, alone.high) == (mixed.low, mixed.high)
    assert together.mean == 0.5
    # Two contracts, one all right and one all wrong: no more is known than by two cases.
    assert (round(together.low, 3), round(together.high, 3)) == (0.095, 0.905)
    assert clustered(scores, ["a"] * 20).low == alone.low, "one contract alone cannot tell"


def test_bootstrap_interval_holds_the_mean_and_does_not_change() -> None:
    interval = bootstrap([1.0, 0.5, 0.0, 0.5])
    assert interval == bootstrap([1.0, 0.5, 0.0, 0.5])
    assert interval.low < interval.mean == 0.5 < interval.high
    assert bootstrap([0.25] * 9) == Interval(0.25, 0.25, 0.25, 9)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (0, 5, 0.0625), (0, 6, 0.03125), (2, 10, 0.0386), (5, 5, 1.0)],
)
def test_mcnemar_is_exact(gained: int, lost: int, p: float) -> None:
    before = [0.0] * gained + [1.0] * lost + [1.0, 0.0]
    after = [1.0] * gained + [0.0] * lost + [1.0, 0.0]
    difference = paired(before, after)
    assert (difference.gained, difference.lost) == (gained, lost)
    assert difference.p == pytest.approx(p, abs=1e-4)
    assert difference.mean == pytest.approx((gained - lost) / len(before))


def test_kappa_is_cohens() -> None:
    # Cohen's own arithmetic: 20 both yes, 15 both no, 5 and 10 apart: 0.70 seen, 0.50 by chance.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa(["a", "b"], ["a", "b"]) == 1.0
    assert kappa(["a", "a"], ["a", "a"]) == 1.0
    assert kappa(["a", "b"], ["b", "a"]) == -1.0
    assert kappa([], []) == 1.0


def test_percentile() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 3.0
    assert percentile([], 0.5) == 0.0
