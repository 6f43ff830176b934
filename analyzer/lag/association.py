"""Association: how far one thing follows another more often than chance, from a two-by-two table."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

FEW = 5.0
"""Below this expected count a residual is no longer near to normal."""


class Table(NamedTuple):
    """Counts of pairs: `both` given and target, `given` and `target` each with or without the other, all `pairs`."""

    both: int
    given: int
    target: int
    pairs: int


def expected(table: Table) -> float | None:
    """Return the count of `both` that independence leads one to expect; None without pairs."""
    return table.given * table.target / table.pairs if table.pairs else None


def adjusted_residual(table: Table) -> float | None:
    """Return the adjusted residual, near to a standard normal value where nothing follows anything.

    (observed - expected) / sqrt(expected (1 - given/pairs) (1 - target/pairs)): Haberman 1973; as the z of
    lag-sequential analysis Allison and Liker 1982, Bakeman and Quera 2011. None where one side never varies.

    Agresti (2007, section 2.4), women and Democrats:

    >>> round(adjusted_residual(Table(both=762, given=1557, target=1246, pairs=2757)), 2)
    4.5
    """
    if not table.pairs:
        return None
    mean = table.given * table.target / table.pairs
    spread = mean * (1 - table.given / table.pairs) * (1 - table.target / table.pairs)
    return (table.both - mean) / sqrt(spread) if spread > 0 else None


def yules_q(table: Table) -> float | None:
    """Return Yule's Q, from -1 to 1: (ad - bc) / (ad + bc) of the four cells; None where it has no value.

    It is -1 or 1 as soon as one cell is empty, however few the counts.

    >>> round(yules_q(Table(both=762, given=1557, target=1246, pairs=2757)), 3)
    0.173
    """
    b, c = table.given - table.both, table.target - table.both
    with_, against = table.both * (table.pairs - table.both - b - c), b * c
    return (with_ - against) / (with_ + against) if with_ + against else None


def holm(values: list[float | None]) -> list[float | None]:
    """Return p-values adjusted for their number by Holm's method; None stays None."""
    ranked = sorted((value, place) for place, value in enumerate(values) if value is not None)
    adjusted: list[float | None] = [None] * len(values)
    highest = 0.0
    for rank, (value, place) in enumerate(ranked):
        highest = max(highest, min(1.0, (len(ranked) - rank) * value))
        adjusted[place] = highest
    return adjusted
