"""Word documents: paragraphs and tables of talk, as they read with tracked changes accepted."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from analyzer.errors import ReadError
from analyzer.readers.source import Source
from analyzer.readers.table import Found, Row, turns
from analyzer.readers.text import Line, labelled, unlabelled
from analyzer.session import Problem, Reading

_PART = re.compile(r"word/document\d*\.xml")
_WORD = re.compile(r"\{[^}]*wordprocessingml(?:/2006)?/main\}(.+)")
_LEFT_OUT = frozenset(["del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "sectPr"])
"""Elements whose text is not in the document as it reads: what was deleted or moved away, and settings."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BESIDE = {"word/comments.xml": (b":comment ", 1, "comments"), "word/footnotes.xml": (b":footnote ", 3, "footnotes")}


def fits(source: Source) -> bool:
    """Tell whether the source is a Word document."""
    return any(map(_PART.fullmatch, source.members))


def read(source: Source) -> Reading:
    """Read tables of turns, else labelled paragraphs; raise ReadError when neither names speakers."""
    body = _body(source)
    found = _tabled(body, source) or labelled([Line(*line) for line in body.lines])
    if found is None:
        raise unlabelled(source)
    return Reading("docx", found[0], (*found[1], *_beside(source)), body.number)


class _Body:
    """The lines and rows of a document, gathered while its XML is parsed; they are counted together from 1."""

    def __init__(self) -> None:
        self.number = 0
        self.lines: list[tuple[int, str]] = []
        self.rows: list[Row] = []
        self.loose: set[int] = set()
        self._skipped = self._depth = 0
        self._spelling = False
        self._line: list[str] = []
        self._cell: list[str] = []
        self._cells: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        name = _name(tag)
        self._skipped += name in _LEFT_OUT
        self._depth += name == "tbl"
        self._spelling = name == "t" and not self._skipped
        if name in _SIGNS and not self._skipped:
            self._line.append(_SIGNS[name])

    def data(self, text: str) -> None:
        """Take text that is part of the document."""
        if self._spelling:
            self._line.append(text)

    def end(self, tag: str) -> None:
        """Close an element: a paragraph, a cell or a row is then complete."""
        name = _name(tag)
        self._skipped -= name in _LEFT_OUT
        self._depth -= name == "tbl"
        self._spelling = False
        if name == "p":
            self._paragraph("".join(self._line))
            self._line = []
        elif name == "tc" and self._depth == 1:
            self._cells.append("\n".join(self._cell))
            self._cell = []
        elif name == "tr" and self._depth == 1:
            self._row()

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse a document type: Word writes none, and entities that it defines may expand without end."""
        raise ValueError("document type")

    def _paragraph(self, text: str) -> None:
        """Take a paragraph: into its cell, or as the lines that it is broken into."""
        if self._depth:
            self._cell.append(text)
            return
        for line in text.split("\n"):
            self.number += 1
            self.loose.add(self.number)
            self.lines.append((self.number, line))

    def _row(self) -> None:
        """Take a row of an outermost table; as lines, its cells stand one after the other with tabs between."""
        self.number += 1
        self.rows.append(Row(self.number, tuple(self._cells)))
        first, *more = "\t".join(self._cells).split("\n")
        self.lines += [(self.number, first), *((self.number, line) for line in more)]
        self._cells = []


def _name(tag: str) -> str:
    """Return the local name of a Word element; what stands in for drawings counts as left out."""
    found = _WORD.match(tag)
    return found[1] if found else "del" if tag == _FALLBACK else ""


def _body(source: Source) -> _Body:
    """Parse the main part of the document."""
    part = next(name for name in sorted(source.members) if _PART.fullmatch(name))
    body = _Body()
    parser = ElementTree.XMLParser(target=body)
    try:
        parser.feed(source.member(part))
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise ReadError("this document is damaged", path=source.path, remedy="save a new copy of it") from error
    if not any(text.strip() for _, text in body.lines):
        raise ReadError("this file is empty", path=source.path, remedy="check that the transcript was saved")
    return body


def _tabled(body: _Body, source: Source) -> Found | None:
    """Read the rows as a table of turns, if more is said in them than outside."""
    outside = [(number, text) for number, text in body.lines if number in body.loose and text.strip()]
    inside = sum(len(str(cell)) for row in body.rows for cell in row.cells)
    if not body.rows or inside < sum(len(text) for _, text in outside):
        return None
    found = turns(body.rows, source)
    beside = [Problem(number, "a paragraph outside the table of turns") for number, _ in outside]
    return (found[0], (*found[1], *beside)) if found else None


def _beside(source: Source) -> list[Problem]:
    """Tell of comments and footnotes, which are not read."""
    return [
        Problem(None, f"{kind} were not read")
        for part, (mark, least, kind) in _BESIDE.items()
        if part in source.members and source.member(part).count(mark) >= least
    ]
