"""Alliance: the scores of a case as courses, with the dips that each published method tells and what was coded then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analyzer.cases.alliance import Score
from analyzer.cases.case import Case
from analyzer.cases.listing import same
from analyzer.dips import METHODS, Course, Method, courses
from analyzer.dips.course import FEWEST, gaps, unfit
from analyzer.study import Study
from reports.cases.view.axis import Axis, spread
from reports.cases.view.cells import NONE, decimal, known, page, whole, word
from reports.cases.view.follow import Point
from reports.view.numbers import counted
from reports.view.wording import capital

BESIDE = (
    ("W", "Strain: withdrawal and confrontation", ("withdrawal", "confrontation")),
    ("R", "Resolution", ("resolution",)),
    ("IM", "Immediacy", ("immediacy",)),
)
"""What of the coded talk is drawn under the scores: a family's slug, a name, and the families added up."""
DRAWN = 12  # courses of one case that are shown with a picture and a table
SURE = ("uncertain", "partly certain")


class Bar(NamedTuple):
    """One dip in the picture, places 0-1; `start` is the trough's own where scores begin below the limit."""

    start: float
    trough: float
    end: float | None


class Row(NamedTuple):
    """One method's dips in the picture; `said` stands in their place where there are none."""

    label: str
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


class Dip(NamedTuple):
    """One row of the table: a method, where scores fall, are lowest and come back, and what must be said of it."""

    method: str
    rule: str
    start: str
    trough: str
    repaired: str
    magnitude: str
    threshold: str
    pattern: str
    said: str


class Known(NamedTuple):
    """What of a method is certain, and where it was published."""

    label: str
    sure: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """One course as a page shows it: `note` says why no dips were looked for, or which sessions have no score."""

    measure: str
    rater: str
    facts: str
    note: str
    judged: bool
    unit: str
    picture: Picture
    dips: tuple[Dip, ...]
    summary: str


def alliance(study: Study, case: Case, *, folder: str) -> tuple[Told, ...]:
    """Return the courses of a case's scores, in the order of measure and rater."""
    own = [score for score in study.scores if same(score.case) == same(case.id)]
    return tuple(_told(study, case, course, own, folder) for course in courses(own))


def methods() -> tuple[Known, ...]:
    """Return every method with its source and how sure it is."""
    return tuple(_known(method) for method in METHODS)


def _known(method: Method) -> Known:
    sure, _, why = method.certainty.partition(": ")
    return Known(method.label, sure, why, method.source)


def _told(study: Study, case: Case, course: Course, own: Sequence[Score], folder: str) -> Told:
    rows = _dips(study, course)
    places = _axis(case, course, own)
    scored = [value for value in course.values if value is not None]
    why = unfit(course.values)
    missing = gaps(course.values)
    return Told(
        measure=word(course.measure),
        rater=word(course.rater),
        facts=f"{counted(len(scored), 'score')}, {decimal(min(scored), 2)} to {decimal(max(scored), 2)}" if scored else "no scores",
        note=". ".join(map(capital, filter(None, (why, missing)))) + ("." if why or missing else ""),
        judged=not why,
        unit=places.unit,
        picture=_picture(study, course, places, rows, folder),
        dips=tuple(_dip(row, method) for method, found in rows for row in found),
        summary=_summary(rows, why),
    )


def _dips(study: Study, course: Course) -> list[tuple[Method, list[Any]]]:
    """Return each method with its rows for a course."""
    own = [
        row
        for row in study.dips.itertuples(index=False)
        if (same(row.case), same(row.measure), same(row.rater)) == tuple(map(same, course[:3]))
    ]
    return [(method, [row for row in own if row.method == method.name]) for method in METHODS]


def _axis(case: Case, course: Course, own: Sequence[Score]) -> Axis:
    """Return the axis of a course: numbers of sessions, or where only dates are known the order of scores."""
    of = [score for score in own if (same(score.measure), same(score.rater)) == (same(course[1]), same(course[2]))]
    if all(score.number is not None for score in of):
        places = {visit.session: float(visit.number) for visit in case.visits if visit.number is not None}
        return spread(places, [*course.sessions, *places.values()], unit="session number")
    dated = sorted(of, key=lambda score: (score.date is None, score.date, score.number or 0))
    days = {score.date: float(place) for place, score in enumerate(dated, start=1) if score.date}
    places = {visit.session: days[visit.date] for visit in case.visits if visit.date in days}
    return spread(places, course.sessions, unit="scored sessions in order of their dates")


def _picture(
    study: Study, course: Course, places: Axis, rows: Iterable[tuple[Method, list[Any]]], folder: str
) -> Picture:
    scored = [value for value in course.values if value is not None]
    low, high = (min(scored), max(scored)) if scored else (0.0, 1.0)
    points = tuple((places.share(n), value) for n, value in zip(course.sessions, course.values, strict=True))
    return Picture(
        points,
        low,
        high if high > low else low + 1,
        tuple(_row(method, found, places) for method, found in rows),
        tuple(_beside(study, places, *told, folder) for told in BESIDE),
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
    return Row(method.label, bars, said)


def _beside(study: Study, places: Axis, slug: str, label: str, families: Sequence[str], folder: str) -> Beside:
    rates = study.families[study.families["family"].isin(families) & study.families["session"].isin(places.places)]
    points = []
    for session, own in rates.groupby("session", sort=False):
        value = known(own["per_100_turns"].sum(skipna=False))
        title = f"{word(session)}: {decimal(value)} a hundred turns"
        points.append(Point(places.at(str(session)) or 0.0, value, None, page(folder, str(session)), title))
    points.sort(key=lambda point: point.place)
    return Beside(slug, label, tuple(points), max((point.value or 0.0 for point in points), default=0.0) or 1.0)


def _dip(row: Any, method: Method) -> Dip:
    return Dip(
        method=method.label,
        rule=method.rule,
        start=_session(row.start) if row.dip else "",
        trough=_session(row.trough) if row.dip else "",
        repaired=_session(row.repaired_at) if row.dip else "",
        magnitude=decimal(row.magnitude, 2) if row.dip else "",
        threshold=decimal(row.threshold, 2),
        pattern=word(row.pattern),
        said=word(row.note),
    )


def _session(value: Any) -> str:
    return NONE if whole(value) is None else str(whole(value))


def _summary(rows: Iterable[tuple[Method, list[Any]]], why: str) -> str:
    """Say how many methods tell a dip, or why none was asked."""
    if why:
        return f"No dips were looked for: {why}." if not why.startswith("fewer") else (
            f"No dips were looked for: there are fewer than {FEWEST} scored sessions."
        )
    counts = [sum(bool(row.dip) for row in found) for _, found in rows]
    some = sum(number > 0 for number in counts)
    if not some:
        return f"None of the {len(counts)} methods finds a dip."
    fewest, most = min(counts), max(counts)
    spread_ = f"from {fewest or 'none'} to {most}" if fewest != most else f"{most} each"
    return f"{some} of {len(counts)} methods find a dip ({spread_}). Where they differ, the criterion decides, not the client."
