"""Timeline: where everything in a session lies, as fractions 0-1 of its length, ready to draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from analyzer.session import Turn
from reports.view.coded import Coded, party, who
from reports.view.numbers import clock
from reports.view.stories import Story
from reports.view.wording import LANES, capital, slug

LONGEST = 22  # characters of a lane's label
TICKS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300)


class Voice(NamedTuple):
    """When one speaker spoke, as (start, end) pairs."""

    label: str
    spans: tuple[tuple[float, float], ...]


class Dot(NamedTuple):
    """One code on one turn."""

    place: float
    turn: int
    clear: bool
    title: str


class Lane(NamedTuple):
    """The codes of one family."""

    slug: str
    label: str
    dots: tuple[Dot, ...]


class Band(NamedTuple):
    """One event, `kind` rupture or immediacy; `row` keeps events apart that overlap."""

    start: float
    end: float
    anchor: str
    label: str
    kind: str
    outcome: str
    row: int
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of a session; `unit` says what runs along it, minutes or turns."""

    voices: tuple[Voice, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str


def timeline(coded: Coded, told: Sequence[Story]) -> Timeline:
    """Lay out who spoke, where each family fell and which events ran; by the clock, else by words spoken."""
    talk = list(coded.turns.values())
    timed = _starts(talk)
    edges = _edges(timed, talk)
    places = {turn.turn: edge for turn, edge in zip(talk, pairwise(edges), strict=True)}
    return Timeline(
        voices=_voices(talk, places),
        lanes=_lanes(coded, places),
        bands=_bands(told, places),
        ticks=_minutes(timed, talk) if timed else _turns(talk, edges),
        unit="minutes" if timed else "turns, as wide as they are long in words",
    )


def _starts(talk: Sequence[Turn]) -> list[float]:
    """Return every turn's start if all have one and none runs back; else nothing."""
    starts = [turn.start for turn in talk if turn.start is not None]
    ordered = all(a <= b for a, b in pairwise(starts))
    return starts if len(starts) == len(talk) and ordered and _finish(starts, talk) > starts[0] else []


def _finish(starts: Sequence[float], talk: Sequence[Turn]) -> float:
    return max([starts[-1], *(turn.end for turn in talk if turn.end is not None)])


def _edges(starts: Sequence[float], talk: Sequence[Turn]) -> list[float]:
    """Return the fractions at which turns begin, and 1 for the end."""
    if starts:
        length = _finish(starts, talk) - starts[0]
        return [*((start - starts[0]) / length for start in starts), 1.0]
    ends = list(accumulate((len(turn.text.split()) + 1 for turn in talk), initial=0))
    return [end / ends[-1] for end in ends]


def _voices(talk: Sequence[Turn], places: dict[int, tuple[float, float]]) -> tuple[Voice, ...]:
    spans: dict[str, list[tuple[float, float]]] = {}
    for turn in sorted(talk, key=party):
        spans.setdefault(who(turn), []).append(places[turn.turn])
    return tuple(Voice(_short(label), tuple(found)) for label, found in spans.items())


def _lanes(coded: Coded, places: dict[int, tuple[float, float]]) -> tuple[Lane, ...]:
    """Lay out a lane a family: the seven always, others where they occur."""
    families = dict.fromkeys((*LANES, *(card.family for card in coded.cards.values())))
    marks = [mark for found in coded.marks.values() for mark in found if mark.turn in places]
    return tuple(
        Lane(
            slug(family),
            _short(capital(family)),
            tuple(
                Dot(sum(places[m.turn]) / 2, m.turn, m.clear, f"Turn {m.turn}: {m.title}")
                for m in marks
                if m.card.family == family
            ),
        )
        for family in families
    )


def _bands(told: Sequence[Story], places: dict[int, tuple[float, float]]) -> tuple[Band, ...]:
    """Lay out the ruptures, then the immediacy events, each kind in rows of its own."""
    ruptures = _rows([story for story in told if story.event.is_rupture], places, kind="rupture", first=0)
    below = max((band.row for band in ruptures), default=-1) + 1
    others = [story for story in told if not story.event.is_rupture]
    return (*ruptures, *_rows(others, places, kind="immediacy", first=below))


def _rows(told: Sequence[Story], places: dict[int, tuple[float, float]], *, kind: str, first: int) -> tuple[Band, ...]:
    """Give each event the first row, from `first`, that is free where it starts."""
    busy: list[float] = []
    bands = []
    for story in told:
        start, end = places[story.event.start][0], places[min(story.event.end, max(places))][1]
        row = next((n for n, until in enumerate(busy) if until <= start), len(busy))
        busy[row : row + 1] = [max(end, start + 0.03)]
        title = ", ".join(filter(None, (f"{story.heading} {story.number}", story.where, story.outcome)))
        bands.append(Band(start, end, story.anchor, str(story.number), kind, story.event.outcome, first + row, title))
    return tuple(bands)


def _minutes(starts: Sequence[float], talk: Sequence[Turn]) -> tuple[tuple[float, str], ...]:
    first, length = starts[0], _finish(starts, talk) - starts[0]
    step = 60 * next((step for step in TICKS if length / 60 / step <= 8), TICKS[-1])
    marks = range(int(-(-first // step) * step), int(first + length) + 1, step)
    return tuple(((mark - first) / length, clock(mark)) for mark in marks)


def _turns(talk: Sequence[Turn], edges: Sequence[float]) -> tuple[tuple[float, str], ...]:
    """Label about every eighth of the length with the number of the turn that runs there."""
    wanted = [n / 8 for n in range(8)]
    found = dict.fromkeys(min(bisect_right(edges, place) - 1, len(talk) - 1) for place in wanted)
    return tuple((edges[index], str(talk[index].turn)) for index in found)


def _short(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
