"""A bootstrap over sessions: how far a score would move with other sessions of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from analyzer.evaluation.scores import Tally, score

DRAWS = 2000
SEED = 20110


class Interval(NamedTuple):
    """A percentile interval of 95 %."""

    low: float
    high: float


def interval(tallies: Mapping[str, Tally], ratio: Callable[[Tally], float | None]) -> Interval | None:
    """Return the interval of `ratio` when sessions are drawn with replacement; None when it has no value."""
    import numpy as np

    if not tallies:
        return None
    counts = np.array(list(tallies.values()))
    draws = np.random.default_rng(SEED).multinomial(len(counts), [1 / len(counts)] * len(counts), size=DRAWS)
    values = [ratio(Tally(*(int(n) for n in row))) for row in draws @ counts]
    known = [value for value in values if value is not None]
    return Interval(*(float(v) for v in np.percentile(known, [2.5, 97.5]))) if known else None


def f1_interval(tallies: Mapping[str, Tally]) -> Interval | None:
    """Return the interval of F1."""
    return interval(tallies, lambda counts: score(counts).f1)


def precision_interval(tallies: Mapping[str, Tally]) -> Interval | None:
    """Return the interval of precision."""
    return interval(tallies, lambda counts: score(counts).precision)
