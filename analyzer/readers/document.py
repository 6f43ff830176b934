"""A document: paragraphs and tables in the order they read, whatever program wrote them."""

from __future__ import annotations

from analyzer.errors import ReadError
from analyzer.readers.account import left
from analyzer.readers.source import Source
from analyzer.readers.table import Row, turns
from analyzer.readers.text import Found, Line, labelled, unlabelled
from analyzer.session import Problem, Reading


class Body:
    """The lines and rows of a document, gathered while it is parsed; they are counted together from 1."""

    def __init__(self) -> None:
        self.number = 0
        self.lines: list[Line] = []
        self.rows: list[Row] = []
        self.loose: set[int] = set()
        self.depth = 0
        self.problems: list[Problem] = []
        self._cell: list[str] = []
        self._cells: list[str] = []

    def paragraph(self, text: str) -> None:
        """Take a paragraph: into its cell, or as the lines that it is broken into."""
        if self.depth:
            self._cell.append(text)
            return
        for line in text.split("\n"):
            self.number += 1
            self.loose.add(self.number)
            self.lines.append(Line(self.number, line))

    def cell(self) -> None:
        """Close a cell; one of a table inside a cell is a part of it."""
        if self.depth == 1:
            self._cells.append("\n".join(self._cell))
            self._cell = []

    def row(self) -> None:
        """Close a row of an outermost table; as lines, its cells stand one after the other with tabs between."""
        if self.depth != 1:
            return
        self.number += 1
        self.rows.append(Row(self.number, tuple(self._cells)))
        self.lines += [Line(self.number, line) for line in "\t".join(self._cells).split("\n")]
        self._cells = []


def read(body: Body, source: Source, kind: str) -> Reading:
    """Read the table of turns in `body`, else its labelled paragraphs; raise ReadError when neither names speakers."""
    if not any(line.text.strip() for line in body.lines):
        raise ReadError("this file is empty", path=source.path, remedy="check that the transcript was saved")
    found = _tabled(body, source) or labelled(body.lines)
    if found is None:
        raise unlabelled(source)
    return Reading(kind, found.utterances, (*found.problems, *body.problems), body.number, found.starts)


def _tabled(body: Body, source: Source) -> Found | None:
    """Read the rows as a table of turns, if more is said in them than outside."""
    outside = [line for line in body.lines if line.line in body.loose and line.text.strip()]
    inside = sum(len(str(cell)) for row in body.rows for cell in row.cells)
    if not body.rows or inside < sum(len(line.text) for line in outside):
        return None
    found = turns(body.rows, source)
    if found is None:
        return None
    beside = [left(line.line, "a paragraph outside the table of turns", line.text) for line in outside]
    return found._replace(problems=(*found.problems, *beside))
