"""Records: turns in JSON or JSON lines, from transcription programs or written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from analyzer.errors import ReadError
from analyzer.readers.columns import NAMES, plain
from analyzer.readers.source import Source
from analyzer.readers.table import Found, Row, several, turns
from analyzer.readers.text import Line, labelled, unlabelled
from analyzer.session import Problem, Reading

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_DEPTH = 8
_WORDS = ("word", "punctuatedword")
_NAMED = ("name", "displayName", "label", "role", "id")


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
    if source.packed or source.text.lstrip()[:1] not in ("{", "["):
        return False
    if source.suffix in _SUFFIXES:
        return True
    try:
        return isinstance(json.loads(source.text if source.text.lstrip()[0] == "[" else source.lines[0]), (dict, list))
    except (ValueError, RecursionError):
        return False


def read(source: Source) -> Reading:
    """Read the list of records that names speakers, wherever it stands; raise ReadError when there is none."""
    content, problems, kind = _content(source)
    lists = sorted(_lists(content, ()), key=lambda records: records.rank)
    if lists:
        best = lists[0]
        alike = sum(other.way == best.way and _has_speakers(other.rows) for other in lists)
        if alike > 1 and "*" in best.way:
            raise several(source, alike)
        rows = list(_rows(best.rows))
        found = turns(rows, source)
        if found is not None:
            return Reading(kind, found[0], (*problems, *found[1]), len(best.rows))
    return _written(content, source, kind)


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
                problems.append(Problem(number, "this line is not valid JSON"))
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


def _rows(records: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield records as the rows of a table, the names of their values first."""
    parts = [(number, part) for number, record in enumerate(records, start=1) for part in _parts(record)]
    names = list(dict.fromkeys(name for _, part in parts for name in part if plain(name) in _KNOWN))
    yield Row(0, tuple(names))
    for number, part in parts:
        yield Row(number, tuple(part.get(name, "") for name in names))


def _parts(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record with plain values; one whose speakers are told only word by word, in stretches of one speaker."""
    words = record.get("words")
    if record.get("speaker") or not isinstance(words, list) or not _has_speakers([{"words": words}]):
        yield _flat(record)
        return
    held: dict[str, Any] = {}
    for word in filter(lambda word: isinstance(word, dict), words):
        flat = _flat(word)
        text = str(flat.get("word") or flat.get("text") or "").strip()
        if held and flat.get("speaker", held["speaker"]) == held["speaker"]:
            held = {**held, "text": f"{held['text']} {text}", "end": flat.get("end", held["end"])}
        else:
            if held:
                yield held
            held = {name: flat.get(name, "") for name in ("speaker", "start", "end")} | {"text": text}
    if held:
        yield held


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose values are plain: nested speakers by name, nested text joined, times apart."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            value = next((value[name] for name in _NAMED if value.get(name)), "")
        elif isinstance(value, list) and plain(name) == "timestamp" and len(value) == 2:
            flat["start"], flat["end"] = value
            continue
        elif isinstance(value, list):
            value = _joined(value) if plain(name) in NAMES["text"] else ""
        flat[str(name)] = value
    return flat


def _joined(parts: Sequence[object]) -> str:
    """Join text that is cut into parts."""
    texts = [
        str(part.get("text") or part.get("value") or "") if isinstance(part, dict) else str(part) for part in parts
    ]
    return ("" if " " in texts else " ").join(texts)


def _written(content: object, source: Source, kind: str) -> Reading:
    """Read a transcript that is one string with labelled lines."""
    texts = sorted(_strings(content, 0), key=len, reverse=True)[:1]
    lines = [Line(number, line) for text in texts for number, line in enumerate(text.splitlines(), start=1)]
    found: Found | None = labelled(lines)
    if found is None:
        raise unlabelled(source)
    return Reading(kind, found[0], found[1], len(lines))


def _strings(value: object, depth: int) -> Iterator[str]:
    """Yield every string in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)) and depth < _DEPTH:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, depth + 1)
