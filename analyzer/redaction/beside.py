"""What lies beside copies: a manifest of their cases, and alliance scores, without names and with dates moved."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from analyzer.cases.alliance import Score
from analyzer.cases.case import Case, Visit
from analyzer.cases.listing import same
from analyzer.role_words import meaning

MANIFEST, SCORES = "manifest.csv", "scores.csv"


class Placed(NamedTuple):
    """A case as its copies call it: `slug` is its new name, `shift` how far its dates move back."""

    case: Case
    slug: str
    shift: timedelta


def manifest(placed: Iterable[Placed], copies: Mapping[str, Sequence[Path]]) -> str:
    """Return a manifest of the copies, given by session id; those of a file of several sessions have no number."""
    rows = [
        (path.name, one.slug, *_when(visit, one.shift, alone=len(copies[visit.session]) == 1))
        for one in placed
        for visit in one.case.visits
        for path in copies.get(visit.session, ())
    ]
    return _csv(("file", "case", "session", "date"), rows)


def scores(placed: Iterable[Placed], found: Iterable[Score]) -> str:
    """Return the scores of the cases that were copied; those of other cases are left out, as is who a rater is."""
    known = {same(one.case.id): one for one in placed}
    rows: list[tuple[object, ...]] = []
    raters: dict[str, str] = {}
    for score in found:
        if one := known.get(same(score.case)):
            told = _moved(score.date, one.shift)
            rows.append((one.slug, score.number, told, score.measure, _rater(score.rater, raters), score.value))
    return _csv(("case", "session", "date", "measure", "rater", "score"), rows)


def merged(path: Path, text: str) -> str:
    """Return the table `text` with the rows of the one at `path`, from an earlier run, that it does not replace."""
    if not path.exists():
        return text
    header, *rows = csv.reader(StringIO(text))
    before, *earlier = csv.reader(StringIO(path.read_text(encoding="utf-8")))
    known = {_about(header, row) for row in rows}
    kept = [row for row in earlier if before == header and _about(header, row) not in known]
    return _csv(header, [*kept, *rows])


def _about(header: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    """Return what a row is about: a file, or a score's place."""
    return tuple(row[:1] if header[0] == "file" else row[:-1])


def _when(visit: Visit, shift: timedelta, *, alone: bool) -> tuple[object, str]:
    return (visit.number if alone else None), (_moved(visit.date, shift) if alone else "")


def _moved(day: date | None, shift: timedelta) -> str:
    return (day - shift).isoformat() if day else ""


def _rater(rater: str, met: dict[str, str]) -> str:
    """Return a rater's role, or a number in place of a name."""
    if not rater or meaning(rater):
        return meaning(rater) or ""
    return met.setdefault(same(rater), f"rater {len(met) + 1}")


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table; empty when there are no rows."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue() if rows else ""
