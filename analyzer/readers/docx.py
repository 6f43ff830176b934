"""Word documents: paragraphs and tables of talk, as they read with tracked changes accepted."""

from __future__ import annotations

import re

from analyzer.errors import ReadError
from analyzer.readers import document
from analyzer.readers.document import Body
from analyzer.readers.markup import feed
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_PART = re.compile(r"word/document\d*\.xml")
_WORD = re.compile(r"[^}]*wordprocessingml(?:/2006)?/main\}(.+)")
_LEFT_OUT = frozenset(["del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "sectPr"])
"""Elements whose text is not in the document as it reads: what was deleted or moved away, and settings."""
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BESIDE = re.compile(r"word/(comments|footnotes|endnotes|header\d*|footer\d*)\.xml")


def fits(source: Source) -> bool:
    """Tell whether the source is a Word document."""
    return any(map(_PART.fullmatch, source.members))


def read(source: Source) -> Reading:
    """Read tables of turns, else labelled paragraphs; raise ReadError when neither names speakers."""
    part = next(name for name in sorted(source.members) if _PART.fullmatch(name))
    body = _parsed(source, part).body
    body.problems += _beside(source)
    return document.read(body, source, "docx")


class _Part:
    """One part of a document, gathered while its XML is parsed; `struck` counts words that were deleted."""

    def __init__(self) -> None:
        self.body = Body()
        self.struck = 0
        self._skipped = 0
        self._spelling = self._deleted = False
        self._lines: list[list[str]] = [[]]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element; a paragraph may stand inside another, as in a text box."""
        name = _name(tag)
        self._skipped += name in _LEFT_OUT
        self.body.depth += name == "tbl"
        self._spelling = name == "t" and not self._skipped
        self._deleted = name == "delText"
        if name == "p":
            self._lines.append([])
        elif name in _SIGNS and not self._skipped:
            self._lines[-1].append(_SIGNS[name])

    def data(self, text: str) -> None:
        """Take text that is part of the document."""
        if self._spelling:
            self._lines[-1].append(text)
        elif self._deleted:
            self.struck += len(text.split())

    def end(self, tag: str) -> None:
        """Close an element: a paragraph, a cell or a row is then complete."""
        name = _name(tag)
        self._skipped -= name in _LEFT_OUT
        self._spelling = self._deleted = False
        if name == "p":
            self.body.paragraph("".join(self._lines.pop()))
        elif name == "tc":
            self.body.cell()
        elif name == "tr":
            self.body.row()
        self.body.depth -= name == "tbl"


def _name(tag: str) -> str:
    """Return the local name of a Word element; what stands in for drawings counts as left out."""
    found = _WORD.match(tag)
    return found[1] if found else "del" if tag == _FALLBACK else ""


def _parsed(source: Source, part: str) -> _Part:
    """Parse one part of the document."""
    target = _Part()
    try:
        feed(source.member(part), source.path, target)
    except (ReadError, IndexError) as error:
        raise ReadError("this document is damaged", path=source.path, remedy="save a new copy of it") from error
    if target.struck:
        target.body.problems.append(Problem(None, "deleted text, in tracked changes, was not read", target.struck))
    return target


def _beside(source: Source) -> list[Problem]:
    """Tell of comments, notes, headers and footers, which are not read."""
    words: dict[str, int] = {}
    for part in sorted(source.members):
        if found := _BESIDE.fullmatch(part):
            lines = _parsed(source, part).body.lines
            kind = found[1].rstrip("0123456789").rstrip("s") + "s"
            words[kind] = words.get(kind, 0) + sum(len(line.text.split()) for line in lines)
    return [Problem(None, f"{kind} were not read", count) for kind, count in words.items() if count]
