"""Charts: Shewhart's control charts of one client's scores, of individual scores and of moving ranges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from analyzer.dips.course import gaps, unfit
from analyzer.dips.dip import TINY, Dip, Fall, Found, Points, pattern, points, recovered

THREE_SIGMA = 2.66
TWO_SIGMA = 1.77
"""Factors of the mean moving range: 3 or 2 over 1.128, the mean range of two values in standard deviations."""
RANGE_LIMIT = 3.267


class Chart(NamedTuple):
    """Lines of the two charts, in points of the scale.

    Scores vary about `centre`, their mean, from `lower` to `upper`; moving ranges have the mean `range_centre` and go
    up to `range_upper`.
    """

    centre: float
    lower: float
    upper: float
    range_centre: float
    range_upper: float


def chart(scores: Sequence[float | None], *, factor: float = THREE_SIGMA, again: bool = True) -> Chart | None:
    """Return the lines of the charts of `scores`; None if they cannot be drawn (see `course.unfit`).

    Limits are the mean plus and minus `factor` times the mean moving range; ranges have theirs at 3.267 times it.
    With `again`, ranges beyond it are left out once and the lines drawn anew. A range is between two scored sessions
    that follow one another in the course, whatever lies between.
    """
    if unfit(scores):
        return None
    values = points(scores).values
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean = fmean(ranges)
    if again:
        mean = fmean([span for span in ranges if span <= RANGE_LIMIT * mean] or ranges)
    centre = fmean(values)
    return Chart(centre, centre - factor * mean, centre + factor * mean, mean, RANGE_LIMIT * mean)


def individuals(scores: Sequence[float | None], *, factor: float = THREE_SIGMA) -> Found:
    """Find scores below the lower limit of the individuals chart, and the return to the centre line.

    After Eubanks-Carter, Gorman and Muran (2012), Psychotherapy Research 22, 621-637. A dip starts at the session
    before the first score below; that recovery is the return to the mean is this project's reading.
    """
    lines = chart(scores, factor=factor)
    if lines is None:
        return Found(None, (), unfit(scores))
    scored, dips, place = points(scores), [], 0
    while place < len(scored.values):
        if scored.values[place] >= lines.lower - TINY:
            place += 1
            continue
        back = _reached(scored.values, place, lines.centre)
        dips.append(_below(scored, place, back, centre=lines.centre))
        place = len(scored.values) if back is None else back
    return Found(factor * lines.range_centre, tuple(dips), gaps(scores))


def moving_ranges(scores: Sequence[float | None]) -> Found:
    """Find falls from one session to the next beyond the limit of the moving-range chart, and the return to the mean.

    After Eubanks-Carter, Gorman and Muran (2012), Psychotherapy Research 22, 621-637. Rises beyond the limit are no
    dips and are left out; that recovery is the return to the mean is this project's reading.
    """
    lines = chart(scores)
    if lines is None:
        return Found(None, (), unfit(scores))
    scored = points(scores)
    steps = enumerate(pairwise(scored.values))
    falls = [Fall(place, place + 1) for place, (a, b) in steps if a - b > lines.range_upper + TINY]
    levels = [lines.centre] * len(falls)
    dips = recovered(scored, falls, levels=levels, window=None)
    return Found(lines.range_upper, dips, gaps(scores))


def _reached(values: Sequence[float], after: int, level: float) -> int | None:
    """Return the first place past `after` whose value is at `level` or above."""
    return next((place for place in range(after, len(values)) if values[place] >= level - TINY), None)


def _below(scored: Points, first: int, back: int | None, *, centre: float) -> Dip:
    """Return the dip whose first score below the limit is at `first`; one that opens the course falls from the mean."""
    places, values = scored
    trough = min(range(first, len(values) if back is None else back), key=values.__getitem__)
    start = first - 1 if first else None
    shape = pattern(trough - first + 1, back - trough if back is not None else None)
    fall = (values[start] if start is not None else centre) - values[trough]
    return Dip(
        places[start] if start is not None else None,
        places[trough],
        places[back] if back is not None else None,
        fall,
        shape,
    )
