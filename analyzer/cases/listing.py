"""A listing: a small table with a header, such as a manifest or a file of scores, each row with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from analyzer.errors import AnalyzerError
from analyzer.readers.columns import plain
from analyzer.readers.source import load

_MARKS = (",", ";", "\t", "|")
_NUMBER = re.compile(r"\D{0,20}?(\d{1,4})(?:[.,]0+)?(?![\d.,])\D{0,20}")


class Row(NamedTuple):
    """One row: the line it starts on and its cells, in the order of the columns, without spaces around them."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as the file at `path` holds it; `columns` are the names in its header, as written."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def place(self, names: Sequence[str]) -> int | None:
        """Return the place of the first of `names` that a column has; letters and digits in lower case decide."""
        known = [plain(column) for column in self.columns]
        return next((known.index(name) for name in names if name in known), None)

    def error(self, problem: str, remedy: str, *, line: int | None = None) -> AnalyzerError:
        """Return the error for a problem in this file."""
        return AnalyzerError(problem, path=self.path, line=line, remedy=remedy)


def listing(path: Path) -> Listing:
    """Read the delimited text at `path`; commas, semicolons, tabs or bars may stand between cells.

    Raise AnalyzerError when it is no such text, has no header, names a column twice, or has a row that is too long.
    """
    source = load(path)
    if source.packed:
        raise AnalyzerError("this is not a CSV file", path=path, remedy="save the table as CSV")
    try:
        rows = [row for row in _rows(source.text) if any(row.cells)]
    except csv.Error as error:
        remedy = "check its quotation marks, or save it anew as CSV"
        raise AnalyzerError("this table cannot be taken apart", path=path, remedy=remedy) from error
    if not rows:
        raise AnalyzerError("this table is empty", path=path, remedy="give it a header and a row a session")
    width = max((place for place, cell in enumerate(rows[0].cells, start=1) if cell), default=0)
    found = Listing(path, rows[0].cells[:width], tuple(_fitted(row, width) for row in rows[1:]))
    _check(found)
    return found


def number(cell: str) -> int | None:
    """Return the one whole number in `cell`, as in "5", "S05" or "Session 5"; None if there is none or several."""
    match = _NUMBER.fullmatch(cell.strip())
    return int(match[1]) if match else None


def same(name: str) -> str:
    """Return what two spellings of one case's name share: case and spaces do not count."""
    return " ".join(name.split()).casefold()


def _rows(text: str) -> list[Row]:
    """Return the rows of `text`; a first line such as `sep=;`, which Excel writes, is obeyed."""
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    mark = told[1] if told else _mark(next((line for line in text.splitlines() if line.strip()), ""))
    reader, rows, line = csv.reader(StringIO(text, newline=""), delimiter=mark), [], 1
    for cells in reader:
        if not (told and line == 1):
            rows.append(Row(line, tuple(cell.strip() for cell in cells)))
        line = reader.line_num + 1
    return rows


def _mark(header: str) -> str:
    """Return the mark that cuts the header into most cells."""
    return max(_MARKS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _fitted(row: Row, width: int) -> Row:
    """Fill a short row up to `width` cells, and drop empty cells beyond it."""
    cells = row.cells[:width] if not any(row.cells[width:]) else row.cells
    return Row(row.line, cells + ("",) * (width - len(cells)))


def _check(found: Listing) -> None:
    names = [plain(column) for column in found.columns if column]
    if len(set(names)) < len(names):
        raise found.error("two columns have the same name", "rename one of them", line=1)
    for row in found.rows:
        if len(row.cells) > len(found.columns):
            remedy = "put cells that hold the delimiter in quotation marks"
            raise found.error("this row has more cells than the header", remedy, line=row.line)
