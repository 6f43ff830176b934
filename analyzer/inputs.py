"""Inputs: the transcript files that a user's paths stand for, each with the id its session will have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analyzer.errors import AnalyzerError
from analyzer.readers import SUFFIXES
from analyzer.reading import session_id
from analyzer.review.naming import is_review


class Input(NamedTuple):
    """One file to read and the id of its session, unique in the batch; `rest` are files that go on with it."""

    path: Path
    id: str
    rest: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Return all files in the order in which they are read."""
        return (self.path, *self.rest)


def inputs(paths: Iterable[Path]) -> list[Input]:
    """List the transcripts under `paths`: files as given, and in folders all with a known suffix, hidden ones aside."""
    found = list(dict.fromkeys(file for path in paths for file in _files(path)))
    if not found:
        kinds = " ".join(sorted(SUFFIXES))
        raise AnalyzerError("no transcripts found", path=_first(paths), remedy=f"give files or folders with {kinds}")
    return list(_numbered(found))


def _first(paths: Iterable[Path]) -> Path | None:
    return next(iter(paths), None)


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise AnalyzerError("no such file or folder", path=path, remedy="check the spelling")
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and file.is_file() and not hidden and not is_review(file):
            yield file


def _numbered(files: list[Path]) -> Iterator[Input]:
    """Give each file its stem as id, and a second file of the same stem a number."""
    taken: set[str] = set()
    for file in files:
        stem = session_id(file)
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        yield Input(file, name)
