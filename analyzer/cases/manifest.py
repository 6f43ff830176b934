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
PART = ("part", "partnumber", "partno", "partnr", "piece", "tape", "recording", "recordingno")
THERAPIST = ("therapist", "therapistid", "counsellor", "counselor", "clinician", "practitioner", "provider")
USUAL = ("manifest.csv", "cases.csv", "sessions.csv")
"""What a manifest beside the transcripts is usually called."""

_DATE_REMEDY = "write it as in 2024-03-01"


class Entry(NamedTuple):
    """One row of a manifest: `file` and `case` as written, `number`, `date` and `part` None where not given.

    `session` is the session's cell as written; rows of one case with the same session are the parts of it.
    """

    line: int
    file: str
    case: str
    number: int | None
    date: date | None
    therapist: str
    session: str = ""
    part: int | None = None

    @property
    def sitting(self) -> tuple[str, str] | None:
        """Return what the rows of one session share, None in a row that names no session."""
        told = str(self.number) if self.number is not None else same(self.session)
        return (same(self.case), told) if told else None


def entries(path: Path) -> tuple[Entry, ...]:
    """Read the manifest at `path`: columns for the file and the case or client; session, date, therapist, part if any.

    Raise AnalyzerError with path, line and remedy when a column or cell is missing, a date cannot be read one way
    only, two rows stand for the same file or part, or the rows of one session have different dates.
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
            _cell(row.cells, table.place(SESSION)),
            number(_cell(row.cells, table.place(PART))),
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

    Raise AnalyzerError when a row names no file that exists.
    """
    grouped: dict[str, dict[str, tuple[Entry, Input]]] = {}
    for entry, item in named(inputs, manifest):
        grouped.setdefault(same(entry.case), {}).setdefault(item.id, (entry, item))
    cases = [list(group.values()) for group in grouped.values()]
    return [Case(group[0][0].case, ordered([_visit(*pair) for pair in group]), MANIFEST) for group in cases]


def named(inputs: Sequence[Input], manifest: Path) -> list[tuple[Entry, Input]]:
    """Return each row of the manifest with the input it names, in the order of the rows.

    A file is named by its path from the manifest's folder, by its name, or by its name without suffix. Rows whose
    file exists but is not among `inputs` are passed over; raise AnalyzerError when there is no such file.
    """
    index = _index(inputs, manifest)
    found = ((entry, _matching(entry, index, manifest)) for entry in entries(manifest))
    return [(entry, item) for entry, item in found if item]


class _Index(NamedTuple):
    """Inputs by where they are and by what they are called, and the names of all files beside them and the manifest."""

    places: dict[Path, Input]
    names: dict[str, list[Input]]
    beside: set[str]


def _index(inputs: Sequence[Input], manifest: Path) -> _Index:
    names: dict[str, list[Input]] = {}
    files = [(file, item) for item in inputs for file in item.files]
    for file, item in files:
        for name in {file.name, file.stem}:
            names.setdefault(name, []).append(item)
    folders = {manifest.parent, *(file.parent for file, _ in files)}
    beside = {name for folder in folders for file in folder.iterdir() for name in (file.name, file.stem)}
    return _Index({file.resolve(): item for file, item in files}, names, beside)


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
    first: dict[tuple[str, str], Entry] = {}
    parts: set[tuple[object, int | None]] = set()
    for entry in found:
        if not entry.file or not entry.case:
            what = "case or client" if entry.file else "file"
            raise table.error(f"this row names no {what}", "fill the cell or delete the row", line=entry.line)
        if entry.file in files:
            raise table.error("this file stands in the manifest twice", "delete one of the rows", line=entry.line)
        if entry.sitting:
            _check_part(table, entry, first.setdefault(entry.sitting, entry), parts)
        files.add(entry.file)


def _check_part(table: Listing, entry: Entry, first: Entry, parts: set[tuple[object, int | None]]) -> None:
    """Check a row against the first of its session, and its part against those before."""
    if None not in (entry.date, first.date) and entry.date != first.date:
        remedy = "give each session its own number, or its files one date"
        raise table.error("this case has two sessions of this number", remedy, line=entry.line)
    if entry.part is not None and (entry.sitting, entry.part) in parts:
        raise table.error("this session has this part twice", "number the parts from 1", line=entry.line)
    parts.add((entry.sitting, entry.part))
