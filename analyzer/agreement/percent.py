"""Percent agreement: the share of pairs of coders who gave a unit the same value."""

from __future__ import annotations

from analyzer.agreement.counts import Array, counts, observed, once


def percent(ratings: Array, weights: Array | None = None) -> Array:
    """Return the share of agreeing pairs of coders, 0 to 1, over units that two coders or more rated; NaN if none.

    `ratings` are units × coders, NaN where missing. It takes no account of chance: where most turns carry no code, it
    is high whatever the coders do.
    """
    return observed(counts(ratings)[0], once(ratings, weights))
