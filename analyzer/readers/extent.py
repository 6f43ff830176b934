"""An extent: how many cells the rectangle around the cells of a sheet has, told before the sheet is opened."""

from __future__ import annotations

import re
from pathlib import Path

from analyzer.readers.markup import feed, local

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_EMPTY = ("style-name", "number-columns-repeated", "content-validation-name", "number-columns-spanned")
"""What a cell of OpenDocument may say of itself and still be empty."""
_CELLS = ("table-cell", "covered-table-cell")


def extent(data: bytes, path: Path) -> int:
    """Return the cells of the largest sheet in the XML `data`, empty ones between others included.

    Other XML has none. Raise ReadError as `analyzer.readers.markup.feed` does.
    """
    if b"sheetData" not in data and b"table-row" not in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return 0
    sheet = _Sheet()
    feed(data, path, sheet)
    return sheet.largest


class _Sheet:
    """A target that notes how far to the right and how far down cells stand."""

    def __init__(self) -> None:
        self.largest = 0
        self._row = self._column = self._times = 0
        self._width = self._height = 0
        self._cell = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element: a sheet, a row or a cell of either kind of workbook, or what a cell holds."""
        name, told = local(tag), {local(key): value for key, value in attributes.items()}
        if name in ("sheetData", "table"):
            self._row = self._width = self._height = 0
        elif name in ("row", "table-row"):
            self._line(told)
        elif name == "c":
            self._placed(told.get("r", ""))
        elif name in _CELLS:
            self._repeated(told)
        elif self._cell:
            self._reach(self._row, self._column)

    def data(self, text: str) -> None:
        """Take text, which says nothing of places."""

    def end(self, tag: str) -> None:
        """Close an element."""
        if local(tag) in _CELLS:
            self._cell -= 1

    def _line(self, told: dict[str, str]) -> None:
        self._row = _number(told.get("r"), self._row + 1)
        self._row += _number(told.get("number-rows-repeated"), 1) - 1
        self._column = 0

    def _placed(self, reference: str) -> None:
        """Take a cell of Excel, which names its place or follows the one before."""
        found = _REFERENCE.fullmatch(reference)
        self._column = _letters(found[1]) if found else self._column + 1
        self._reach(max(self._row, int(found[2]) if found else 0), self._column)

    def _repeated(self, told: dict[str, str]) -> None:
        """Take a cell of OpenDocument, which may stand for many."""
        self._cell += 1
        self._column += _number(told.get("number-columns-repeated"), 1)
        if any(name not in _EMPTY for name in told):
            self._reach(self._row, self._column)

    def _reach(self, row: int, column: int) -> None:
        self._height, self._width = max(self._height, row), max(self._width, column)
        self.largest = max(self.largest, self._height * self._width)


def _number(written: str | None, other: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 10 else other


def _letters(letters: str) -> int:
    """Return the number of the column that `letters` name, A being 1."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number
