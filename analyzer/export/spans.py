"""Spans: when each turn begins and ends in milliseconds, also where the transcript tells only some of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from analyzer.segments import clock
from analyzer.session import Turn

STEP = 1000
"""Milliseconds of a turn of which nothing is known."""
SYNTHETIC = "Synthetic times: the transcript has none, so every turn lasts one second."
KNOWN = "Times of the transcript; turns without one of their own share the time between their neighbours'."


class Span(NamedTuple):
    """Milliseconds from the start of the recording; `end` is later than `begin`."""

    begin: int
    end: int


def synthetic(talk: Sequence[Turn]) -> bool:
    """Tell whether the times of `talk` cannot carry a clock, so that its spans are made up."""
    return not clock(talk)


def spans(talk: Sequence[Turn]) -> list[Span]:
    """Return a span for each turn of `talk`; each begins later than the one before.

    Turns that share a start, or have none, share the time until the next one in equal parts. A turn without an end,
    or one that would end before it begins, lasts until the next begins. Without times a turn lasts `STEP`.
    """
    known = clock(talk)
    if not known:
        return [Span(STEP * place, STEP * (place + 1)) for place in range(len(talk))]
    begins = [max(round(1000 * at), 0) for at in known]
    finish = max([begins[-1] + STEP, *(round(1000 * turn.end) for turn in talk if turn.end is not None)])
    edges = [*_rising(_shared(begins, finish)), 0]
    edges[-1] = max(finish, edges[-2] + 1)
    return [_span(turn, begin, after) for turn, begin, after in zip(talk, edges, edges[1:], strict=False)]


def _span(turn: Turn, begin: int, after: int) -> Span:
    end = round(1000 * turn.end) if turn.end is not None else 0
    return Span(begin, end if end > begin else after)


def _shared(begins: Sequence[int], finish: int) -> list[int]:
    """Spread starts that are the same over the time until the next."""
    runs = [(start, len(list(run))) for start, run in groupby(begins)]
    nexts = [*(start for start, _ in runs[1:]), finish]
    return [
        start + place * (after - start) // count
        for (start, count), after in zip(runs, nexts, strict=True)
        for place in range(count)
    ]


def _rising(begins: Sequence[int]) -> list[int]:
    """Move each start that is not later than the one before to a millisecond after it."""
    return list(accumulate(begins, lambda before, begin: max(begin, before + 1)))
