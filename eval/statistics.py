"""Means with their uncertainty, and tests of a difference. Pure functions; the same seed, the same numbers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

# Two-sided 95 %.
_Z = 1.959964
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean of n scores with its 95 % interval."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two measures of the same cases: how many rose and fell, the difference of means, and its p-value."""

    gained: int
    lost: int
    mean: float
    p: float


def wilson(scores: Sequence[float]) -> Interval:
    """The share of scores that are 1, with Wilson's interval, as if every case were drawn alone."""
    return clustered(scores, range(len(scores)))


def clustered(scores: Sequence[float], clusters: Sequence[Hashable]) -> Interval:
    """The mean of scores from 0 to 1 with Wilson's interval on as many independent cases as the clusters are worth.

    Cases of one cluster (a contract) err together: n is divided by the design effect, 1 + (m - 1) × ρ, with the
    analysis-of-variance estimate of ρ (Kish 1965; Korn & Graubard 1998 for its use in an interval of a proportion).
    """
    n = len(scores)
    if not n:
        return Interval(0.0, 0.0, 1.0, 0)
    share = sum(scores) / n
    effective = n / _design_effect(scores, clusters)
    middle = (share + _Z**2 / (2 * effective)) / (1 + _Z**2 / effective)
    spread = share * (1 - share) / effective + _Z**2 / (4 * effective**2)
    half = _Z / (1 + _Z**2 / effective) * math.sqrt(spread)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half), n)


def _design_effect(scores: Sequence[float], clusters: Sequence[Hashable]) -> float:
    groups: dict[Hashable, list[float]] = defaultdict(list)
    for score, cluster in zip(scores, clusters, strict=True):
        groups[cluster].append(score)
    n, k = len(scores), len(groups)
    if k < 2 or k == n:
        return 1.0
    mean = sum(scores) / n
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups.values()) / (k - 1)
    within = sum((one - sum(g) / len(g)) ** 2 for g in groups.values() for one in g) / (n - k)
    size = (n - sum(len(g) ** 2 for g in groups.values()) / n) / (k - 1)
    total = between + (size - 1) * within
    correlation = max(0.0, (between - within) / total) if total > 0 else 0.0
    weighted = sum(len(g) ** 2 for g in groups.values()) / n
    return max(1.0, 1 + (weighted - 1) * correlation)


def bootstrap(scores: Sequence[float]) -> Interval:
    """The mean of scores of any value, with its percentile interval over 2,000 resamples of a fixed seed."""
    if not scores:
        return Interval(0.0, 0.0, 1.0, 0)
    values = np.asarray(scores, dtype=np.float64)
    draws = np.random.default_rng(0).integers(0, len(values), size=(_RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), (2.5, 97.5))
    return Interval(float(values.mean()), float(low), float(high), len(values))


def paired(before: Sequence[float], after: Sequence[float]) -> Difference:
    """McNemar's exact test, two-sided: of the cases of which one side alone is right, is the half on each side?"""
    gained = sum(b < a for b, a in zip(before, after, strict=True))
    lost = sum(b > a for b, a in zip(before, after, strict=True))
    mean = (sum(after) - sum(before)) / len(after) if after else 0.0
    return Difference(gained, lost, mean, _sign_test(gained, lost))


def _sign_test(gained: int, lost: int) -> float:
    discordant = gained + lost
    if not discordant:
        return 1.0
    tail: float = sum(math.comb(discordant, i) for i in range(min(gained, lost) + 1)) / 2**discordant
    return min(1.0, 2 * tail)


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Cohen's kappa of two readers' labels: agreement beyond chance; 1 where both always say one thing."""
    n = len(first)
    if not n:
        return 1.0
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    labels = {*first, *second}
    chance = sum((list(first).count(label) / n) * (list(second).count(label) / n) for label in labels)
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of all values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0
