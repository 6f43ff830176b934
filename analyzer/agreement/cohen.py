"""Cohen's kappa: agreement of two coders beyond what their own rates of each value would give by chance."""

from __future__ import annotations

import numpy as np

from analyzer.agreement.counts import Array, corrected, once, quotient


def cohen(ratings: Array, weights: Array | None = None) -> Array:
    """Return kappa of two coders; NaN where no unit was rated by both, or both always gave one and the same value.

    `ratings` are units × 2, NaN where missing. Cohen (1960), Educational and Psychological Measurement 20, 37-46.
    """
    both = ~np.isnan(ratings).any(axis=1)
    first, second = ratings[both].T
    used = once(ratings, weights)[..., both]
    total = used.sum(axis=-1)
    values = np.unique(ratings[both])
    shares = [quotient(used @ (coder[:, None] == values), total[..., None]) for coder in (first, second)]
    return corrected(quotient(used @ (first == second), total), (shares[0] * shares[1]).sum(axis=-1))
