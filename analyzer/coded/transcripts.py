"""Transcripts beside codes: the sessions that were coded, by id, and who speaks each turn of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from analyzer.coded.coding import Roles
from analyzer.errors import AnalyzerError
from analyzer.inputs import inputs
from analyzer.readers import SUFFIXES
from analyzer.reading import read, session_id
from analyzer.session import UNSURE, Problem, Session

Read = tuple[dict[str, Session], tuple[tuple[Path, Problem], ...]]


def transcripts(paths: Iterable[Path]) -> Read:
    """Read the transcripts under `paths`; one that cannot be read is told, not raised."""
    return _read((item.path, item.id) for item in inputs(paths))


def transcripts_in(folder: Path, skip: Collection[Path]) -> Read:
    """Read the transcripts that lie in `folder` itself, the coded files `skip` aside."""
    inside = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    talks = (file for file in inside if file.suffix.lower() in SUFFIXES and file not in skip)
    return _read((file, session_id(file)) for file in talks)


def name_of(session: str) -> str:
    """Return the id of the session that a coded file calls `session`: without a transcript's suffix, made safe."""
    path = Path(session.strip())
    return session_id(path if path.suffix.lower() in SUFFIXES else Path(f"{path.name}.txt")) if session.strip() else ""


def roles_of(session: Session) -> Roles:
    """Return the role of each turn, "" where it is unsure."""
    return tuple("" if turn.role == UNSURE else turn.role for turn in session.talk)


def _read(files: Iterable[tuple[Path, str]]) -> Read:
    known: dict[str, Session] = {}
    problems: list[tuple[Path, Problem]] = []
    for path, name in files:
        try:
            known[name] = read(path, id=name)
        except AnalyzerError as error:
            problems.append((path, Problem(error.line, error.problem)))
    return known, tuple(problems)
