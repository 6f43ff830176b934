"""Rows of an agreement: one statistic of one family, code, event or rating, with its bootstrap interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations
from typing import NamedTuple

import numpy as np

from analyzer.agreement.ac1 import ac1
from analyzer.agreement.alpha import alpha
from analyzer.agreement.cohen import cohen
from analyzer.agreement.counts import Array
from analyzer.agreement.fleiss import fleiss
from analyzer.agreement.grid import Grid, Statistic
from analyzer.agreement.icc import icc
from analyzer.agreement.percent import percent
from analyzer.agreement.specific import specific
from analyzer.evaluation.bootstrap import drawn, middle

PERCENT, POSITIVE, ALPHA, ORDINAL, AC1 = (
    "percent agreement", "positive agreement", "Krippendorff alpha", "Krippendorff alpha (ordinal)", "Gwet AC1",
)  # fmt: skip
COHEN, FLEISS = "Cohen kappa", "Fleiss kappa"
INTERVAL = "Krippendorff alpha (interval)"


class Row(NamedTuple):
    """One statistic: None where it cannot be told; `low` and `high` bound it with 95 % confidence.

    `n` is how many units it rests on: for positive agreement those that someone marked, for F1 all events, else those
    that two coders or more rated. `coders` are the two it compares, "" for all.
    """

    level: str
    name: str
    statistic: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    coders: str = ""


def kappa(coders: int) -> tuple[str, Statistic]:
    """Return the kappa for so many coders, with its name."""
    return (COHEN, cohen) if coders == 2 else (FLEISS, fleiss)


def presence(level: str, name: str, grid: Grid) -> Iterator[Row]:
    """Yield what can be said of a mark that is given or not; `grid` holds 0 for none, more for a mark."""
    there = grid.present
    yield row(level, name, PERCENT, there, percent)
    yield row(level, name, POSITIVE, there, _positive)._replace(n=there.marked)
    yield row(level, name, kappa(grid.ratings.shape[1])[0], there, kappa(grid.ratings.shape[1])[1])
    yield row(level, name, ALPHA, there, partial(_alpha, "nominal"))
    yield row(level, name, AC1, there, _ac1)


def graded(level: str, name: str, grid: Grid) -> Iterator[Row]:
    """Yield alpha over none, possible and clear, where some coder gave both of the latter."""
    if {1.0, 2.0} <= set(grid.ratings[~np.isnan(grid.ratings)]):
        yield row(level, name, ORDINAL, grid, partial(_alpha, "ordinal"))


def paired(level: str, name: str, grid: Grid, names: tuple[str, ...]) -> Iterator[Row]:
    """Yield positive agreement and Cohen's kappa of every two coders, where there are more than two."""
    for pair in combinations(range(len(names)), 2) if len(names) > 2 else ():
        there, coders = grid.present.of(pair), " and ".join(names[n] for n in pair)
        yield row(level, name, POSITIVE, there, _positive)._replace(n=there.marked, coders=coders)
        yield row(level, name, COHEN, there, cohen)._replace(coders=coders)


def kinds(level: str, name: str, grid: Grid) -> Iterator[Row]:
    """Yield what can be said of a value that is one of several kinds."""
    yield row(level, name, PERCENT, grid, percent)
    yield row(level, name, ALPHA, grid, partial(_alpha, "nominal"))
    if grid.ratings.shape[1] == 2:
        yield row(level, name, COHEN, grid, cohen)


def numbers(level: str, name: str, grid: Grid) -> Iterator[Row]:
    """Yield the intraclass correlations of a number, with F-based intervals, and its ordinal and interval alpha."""
    repeated = grid.total.astype(int)
    complete = ~np.isnan(grid.ratings).any(axis=1)
    for form in icc(np.repeat(grid.ratings, repeated, axis=0)):
        yield Row(level, name, form.form, form.value, form.low, form.high, int(repeated[complete].sum()))
    yield row(level, name, ORDINAL, grid, partial(_alpha, "ordinal"))
    yield row(level, name, INTERVAL, grid, partial(_alpha, "interval"))


def ratio(level: str, name: str, statistic: str, tallies: Mapping[str, tuple[int, int]]) -> Row:
    """Return the row of a ratio whose parts add up over sessions; `tallies` are (part, whole) by session."""
    counted = np.array(list(tallies.values()), dtype=np.float64).reshape(-1, 2)
    part, whole = counted.sum(axis=0)
    value = float(part / whole) if whole else None
    draws = drawn(len(counted)) @ counted if len(counted) > 1 and whole else np.empty((0, 2))
    drew = draws[draws[:, 1] > 0]
    low, high = _bounds(drew[:, 0] / drew[:, 1])
    return Row(level, name, statistic, value, low, high, int(whole))


def row(level: str, name: str, statistic: str, grid: Grid, value: Statistic) -> Row:
    """Return the row of a statistic, with its interval over sessions drawn with replacement."""
    found = _known(value(grid.ratings, grid.total)) if grid.ratings.size else None
    sessions = grid.weights[grid.weights.sum(axis=1) > 0]
    drew = value(grid.ratings, drawn(len(sessions)) @ sessions) if len(sessions) > 1 else np.empty(0)
    low, high = _bounds(drew) if found is not None else (None, None)
    return Row(level, name, statistic, found, low, high, grid.units)


def _bounds(drew: Array) -> tuple[float | None, float | None]:
    """Return the interval of a statistic's draws; none where all are alike, which says nothing of the next session."""
    interval = middle(drew)
    return interval if interval and interval.low < interval.high else (None, None)


def _known(value: Array) -> float | None:
    return None if np.isnan(value) else float(value)


def _positive(ratings: Array, weights: Array) -> Array:
    return specific(ratings, 1.0, weights)


def _alpha(metric: str, ratings: Array, weights: Array) -> Array:
    return alpha(ratings, metric, weights)


def _ac1(ratings: Array, weights: Array) -> Array:
    return ac1(ratings, 2, weights)
