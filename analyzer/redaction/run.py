"""A run: transcripts in, working copies and what was done to them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzer.cases import Case, cases
from analyzer.errors import AnalyzerError, unforeseen
from analyzer.inputs import Input, inputs
from analyzer.output import folder, write
from analyzer.reading import read, session_id
from analyzer.redaction.copies import copy
from analyzer.redaction.key import Key
from analyzer.redaction.keyring import load
from analyzer.redaction.names import names as listed
from analyzer.redaction.recogniser import installed
from analyzer.redaction.search import Recogniser
from analyzer.redaction.session import Change, Left, learn, redact
from analyzer.session import Session


class Failed(NamedTuple):
    """A file of which no copy was made, with the reason in one line."""

    path: Path
    reason: str


class Copied(NamedTuple):
    """One working copy: where it is, its case, and how much was replaced."""

    path: Path
    case: str
    original: Path
    changes: int
    left: int


class Redaction(NamedTuple):
    """A run of redaction: `changes` and `left` hold words of the originals; `names` says what found names."""

    copies: tuple[Copied, ...]
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    failed: tuple[Failed, ...]
    names: str


def run(
    paths: Iterable[Path],
    out: Path,
    *,
    names: Path | None = None,
    key: Path | None = None,
    case: str = "",
    manifest: Path | None = None,
    more: Recogniser | None = None,
) -> Redaction:
    """Write a working copy of every transcript under `paths` into `out`, and touch nothing else but `key`.

    `names` is a list of names, `key` where the key is read and kept (None: nowhere), `case` the one case that all
    belong to (else as `manifest` or the files tell), `more` a recogniser of names; without one, that of the extra
    `names` if it is installed. Files are named by case and number, never by their old names. Raise AnalyzerError
    when the key would lie inside `out`, or `out` inside one of `paths`.
    """
    given = list(paths)
    todo = inputs(given)
    _apart(given, out, key)
    more = more or installed()
    ring = load(key, listed(names))
    copied: list[Copied] = []
    changes: list[Change] = []
    left: list[Left] = []
    failed: list[Failed] = []
    folder(out)
    for slug, group in _grouped(todo, case, manifest):
        own = ring.key(slug)
        sessions = list(_readable(group, failed))
        for session in sessions:
            learn(session, own, more=more)
        for session in sessions:
            made = redact(session, own, id=_name(session, own), more=more)
            write(out / f"{made.session.id}.txt", copy(made.session))
            copied.append(Copied(out / f"{made.session.id}.txt", slug, session.path or Path(), len(made.changes), len(made.left)))
            changes += made.changes
            left += made.left
    if key:
        ring.save(key)
    return Redaction(tuple(copied), tuple(changes), tuple(left), tuple(failed), more.name if more else "built-in rules")


def _apart(paths: Sequence[Path], out: Path, key: Path | None) -> None:
    place = out.resolve()
    if key and place in key.resolve().parents:
        raise AnalyzerError("the key would lie among the copies", path=key, remedy="keep it elsewhere, or give --key none")
    for path in paths:
        inside = path.resolve() if path.is_dir() else path.resolve().parent
        if place == inside:
            raise AnalyzerError("the copies would lie among the originals", path=out, remedy="choose another folder with -o")


def _grouped(todo: Sequence[Input], case: str, manifest: Path | None) -> Iterator[tuple[str, list[Input]]]:
    """Yield the files of each case under a name that tells nothing, in the order of the sessions."""
    if case:
        yield session_id(Path(f"{case}.x")), list(todo)
        return
    found: Sequence[Case] = cases(todo, manifest=manifest)
    by_id = {item.id: item for item in todo}
    taken = {session for one in found for session in one.sessions}
    groups = [[by_id[session] for session in one.sessions if session in by_id] for one in found]
    groups += [[item] for item in todo if item.id not in taken]
    for number, group in enumerate(groups, start=1):
        yield f"case-{number}", group


def _readable(group: Iterable[Input], failed: list[Failed]) -> Iterator[Session]:
    for item in group:
        try:
            yield read(item.path, id=item.id)
        except AnalyzerError as problem:
            failed.append(Failed(item.path, str(problem)))
        except Exception as problem:  # one bad file never costs another
            failed.append(Failed(item.path, str(unforeseen(problem, item.path))))


def _name(session: Session, key: Key) -> str:
    """Return the name of a session's copy: what it was called in an earlier run, else the next number of its case."""
    original = session.path.name if session.path else session.id
    earlier = next((name for name, old in key.files.items() if old == original), None)
    name = earlier or f"{key.case}-s{len(key.files) + 1:02}"
    key.files[name] = original
    return name
