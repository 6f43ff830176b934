"""Counts: how many coders gave each value to each unit, and the two shares that chance-corrected statistics need.

Throughout, `ratings` are units × coders, NaN where a coder did not see the unit. `weights` say how often each unit
occurs; their last axis is the units, and any axes before it (such as the draws of a bootstrap) are kept in the result.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def counts(ratings: Array) -> tuple[Array, Array]:
    """Return how many coders gave each value to each unit (units × values), and the values in rising order."""
    values = np.unique(ratings[~np.isnan(ratings)])
    return (ratings[:, :, None] == values).sum(axis=1).astype(np.float64), values


def once(ratings: Array, weights: Array | None) -> Array:
    """Return `weights`, or one for each unit where there are none."""
    return np.ones(len(ratings)) if weights is None else np.asarray(weights, dtype=np.float64)


def observed(given: Array, weights: Array) -> Array:
    """Return the share of pairs of coders who agree: its mean over the units that two coders or more rated.

    `given` are counts. Fleiss (1971), Psychological Bulletin 76, 378-382, extended to missing ratings as in Gwet
    (2014), Handbook of Inter-Rater Reliability, 4th ed.
    """
    raters = given.sum(axis=1)
    pairs = raters * (raters - 1)
    agreed = quotient((given * (given - 1)).sum(axis=1), pairs)
    used = weights * (pairs > 0)
    return quotient(used @ np.nan_to_num(agreed), used.sum(axis=-1))


def prevalence(given: Array, weights: Array) -> Array:
    """Return the share of each value (last axis): the mean over rated units of its share among their coders."""
    raters = given.sum(axis=1)
    shares = np.nan_to_num(quotient(given, raters[:, None]))
    used = weights * (raters > 0)
    return quotient(used @ shares, used.sum(axis=-1)[..., None])


def corrected(agreed: Array, chance: Array) -> Array:
    """Return agreement beyond chance, (observed - chance) / (1 - chance); NaN where chance alone agrees fully."""
    return quotient(agreed - chance, np.where(np.isclose(chance, 1.0), 0.0, 1 - chance))


def quotient(part: Array, whole: Array | float) -> Array:
    """Divide, giving NaN where `whole` is 0 or unknown."""
    over, under = np.broadcast_arrays(np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64))
    divided: Array = np.divide(over, under, out=np.full(under.shape, np.nan), where=np.nan_to_num(under) != 0)
    return divided
