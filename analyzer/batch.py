"""A batch: transcripts in, tables, pages and a record of the run out, one bad file never costing another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from analyzer import casework
from analyzer.analysis import Analysis, analyze
from analyzer.cases.beside import sort_out
from analyzer.casework import CasePages, Casework
from analyzer.coding import Coder
from analyzer.errors import AnalyzerError, OutputError, unforeseen
from analyzer.inputs import Input, inputs
from analyzer.opening import distinct, opened
from analyzer.output import folder, write
from analyzer.review import reviewed
from analyzer.review.keeping import KEPT
from analyzer.session import Session
from analyzer.tables import NAMES, Table, tables

REVIEWS = "reviews"
DONE, UNCODED, FAILED = "done", "not coded", "failed"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read and code: who is who, which coder, the tables' file format, and where reviews are."""

    coder: Coder
    therapist: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    format: str = "csv"
    reviews: Path | None = None
    manifest: Path | None = None


class File(NamedTuple):
    """One file that was read, and its sha256."""

    path: str
    sha256: str


class Result(NamedTuple):
    """What became of one input: `status` is done, not coded or failed; `reason` says why, in one line.

    `rest` are the files that go on with the first, where a session was joined from several. `note` is what the coder
    says of how it coded the session.
    """

    path: Path
    session: str
    sha256: str
    status: str
    reason: str
    problems: int
    rest: tuple[File, ...] = ()
    note: str = ""


class Pages(CasePages, Protocol):
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
    """Analyze every transcript under `paths` into `out`; `each` is told of every result and how many files there are.

    Reviews are taken from the folder in `settings`, from `out`/reviews, or from beside the transcripts.

    Writes `index.html`, `sessions/ID.html` and `tables/NAME.FORMAT`, each whole or not at all, and what the sessions
    tell together: `cases.html`, `cases/SLUG.html`, `sequences.html` and their tables.
    """
    found = sort_out(inputs(paths), settings.manifest)
    if not found.transcripts:
        raise AnalyzerError("only tables about sessions, no transcripts", remedy="give the transcripts too")
    work = casework.begin(found)
    folder(folder(out) / "sessions")
    results: list[Result] = []
    taken: set[str] = set()
    with tables(out / "tables", settings.format, (*NAMES, REVIEWS)) as opened:
        for item in found.transcripts:
            batch = Batch(out / "sessions", settings, pages, opened, work, taken)
            for result in _file(item, batch):
                results.append(result)
                each(result, len(found.transcripts))
    problems = casework.finish(work, out, pages=pages, format=settings.format)
    write(out / "index.html", pages.index())
    return results + [Result(out, "", "", FAILED, str(problem), 0) for problem in problems]


Files = tuple[File, ...]


class Batch(NamedTuple):
    """Where the sessions of a batch go, and how; `taken` are the ids of those that went."""

    out: Path
    settings: Settings
    pages: Pages
    tables: Mapping[str, Table]
    work: Casework
    taken: set[str]


def _file(item: Input, batch: Batch) -> Iterator[Result]:
    """Analyze every session in one input."""
    files: Files = (File(str(item.path), ""),)
    settings = batch.settings
    try:
        files = tuple(File(str(path), digest(path)) for path in item.files)
        read = distinct(opened(item, therapist=settings.therapist, roles=settings.roles), batch.taken)
    except Exception as problem:
        yield _failed(item, files, problem, batch)
        return
    for session in read:
        try:
            yield _session(item, session, files, batch)
        except OutputError:
            raise
        except Exception as problem:  # one bad session never costs another
            yield _failed(item._replace(id=session.id), files, problem, batch)


def _session(item: Input, session: Session, files: Files, batch: Batch) -> Result:
    found = analyze(session, coder=batch.settings.coder)
    analysis = reviewed(found, batch.settings.reviews, kept=batch.out.parent / KEPT)
    rows = {name: getattr(analysis, name) for name in batch.tables}
    page = batch.pages.session(analysis)
    write(batch.out / f"{session.id}.html", page)
    for name, frame in rows.items():
        batch.tables[name].add(frame)
    batch.work.add(analysis)
    status = DONE if session.coded else UNCODED
    problems = len(session.reading.problems)
    return Result(item.path, session.id, files[0].sha256, status, session.uncoded, problems, files[1:], analysis.note)


def _failed(item: Input, files: Files, problem: Exception, batch: Batch) -> Result:
    told = str(problem if isinstance(problem, AnalyzerError) else unforeseen(problem, item.path))
    batch.pages.failed(item.path, told)
    return Result(item.path, item.id, files[0].sha256, FAILED, told, 0, files[1:])


def digest(path: Path) -> str:
    """Return the sha256 of a file, read in pieces."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        reason = (problem.strerror or "not readable").lower()
        raise AnalyzerError(f"cannot read ({reason})", path=path, remedy="check its permissions") from None
