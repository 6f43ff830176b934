"""Rows: the tables in a file, whatever its format, as lines of text cells by column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from analyzer.coded.columns import kind_of, placed
from analyzer.errors import ReadError
from analyzer.readers.source import LIMIT, Source
from analyzer.readers.spreadsheet import sheets
from analyzer.session import Problem

_HEADERS = 15
"""Rows among which the header of a table is looked for; what stands above it is a title."""

Lines = list[tuple[int, tuple[object, ...]]]


class Row(NamedTuple):
    """One row: the line or row it stands on, and its cells by column as in `analyzer.coded.columns.NAMES`."""

    line: int
    cells: Mapping[str, str]


class Table(NamedTuple):
    """One table: `kind` is codes, events, ratings or "" for another; `header` is as written."""

    kind: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def tables(source: Source) -> list[Table]:
    """Return the tables in `source`: CSV, TSV, JSON, Parquet, or a sheet each of a workbook."""
    read = READERS.get(source.suffix, _delimited)
    return [_table(lines) for lines in read(source)]


def _table(lines: Lines) -> Table:
    """Find the header among the first lines, and read what is below it."""
    texts = [(number, tuple(map(_text, cells))) for number, cells in lines]
    filled = [(number, cells) for number, cells in texts if any(cells)]
    at = next((n for n, (_, cells) in enumerate(filled[:_HEADERS]) if kind_of(placed(cells))), 0)
    if not filled:
        return Table("", (), ())
    found, header = placed(filled[at][1]), filled[at][1]
    rows = tuple(Row(number, _cells(cells, found)) for number, cells in filled[at + 1 :])
    above = tuple(Problem(number, "a line above the header was not read") for number, _ in filled[:at])
    return Table(kind_of(found) or "", header, rows, above)


def _cells(cells: Sequence[str], found: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for name, place in found.items()}


def _text(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, and no mark that keeps a spreadsheet from computing."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _delimited(source: Source) -> Iterator[Lines]:
    """Yield the one table of a delimited text, its mark the one that gives the most known columns."""
    mark = max(",;\t|", key=lambda mark: _columns(source.text[:20_000], mark))
    limit = csv.field_size_limit(LIMIT)
    lines: Lines = []
    try:
        reader, line = csv.reader(StringIO(source.text, newline=""), delimiter=mark), 1
        for cells in reader:
            lines.append((line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError("this table is damaged", path=source.path, remedy="save it anew as CSV") from error
    finally:
        csv.field_size_limit(limit)
    yield lines


def _columns(text: str, mark: str) -> int:
    """Return the most known columns that a line of `text` has when cut by `mark`."""
    lines = text.splitlines()[:_HEADERS]
    return max((len(placed(row)) for row in csv.reader(lines, delimiter=mark)), default=0)


def _workbook(source: Source) -> Iterator[Lines]:
    for sheet in sheets(source):
        yield [(row.line, row.cells) for row in sheet]


def _json(source: Source) -> Iterator[Lines]:
    """Yield the table that a list of objects is."""
    try:
        records = json.loads(source.text)
    except ValueError as error:
        raise ReadError("this is not JSON", path=source.path, remedy="save it anew") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ReadError("this JSON is not a list of objects", path=source.path, remedy="give a table of codes")
    yield _recorded(records)


def _parquet(source: Source) -> Iterator[Lines]:
    import pyarrow
    import pyarrow.parquet

    try:
        yield _recorded(pyarrow.parquet.read_table(BytesIO(source.data)).to_pylist())
    except pyarrow.ArrowException as error:
        raise ReadError("this Parquet file is damaged", path=source.path, remedy="write it anew") from error


def _recorded(records: Sequence[Mapping[str, Any]]) -> Lines:
    header = tuple(dict.fromkeys(name for record in records for name in record))
    body = ((n, tuple(record.get(name) for name in header)) for n, record in enumerate(records, start=2))
    return [(1, header), *body] if header else []


READERS: Mapping[str, Callable[[Source], Iterator[Lines]]] = {
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".ods": _workbook,
    ".json": _json,
    ".parquet": _parquet,
}
"""How the rows of a file are read, by suffix; any other is delimited text."""
