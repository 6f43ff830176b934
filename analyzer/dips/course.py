"""A course: one client's scores on one measure, session after session, with a gap where a session has no score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from analyzer.cases.alliance import Score
from analyzer.cases.listing import same

FEWEST = 5
"""Scored sessions that a standard deviation needs before it is worth the name."""


class Course(NamedTuple):
    """Scores in order: `sessions` are consecutive numbers, from the therapy or, where only dates are known, from 1.

    `values` holds None for a session without a score.
    """

    case: str
    measure: str
    rater: str
    sessions: tuple[int, ...]
    values: tuple[float | None, ...]


def courses(scores: Iterable[Score]) -> tuple[Course, ...]:
    """Group `scores` into courses, one for each case, measure and rater, ordered by these."""
    groups: dict[tuple[str, str, str], list[Score]] = {}
    for score in scores:
        key = (same(score.case), same(score.measure), same(score.rater))
        groups.setdefault(key, []).append(score)
    return tuple(_course(group) for _, group in sorted(groups.items()))


def unfit(values: Sequence[float | None]) -> str:
    """Return why no dip can be looked for in `values`; "" if it can."""
    scored = [value for value in values if value is not None]
    if len(scored) < FEWEST:
        return f"fewer than {FEWEST} scored sessions ({len(scored)}), not judged"
    if max(scored) == min(scored):
        return "all scores are the same, so there is no dip to look for"
    return ""


def gaps(values: Sequence[float | None]) -> str:
    """Return how many sessions have no score; "" if all have one."""
    missing = sum(value is None for value in values)
    return f"{missing} of {len(values)} sessions have no score and were passed over" if missing else ""


def within(values: Sequence[float | None]) -> float | None:
    """Return the standard deviation (n - 1) of one client's scores; None of fewer than two."""
    scored = [value for value in values if value is not None]
    return stdev(scored) if len(scored) > 1 else None


def between(found: Iterable[Course], like: Course) -> float | None:
    """Return the standard deviation (n - 1) of clients' mean scores on the measure and rater of `like`.

    None with fewer than two clients.
    """
    kin = [c for c in found if (same(c.measure), same(c.rater)) == (same(like.measure), same(like.rater))]
    scored = [[value for value in course.values if value is not None] for course in kin]
    means = [fmean(values) for values in scored if values]
    return stdev(means) if len(means) > 1 else None


def _course(group: Sequence[Score]) -> Course:
    """Lay scores out by number where all have one, else by date; a session between two without a score is a gap."""
    numbered = {score.number: score.value for score in group if score.number is not None}
    if len(numbered) == len(group):
        sessions = tuple(range(min(numbered), max(numbered) + 1))
        values = tuple(numbered.get(session) for session in sessions)
    else:
        dated = sorted(group, key=lambda score: (score.date is None, score.date, score.number or 0))
        sessions, values = tuple(range(1, len(group) + 1)), tuple(score.value for score in dated)
    return Course(group[0].case, group[0].measure, group[0].rater, sessions, values)
