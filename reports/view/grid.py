"""Grid: the segments of a session as a table of saliences, and the session ratings with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analyzer.analysis import Analysis
from reports.view.numbers import clock, runs
from reports.view.wording import LANES, capital, slug


class Column(NamedTuple):
    """A family of the table."""

    slug: str
    name: str


class Row(NamedTuple):
    """One segment: its turns, its time, and a salience 1-5 for each column."""

    start: int
    end: int
    time: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table; empty without segments."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Rated(NamedTuple):
    """A session rating: `dots` are five, filled up to the value; `turns` are runs (first, last) of its evidence."""

    name: str
    value: int | None
    dots: tuple[bool, ...]
    why: str
    turns: tuple[tuple[int, int], ...]


def grid(analysis: Analysis) -> Grid:
    """Lay the segment grid out as a table, families in the order of the timeline."""
    families = dict.fromkeys((*LANES, *(name for segment in analysis.grid for name in segment.salience)))
    columns = tuple(Column(slug(name), capital(name)) for name in families)
    rows = (
        Row(s.start, s.end, _time(s.start_s, s.end_s), tuple(s.salience.get(name, 1) for name in families))
        for s in analysis.grid
    )
    return Grid(columns, tuple(rows))


def rated(analysis: Analysis) -> tuple[Rated, ...]:
    """Lay the session ratings out for reading."""
    return tuple(
        Rated(capital(r.name), r.value, tuple(n < (r.value or 0) for n in range(5)), r.why, runs(r.turns))
        for r in analysis.ratings
    )


def _time(start: float | None, end: float | None) -> str:
    return f"{clock(start)}–{clock(end)}" if start is not None and end is not None else ""
