"""Spreadsheets: a table of turns on a sheet of an .xlsx or .ods file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from analyzer.errors import ReadError
from analyzer.readers.extent import extent
from analyzer.readers.source import Source
from analyzer.readers.table import Row, turns, written
from analyzer.readers.text import Found, unlabelled
from analyzer.session import Problem, Reading

_CELLS = 20_000_000
"""Most cells that one sheet may span, empty ones included."""


def fits_xlsx(source: Source) -> bool:
    """Tell whether the source is an Excel workbook."""
    return "xl/workbook.xml" in source.members


def fits_ods(source: Source) -> bool:
    """Tell whether the source is an OpenDocument spreadsheet."""
    return "mimetype" in source.members and source.member("mimetype").strip().endswith(b"opendocument.spreadsheet")


def read_xlsx(source: Source) -> Reading:
    """Read the first sheet of a workbook that holds turns."""
    return _read(source, "xlsx")


def read_ods(source: Source) -> Reading:
    """Read the first sheet of an OpenDocument spreadsheet that holds turns."""
    return _read(source, "ods")


def _read(source: Source, kind: str) -> Reading:
    """Read the first sheet that holds turns; the others are told."""
    found = sheets(source)
    chosen: tuple[int, Found] | None = None
    for place, rows in enumerate(found):
        if chosen is None and (talk := turns(rows, source)):
            chosen = place, talk
    if chosen is None:
        raise unlabelled(source)
    place, talk = chosen
    words = {n: _words(rows) for n, rows in enumerate(found, start=1) if n != place + 1}
    unread = [Problem(None, f"sheet {number} was not read", count) for number, count in words.items() if count]
    return Reading(kind, talk.utterances, (*talk.problems, *unread), len(found[place]), talk.starts)


def _words(rows: list[Row]) -> int:
    """Count the words on a sheet."""
    return sum(len(written(cell).split()) for row in rows for cell in row.cells)


def sheets(source: Source) -> list[list[Row]]:
    """Return the rows of every sheet of a workbook with their numbers; raise ReadError for a damaged or huge one."""
    from python_calamine import CalamineError, load_workbook

    data = _checked(source)
    try:
        book = load_workbook(BytesIO(data))
        opened = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise ReadError("this spreadsheet is damaged", path=source.path, remedy="save a new copy of it") from error
    if any(sheet.total_height * sheet.total_width > _CELLS for sheet in opened):
        raise _sprawling(source)
    cells = [sheet.to_python(skip_empty_area=False) for sheet in opened]
    return [[Row(number, tuple(row)) for number, row in enumerate(rows, start=1)] for rows in cells]


def _checked(source: Source) -> bytes:
    """Return the workbook packed anew, of the parts that hold text, each as long as it said and no sheet too far.

    What reads workbooks goes by a part's content, whatever size the archive tells, and makes every cell in between.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted(source.members):
            if name.endswith((".xml", ".rels")) or name == "mimetype":
                content = source.member(name)
                if extent(content, source.path) > _CELLS:
                    raise _sprawling(source)
                archive.writestr(name, content)
    return packed.getvalue()


def _sprawling(source: Source) -> ReadError:
    """Return the error for cells so far apart that the sheet between them would fill the memory."""
    return ReadError("a sheet spans too many cells", path=source.path, remedy="copy the turns to a new file")
