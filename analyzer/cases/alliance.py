"""Alliance scores: what clients or therapists said of the alliance after each session, read from a CSV file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames
from analyzer.cases.case import Case, Visit
from analyzer.cases.dates import dates
from analyzer.cases.listing import Listing, Row, listing, number, same
from analyzer.cases.manifest import CASE, DATE, FILE, SESSION, THERAPIST
from analyzer.errors import AnalyzerError
from analyzer.readers.columns import plain

if TYPE_CHECKING:
    import pandas as pd

MEASURE = ("measure", "instrument", "scale", "questionnaire", "variable", "subscale")
VALUE = ("score", "value", "rating", "total", "mean")
RATER = ("rater", "ratedby", "perspective", "source", "respondent", "informant", "version")
MISSING = {"", "na", "n/a", "nan", "null", "none", ".", "-", "--", "?", "missing", "#n/a", "-9", "-99", "-999", "999"}
"""What stands for no score, in lower case; no alliance measure scores below 0 or as high as 999."""

_KNOWN = re.compile(
    r"(wai(?!ting|tlist)|arm|calpas|srs|csrs|haq|vtas|softa)\w{0,12}|.*(alliance|score|bond|task|goal).*"
)
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_HIGHEST = 2000  # session number that a therapy may reach; above it, the column holds something else

SCORES = {
    "case": "str",
    "session": "str",  # id of the transcript, "" where there is none
    "number": "Int64",  # the session's number in the therapy
    "date": "str",  # ISO, "" if not given
    "measure": "str",
    "rater": "str",  # "" if not told
    "score": "Float64",  # as given, on the measure's own scale; missing where there was none
}


class Score(NamedTuple):
    """One score as the file has it: `number` or `date` tells the session, `value` is None where none was given."""

    case: str
    number: int | None
    date: date | None
    measure: str
    rater: str
    value: float | None
    line: int


def scores(path: Path) -> tuple[Score, ...]:
    """Read scores from the CSV file at `path`, wide (a column a measure) or long (columns `measure` and `score`).

    Needs a column for the case or client, and one for the session or the date. Raise AnalyzerError with path, line
    and remedy when one is missing, a score is no number, or two scores stand for one session, measure and rater.
    """
    table = listing(path)
    place = table.place(CASE)
    if place is None:
        raise table.error("no column names the case or client", "call one of the columns case", line=1)
    if table.place(SESSION) is None and table.place(DATE) is None:
        raise table.error("no column tells the session", "call one of the columns session or date", line=1)
    columns = _columns(table)
    if not columns:
        raise table.error("no column holds scores", "name a column after its measure, such as WAI", line=1)
    days = dates([_cell(row, table.place(DATE)) for row in table.rows])
    found = tuple(
        _score(table, row, day, column) for row, day in zip(table.rows, days, strict=True) for column in columns
    )
    _check(table, found)
    return found


def is_scores(path: Path) -> bool:
    """Tell whether the file at `path` holds scores by its header: a case, a session or date, and a known measure.

    A manifest may hold scores too; a table with talk in it does not.
    """
    if path.suffix.lower() not in (".csv", ".tsv", ".tab"):
        return False
    try:
        table = listing(path)
    except AnalyzerError:
        return False
    placed = table.place(CASE) is not None and (table.place(SESSION) is not None or table.place(DATE) is not None)
    return placed and not _talks(table) and bool(_long(table) or _known(table))


def joined(cases: Iterable[Case], found: Iterable[Score]) -> pd.DataFrame:
    """Return `found` as a frame, each score with the transcript of its session; columns `SCORES`.

    A session is the case's of the same number, or of the same date where either has no number. Scores without a
    transcript stay, so that a course is whole; spelling of the case follows the transcripts'.
    """
    known = {same(case.id): case for case in cases}
    rows = []
    for score in found:
        case = known.get(same(score.case))
        visit = _visit(case, score) if case else None
        when = score.date or (visit.date if visit else None)
        sitting = score.number if score.number is not None else (visit.number if visit else None)
        told = when.isoformat() if when else ""
        name, session = (case.id if case else score.case), (visit.session if visit else "")
        rows.append((name, session, sitting, told, score.measure, score.rater, score.value))
    return frames.frame(SCORES, rows)


def _visit(case: Case, score: Score) -> Visit | None:
    """Return the case's session that a score belongs to; None if there is none, or more than one."""
    if score.number is not None and (near := [visit for visit in case.visits if visit.number == score.number]):
        return near[0] if len(near) == 1 else None
    dated = [visit for visit in case.visits if score.date is not None and visit.date == score.date]
    clash = [visit for visit in dated if None not in (visit.number, score.number)]
    return dated[0] if len(dated) == 1 and not clash else None


def _columns(table: Listing) -> list[int]:
    """Return the places of the columns of scores: one in a long table, else those named after alliance measures.

    Where no column has such a name, all that hold numbers are taken.
    """
    return _long(table) or _known(table) or [place for place in _free(table) if _numeric(table, place) == 1]


def _long(table: Listing) -> list[int]:
    value = table.place(VALUE)
    return [value] if value is not None and table.place(MEASURE) is not None else []


def _known(table: Listing) -> list[int]:
    """Return the places of columns named after alliance measures, at least half of whose cells are numbers."""
    named = [place for place in _free(table) if _KNOWN.fullmatch(plain(table.columns[place]))]
    return [place for place in named if _numeric(table, place) >= 1 / 2]


def _free(table: Listing) -> list[int]:
    taken = {table.place(names) for names in (CASE, SESSION, DATE, THERAPIST, FILE, MEASURE, RATER)}
    return [place for place, column in enumerate(table.columns) if column and place not in taken]


def _numeric(table: Listing, place: int) -> float:
    """Return the share of numbers among the filled cells of a column; 0 if none is filled."""
    filled = [row.cells[place] for row in table.rows if row.cells[place].lower() not in MISSING]
    return sum(bool(_DECIMAL.fullmatch(cell)) for cell in filled) / len(filled) if filled else 0.0


def _talks(table: Listing) -> bool:
    """Tell whether the table may be a transcript: one of its columns is for talk or speakers."""
    return table.place(("text", "utterance", "speech", "speaker", "interlocutor", "content", "message")) is not None


def _score(table: Listing, row: Row, day: date | None, column: int) -> Score:
    """Return the score in one cell; raise AnalyzerError when its row or its number cannot be told."""
    case, sitting = row.cells[table.place(CASE) or 0], number(_cell(row, table.place(SESSION)))
    if not case:
        raise table.error("this row names no case or client", "fill the cell or delete the row", line=row.line)
    if _cell(row, table.place(DATE)) and day is None:
        remedy = "write it as in 2024-03-01"
        raise table.error("this date cannot be read, or can be read two ways", remedy, line=row.line)
    if (sitting is None and day is None) or (sitting or 0) > _HIGHEST:
        raise table.error("this row tells no session number", "give the number or the date", line=row.line)
    long = table.place(MEASURE)
    measure = row.cells[long] if long is not None and column == table.place(VALUE) else table.columns[column]
    return Score(case, sitting, day, measure, _cell(row, table.place(RATER)), _value(table, row, column), row.line)


def _value(table: Listing, row: Row, column: int) -> float | None:
    cell = row.cells[column]
    if cell.lower() in MISSING:
        return None
    if not _DECIMAL.fullmatch(cell):
        problem = f"the score in column {table.columns[column]} is not a number"
        raise table.error(problem, "correct it, or leave the cell empty", line=row.line)
    return float(cell.replace(",", "."))


def _cell(row: Row, place: int | None) -> str:
    return "" if place is None else row.cells[place]


def _check(table: Listing, found: Sequence[Score]) -> None:
    known: set[tuple[object, ...]] = set()
    for score in found:
        when = score.date if score.number is None else score.number
        at = (same(score.case), when, score.measure.casefold(), score.rater.casefold())
        if at in known:
            remedy = "keep one, or tell them apart in a column rater"
            raise table.error("this session has two scores on one measure", remedy, line=score.line)
        known.add(at)
