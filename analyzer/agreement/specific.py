"""Specific agreement: given that one coder marked a unit, how likely another marked it too."""

from __future__ import annotations

import numpy as np

from analyzer.agreement.counts import Array, once, quotient


def specific(ratings: Array, value: float = 1.0, weights: Array | None = None) -> Array:
    """Return agreement on `value`, 0 to 1; NaN when no coder gave it.

    `ratings` are units × coders, NaN where missing. For two coders this is 2a / (2a + b + c), Dice's coefficient and
    F1 of one coder against the other (Cicchetti & Feinstein 1990, Journal of Clinical Epidemiology 43, 551-558);
    for more, pairs are pooled (de Vet et al. 2018, Journal of Clinical Epidemiology 96, 47-53). Units that nobody
    marked do not enter, so it keeps its meaning where most turns carry no code.
    """
    raters = (~np.isnan(ratings)).sum(axis=1)
    given = (ratings == value).sum(axis=1)
    used = once(ratings, weights)
    return quotient(used @ (given * (given - 1.0)), used @ (given * (raters - 1.0)))
