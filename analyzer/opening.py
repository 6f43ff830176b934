"""Opening: from an input of a batch, which is a file or several files of one session, to its sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analyzer import readers
from analyzer.inputs import Input
from analyzer.readers.faults import anonymous
from analyzer.readers.joined import join
from analyzer.reading import Roles, session_of, sessions
from analyzer.roles import settle
from analyzer.session import UNSURE, Problem, Reading, Session, Utterance

_EXCHANGED = "labels without names stood for other people than in the first file; they were exchanged"
_DOUBTFUL = "labels without names need not stand for the same people as in the first file; check who is who"


def opened(item: Input, *, therapist: str | None = None, roles: Mapping[str, str] | None = None) -> tuple[Session, ...]:
    """Read every session in an input: those of its one file, or the one that its files make.

    `therapist` names the speaker who is the therapist, `roles` gives roles by speaker. Raise ReadError if a file
    cannot be read as a transcript, or if one of several holds several, RoleError as `analyzer.reading.read` does.
    """
    if not item.rest:
        return sessions(item.path, therapist=therapist, roles=roles, id=item.id)
    found = [readers.read(path) for path in item.files]
    alike = [found[0], *(_alike(found[0], reading) for reading in found[1:])]
    reading = join([(_name(path), one) for path, one in zip(item.files, alike, strict=True)])
    return (session_of(reading, item.path, item.id, Roles(therapist, roles)),)


def distinct(read: Iterable[Session], taken: set[str]) -> tuple[Session, ...]:
    """Return sessions whose ids are not among those `taken`, to which theirs are added; others have a number more.

    One of several in a file may be called like another file.
    """
    return tuple(replace(session, id=_free(session.id, taken)) for session in read)


def _free(id: str, taken: set[str]) -> str:  # noqa: A002
    name, number = id, 2
    while name.casefold() in taken:
        name, number = f"{id}-{number}", number + 1
    taken.add(name.casefold())
    return name


def _name(path: Path) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path.name)


def _alike(first: Reading, reading: Reading) -> Reading:
    """Return `reading` with labels that a program gave standing for the people they stand for in `first`."""
    labels = {one.speaker for one in (*first.utterances, *reading.utterances)}
    if not all(map(anonymous, labels)):
        return reading
    ours, theirs = _people(first.utterances), _people(reading.utterances)
    if ours is None or theirs is None or ours.keys() != theirs.keys():
        return replace(reading, problems=(Problem(None, _DOUBTFUL), *reading.problems))
    names = {theirs[role]: ours[role] for role in theirs}
    if all(old == new for old, new in names.items()):
        return reading
    moved = tuple(one._replace(speaker=names[one.speaker]) for one in reading.utterances)
    return replace(reading, utterances=moved, problems=(Problem(None, _EXCHANGED), *reading.problems))


def _people(utterances: Sequence[Utterance]) -> dict[str, str] | None:
    """Return the label of each role; None unless every label has a role of its own, surely."""
    settled = settle(utterances)
    roles = {role.role: role.speaker for role in settled}
    return None if UNSURE in roles or len(roles) < len(settled) else roles
