"""A table of codes, events or ratings, one a row: this program's own, or coded segments as MAXQDA lists them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from analyzer.coded.coding import Episode
from analyzer.coded.found import LINES, QUOTE, SECONDS, TURNS, Contents, Found, FoundEpisode, FoundRating, Place
from analyzer.coded.names import resolved, several
from analyzer.coded.rows import Row, Table, tables
from analyzer.codes import CLEAR, POSSIBLE
from analyzer.errors import ReadError
from analyzer.events import IMMEDIACY, RUPTURES
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.session import Problem

_PROGRAM = frozenset({"confidence", "reengagement"})
"""A table with one of these columns is one analysis, whichever of its coders found a code or marked an event."""
_CLARITY = {"": CLEAR, "clear": CLEAR, "c": CLEAR, "possible": POSSIBLE, "p": POSSIBLE}
_REMEDY = "it needs the columns session, turn and code, or those of a list of coded segments"

Taken = Found | FoundEpisode | FoundRating | Problem


def read(source: Source, session: str) -> Contents:
    """Read every table of codes, events or ratings in `source`; `session` stands where a row names none.

    Raises ReadError when there is no such table.
    """
    found = tables(source)
    if not any(table.kind for table in found):
        raise ReadError("no table of codes", path=source.path, remedy=_REMEDY)
    taken = [item for number, table in enumerate(found, start=1) for item in _taken(table, number, session)]
    return Contents(
        found=tuple(item for item in taken if isinstance(item, Found)),
        episodes=tuple(item for item in taken if isinstance(item, FoundEpisode)),
        ratings=tuple(item for item in taken if isinstance(item, FoundRating)),
        problems=tuple(item for item in taken if isinstance(item, Problem)),
    )


def _taken(table: Table, number: int, session: str) -> Iterator[Taken]:
    """Yield what each row of one table says, or what is wrong with the row."""
    if not table.kind:
        if table.rows:
            yield Problem(None, f"table {number} was not read: it has no columns of codes, events or ratings")
        return
    yield from table.problems
    program = bool(_PROGRAM & (table.rows[0].cells.keys() if table.rows else set()))
    for row in table.rows:
        if any(row.cells.values()):
            named = {**row.cells, "session": row.cells.get("session") or session}
            named = {**named, "coder": ""} if program else named
            yield from ROWS[table.kind](Row(row.line, named))


def _coded(row: Row) -> Iterator[Taken]:
    """Yield the codes of one row; a row without a code says that the session was coded."""
    cells = row.cells
    session, coder, names = cells["session"], cells.get("coder", ""), several(cells.get("code", ""))
    if not session:
        yield Problem(row.line, "a row without a session")
        return
    if not names:
        yield Found(session, "", coder, "", Place(TURNS), row.line)
        return
    place = _place(cells)
    if place is None:
        yield Problem(row.line, "a place that is neither a turn, a paragraph nor a time")
        return
    given = _CLARITY.get(cells.get("clarity", "").casefold())
    if given is None:
        yield Problem(row.line, "a clarity other than clear or possible; taken as clear")
    for name in names:
        code, said = resolved(name)
        yield Found(session, code, coder, said or given or CLEAR, place, row.line)


def _place(cells: Mapping[str, str]) -> Place | None:
    """Return where a row's code stands: by turn, by paragraph or time, or only by its words."""
    if "turn" in cells:
        turn = _whole(cells["turn"])
        return None if turn is None else Place(TURNS, turn, turn)
    begin, end, quote = cells.get("begin", ""), cells.get("end", ""), cells.get("quote", "")
    if not begin:
        return Place(QUOTE, quote=quote) if quote else None
    if ":" in begin and (since := seconds(begin)) is not None:
        until = seconds(end)
        return Place(SECONDS, since, since if until is None else until, quote)
    line = _whole(begin)
    last = _whole(end)
    return None if line is None else Place(LINES, line, max(line, last or line), quote)


def _event(row: Row) -> Iterator[Taken]:
    cells = row.cells
    start, end = _whole(cells["begin"]), _whole(cells["end"])
    if start is None or end is None or not 1 <= start <= end or not cells["session"]:
        yield Problem(row.line, "an event without a session or whose turns are not numbers in order")
        return
    kind = cells["kind"].casefold()
    if kind not in (IMMEDIACY, *RUPTURES):
        yield Problem(row.line, "an event of a kind that is not known")
        return
    depth = _whole(cells.get("depth", ""))
    initiator, outcome = (cells.get(name, "").casefold() for name in ("initiator", "outcome"))
    yield FoundEpisode(cells.get("coder", ""), Episode(cells["session"], kind, start, end, initiator, outcome, depth))


def _rating(row: Row) -> Iterator[Taken]:
    cells = row.cells
    value = _number(cells["value"])
    if value is None or not cells["session"] or not cells["rating"]:
        yield Problem(row.line, "a rating without a session, a name or a number")
        return
    yield FoundRating(cells.get("coder", ""), cells["session"], cells["rating"].casefold(), value)


def _whole(cell: str) -> int | None:
    number = _number(cell)
    return int(number) if number is not None and number.is_integer() else None


def _number(cell: str) -> float | None:
    if not re.fullmatch(r"-?\d{1,9}([.,]\d{1,9})?", cell):
        return None
    return float(cell.replace(",", "."))


ROWS: Mapping[str, Callable[[Row], Iterator[Taken]]] = {"codes": _coded, "events": _event, "ratings": _rating}
"""What a row of each kind of table says."""
