"""A dip: a fall of one client's scores from a session to a later one, and the recovery after it, if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

V, SLOW_FALL, SLOW_RISE, U = "V", "slow fall, sudden rise", "sudden fall, slow rise", "U"
OPEN, ENDED = "not recovered", "scores end first"
PATTERNS = (V, SLOW_FALL, SLOW_RISE, U, OPEN, ENDED)
"""Shapes of a dip: sudden is from one scored session to the next; U is slow both ways; the last two have no recovery,
with ENDED where scores end before the sessions in which it might have come."""
TINY = 1e-9  # what rounding may take from a difference of scores


class Fall(NamedTuple):
    """Where scores begin to fall and where they are lowest, as places among the scored sessions."""

    start: int
    trough: int


class Dip(NamedTuple):
    """One dip: `start`, `trough` and `repaired` are places in the course, from 0; `repaired` None if not recovered.

    `magnitude` is the fall in points of the scale. `start` is None where the course begins below the limit.
    """

    start: int | None
    trough: int
    repaired: int | None
    magnitude: float
    pattern: str


class Found(NamedTuple):
    """What one criterion finds in a course: the fall it asks for in points, the dips, and what must be said of it."""

    threshold: float | None
    dips: tuple[Dip, ...]
    note: str = ""


class Points(NamedTuple):
    """The scored sessions of a course: their places in it and their scores."""

    places: tuple[int, ...]
    values: tuple[float, ...]


def points(scores: Sequence[float | None]) -> Points:
    """Return the scored sessions of a course."""
    scored = [(place, value) for place, value in enumerate(scores) if value is not None]
    return Points(tuple(place for place, _ in scored), tuple(value for _, value in scored))


def sudden(values: Sequence[float], least: float) -> list[Fall]:
    """Return the falls of `least` points or more from one session to the next, each with the falls it goes on in."""
    falls, start = [], 0
    while start + 1 < len(values):
        low = start + 1
        if values[start] - values[low] < least - TINY:
            start += 1
            continue
        while low + 1 < len(values) and values[low + 1] < values[low]:
            low += 1
        falls.append(Fall(start, low))
        start = low
    return falls


def gradual(values: Sequence[float], least: float, *, close: float) -> list[Fall]:
    """Return the falls of `least` points or more over any number of sessions.

    A fall ends where scores rise by `least` again, or come within `close` points of where it began.
    """
    falls, peak, low = [], 0, None
    for place in range(1, len(values)):
        value = values[place]
        if low is None:
            if value >= values[peak]:
                peak = place
            elif values[peak] - value >= least - TINY:
                low = place
        elif value < values[low]:
            low = place
        elif value - values[low] >= least - TINY or value >= values[peak] - close - TINY:
            falls.append(Fall(peak, low))
            peak, low = place, None
    return [*falls, Fall(peak, low)] if low is not None else falls


def recovered(scored: Points, falls: Sequence[Fall], *, levels: Iterable[float], window: int | None) -> tuple[Dip, ...]:
    """Return each fall as a dip: it recovers at the first score of its level within `window` sessions of the trough.

    Recovery must come before the next fall begins; without a window it may come at any time until then.
    """
    ends = [*(fall.start for fall in falls[1:]), len(scored.values) - 1]
    return tuple(
        _dip(scored, fall, level=level, last=_last(scored, fall, end=end, window=window))
        for fall, level, end in zip(falls, levels, ends if falls else (), strict=True)
    )


def pattern(down: int, up: int | None) -> str:
    """Name the shape of a dip that falls over `down` scored sessions and rises over `up`; None: it does not."""
    if up is None:
        return OPEN
    if down == 1:
        return V if up == 1 else SLOW_RISE
    return SLOW_FALL if up == 1 else U


class _Last(NamedTuple):
    """The last place at which a fall may recover, and whether scores end before its window does."""

    place: int
    ended: bool


def _last(scored: Points, fall: Fall, *, end: int, window: int | None) -> _Last:
    if window is None:
        return _Last(end, False)
    latest = scored.places[fall.trough] + window
    inside = [place for place in range(fall.trough, end + 1) if scored.places[place] <= latest]
    return _Last(max(inside, default=fall.trough), end == len(scored.values) - 1 and scored.places[-1] < latest)


def _dip(scored: Points, fall: Fall, *, level: float, last: _Last) -> Dip:
    places, values = scored
    later = (place for place in range(fall.trough + 1, last.place + 1) if values[place] >= level - TINY)
    back = next(later, None)
    shape = pattern(fall.trough - fall.start, back - fall.trough if back is not None else None)
    return Dip(
        places[fall.start],
        places[fall.trough],
        places[back] if back is not None else None,
        values[fall.start] - values[fall.trough],
        ENDED if back is None and last.ended else shape,
    )
