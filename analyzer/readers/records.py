"""Records: turns in JSON or JSON lines, from transcription programs or written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from analyzer.errors import ReadError
from analyzer.readers.account import left
from analyzer.readers.columns import NAMES, plain
from analyzer.readers.pieces import parts, whole_words
from analyzer.readers.source import Source
from analyzer.readers.table import Row, turns
from analyzer.readers.text import Found, Line, labelled, unlabelled
from analyzer.session import Problem, Reading

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_DEPTH = 8
_WORDS = ("word", "punctuatedword")


class _Records(NamedTuple):
    """A list of records and where it stands: the keys down to it, lists of lists marked by "*"."""

    way: tuple[str, ...]
    rows: list[dict[str, Any]]

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """Order lists: those that name speakers first, turns before words, outer before inner, long before short."""
        names = {plain(name) for row in self.rows[:50] for name in row}
        words = names & set(NAMES["text"]) <= set(_WORDS)
        return not _has_speakers(self.rows), words, len(self.way), -len(self.rows)


def fits(source: Source) -> bool:
    """Tell whether the source is JSON: by its suffix and first character, or because it parses."""
    if source.opening[:1] not in ("{", "["):
        return False
    if source.suffix in _SUFFIXES:
        return True
    try:
        return isinstance(json.loads(source.text if source.text.lstrip()[0] == "[" else source.lines[0]), (dict, list))
    except (ValueError, RecursionError):
        return False


def read(source: Source) -> Reading:
    """Read the list of records that names speakers, wherever it stands; raise ReadError when there is none.

    Several such lists at the same place, as in a list of sessions, are a session each.
    """
    content, problems, kind = _content(source)
    lists = sorted(_lists(content, ()), key=lambda records: records.rank)
    if lists:
        alike = [one for one in _lists(content, ()) if one.way == lists[0].way and _has_speakers(one.rows)]
        chosen = alike if len(alike) > 1 and "*" in lists[0].way else lists[:1]
        found = _found(chosen, source)
        if found is not None:
            lines = sum(len(one.rows) for one in chosen)
            return Reading(kind, found.utterances, (*problems, *found.problems), lines, found.starts)
    return _written(content, source, kind)


def _found(lists: Sequence[_Records], source: Source) -> Found | None:
    """Return the turns in `lists`, each a session of its own; None where one tells no speakers."""
    before = accumulate((len(one.rows) for one in lists), initial=0)
    every = [turns(list(_rows(one.rows, passed)), source) for one, passed in zip(lists, before, strict=False)]
    found = [one for one in every if one is not None and one.utterances]
    if not found:
        return None
    places = accumulate((len(one.utterances) for one in found), initial=0)
    starts = tuple((place, str(number)) for number, (place, _) in enumerate(zip(places, found, strict=False), start=1))
    return Found(
        tuple(said for one in found for said in one.utterances),
        tuple(problem for one in found for problem in one.problems),
        starts if len(found) > 1 else (),
    )


def _content(source: Source) -> tuple[object, list[Problem], str]:
    """Parse the source as one value, else as one value a line."""
    try:
        return json.loads(source.text), [], "json"
    except RecursionError as error:
        raise ReadError("this JSON is nested too deeply", path=source.path, remedy="export it again") from error
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        values, problems = _values(source.lines)
        if len(values) < 2 * len(problems) or not values:
            raise ReadError("this is not valid JSON", path=source.path, line=line, remedy="export it again") from error
        return values, problems, "jsonl"


def _values(lines: Sequence[str]) -> tuple[list[object], list[Problem]]:
    """Parse each line as a value; lines that are none are told."""
    values: list[object] = []
    problems = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                values.append(json.loads(line))
            except (ValueError, RecursionError):
                problems.append(left(number, "this line is not valid JSON", line))
    return values, problems


def _lists(value: object, way: tuple[str, ...]) -> Iterator[_Records]:
    """Yield every list of records that hold talk."""
    if len(way) > _DEPTH:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, (*way, str(name)))
    elif isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        if 2 * sum(any(plain(name) in NAMES["text"] for name in row) for row in rows) > len(value):
            yield _Records(way, rows)
        for inner in value:
            if isinstance(inner, (dict, list)):
                yield from _lists(inner, (*way, "*"))


def _has_speakers(rows: Sequence[dict[str, Any]]) -> bool:
    """Tell whether records, or the words inside them, name speakers."""
    some = rows[:50]
    inner = [word for row in some for word in row.get("words", ()) if isinstance(word, dict)]
    return any(plain(name) in NAMES["speaker"] for row in [*some, *inner] for name in row)


def _rows(records: Sequence[dict[str, Any]], before: int) -> Iterator[Row]:
    """Yield records, numbered from `before` on, as the rows of a table, the names of their values first."""
    numbered = [(number, part) for number, record in enumerate(records, start=before + 1) for part in parts(record)]
    numbered = whole_words(numbered)
    names = list(dict.fromkeys(name for _, part in numbered for name in part if plain(name) in _KNOWN))
    yield Row(0, tuple(names))
    for number, part in numbered:
        yield Row(number, tuple(part.get(name, "") for name in names))


def _written(content: object, source: Source, kind: str) -> Reading:
    """Read a transcript that is one string with labelled lines."""
    texts = sorted(_strings(content, 0), key=len, reverse=True)[:1]
    lines = [Line(number, line) for text in texts for number, line in enumerate(text.splitlines(), start=1)]
    found: Found | None = labelled(lines)
    if found is None:
        raise unlabelled(source)
    return Reading(kind, found.utterances, found.problems, len(lines), found.starts)


def _strings(value: object, depth: int) -> Iterator[str]:
    """Yield every string in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)) and depth < _DEPTH:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, depth + 1)
