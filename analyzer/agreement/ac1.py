"""Gwet's AC1: agreement of several coders beyond a chance that stays small where one value is very common."""

from __future__ import annotations

from analyzer.agreement.counts import Array, corrected, counts, observed, once, prevalence, quotient


def ac1(ratings: Array, categories: int | None = None, weights: Array | None = None) -> Array:
    """Return AC1 of two coders or more; NaN where there is nothing to compare.

    `ratings` are units × coders, NaN where missing; `categories` is how many values there are to choose from, by
    default those that occur. Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48.
    """
    given, values = counts(ratings)
    used, kinds = once(ratings, weights), categories or len(values)
    shares = prevalence(given, used)
    chance = quotient((shares * (1 - shares)).sum(axis=-1), kinds - 1)
    return corrected(observed(given, used), chance)
