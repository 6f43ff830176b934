"""An Excel workbook: a sheet a table, with frozen headers, fitting widths, and no cell that is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.errors import AnalyzerError
from analyzer.export.archive import save
from analyzer.export.dictionary import dictionary_frame
from analyzer.export.plain import fit
from analyzer.harmless import RISKY
from analyzer.tables import NAMES

if TYPE_CHECKING:
    import pandas as pd

ROWS = 1_048_576
"""Rows of a sheet, the header among them."""
CELL = 32_767
"""Characters of a cell."""
CUT = " [cut here: a cell holds no more]"
_WIDEST = 60
_LOOKED_AT = 200  # rows from which the width of a column is taken
_WRAPPED = ("text", "why", "definition")
_MADE = datetime(1980, 1, 1)


class Styles(NamedTuple):
    """The formats of a workbook: of headers, of text, and of text that begins like a formula."""

    head: Any
    text: Any
    guarded: Any


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `sessions.xlsx`, its last sheet the variable dictionary.

    Text stays as it was said: a cell that begins like a formula is text by its type and by Excel's own mark for text
    (the quote prefix). Raise AnalyzerError if XlsxWriter is not installed.
    """
    return (save(out / "sessions.xlsx", content(list(analyses))),)


def content(analyses: Sequence[Analysis]) -> bytes:
    """Return the bytes of the workbook."""
    import pandas as pd

    buffer = BytesIO()
    book = _library().Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _MADE})
    wrapped = {"text_wrap": True, "valign": "top"}
    guarded = {**wrapped, "quote_prefix": True}
    styles = Styles(*(book.add_format(look) for look in ({"bold": True, "bottom": 1}, wrapped, guarded)))
    for name in NAMES:
        _sheets(book, name, pd.concat([getattr(analysis, name) for analysis in analyses]), styles)
    _sheets(book, "variables", dictionary_frame(), styles)
    book.close()
    return buffer.getvalue()


def _library() -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError:
        remedy = "pip install 'therapy-transcript-analyzer[excel]'"
        raise AnalyzerError("an Excel workbook needs XlsxWriter", remedy=remedy) from None


def _sheets(book: Any, name: str, frame: pd.DataFrame, styles: Styles) -> None:
    """Write a frame as one sheet, or as several where it has more rows than a sheet holds."""
    for number, start in enumerate(range(0, max(len(frame), 1), ROWS - 1), start=1):
        sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
        _sheet(sheet, frame.iloc[start : start + ROWS - 1], styles)


def _sheet(sheet: Any, frame: pd.DataFrame, styles: Styles) -> None:
    sheet.freeze_panes(1, 0)
    for place, (column, width) in enumerate(_widths(frame)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, styles.head)
        for row, value in enumerate(frame[column].astype(object), start=1):
            _cell(sheet, (row, place), value, styles)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _cell(sheet: Any, place: tuple[int, int], value: Any, styles: Styles) -> None:
    """Write one value as what it is; a missing one leaves the cell empty."""
    import pandas as pd

    if isinstance(value, str):
        shown = fit(value)
        shown = shown if len(shown) <= CELL else shown[: CELL - len(CUT)] + CUT
        sheet.write_string(*place, shown, styles.guarded if shown.startswith(tuple(RISKY)) else styles.text)
    elif not pd.isna(value):
        (sheet.write_boolean if isinstance(value, bool) else sheet.write_number)(*place, value)


def _widths(frame: pd.DataFrame) -> Iterator[tuple[str, int]]:
    for column in frame.columns:
        shown = (str(value) for value in frame[column].head(_LOOKED_AT).dropna())
        longest = max(map(len, (*shown, column)))
        yield column, _WIDEST if column in _WRAPPED else min(longest + 2, _WIDEST)
