"""Intraclass correlations: how much of the spread of ratings lies between what is rated, not between raters."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analyzer.agreement.counts import Array
from analyzer.agreement.fratio import quantile

LEVEL = 0.95
_LEAST = 0.05
"""Degrees of freedom below which an F value has no bound worth the name."""


class Icc(NamedTuple):
    """One form with its value and confidence bounds; None where it cannot be told.

    ICC(1,·): each target has other raters. ICC(2,·): the same raters, a sample of many; absolute agreement. ICC(3,·):
    these raters only; consistency. (·,1) is for one rater's rating, (·,k) for the mean of all k.
    """

    form: str
    value: float | None
    low: float | None
    high: float | None


class Variances(NamedTuple):
    """Mean squares of `n` targets rated by `k` raters: between targets, within, between raters, and what is left."""

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float


def icc(ratings: Array) -> tuple[Icc, ...]:
    """Return the six forms with F-based intervals of 95 %; none where fewer than two targets or raters are complete.

    `ratings` are targets × raters; targets that a rater missed are left out. Shrout & Fleiss (1979), Psychological
    Bulletin 86, 420-428, Table 2:

    >>> judges = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
    >>> {form.form: round(form.value, 2) for form in icc(judges)}
    {'ICC(1,1)': 0.17, 'ICC(2,1)': 0.29, 'ICC(3,1)': 0.71, 'ICC(1,k)': 0.44, 'ICC(2,k)': 0.62, 'ICC(3,k)': 0.91}
    """
    complete = ratings[~np.isnan(ratings).any(axis=1)]
    if min(complete.shape) < 2:
        return ()
    parts = variances(complete)
    if not parts.between and not parts.within:
        return ()
    single = (_single_one(parts), _single_two(parts), _single_three(parts))
    return (*single, *(_averaged(form, parts.k) for form in single))


def variances(ratings: Array) -> Variances:
    """Split the spread of complete `ratings` (targets × raters) into mean squares."""
    n, k = ratings.shape
    middle = ratings.mean()
    targets = k * ((ratings.mean(axis=1) - middle) ** 2).sum()
    raters = n * ((ratings.mean(axis=0) - middle) ** 2).sum()
    inside = max(((ratings - middle) ** 2).sum() - targets, 0.0)
    left = max(inside - raters, 0.0)
    left = 0.0 if np.isclose(left, 0.0, atol=1e-12 * max(1.0, inside + targets)) else left
    return Variances(
        n,
        k,
        float(targets / (n - 1)),
        float(inside / (n * (k - 1))),
        float(raters / (k - 1)),
        float(left / ((n - 1) * (k - 1))),
    )


def _single_one(v: Variances) -> Icc:
    value = (v.between - v.within) / (v.between + (v.k - 1) * v.within)
    return Icc("ICC(1,1)", value, *_bounds(v.between, v.within, (v.n - 1, v.n * (v.k - 1)), v.k))


def _single_three(v: Variances) -> Icc:
    whole = v.between + (v.k - 1) * v.error
    value = (v.between - v.error) / whole if whole else None
    return Icc("ICC(3,1)", value, *_bounds(v.between, v.error, (v.n - 1, (v.n - 1) * (v.k - 1)), v.k))


def _single_two(v: Variances) -> Icc:
    """Return ICC(2,1), whose interval rests on Satterthwaite's degrees of freedom."""
    spread = v.k * v.raters + (v.k * v.n - v.k - v.n) * v.error
    whole = v.between + (v.k - 1) * v.error + v.k * (v.raters - v.error) / v.n
    value = _over(v.between - v.error, whole)
    if not v.error or value is None:
        return Icc("ICC(2,1)", value, None, None)
    ratio, rest = v.raters / v.error, v.n * (1 + (v.k - 1) * value) - v.k * value
    top = (v.k - 1) * (v.n - 1) * (v.k * value * ratio + rest) ** 2
    freedom = _over(top, (v.n - 1) * (v.k * value * ratio) ** 2 + rest**2) or 0.0
    if freedom < _LEAST:
        return Icc("ICC(2,1)", value, None, None)
    below, above = (quantile((1 + LEVEL) / 2, *pair) for pair in ((v.n - 1, freedom), (freedom, v.n - 1)))
    low = _over(v.n * (v.between / below - v.error), spread + v.n * v.between / below)
    high = _over(v.n * (v.between - v.error / above), spread / above + v.n * v.between)
    return Icc("ICC(2,1)", value, low, high)


def _over(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _bounds(between: float, error: float, freedom: tuple[int, int], k: int) -> tuple[float | None, float | None]:
    """Return the bounds of a one-rater form from the F ratio of its two mean squares."""
    if not error:
        return None, None
    ratio, chance = between / error, (1 + LEVEL) / 2
    low = ratio / quantile(chance, *freedom)
    high = ratio * quantile(chance, *reversed(freedom))
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _averaged(single: Icc, k: int) -> Icc:
    """Step a one-rater form up to the mean of `k` raters (Spearman-Brown)."""
    return Icc(single.form.replace(",1", ",k"), *(None if x is None else _stepped(x, k) for x in single[1:]))


def _stepped(value: float, k: int) -> float | None:
    whole = 1 + (k - 1) * value
    return k * value / whole if whole > 0 else None
