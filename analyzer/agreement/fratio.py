"""The F distribution: the value that a ratio of two variances stays below with a given probability."""

from __future__ import annotations

from math import exp, lgamma, log

_HALVINGS = 60
_TERMS = 200


def quantile(probability: float, first: float, second: float) -> float:
    """Return the F value with `probability` below it; `first` and `second` degrees of freedom need not be whole."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if beta_share(middle, first / 2, second / 2) < probability:
            low = middle
        else:
            high = middle
    return second * high / (first * (1 - high)) if high < 1 else float("inf")


def beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b).

    Abramowitz & Stegun (1964), 26.5.8, whose continued fraction converges fast below the mean; above it, 1 - I of the
    complement is taken.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate 1 + d1/(1 + d2/(1 + ...)) from the inside out."""
    value = 1.0
    for step in range(_TERMS, 0, -1):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + term / value
    return value
