"""Segments: five-minute stretches (equal shares of turns when untimed), with a count and a salience 1-5 a family."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames
from analyzer.codes import CLEAR, FAMILIES, Code
from analyzer.instruments import column
from analyzer.session import Session, Turn

if TYPE_CHECKING:
    import pandas as pd

SPAN = 300.0  # seconds a segment
STUB = 60.0  # seconds: a shorter last segment joins the one before
SHARES = 10  # segments of an untimed session
FEWEST = 8  # turns an untimed segment has at least

Stretch = tuple[list[Turn], float | None, float | None]

COLUMNS = {name: name.replace(" ", "_").replace("-", "_") for name in FAMILIES.values()}
SEGMENTS = {
    "session": "str",
    "segment": "int64",
    "start": "int64",
    "end": "int64",
    "start_s": "Float64",
    "end_s": "Float64",
    **dict.fromkeys(COLUMNS.values(), "int64"),
    **{f"salience_{name}": "int64" for name in COLUMNS.values()},
}


class Segment(NamedTuple):
    """Turns `start` to `end` inclusive; `start_s` and `end_s` in seconds, None when untimed.

    `salience` holds 1 (nothing) to 5 (very salient) for each family name, `counts` the codes of each family.
    """

    segment: int
    start: int
    end: int
    salience: dict[str, int]
    counts: dict[str, int]
    start_s: float | None = None
    end_s: float | None = None


def columns(families: Iterable[str] = ()) -> dict[str, str]:
    """Return the columns of the table of segments; `families` of a user's own codebooks come last."""
    own = {name: column(name) for name in families}
    return {
        **SEGMENTS,
        **dict.fromkeys(own.values(), "int64"),
        **{f"salience_{name}": "int64" for name in own.values()},
    }


def segments(session: Session, codes: Iterable[Code], own: Iterable[str] = ()) -> tuple[Segment, ...]:
    """Cut `session` into segments and rate each family's salience; `own` families, and others in `codes`, come last."""
    ordered = sorted(codes, key=lambda code: code.turn)
    places = [code.turn for code in ordered]
    families = list(dict.fromkeys([*FAMILIES.values(), *own, *(code.family for code in ordered)]))
    cut = []
    for number, (talk, start_s, end_s) in enumerate(stretches(session), start=1):
        first, last = talk[0].turn, talk[-1].turn
        inside = ordered[bisect_left(places, first) : bisect_right(places, last)]
        counts = Counter(code.family for code in inside)
        rated = {name: salience([c for c in inside if c.family == name], len(talk)) for name in families}
        cut.append(Segment(number, first, last, rated, {name: counts[name] for name in families}, start_s, end_s))
    return tuple(cut)


def salience(codes: Sequence[Code], turns: int) -> int:
    """Rate how salient one family's `codes` are in a segment of `turns` turns.

    A turn counts once, as clear if any of its codes is. 1: nothing, or one possible turn. 2: several possible turns.
    3: at least one clear. 4: three clear, or two in a family that marks a quarter of the turns. 5: six clear, or
    four in a family that marks a third of the turns. Anchors 1, 3 and 5 are in the spirit of the 3RS (2022); the
    counts are this project's own.
    """
    clear = len({code.turn for code in codes if code.clarity == CLEAR})
    marked = len({code.turn for code in codes})
    share = marked / turns if turns else 0.0
    if clear >= 6 or (clear >= 4 and share >= 1 / 3):
        return 5
    if clear >= 3 or (clear == 2 and share >= 1 / 4):
        return 4
    return 3 if clear else min(max(marked, 1), 2)


def stretches(session: Session) -> list[Stretch]:
    """Return the runs of turns that make the segments, with the seconds they begin and end at where known."""
    begins = clock(session.talk)
    if begins:
        return _spans(session.talk, begins)
    return [(talk, None, None) for talk in _shares(session.talk)]


def clock(talk: Sequence[Turn]) -> list[float]:
    """Return when each turn begins, never running backwards; empty if the times cannot carry a grid.

    They cannot when fewer than half the turns have one, or when they fall back by more than a minute, as where two
    recordings were joined.
    """
    known = [turn.start for turn in talk if turn.start is not None]
    latest = list(accumulate(known, max))
    if not known or 2 * len(known) < len(talk) or any(top - at > 60 for top, at in zip(latest, known, strict=True)):
        return []
    starts = (turn.start for turn in talk)
    return list(accumulate(starts, lambda top, at: top if at is None else max(top, at), initial=known[0]))[1:]


def segments_frame(session: str, grid: Iterable[Segment], own: Sequence[str] = ()) -> pd.DataFrame:
    """Return one row a segment of the session with id `session`; columns `columns(own)`."""
    rows = (
        (
            session,
            *(s.segment, s.start, s.end, s.start_s, s.end_s),
            *(s.counts[name] for name in COLUMNS),
            *(s.salience[name] for name in COLUMNS),
            *(s.counts[name] for name in own),
            *(s.salience[name] for name in own),
        )
        for s in grid
    )
    return frames.frame(columns(own), rows)


def _shares(talk: Sequence[Turn]) -> list[list[Turn]]:
    """Cut `talk` into equal shares of at least `FEWEST` turns, `SHARES` of them when there is enough."""
    count = min(SHARES, max(len(talk) // FEWEST, 1))
    edges = [len(talk) * place // count for place in range(count + 1)]
    return [list(talk[low:high]) for low, high in pairwise(edges) if low < high]


def _spans(talk: Sequence[Turn], begins: Sequence[float]) -> list[Stretch]:
    """Cut `talk` every five minutes; stretches in which no turn begins are left out."""
    origin = 0.0 if begins[0] < SPAN else begins[0]
    finish = max([*(turn.end for turn in talk if turn.end is not None), begins[-1]])
    places = [int((at - origin) // SPAN) for at in begins]
    if finish - origin - places[-1] * SPAN < STUB:
        places = [min(place, max(places[-1] - 1, 0)) for place in places]
    cut = []
    for place, group in groupby(zip(talk, places, strict=True), key=lambda pair: pair[1]):
        begin = origin + place * SPAN
        end = finish if place == places[-1] else begin + SPAN
        cut.append(([turn for turn, _ in group], begin, end))
    return cut
