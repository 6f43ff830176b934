"""Delimited text: a table of turns with commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from analyzer.readers import text
from analyzer.readers.columns import names_turns
from analyzer.readers.source import LIMIT, Source
from analyzer.readers.table import Row, turns
from analyzer.session import Reading

_DELIMITERS = ("\t", ";", "|", ",")
_SUFFIXES = (".csv", ".tsv", ".tab")
_SAMPLE = 50
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The first line of a table as some spreadsheets write it: it names the mark between cells."""


def fits(source: Source) -> bool:
    """Tell whether the source is a table by its suffix, or by names of columns in its first line."""
    if source.packed:
        return False
    first = next(filter(str.strip, source.lines), "")
    return source.suffix in _SUFFIXES or any(names_turns(_cells(first, mark)) for mark in _DELIMITERS)


def read(source: Source) -> Reading:
    """Read a row as a turn; a file that is no table is read as plain text."""
    told = _TOLD.match(source.text)
    mark = told[1] if told else _delimiter(source.lines)
    rows = [row for row in _rows(source.text, mark) if not (told and row.line == 1)] if mark else []
    found = turns(rows, source, glue=mark or "") if mark else None
    if found is None:
        return text.read(source)
    return Reading("tsv" if mark == "\t" else "csv", found.utterances, found.problems, len(rows), found.starts)


def _delimiter(lines: list[str]) -> str | None:
    """Return the mark that cuts most of the first lines; names of columns decide at once."""
    sample = [line for line in lines[: 4 * _SAMPLE] if line.strip()][:_SAMPLE]
    for mark in _DELIMITERS:
        if any(names_turns(_cells(line, mark)) for line in sample[:15]):
            return mark
    cut = {mark: sum(len(_cells(line, mark)) > 1 for line in sample) for mark in _DELIMITERS}
    best = max(cut, key=cut.__getitem__)
    return best if 10 * cut[best] >= 8 * len(sample) else None


def _cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line[:10_000]], delimiter=mark), [])


def _rows(text: str, mark: str) -> Iterator[Row]:
    """Yield rows; where a stray quotation mark would swallow rows, quotation marks are taken as they are."""
    rows = _parsed(text, mark)
    if text.count('"') % 2:
        bare = _parsed(text, mark, quoted=False)
        rows = bare if len(bare) > len(rows) else rows
    yield from rows


def _parsed(text: str, mark: str, *, quoted: bool = True) -> list[Row]:
    """Return the rows of `text`, each with the line it starts on."""
    limit = csv.field_size_limit(LIMIT)
    try:
        rows, line = [], 1
        reader = csv.reader(
            StringIO(text, newline=""), delimiter=mark, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        for cells in reader:
            rows.append(Row(line, tuple(cells if quoted else map(_unquoted, cells))))
            line = reader.line_num + 1
        return rows
    finally:
        csv.field_size_limit(limit)


def _unquoted(cell: str) -> str:
    """Take off quotation marks that stand around a whole cell."""
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
