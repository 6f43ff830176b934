"""Krippendorff's alpha: one minus the disagreement observed over the disagreement that chance would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from analyzer.agreement.counts import Array, counts, once, quotient


def nominal(values: Array, totals: Array) -> Array:
    """Return 1 for different values, 0 for equal ones."""
    return np.not_equal.outer(values, values).astype(np.float64)


def interval(values: Array, totals: Array) -> Array:
    """Return the squared difference of values."""
    return np.subtract.outer(values, values) ** 2


def ordinal(values: Array, totals: Array) -> Array:
    """Return the squared number of ratings that lie between two values, half of those at either end included."""
    below = np.cumsum(totals, axis=-1) - totals / 2
    difference: Array = below[..., :, None] - below[..., None, :]
    return difference**2


METRICS: Mapping[str, Callable[[Array, Array], Array]] = {"nominal": nominal, "ordinal": ordinal, "interval": interval}
"""How far apart two values are; `totals` are how often each value occurs in units that can be compared."""


def alpha(ratings: Array, metric: str = "nominal", weights: Array | None = None) -> Array:
    """Return alpha for `metric`, a name in METRICS; NaN where nothing can be compared or nothing varies.

    `ratings` are units × coders, NaN where missing; units that one coder alone rated do not enter. Krippendorff
    (2011), Computing Krippendorff's Alpha-Reliability.
    """
    given, values = counts(ratings)
    pairs = given[:, :, None] * given[:, None, :] - given[:, :, None] * np.eye(len(values))
    shared = pairs * np.nan_to_num(quotient(np.ones(len(given)), given.sum(axis=1) - 1))[:, None, None]
    together = np.tensordot(once(ratings, weights), shared, axes=1)
    totals = together.sum(axis=-1)
    apart = METRICS[metric](values, totals)
    chance = totals[..., :, None] * totals[..., None, :] * apart
    expected = quotient(chance.sum(axis=(-2, -1)), totals.sum(axis=-1) - 1)
    return 1 - quotient((together * apart).sum(axis=(-2, -1)), expected)
