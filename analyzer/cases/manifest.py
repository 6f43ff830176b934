"""A manifest: a CSV file that says which transcript is which session of which case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from analyzer.cases.case import MANIFEST, Case, Visit, ordered
from analyzer.cases.dates import dates
from analyzer.cases.listing import Listing, listing, number, same
from analyzer.errors import AnalyzerError
from analyzer.inputs import Input
from analyzer.readers.columns import NAMES as TALK

FILE = ("file", "filename", "path", "filepath", "transcript", "transcriptfile", "transcriptname", "document")
CASE = (
    *("case", "caseid", "casenumber", "caseno", "client", "clientid", "clientcode", "patient", "patientid"),
    *("participant", "participantid", "dyad", "dyadid", "pid", "subject", "subjectid"),
)
SESSION = ("session", "sessionnumber", "sessionno", "sessionnr", "sessionnum", "sess", "number", "no", "nr", "visit")
DATE = ("date", "sessiondate", "dateofsession", "datesession", "day")
THERAPIST = ("therapist", "therapistid", "counsellor", "counselor", "clinician", "practitioner", "provider")
USUAL = ("manifest.csv", "cases.csv", "sessions.csv")
"""What a manifest beside the transcripts is usually called."""

_DATE_REMEDY = "write it as in 2024-03-01"


class Entry(NamedTuple):
    """One row of a manifest: `file` and `case` as written, `number` and `date` None where not given."""

    line: int
    file: str
    case: str
    number: int | None
    date: date | None
    therapist: str


def entries(path: Path) -> tuple[Entry, ...]:
    """Read the manifest at `path`: columns for the file and the case or client; session, date and therapist if any.

    Raise AnalyzerError with path, line and remedy when a column or cell is missing, a date cannot be read one way
    only, or two rows stand for the same file or the same session.
    """
    table = listing(path)
    file, case = _needed(table, FILE, "file"), _needed(table, CASE, "case or client")
    days = _days(table)
    found = tuple(
        Entry(
            row.line,
            row.cells[file],
            row.cells[case],
            number(_cell(row.cells, table.place(SESSION))),
            day,
            _cell(row.cells, table.place(THERAPIST)),
        )
        for row, day in zip(table.rows, days, strict=True)
    )
    _check(table, found)
    return found


def is_manifest(path: Path) -> bool:
    """Tell whether the file at `path` is a manifest by its header: files and cases are named, and no talk is."""
    if path.suffix.lower() not in (".csv", ".tsv", ".tab"):
        return False
    try:
        table = listing(path)
    except AnalyzerError:
        return False
    talk = table.place([name for name in TALK["text"] if name not in FILE])
    return table.place(FILE) is not None and table.place(CASE) is not None and talk is None


def listed(inputs: Sequence[Input], manifest: Path) -> list[Case]:
    """Group `inputs` into cases as the manifest says; those it does not name belong to none.

    A file is named by its path from the manifest's folder, by its name, or by its name without suffix. Rows whose
    file exists but is not among `inputs` are passed over; raise AnalyzerError when there is no such file.
    """
    grouped: dict[str, list[tuple[Entry, Input]]] = {}
    index = _index(inputs, manifest)
    for entry in entries(manifest):
        if item := _matching(entry, index, manifest):
            grouped.setdefault(same(entry.case), []).append((entry, item))
    return [Case(group[0][0].case, ordered([_visit(*pair) for pair in group]), MANIFEST) for group in grouped.values()]


class _Index(NamedTuple):
    """Inputs by where they are and by what they are called, and the names of all files beside them and the manifest."""

    places: dict[Path, Input]
    names: dict[str, list[Input]]
    beside: set[str]


def _index(inputs: Sequence[Input], manifest: Path) -> _Index:
    names: dict[str, list[Input]] = {}
    for item in inputs:
        for name in {item.path.name, item.path.stem}:
            names.setdefault(name, []).append(item)
    folders = {manifest.parent, *(item.path.parent for item in inputs)}
    beside = {name for folder in folders for file in folder.iterdir() for name in (file.name, file.stem)}
    return _Index({item.path.resolve(): item for item in inputs}, names, beside)


def _visit(entry: Entry, item: Input) -> Visit:
    return Visit(item.id, item.path, entry.number, entry.date, entry.therapist)


def _matching(entry: Entry, index: _Index, manifest: Path) -> Input | None:
    """Return the input that an entry names; raise AnalyzerError when it names two, or a file that does not exist."""
    named = Path(entry.file.replace("\\", "/"))
    at = (manifest.parent / named).resolve()
    if at in index.places or at.is_file():
        return index.places.get(at)
    found = index.names.get(named.name, [])
    if len(found) > 1:
        remedy = "write its path from the manifest's folder"
        raise AnalyzerError("several files have this name", path=manifest, line=entry.line, remedy=remedy)
    if not found and named.name not in index.beside:
        raise AnalyzerError("there is no such file", path=manifest, line=entry.line, remedy="check the file's name")
    return found[0] if found else None


def _needed(table: Listing, names: Sequence[str], what: str) -> int:
    place = table.place(names)
    if place is None:
        raise table.error(f"no column names the {what}", f"call one of the columns {names[0]}", line=1)
    return place


def _cell(cells: Sequence[str], place: int | None) -> str:
    return "" if place is None else cells[place]


def _days(table: Listing) -> list[date | None]:
    """Return the date in each row; raise AnalyzerError where one is given but cannot be read one way only."""
    cells = [_cell(row.cells, table.place(DATE)) for row in table.rows]
    days = dates(cells)
    for row, cell, day in zip(table.rows, cells, days, strict=True):
        if cell and day is None:
            raise table.error("this date cannot be read, or can be read two ways", _DATE_REMEDY, line=row.line)
    return days


def _check(table: Listing, found: Sequence[Entry]) -> None:
    files: set[str] = set()
    sessions: set[tuple[str, int]] = set()
    for entry in found:
        if not entry.file or not entry.case:
            what = "case or client" if entry.file else "file"
            raise table.error(f"this row names no {what}", "fill the cell or delete the row", line=entry.line)
        if entry.file in files:
            raise table.error("this file stands in the manifest twice", "delete one of the rows", line=entry.line)
        place = (same(entry.case), entry.number or 0)
        if entry.number is not None and place in sessions:
            raise table.error("this case has two sessions of this number", "give each its own", line=entry.line)
        files.add(entry.file)
        sessions |= {place} if entry.number is not None else set()
