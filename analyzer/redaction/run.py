"""A run: transcripts in, working copies and what was done to them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analyzer.cases import cases
from analyzer.cases.alliance import scores as alliance
from analyzer.cases.beside import Sorted, sort_out
from analyzer.cases.case import Case
from analyzer.errors import AnalyzerError, unforeseen
from analyzer.inputs import Input, inputs
from analyzer.opening import opened
from analyzer.output import folder, write
from analyzer.reading import session_id
from analyzer.redaction.beside import MANIFEST, SCORES, Placed, manifest, merged, scores
from analyzer.redaction.copies import copy as copied
from analyzer.redaction.key import Key
from analyzer.redaction.keyring import load
from analyzer.redaction.names import names
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


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose.

    `names` is a list of names; `key` where the key is read and kept, None for nowhere; `case` the one case that all
    files belong to, else they are grouped as `manifest` or the files themselves tell; `therapist` and `roles` say
    who is who; `more` is a recogniser of names, else that of the extra `names` where it is installed.
    """

    names: Path | None = None
    key: Path | None = None
    case: str = ""
    manifest: Path | None = None
    therapist: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    more: Recogniser | None = None


def run(paths: Iterable[Path], out: Path, choices: Choices | None = None) -> Redaction:
    """Write a working copy of every session under `paths` into `out`; nothing else is written but the key.

    Copies are named by case and number, never by the old names. Raise AnalyzerError when copies would lie among the
    originals, or the key among the copies.
    """
    choices, given = choices or Choices(), list(paths)
    found = sort_out(inputs(given), choices.manifest)
    _apart(given, out, choices.key)
    ring = load(choices.key, names(choices.names))
    more = choices.more or installed()
    folder(out)
    groups = list(_grouped(found, choices))
    parts = [_case(ring.key(one.slug), one.files, out, choices, more) for one in groups]
    _beside(out, [(one, ring.key(one.slug)) for one in groups if one.case], found.scores, parts)
    if choices.key:
        ring.save(choices.key)
    return Redaction(
        tuple(copy for part in parts for copy in part.copies),
        tuple(change for part in parts for change in part.changes),
        tuple(left for part in parts for left in part.left),
        tuple(failed for part in parts for failed in part.failed),
        more.name if more else "built-in rules",
    )


class _Part(NamedTuple):
    copies: list[Copied]
    changes: list[Change]
    left: list[Left]
    failed: list[Failed]
    paths: dict[str, list[Path]]


class _Group(NamedTuple):
    slug: str
    files: list[Input]
    case: Case | None = None


def _case(key: Key, group: Iterable[Input], out: Path, choices: Choices, more: Recogniser | None) -> _Part:
    """Copy the sessions of one case, having learnt the names in all of them first."""
    part = _Part([], [], [], [], {})
    read = [(item.id, session) for item in group for session in _readable(item, choices, part.failed)]
    for _, session in read:
        learn(session, key, more=more)
    for source, session in read:
        made = redact(session, key, id=_name(session, key), more=more)
        path = out / f"{made.session.id}.txt"
        write(path, copied(made.session))
        part.paths.setdefault(source, []).append(path)
        part.copies.append(Copied(path, key.case, session.path or Path(), len(made.changes), len(made.left)))
        part.changes.extend(made.changes)
        part.left.extend(made.left)
    return part


def _apart(paths: Sequence[Path], out: Path, key: Path | None) -> None:
    place = out.resolve()
    if key and place in key.resolve().parents:
        raise AnalyzerError(
            "the key would lie among the copies", path=key, remedy="keep it elsewhere, or give --key none"
        )
    for path in paths:
        inside = path.resolve() if path.is_dir() else path.resolve().parent
        if place == inside:
            raise AnalyzerError(
                "the copies would lie among the originals", path=out, remedy="choose another folder with -o"
            )


def _grouped(sorted_out: Sorted, choices: Choices) -> Iterator[_Group]:
    """Yield the files of each case under a name that tells nothing, in the order of the sessions."""
    todo = sorted_out.transcripts
    if choices.case:
        yield _Group(session_id(Path(f"{choices.case}.x")), list(todo))
        return
    by_id = {item.id: item for item in todo}
    found = cases(todo, manifest=sorted_out.manifest)
    groups = [_Group("", [by_id[session] for session in one.sessions if session in by_id], one) for one in found]
    taken = {item.id for group in groups for item in group.files}
    groups += [_Group("", [item]) for item in todo if item.id not in taken]
    for number, group in enumerate(groups, start=1):
        yield group._replace(slug=f"case-{number}")


def _beside(out: Path, groups: Sequence[tuple[_Group, Key]], tables: Sequence[Path], parts: Sequence[_Part]) -> None:
    """Write the manifest and the scores of the cases that were copied, without names."""
    placed = [Placed(group.case, group.slug, key.shift) for group, key in groups if group.case]
    paths = {source: own for part in parts for source, own in part.paths.items()}
    told = [score for path in tables for score in alliance(path)]
    for name, text in ((MANIFEST, manifest(placed, paths)), (SCORES, scores(placed, told))):
        if text:
            write(out / name, merged(out / name, text))


def _readable(item: Input, choices: Choices, failed: list[Failed]) -> Iterable[Session]:
    """Return the sessions in one file; none, and why in `failed`, when it cannot be read."""
    try:
        return opened(item, therapist=choices.therapist, roles=choices.roles)
    except AnalyzerError as problem:
        failed.append(Failed(item.path, str(problem)))
    except Exception as problem:  # one bad file never costs another
        failed.append(Failed(item.path, str(unforeseen(problem, item.path))))
    return ()


def _name(session: Session, key: Key) -> str:
    """Return the name of a session's copy: what it was called in an earlier run, else the next number of its case."""
    original = " ".join(filter(None, (str((session.path or Path(session.id)).resolve()), session.reading.part)))
    earlier = next((name for name, old in key.files.items() if old == original), None)
    name = earlier or f"{key.case}-s{len(key.files) + 1:02}"
    key.files[name] = original
    return name
