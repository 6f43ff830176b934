"""Reading of codes: from a file or folder to the codings in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.coded import eaf, qdpx, table
from analyzer.coded.analysed import coder_of, is_analysed, read_analysed
from analyzer.coded.coding import CodedSet, Coding, Mark, Roles
from analyzer.coded.found import Contents
from analyzer.coded.placing import dated, placed
from analyzer.coded.transcripts import name_of, roles_of, transcripts_in
from analyzer.errors import ReadError
from analyzer.readers.source import Source, load
from analyzer.review.naming import is_review
from analyzer.session import Problem, Session


class Format(NamedTuple):
    """One kind of coded file: its suffixes, and what reads one for the session that its name stands for."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, str], Contents]


FORMATS = (
    Format("ELAN", (".eaf",), eaf.read),
    Format("REFI-QDA", (".qdpx",), qdpx.read),
    Format("workbook", (".xlsx", ".xlsm", ".ods"), table.read),
    Format("table", (".csv", ".tsv", ".tab", ".txt", ".json", ".parquet"), table.read),
)
"""Every kind of coded file, told by suffix."""

_FILE = re.compile(r"(?:(?P<session>.+)\.)?(?:codes|events|ratings)(?:\.(?P<coder>[^.]+))?", re.IGNORECASE)
_SELF = (".eaf", ".qdpx", ".xlsx", ".xlsm", ".ods")
"""Suffixes that are taken for coded files in a folder by themselves; tables are by their name."""


class _Part(NamedTuple):
    """One file's contents, and the coder and session that its name stands for."""

    path: Path
    format: str
    coder: str
    contents: Contents


def read_codes(path: Path | str, transcripts: Mapping[str, Session] | None = None) -> CodedSet:
    """Read every coding in a file or folder; `transcripts` are sessions by id, to place codes by words or times.

    A folder is the output of `analyzer analyze` (or its tables), or holds `codes.csv`, `codes.A.csv`, `NAME.codes.csv`,
    .eaf, .qdpx or .xlsx files, with transcripts beside them, all of which its coders saw. Raise ReadError when there
    are no codes in it.
    """
    path = Path(path)
    if path.is_dir() and is_analysed(path):
        analysis = _Part(path, "analysis", coder_of(path), read_analysed(path))
        return _gathered(path, analysis.format, [analysis], transcripts or {})
    files = _files(path) if path.is_dir() else [path]
    beside = transcripts_in(path, skip=files) if path.is_dir() else ({}, ())
    known = {**beside[0], **(transcripts or {})}
    parts = _alone([_part(file, path) for file in files], path)
    read = _gathered(path, ", ".join(dict.fromkeys(part.format for part in parts)), parts, known)
    codings = tuple(replace(coding, sessions=coding.sessions | beside[0].keys()) for coding in read.codings)
    return replace(read, codings=codings, problems=(*beside[1], *read.problems))


def _files(path: Path) -> list[Path]:
    """List the coded files of a folder."""
    inside = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    files = [file for file in inside if (_FILE.fullmatch(file.stem) or is_review(file)) and _format(file)]
    files = files or [file for file in inside if file.suffix.lower() in _SELF]
    if not files:
        raise ReadError("no coded files in this folder", path=path, remedy="it needs codes.csv, NAME.eaf or NAME.qdpx")
    return files


def _part(file: Path, path: Path) -> _Part:
    """Read one file; its coder is told by its name, else by the folder's or its own."""
    kind = _format(file)
    if kind is None:
        suffixes = " ".join(suffix for one in FORMATS for suffix in one.suffixes)
        raise ReadError("this kind of coded file is not read", path=file, remedy=f"give one of {suffixes}")
    named = _FILE.fullmatch(file.stem)
    session = (named["session"] or "") if named else file.stem if kind.read is not table.read else ""
    whole = path.resolve().name if path.is_dir() else file.resolve().parent.name if named else file.stem
    coder = (named["coder"] if named else None) or (named["session"] if named and not path.is_dir() else None) or whole
    return _Part(file, kind.name, coder, kind.read(load(file), session))


def _alone(parts: list[_Part], path: Path) -> list[_Part]:
    """Take what no coder is named for as that of the only coder named in the folder, if there is just one."""
    named = {found.coder for part in parts for found in part.contents.found if found.coder}
    if len(named) != 1 or not path.is_dir():
        return parts
    whole, only = path.resolve().name, named.pop()
    return [part._replace(coder=only) if part.coder == whole else part for part in parts]


def _format(file: Path) -> Format | None:
    if is_review(file):
        from analyzer.review.coding import read_contents

        return Format("review", (".json",), read_contents)
    return next((kind for kind in FORMATS if file.suffix.lower() in kind.suffixes), None)


def _gathered(path: Path, kind: str, parts: Iterable[_Part], known: Mapping[str, Session]) -> CodedSet:
    """Join the contents of files into one coding a coder."""
    named = [part._replace(contents=_named(part.contents, part.coder)) for part in parts]
    inside = {name: talk for part in named for name, talk in part.contents.transcripts.items()}
    problems: list[tuple[Path, Problem]] = []
    codings: dict[str, Coding] = {}
    for part in named:
        sessions = {**known, **part.contents.transcripts}
        settled = placed(part.contents.found, sessions)
        events, undated = dated(part.contents.episodes, sessions)
        contents = replace(part.contents, episodes=tuple(events))
        problems += [(part.path, problem) for problem in (*contents.problems, *settled.problems, *undated)]
        for name in _coders(contents):
            codings[name] = _added(codings.get(name, Coding(name, ())), contents, settled.marks)
    if not codings:
        raise ReadError("no codes could be read", path=path, remedy=_first(problems))
    talks = {**inside, **known}
    given: dict[str, Roles] = {name: roles for part in named for name, roles in part.contents.turns.items()}
    turns = {**given, **{name: roles_of(talk) for name, talk in talks.items()}}
    return CodedSet(path, kind, tuple(codings.values()), turns, talks, tuple(problems))


def _named(contents: Contents, coder: str) -> Contents:
    """Give findings without a coder the file's, and sessions the form of their ids."""
    return replace(
        contents,
        found=tuple(f._replace(coder=f.coder or coder, session=name_of(f.session)) for f in contents.found),
        episodes=tuple(
            e._replace(coder=e.coder or coder, episode=e.episode._replace(session=name_of(e.episode.session)))
            for e in contents.episodes
        ),
        ratings=tuple(r._replace(coder=r.coder or coder, session=name_of(r.session)) for r in contents.ratings),
        transcripts={name_of(name): talk for name, talk in contents.transcripts.items()},
    )


def _coders(contents: Contents) -> list[str]:
    given = (item.coder for items in (contents.found, contents.episodes, contents.ratings) for item in items)
    return list(dict.fromkeys(given))


def _added(coding: Coding, contents: Contents, marks: Iterable[tuple[str, Mark]]) -> Coding:
    """Add one file's contents to a coder's coding."""
    name = coding.name
    own = [mark for coder, mark in marks if coder == name]
    episodes = [item.episode for item in contents.episodes if item.coder == name]
    seen = [item.session for item in contents.found if item.coder == name]
    ratings = {(r.session, r.name): r.value for r in contents.ratings if r.coder == name}
    return Coding(
        name,
        tuple(dict.fromkeys([*coding.marks, *own])),
        tuple(dict.fromkeys([*coding.episodes, *episodes])),
        coding.sessions | {*seen, *(episode.session for episode in episodes), *(session for session, _ in ratings)},
        {**coding.ratings, **ratings},
    )


def _first(problems: list[tuple[Path, Problem]]) -> str:
    if not problems:
        return "check that it has rows with codes"
    problem = problems[0][1]
    return f"line {problem.line}: {problem.reason}" if problem.line else problem.reason
