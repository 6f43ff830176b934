"""An analysis on disk: the tables that `analyzer analyze` writes, as one coder's coding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from analyzer.coded import table
from analyzer.coded.coding import Roles
from analyzer.coded.found import TURNS, Contents, Found, FoundRating, Place
from analyzer.coded.rows import READERS, Lines, _delimited
from analyzer.errors import ReadError
from analyzer.ratings import NAMES
from analyzer.readers.source import Source, load
from analyzer.session import UNSURE
from analyzer.tables import FORMATS


def is_analysed(path: Path) -> bool:
    """Tell whether `path` is the output of an analysis, or the tables of one."""
    return all(_file(path, name) for name in ("codes", "turns", "sessions"))


def read_analysed(path: Path) -> Contents:
    """Read the codes, events and ratings of an analysis; sessions that it did not code are not of its coding."""
    files = {name: _file(path, name) for name in ("codes", "events", "turns", "sessions")}
    codes, events = (_filled(files[name]) for name in ("codes", "events"))
    turns, sessions = (list(_rows(load(file))) if file else [] for file in (files["turns"], files["sessions"]))
    coded = [row for row in sessions if _true(row.get("coded"))]
    seen = tuple(Found(str(row["session"]), "", "", "", Place(TURNS), None) for row in coded)
    return Contents(
        found=(*seen, *codes.found),
        episodes=events.episodes,
        ratings=tuple(rating for row in coded for rating in _ratings(row)),
        turns=_roles(turns),
        problems=(*codes.problems, *events.problems),
    )


def coder_of(path: Path) -> str:
    """Return the name of the coder that analysed, or of the folder where several did."""
    sessions = _file(path, "sessions")
    names = {str(row.get("coder") or "") for row in _rows(load(sessions))} if sessions else set()
    if len(names) == 1 and "" not in names:
        return names.pop()
    folder = path.resolve()
    return folder.parent.name if folder.name == "tables" else folder.name


def _file(path: Path, name: str) -> Path | None:
    places = (folder / f"{name}.{suffix}" for folder in (path, path / "tables") for suffix in FORMATS)
    return next((place for place in places if place.is_file()), None)


def _filled(file: Path | None) -> Contents:
    """Return the contents of a table, none where it has no rows."""
    if file is None:
        return Contents()
    source = load(file)
    rows = _lines(source)
    return table.read(source, "") if len(rows) > 1 else Contents()


def _rows(source: Source) -> Iterator[Mapping[str, object]]:
    lines = _lines(source)
    header = [str(name) for name in lines[0][1]] if lines else []
    if lines and "session" not in header:
        raise ReadError("no column 'session'", path=source.path, remedy="write the tables anew")
    for _, cells in lines[1:]:
        yield dict(zip(header, cells, strict=False))


def _lines(source: Source) -> Lines:
    return next(READERS.get(source.suffix, _delimited)(source), [])


def _roles(turns: list[Mapping[str, object]]) -> dict[str, Roles]:
    """Return the role of each turn of each session; "" where it is unsure."""
    found: dict[str, list[str]] = {}
    for row in turns:
        role = str(row.get("role") or "")
        found.setdefault(str(row["session"]), []).append("" if role == UNSURE else role)
    return {session: tuple(roles) for session, roles in found.items()}


def _ratings(row: Mapping[str, object]) -> Iterator[FoundRating]:
    for name in NAMES:
        value = row.get(f"rating_{name.replace(' ', '_')}")
        if value not in (None, ""):
            yield FoundRating("", str(row["session"]), name, float(str(value)))


def _true(cell: object) -> bool:
    return str(cell).casefold() in ("true", "1")
