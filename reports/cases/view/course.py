"""A course as a picture: scores, the dips that each method tells, and what was coded, over one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analyzer.dips import METHODS, Course, Method
from analyzer.study import Study
from reports.cases.view.axis import Axis
from reports.cases.view.cells import decimal, each, known, page, whole, word
from reports.cases.view.follow import Point


class Series(NamedTuple):
    """What of the coded talk is drawn under the scores: a family's slug, a name, and the families added up."""

    slug: str
    label: str
    families: tuple[str, ...]


SERIES = (
    Series("W", "Strain", ("withdrawal", "confrontation")),
    Series("R", "Resolution", ("resolution",)),
    Series("IM", "Immediacy", ("immediacy",)),
)


class Bar(NamedTuple):
    """One dip in the picture, places 0-1; `start` is the trough's own where scores begin below the limit."""

    start: float
    trough: float
    end: float | None


class Row(NamedTuple):
    """One method's dips in the picture; `said` stands in their place where there are none, `short` on narrow pages."""

    label: str
    short: str
    bars: tuple[Bar, ...]
    said: str


class Beside(NamedTuple):
    """A coded series under the scores."""

    slug: str
    label: str
    points: tuple[Point, ...]
    top: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The course of scores, the dips by method, and what was coded, over one axis."""

    scores: tuple[tuple[float, float | None], ...]
    low: float
    high: float
    rows: tuple[Row, ...]
    beside: tuple[Beside, ...]
    ticks: tuple[tuple[float, str], ...]


def told_by(study: Study, course: Course) -> list[tuple[Method, list[Any]]]:
    """Return each method with its rows for a course, as in the table of dips."""
    own = study.dips
    for column, value in zip(("case", "measure", "rater"), course[:3], strict=True):
        own = own[own[column] == value]
    return [(method, list(each(own[own["method"] == method.name]))) for method in METHODS]


def picture(study: Study, course: Course, places: Axis, *, folder: str) -> Picture:
    """Lay a course out over `places`; `folder` leads to the pages of sessions."""
    scored = [value for value in course.values if value is not None]
    low, high = (min(scored), max(scored)) if scored else (0.0, 1.0)
    points = tuple((places.share(n), value) for n, value in zip(course.sessions, course.values, strict=True))
    return Picture(
        points,
        low,
        high,
        tuple(_row(method, found, places) for method, found in told_by(study, course)),
        tuple(_beside(study, places, series, folder) for series in SERIES),
        places.ticks,
    )


def _row(method: Method, found: Sequence[Any], places: Axis) -> Row:
    bars = tuple(
        Bar(
            places.share(whole(row.start) or row.trough),
            places.share(row.trough),
            places.share(row.repaired_at) if known(row.repaired_at) is not None else None,
        )
        for row in found
        if row.dip
    )
    said = "" if bars else "none found" if "none found" in found[0].note else "not judged"
    short = method.label.replace(" et al. (", " ").replace(")", "").removesuffix(" chart")
    return Row(method.label, short, bars, said)


def _beside(study: Study, places: Axis, series: Series, folder: str) -> Beside:
    rates = study.families[
        study.families["family"].isin(series.families) & study.families["session"].isin(places.places)
    ]
    points = []
    for session, own in rates.groupby("session", sort=False):
        value = known(own["per_100_turns"].sum(skipna=False))
        title = f"{word(session)}: {decimal(value)} a hundred turns"
        points.append(Point(places.at(str(session)) or 0.0, value, None, page(folder, str(session)), title))
    points.sort(key=lambda point: point.place)
    return Beside(
        series.slug, series.label, tuple(points), max((point.value or 0.0 for point in points), default=0.0) or 1.0
    )
