"""Reading a review file: JSON in, a Review out, or one line that says what is wrong and where."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from analyzer.errors import ReviewError
from analyzer.review.review import (
    DECISIONS,
    FORMAT,
    MODES,
    VERSION,
    CodeDecision,
    EventDecision,
    Review,
    Span,
    Told,
    TurnNote,
)

_LARGEST = 50_000_000
_REMEDY = "save it again from the report"
_T = TypeVar("_T")


class _AmissError(Exception):
    """A value that is not of the kind its name asks for."""


def read(path: Path | str) -> Review:
    """Read a review file; raise ReviewError, which names the file and the place, when it is not one."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise ReviewError("too large for a review", path=path, remedy=_REMEDY)
        return parsed(path.read_bytes(), path)
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise ReviewError(f"cannot read the review ({reason})", path=path, remedy="check the path") from None


def parsed(data: bytes, path: Path) -> Review:
    """Parse the bytes of a review file; `path` is for messages."""
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ReviewError("the review is not JSON", path=path, line=error.lineno, remedy=_REMEDY) from None
    except (ValueError, RecursionError):
        raise ReviewError("the review is not JSON", path=path, remedy=_REMEDY) from None
    try:
        return _review(record, path)
    except _AmissError as error:
        raise ReviewError(f"not a review: {error}", path=path, remedy=_REMEDY) from None


def _review(record: Any, path: Path) -> Review:
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise _AmissError(f"it does not say that it is an {FORMAT!r}")
    if record.get("version") != VERSION:
        raise _AmissError(f"its version is not {VERSION}, the one that is read here")
    return Review(
        session=_text(record, "session"),
        sha256=_text(record, "sha256"),
        turns=_whole(record, "turns"),
        mode=_among(record, "mode", MODES),
        reviewer=" ".join(_text(record, "reviewer", "").split()),
        finished=record.get("finished") is True,
        changed=_text(record, "changed", ""),
        note=_text(record, "note", ""),
        codes=_each(record, "codes", _code),
        events=_each(record, "events", _event),
        notes=_each(record, "notes", _note),
        path=path,
    )


def _each(record: Mapping[str, Any], name: str, made: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    """Make one of each entry of a list; what is wrong is told with the entry's number."""
    entries = record.get(name, [])
    if not isinstance(entries, list):
        raise _AmissError(f"{name!r} is not a list")
    found = []
    for number, entry in enumerate(entries, start=1):
        try:
            found.append(made(_object(entry)))
        except _AmissError as error:
            raise _AmissError(f"{name}, entry {number}: {error}") from None
    return tuple(found)


def _code(entry: Mapping[str, Any]) -> CodeDecision:
    return CodeDecision(
        turn=_whole(entry, "turn"),
        code=_text(entry, "code"),
        decision=_among(entry, "decision", DECISIONS),
        to=_text(entry, "to", ""),
        clarity=_text(entry, "clarity", ""),
        start=_maybe(entry, "start"),
        end=_maybe(entry, "end"),
        note=_text(entry, "note", ""),
        **_signed(entry),
    )


def _event(entry: Mapping[str, Any]) -> EventDecision:
    seen, told = entry.get("seen"), entry.get("event")
    return EventDecision(
        decision=_among(entry, "decision", DECISIONS),
        seen=None if seen is None else _span(_object(seen)),
        event=None if told is None else _told(_object(told)),
        note=_text(entry, "note", ""),
        **_signed(entry),
    )


def _span(entry: Mapping[str, Any]) -> Span:
    return Span(_text(entry, "kind"), _whole(entry, "start"), _whole(entry, "end"))


def _told(entry: Mapping[str, Any]) -> Told:
    extra = _text(entry, "initiator", ""), _text(entry, "outcome", ""), _maybe(entry, "depth")
    return Told(*_span(entry), *extra)


def _note(entry: Mapping[str, Any]) -> TurnNote:
    return TurnNote(_whole(entry, "turn"), _text(entry, "note"), **_signed(entry))


def _signed(entry: Mapping[str, Any]) -> dict[str, str]:
    return {"by": " ".join(_text(entry, "by", "").split()), "at": _text(entry, "at", "")}


def _object(entry: Any) -> Mapping[str, Any]:
    if not isinstance(entry, dict):
        raise _AmissError("not an object")
    return entry


def _text(entry: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = entry.get(name, default)
    if not isinstance(value, str):
        raise _AmissError(f"{name!r} is not text")
    return value


def _whole(entry: Mapping[str, Any], name: str) -> int:
    value = entry.get(name)
    if type(value) is not int or not 0 <= value < 1_000_000_000:
        raise _AmissError(f"{name!r} is not a whole number")
    return value


def _maybe(entry: Mapping[str, Any], name: str) -> int | None:
    return None if entry.get(name) is None else _whole(entry, name)


def _among(entry: Mapping[str, Any], name: str, choices: Sequence[str]) -> str:
    value = _text(entry, name)
    if value not in choices:
        raise _AmissError(f"{name!r} is none of {', '.join(choices)}")
    return value
