"""Following: each family's rate, and each mode of intimacy, session after session, as small pictures of one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.cases.case import Case
from analyzer.cases.modes import SIDES
from analyzer.study import Study
from reports.cases.view.axis import Axis, axis
from reports.cases.view.cells import NONE, count, decimal, each, known, page, word
from reports.view.wording import LANES, capital, slug

if TYPE_CHECKING:
    import pandas as pd


class Point(NamedTuple):
    """One session in one panel: place 0-1, value and the clear part of it; None where nothing was looked for."""

    place: float
    value: float | None
    clear: float | None
    href: str
    title: str


class Panel(NamedTuple):
    """One small picture: what it follows, over all sessions in order."""

    slug: str
    label: str
    points: tuple[Point, ...]


class Multiples(NamedTuple):
    """Panels under one scale: `top` is the largest value in any, `unit` says what runs along the axis."""

    panels: tuple[Panel, ...]
    ticks: tuple[tuple[float, str], ...]
    top: float
    unit: str


class Line(NamedTuple):
    """One row of the table beside the panels: a cell a session."""

    slug: str
    label: str
    cells: tuple[str, ...]


def rates(study: Study, case: Case, *, folder: str) -> Multiples:
    """Follow each family in codes a hundred turns."""
    own = study.families[study.families["case"] == case.id]
    names = [*LANES, *dict.fromkeys(name for name in own["family"] if name not in LANES)]
    places = axis(case)
    panels = tuple(
        Panel(slug(name), capital(word(name)), _points(_of(own, "family", name), places, folder)) for name in names
    )
    return multiples(panels, places)


def modes(study: Study, case: Case, *, folder: str) -> Multiples:
    """Follow self-exposure and self-presentation of each side in turns, of which the clear ones are the clear part."""
    own = study.intimacy[study.intimacy["case"] == case.id]
    places = axis(case)
    panels = tuple(
        Panel(
            "SX",
            f"{capital(side)}: self-{mode}",
            tuple(_mode(row, mode, places, folder) for row in _of(own, "side", side)),
        )
        for side in SIDES
        for mode in ("exposure", "presentation")
    )
    return multiples(panels, places)


def multiples(panels: Sequence[Panel], places: Axis) -> Multiples:
    """Put panels under one scale."""
    top = max((point.value or 0.0 for panel in panels for point in panel.points), default=0.0)
    return Multiples(tuple(panels), places.ticks, top or 1.0, places.unit)


def rate_lines(study: Study, case: Case) -> tuple[Line, ...]:
    """Return the numbers of `rates` as a table: codes, of which clear, and the rate."""
    own = study.families[study.families["case"] == case.id]
    names = [*LANES, *dict.fromkeys(name for name in own["family"] if name not in LANES)]
    return tuple(
        Line(slug(name), capital(word(name)), tuple(_told(row) for row in _of(own, "family", name))) for name in names
    )


def mode_lines(study: Study, case: Case) -> tuple[Line, ...]:
    """Return the numbers of `modes` as a table: turns, of which clear."""
    own = study.intimacy[study.intimacy["case"] == case.id]
    return tuple(
        Line("SX", f"{capital(side)}, self-{mode}", tuple(_turns(row, mode) for row in _of(own, "side", side)))
        for side in SIDES
        for mode in ("exposure", "presentation")
    )


def _points(rows: Iterable[Any], places: Axis, folder: str) -> tuple[Point, ...]:
    found = []
    for row in rows:
        rate, number = known(row.per_100_turns), known(row.count)
        clear = None if rate is None else rate * (known(row.clear) or 0.0) / number if number else rate
        title = f"{word(row.session)}: {decimal(rate)} a hundred turns"
        found.append(Point(places.at(row.session) or 0.0, rate, clear, page(folder, row.session), title))
    return tuple(found)


def _mode(row: Any, mode: str, places: Axis, folder: str) -> Point:
    value, clear = known(getattr(row, mode)), known(getattr(row, f"{mode}_clear"))
    title = f"{word(row.session)}: {count(value)} turns"
    return Point(places.at(row.session) or 0.0, value, clear, page(folder, row.session, "intimacy"), title)


def _told(row: Any) -> str:
    if known(row.count) is None:
        return NONE
    clear = f", {count(row.clear)} clear" if known(row.count) else ""
    return f"{count(row.count)}{clear}; {decimal(row.per_100_turns)}" if known(row.count) else "0"


def _turns(row: Any, mode: str) -> str:
    value = known(getattr(row, mode))
    clear = f", {count(getattr(row, f'{mode}_clear'))} clear" if value else ""
    return f"{count(value)}{clear}"


def _of(rows: pd.DataFrame, column: str, value: str) -> Iterable[Any]:
    return each(rows[rows[column] == value])
