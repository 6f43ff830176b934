"""Dips: falls of session-to-session alliance scores and recovery from them, by published criteria side by side.

A dip between sessions is not a rupture: scores given after sessions fall for many reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.cases.alliance import Score
from analyzer.dips.charts import chart
from analyzer.dips.course import Course, between, courses, gaps, unfit
from analyzer.dips.dip import Dip
from analyzer.dips.methods import METHODS, Method

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["METHODS", "Course", "Method", "charts_frame", "courses", "dips_frame", "methods_frame"]

_COURSE = {"case": "str", "measure": "str", "rater": "str"}
DIPS = {
    **_COURSE,
    "method": "str",
    "dip": "int64",  # from 1 within course and method; 0 where none was found or looked for
    "start": "Int64",  # session before the fall; missing where scores begin below the limit
    "trough": "Int64",
    "repaired_at": "Int64",  # session, missing if not recovered
    "magnitude": "Float64",  # points from start to trough
    "threshold": "Float64",  # points that the method asks for
    "fall": "Int64",  # sessions from start to trough
    "length": "Int64",  # sessions from start to recovery
    "pattern": "str",
    "certainty": "str",
    "note": "str",
}
CHARTS = {
    **_COURSE,
    **dict.fromkeys(("centre", "lower", "upper", "range_centre", "range_upper"), "Float64"),
    "note": "str",
}
SOURCES = dict.fromkeys(("method", "label", "source", "rule", "certainty"), "str")


def dips_frame(scores: Iterable[Score], methods: Sequence[Method] = METHODS) -> pd.DataFrame:
    """Find the dips in `scores` by every method; columns `DIPS`.

    One row a dip, and one row for each course and method without any, whose note says why: none found, too few
    sessions, constant scores, another scale. Sessions are numbers in the therapy or, for scores that have only
    dates, places in their order.
    """
    found = courses(scores)
    return frames.frame(DIPS, (row for course in found for method in methods for row in _rows(course, method, found)))


def charts_frame(scores: Iterable[Score]) -> pd.DataFrame:
    """Return the lines of Shewhart's charts, one row a course; columns `CHARTS`, missing where none can be drawn."""
    rows = []
    for course in courses(scores):
        lines = chart(course.values) or (None,) * 5
        rows.append((*course[:3], *lines, unfit(course.values) or gaps(course.values)))
    return frames.frame(CHARTS, rows)


def methods_frame(methods: Sequence[Method] = METHODS) -> pd.DataFrame:
    """Return one row a method with its source, rule and certainty; columns `SOURCES`."""
    return frames.frame(SOURCES, (method[:5] for method in methods))


def _rows(course: Course, method: Method, every: Sequence[Course]) -> Iterator[tuple[object, ...]]:
    """Yield the dips of one course by one method as rows, or one row that says why there are none."""
    found = method.find(course.values, between(every, course))
    told = (*course[:3], method.name)
    for number, dip in enumerate(found.dips, start=1):
        yield (*told, number, *_numbers(course, dip, found.threshold), dip.pattern, method.certainty, found.note)
    if not found.dips:
        none = "none found" if found.threshold is not None and not _unjudged(found.note) else ""
        note = "; ".join(filter(None, (none, found.note)))
        yield (*told, 0, None, None, None, None, found.threshold, None, None, "", method.certainty, note)


def _unjudged(note: str) -> bool:
    return note.endswith("not judged")


def _numbers(course: Course, dip: Dip, threshold: float | None) -> tuple[float | None, ...]:
    """Return start, trough and recovery as sessions, magnitude and threshold in points, fall and length in sessions."""
    start, trough, back = (course.sessions[place] if place is not None else None for place in dip[:3])
    fall = dip.trough - dip.start if dip.start is not None else None
    length = dip.repaired - dip.start if dip.start is not None and dip.repaired is not None else None
    return start, trough, back, dip.magnitude, threshold, fall, length
