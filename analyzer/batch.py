"""A batch: transcripts in, tables, pages and a record of the run out, one bad file never costing another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from analyzer.analysis import Analysis, analyze
from analyzer.coding import Coder
from analyzer.errors import AnalyzerError, unforeseen
from analyzer.inputs import Input, inputs
from analyzer.output import folder, write
from analyzer.reading import read
from analyzer.tables import NAMES, Table, tables

DONE, UNCODED, FAILED = "done", "not coded", "failed"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read and code: who is who, which coder, and the tables' file format."""

    coder: Coder
    therapist: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    format: str = "csv"


class Result(NamedTuple):
    """What became of one input: `status` is done, not coded or failed; `reason` says why, in one line."""

    path: Path
    session: str
    sha256: str
    status: str
    reason: str
    problems: int


class Pages(Protocol):
    """What draws the pages; it remembers each session for the index."""

    def session(self, analysis: Analysis) -> str:
        """Return the page of one session."""

    def failed(self, path: Path, reason: str) -> None:
        """Note a file that could not be read."""

    def index(self) -> str:
        """Return the page of the batch."""


def run(
    paths: Iterable[Path], out: Path, *, settings: Settings, pages: Pages, each: Callable[[Result, int], None]
) -> list[Result]:
    """Analyze every transcript under `paths` into `out`; `each` is told of every result and how many there will be.

    Writes `index.html`, `sessions/ID.html` and `tables/NAME.FORMAT`, each whole or not at all.
    """
    todo = inputs(paths)
    folder(folder(out) / "sessions")
    results = []
    with tables(out / "tables", settings.format) as opened:
        for item in todo:
            results.append(_one(item, out / "sessions", settings, pages, opened))
            each(results[-1], len(todo))
    write(out / "index.html", pages.index())
    return results


def _one(item: Input, out: Path, settings: Settings, pages: Pages, opened: Mapping[str, Table]) -> Result:
    sha256 = ""
    try:
        sha256 = digest(item.path)
        session = read(item.path, therapist=settings.therapist, roles=settings.roles, id=item.id)
        analysis = analyze(session, coder=settings.coder)
        page, rows = pages.session(analysis), {name: getattr(analysis, name) for name in NAMES}
    except AnalyzerError as problem:
        return _failed(item, sha256, str(problem), pages)
    except Exception as problem:  # one bad session never costs another
        return _failed(item, sha256, str(unforeseen(problem, item.path)), pages)
    write(out / f"{item.id}.html", page)
    for name, frame in rows.items():
        opened[name].add(frame)
    status = DONE if session.coded else UNCODED
    return Result(item.path, item.id, sha256, status, session.uncoded, len(session.reading.problems))


def _failed(item: Input, sha256: str, reason: str, pages: Pages) -> Result:
    pages.failed(item.path, reason)
    return Result(item.path, item.id, sha256, FAILED, reason, 0)


def digest(path: Path) -> str:
    """Return the sha256 of a file, read in pieces."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        reason = (problem.strerror or "not readable").lower()
        raise AnalyzerError(f"cannot read ({reason})", path=path, remedy="check its permissions") from None
