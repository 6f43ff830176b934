"""Fleiss' kappa: agreement of several coders beyond what the pooled rates of each value would give by chance."""

from __future__ import annotations

from analyzer.agreement.counts import Array, corrected, counts, observed, once, prevalence


def fleiss(ratings: Array, weights: Array | None = None) -> Array:
    """Return kappa of two coders or more; NaN where there is nothing to compare or only one value was given.

    `ratings` are units × coders, NaN where missing. Fleiss (1971), Psychological Bulletin 76, 378-382; units that
    some coder missed enter as in Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.
    """
    given, used = counts(ratings)[0], once(ratings, weights)
    return corrected(observed(given, used), (prevalence(given, used) ** 2).sum(axis=-1))
