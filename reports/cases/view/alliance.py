"""Alliance: the scores of a case as courses, with the dips that each published method tells and what was coded then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analyzer.cases.alliance import Score
from analyzer.cases.case import Case
from analyzer.cases.listing import same
from analyzer.dips import METHODS, Course, Method, courses
from analyzer.dips.course import gaps, unfit
from analyzer.study import Study
from reports.cases.view.axis import Axis, spread
from reports.cases.view.cells import NONE, decimal, whole, word
from reports.cases.view.course import Picture, picture, told_by
from reports.view.numbers import counted
from reports.view.wording import capital

DRAWN = 12  # courses of one case that are shown with a picture and a table


class Dip(NamedTuple):
    """One dip: the sessions from which scores fall, where they are lowest and where they have come back."""

    start: str
    trough: str
    repaired: str
    magnitude: str
    pattern: str


class Judged(NamedTuple):
    """What one method says of a course: the points it asks for, its dips, what must be said of them, how sure it is."""

    method: str
    rule: str
    sure: str
    threshold: str
    said: str
    dips: tuple[Dip, ...]


class Known(NamedTuple):
    """What of a method is certain, and where it was published."""

    label: str
    sure: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """One course as a page shows it: `note` says how many sessions have no score; `drawn` is False where none has."""

    measure: str
    rater: str
    facts: str
    note: str
    judged: bool
    drawn: bool
    unit: str
    picture: Picture
    methods: tuple[Judged, ...]
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
    return Known(method.label, sure, capital(why), method.source)


def _told(study: Study, case: Case, course: Course, own: Sequence[Score], folder: str) -> Told:
    rows = told_by(study, course)
    places = _axis(case, course, own)
    scored = [value for value in course.values if value is not None]
    why = unfit(course.values)
    missing = gaps(course.values)
    return Told(
        measure=word(course.measure),
        rater=word(course.rater),
        facts=f"{counted(len(scored), 'score')}, {decimal(min(scored), 2)} to {decimal(max(scored), 2)}"
        if scored
        else "no scores",
        note=missing,
        judged=not why,
        drawn=bool(scored),
        unit=places.unit,
        picture=picture(study, course, places, folder=folder),
        methods=tuple(_judged(method, found, missing) for method, found in rows),
        summary=_summary(rows, why),
    )


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


def _judged(method: Method, found: Sequence[Any], missing: str) -> Judged:
    """Return what one method says; that sessions have no score stands above the table, so not again here."""
    notes = (note for note in word(found[0].note).split("; ") if note != missing)
    sure = method.certainty.partition(": ")[0]
    dips = tuple(_dip(row) for row in found if row.dip)
    return Judged(method.label, method.rule, sure, decimal(found[0].threshold, 2), "; ".join(notes), dips)


def _dip(row: Any) -> Dip:
    start, trough, repaired = map(_session, (row.start, row.trough, row.repaired_at))
    return Dip(start, trough, repaired, decimal(row.magnitude, 2), word(row.pattern))


def _session(value: Any) -> str:
    return NONE if whole(value) is None else str(whole(value))


def _summary(rows: Iterable[tuple[Method, list[Any]]], why: str) -> str:
    """Say how many methods tell a dip, or why none was asked."""
    if why:
        return f"No dips were looked for: {'fewer than five scored sessions' if why.startswith('fewer') else why}."
    counts = [sum(bool(row.dip) for row in found) for _, found in rows]
    some = sum(number > 0 for number in counts)
    if not some:
        return f"None of the {len(counts)} methods finds a dip."
    fewest, most = min(counts), max(counts)
    told = f"{some} of {len(counts)} methods find{'s' if some == 1 else ''} a dip"
    number = f"{most} each" if fewest == most else f"{fewest or 'none'} to {most} each"
    return f"{told} ({number}). Where methods differ, it is the criteria that differ."
