"""A table: rows of cells, of which some are turns of talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from analyzer.readers.account import UNNAMED, left, unnamed
from analyzer.readers.columns import Columns, guessed, headed, names_turns
from analyzer.readers.faults import missing
from analyzer.readers.labels import key
from analyzer.readers.source import Source
from analyzer.readers.text import Found, Line, labelled
from analyzer.readers.times import seconds, span
from analyzer.session import Problem, Utterance

_TITLES = 15
"""How many rows may stand above the one with the names of columns."""
_SECONDS_PER_WORD = 20
"""More than this over a whole table means that its times are milliseconds: people say two or three words a second."""
_NUMBERED = re.compile(r"([A-Za-z]{1,12}?)[ _-]?\d{1,4}")


Times = tuple[float | None, float | None]


class Row(NamedTuple):
    """One row as the file counts it."""

    line: int
    cells: tuple[object, ...]


def turns(rows: Sequence[Row], source: Source, *, glue: str = "") -> Found | None:
    """Return the turns in `rows` and an account of the other rows; None when it tells no speakers.

    `glue` is what joins the surplus cells of a row back into its talk: a delimiter that was not quoted.
    """
    filled = [row for row in rows if any(written(cell) for cell in row.cells)]
    top, columns = _layout(filled)
    if columns is None:
        return None
    width = len(filled[top - 1].cells) if top else max(columns.speaker or 0, columns.text) + 1
    body = [_fitted(row, columns.text, width, glue) for row in filled[top:]]
    if columns.speaker is None and glue and not top:
        return None
    found = _sessions(body, columns) if columns.speaker is not None else _labelled(body, columns)
    if found is None:
        return None
    above = [left(row.line, "a row above the names of columns", _joined(row)) for row in filled[: max(0, top - 1)]]
    return found._replace(problems=(*above, *found.problems, *_unread(body, columns)))


def written(cell: object) -> str:
    """Return a cell as text: whole numbers without a fraction, lines joined, outer space off."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return re.sub(r"\s*[\r\n]+\s*", " ", str(cell).replace("\N{NO-BREAK SPACE}", " ").strip())


def _layout(rows: Sequence[Row]) -> tuple[int, Columns | None]:
    """Return where the turns begin and which columns hold them: by the names of columns, else by what they hold."""
    cells = [row.cells for row in rows]
    top = next((place for place, row in enumerate(cells[:_TITLES]) if names_turns(row)), 0)
    if len(cells) > top + 1 and (columns := headed(cells[top], cells[top + 1 :])):
        return top + 1, columns
    return 0, guessed(cells)


def _fitted(row: Row, text: int, width: int, glue: str) -> Row:
    """Join the surplus cells of `row` back into its talk."""
    cells = row.cells
    while len(cells) > width and not written(cells[-1]):
        cells = cells[:-1]
    surplus = len(cells) - width
    if surplus <= 0 or not glue:
        return row
    talk = glue.join(str(cell) for cell in cells[text : text + surplus + 1])
    return Row(row.line, (*cells[:text], talk, *cells[text + surplus + 1 :]))


def _joined(row: Row) -> str:
    """Return all that is written in a row."""
    return " ".join(map(written, row.cells))


def _sessions(rows: Sequence[Row], columns: Columns) -> Found:
    """Return the utterances of `rows`, those of each session together where a column tells of several."""
    sessions: dict[str, list[Row]] = {}
    name = ""
    for row in rows:
        name = _cell(row, columns.session) or name
        sessions.setdefault(name, []).append(row)
    if not 1 < len(sessions) <= len(rows) / 3:
        return _spoken(rows, columns)
    parts = [_spoken(own, columns) for own in sessions.values()]
    places = accumulate((len(part.utterances) for part in parts), initial=0)
    return Found(
        tuple(one for part in parts for one in part.utterances),
        tuple(problem for part in parts for problem in part.problems),
        tuple((place, name) for place, name in zip(places, sessions, strict=False)),
    )


def _spoken(rows: Sequence[Row], columns: Columns) -> Found:
    """Return one utterance a row; a row without a speaker goes on with the one above it."""
    problems, utterances, labelled, speaker = [], [], [], ""
    spelled = _spelled([_cell(row, columns.speaker) for row in rows])
    clock = _clock(rows, columns)
    for row in rows:
        own, text = _cell(row, columns.speaker), _cell(row, columns.text)
        speaker = spelled(own) or speaker
        if text and speaker:
            utterances.append(Utterance(speaker, text, *clock(row), row.line))
            labelled.append((row.line, own or None))
        else:
            problems.append(left(row.line, "talk without a speaker" if text else "a row without talk", text or own))
    return Found(tuple(utterances), (*problems, *missing(labelled, "rows")))


def _spelled(cells: Sequence[str]) -> Callable[[str], str]:
    """Return how a speaker's cell is spelled: as first written, and without the number of the turn."""
    filled = [cell for cell in cells if cell]
    numbered = len(set(filled)) > max(8, len(filled) // 2) and all(map(_NUMBERED.fullmatch, filled))
    first: dict[str, str] = {}

    def spell(cell: str) -> str:
        name = cell.strip("<>[]").rstrip(": ") or cell
        name = _NUMBERED.sub(r"\1", name) if numbered else name
        return first.setdefault(key(name), name) if name else ""

    return spell


def _clock(rows: Sequence[Row], columns: Columns) -> Callable[[Row], Times]:
    """Return how a row's times become seconds: milliseconds are told by the column's name, or by their size."""
    times = [_raw(row, columns.start) for row in rows if _raw(row, columns.start) is not None]
    figures = [time for time in times if isinstance(time, (int, float)) or str(time).strip().isdecimal()]
    numbers = [seconds(figure) for figure in figures]
    whole = [number for number in numbers if number is not None and number.is_integer()]
    words = sum(_cell(row, columns.text).count(" ") + 1 for row in rows)
    huge = bool(whole) and len(whole) == len(times) and max(whole) - min(whole) > _SECONDS_PER_WORD * words
    scale = 0.001 if columns.milliseconds or huge else 1.0

    def read(row: Row) -> Times:
        start, end = span(_raw(row, columns.start))
        end = seconds(_raw(row, columns.end)) if columns.end is not None else end
        return None if start is None else start * scale, None if end is None else end * scale

    return read


def _raw(row: Row, place: int | None) -> object:
    """Return a cell as it is; None where there is none or it is empty."""
    cell = row.cells[place] if place is not None and place < len(row.cells) else None
    return None if cell == "" else cell


def _cell(row: Row, place: int | None) -> str:
    """Return a cell as text."""
    return written(_raw(row, place))


def _labelled(rows: Sequence[Row], columns: Columns) -> Found | None:
    """Return the utterances of talk that carries its own labels; timed talk without any has one unnamed speaker."""
    lines = [Line(row.line, line) for row in rows for line in str(_raw(row, columns.text) or "").splitlines()]
    found = labelled(lines)
    clock = _clock(rows, columns)
    if found is not None:
        times = {row.line: clock(row) for row in rows}
        timed = (one if one.start is not None else _timed(one, times[one.line]) for one in found.utterances)
        return found._replace(utterances=tuple(timed))
    spoken = [row for row in rows if _cell(row, columns.text)]
    if columns.start is None or not any(clock(row)[0] is not None for row in spoken):
        return None
    said = tuple(Utterance(UNNAMED, _cell(row, columns.text), *clock(row), row.line) for row in spoken)
    return Found(said, (unnamed(len(said)),))


def _timed(utterance: Utterance, times: Times) -> Utterance:
    """Return an utterance with the times of its row."""
    return utterance._replace(start=times[0], end=times[1])


def _unread(rows: Sequence[Row], columns: Columns) -> list[Problem]:
    """Tell that other columns hold words."""
    used = {columns.speaker, columns.text, columns.start, columns.end, columns.session}
    others = [place for place in range(max(len(row.cells) for row in rows)) if place not in used]
    words = [
        sum(len(_cell(row, place).split()) for row in rows if seconds(_raw(row, place)) is None) for place in others
    ]
    if not any(words):
        return []
    reason = f"columns that hold neither speaker, talk nor times were not read: {sum(map(bool, words))}"
    return [Problem(None, reason, sum(words))]
