"""Gold: sessions with the codes and events that people gave them, one file of each a coder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from analyzer.errors import ReadError
from analyzer.reading import read
from analyzer.session import Session

Turn = tuple[str, int]
Marks = TypeVar("Marks")
CODES, EVENTS = "codes", "events"


class Span(NamedTuple):
    """One event as a person or a program marked it, turns `start` to `end` inclusive."""

    session: str
    kind: str
    start: int
    end: int
    outcome: str

    def meets(self, other: Span) -> bool:
        """Tell whether two events of one session share a turn."""
        return self.session == other.session and self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Gold:
    """Sessions and what each of one or two people marked in them; with one, that one is both."""

    name: str
    sessions: tuple[Session, ...]
    codes: tuple[frozenset[tuple[str, int, str]], ...]
    events: tuple[tuple[Span, ...], ...]

    def marked(self, coder: int, by: Callable[[str], str | None]) -> dict[str, set[Turn]]:
        """Return the turns that `coder` (0 or 1) gave each code, or group of codes by `by`."""
        return grouped(self.codes[coder], by)


def load(path: Path) -> Gold:
    """Read a gold folder: transcripts, `codes[.X].csv` (id or session, turn, code) and `events[.X].csv`.

    Raises ReadError when no transcript or no code file is there, or a column is missing.
    """
    sessions = tuple(read(file) for file in sorted(path.glob("*.txt")))
    known = {session.id for session in sessions}
    coded = _files(path, CODES)
    if not sessions or not coded:
        raise ReadError(
            "no coded sessions", path=path, remedy="it needs NAME.txt files and codes.csv (or codes.A.csv, codes.B.csv)"
        )
    codes = [frozenset(code for code in codes_in(file) if code[0] in known) for file in coded]
    events = [tuple(span for span in spans_in(file) if span.session in known) for file in _files(path, EVENTS)]
    return Gold(path.name, sessions, _pair(codes), _pair(events or [()]))


def codes_in(file: Path) -> Iterator[tuple[str, int, str]]:
    """Yield (session, turn, code) from a CSV of codes; other columns are ignored."""
    for line, row in _rows(file, ("turn", "code")):
        yield _session(row), _number(row["turn"], file, line), row["code"].strip()


def spans_in(file: Path) -> Iterator[Span]:
    """Yield events from a CSV of events."""
    for line, row in _rows(file, ("kind", "start", "end")):
        start, end = (_number(row[name], file, line) for name in ("start", "end"))
        yield Span(_session(row), row["kind"].strip(), start, end, (row.get("outcome") or "").strip())


def grouped(codes: frozenset[tuple[str, int, str]], by: Callable[[str], str | None]) -> dict[str, set[Turn]]:
    """Return the turns of each group that `by` makes of code ids; None leaves a code out."""
    turns: dict[str, set[Turn]] = {}
    for session, turn, code in codes:
        group = by(code)
        if group:
            turns.setdefault(group, set()).add((session, turn))
    return turns


def _files(path: Path, stem: str) -> list[Path]:
    return sorted([*path.glob(f"{stem}.?.csv"), *path.glob(f"{stem}.csv")])[:2]


def _pair(given: list[Marks]) -> tuple[Marks, ...]:
    return given[0], given[-1]


def _rows(file: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    with file.open(newline="", encoding="utf-8-sig") as text:
        reader = csv.DictReader(text)
        names = set(reader.fieldnames or ())
        missing = [name for name in needed if name not in names] + ["id"] * (not names & {"id", "session"})
        if missing:
            raise ReadError(
                f"no column {missing[0]!r}", path=file, line=1, remedy="see docs/formats.md for coded CSV files"
            )
        for row in reader:
            yield reader.line_num, row


def _session(row: Mapping[str, str]) -> str:
    return (row.get("id") or row.get("session") or "").strip()


def _number(text: str, file: Path, line: int) -> int:
    try:
        return int(float(text))
    except (TypeError, ValueError):
        raise ReadError("a turn that is not a number", path=file, line=line, remedy="turns count from 1") from None
