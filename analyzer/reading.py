"""Reading: from a transcript file to its sessions, and a check of them without analyzing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from analyzer import readers
from analyzer.asides import tally
from analyzer.errors import RoleError
from analyzer.language import language
from analyzer.roles import one_person, settle
from analyzer.session import ENGLISH, THERAPIST, Problem, Reading, Role, Session, turns_of

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80
"""Characters of an id; file systems count bytes, of which it may have twice as many."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a file holds, as read: `lines` are its lines, cues or rows, `duration` is in seconds, None if untimed.

    `words` is how many are in the turns, `left_out` how many the `problems` leave out of them; `asides` counts what
    the turns hold that is no speech, by kind; `files` are the names of the files that were joined, if any.
    """

    path: Path
    id: str
    format: str
    lines: int
    utterances: int
    turns: int
    words: int
    speakers: tuple[str, ...]
    roles: tuple[Role, ...]
    timed: bool
    duration: float | None
    language: str
    uncoded: str
    problems: tuple[Problem, ...]
    left_out: int = 0
    asides: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def read(
    path: Path | str,
    *,
    therapist: str | None = None,
    roles: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002
) -> Session:
    """Read the transcript at `path` as a session, whose id is the file's name unless given.

    `therapist` names the speaker who is the therapist, `roles` gives roles by speaker. Raise ReadError if the file
    cannot be read as a transcript or holds several, RoleError if no speaker has such a name or there is no such role.

    >>> session = read("sample_transcripts/maya-s03.txt")
    >>> session, session.talk[0].role, session.talk[0].text
    (Session('maya-s03', 80 turns: Therapist therapist, Maya client), 'therapist', 'You came.')
    """
    path = Path(path)
    return session_of(readers.read(path), path, id or session_id(path), Roles(therapist, roles))


def sessions(
    path: Path | str,
    *,
    therapist: str | None = None,
    roles: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002
) -> tuple[Session, ...]:
    """Read every session in the file at `path`: one, those under its headings, or those in an archive.

    Raise as `read` does. Where there are several, each id is the file's with the session's name: "case-7-session-3".
    """
    path = Path(path)
    found = readers.readings(path)
    ids = _ids(id or session_id(path), [one.part for one in found])
    return tuple(session_of(one, path, own, Roles(therapist, roles)) for one, own in zip(found, ids, strict=True))


def check(path: Path | str, *, therapist: str | None = None, roles: Mapping[str, str] | None = None) -> Check:
    """Read the transcript at `path` and tell what it holds; raise as `read` does."""
    return checked(read(path, therapist=therapist, roles=roles))


def checked(session: Session) -> Check:
    """Tell what `session` holds."""
    times = [time for turn in session.talk for time in (turn.start, turn.end) if time is not None]
    return Check(
        path=session.path or Path(),
        id=session.id,
        format=session.reading.format,
        lines=session.reading.lines,
        utterances=len(session.reading.utterances),
        turns=len(session.talk),
        words=sum(len(turn.text.split()) for turn in session.talk),
        speakers=tuple(role.speaker for role in session.roles),
        roles=session.roles,
        timed=session.timed,
        duration=round(max(times) - min(times), 3) if times else None,
        language=session.language,
        uncoded=session.uncoded,
        problems=session.reading.problems,
        left_out=sum(problem.words for problem in session.reading.problems),
        asides=tally(turn.text for turn in session.talk),
        files=session.reading.files,
    )


class Roles(NamedTuple):
    """What the user says of who is who."""

    therapist: str | None
    given: Mapping[str, str] | None


def session_of(reading: Reading, path: Path, id: str, said: Roles) -> Session:  # noqa: A002
    """Settle the roles of a reading and make a session of it; raise RoleError as `read` does."""
    try:
        utterances, given = one_person(reading.utterances, said.given)
        reading = replace(reading, utterances=utterances)
        settled = settle(utterances, therapist=said.therapist, given=given)
    except RoleError as error:
        raise RoleError(error.problem, path=path, remedy=error.remedy) from None
    talk = turns_of(reading.utterances, {role.speaker: role.role for role in settled})
    spoken = language(turn.text for turn in talk)
    session = Session(id, talk, settled, reading, path, spoken)
    return replace(session, reading=replace(reading, problems=(*reading.problems, *_doubts(session))))


def _ids(stem: str, parts: Sequence[str]) -> list[str]:
    """Return an id for each session of a file; a second one of the same name has a number."""
    if len(parts) == 1:
        return [stem]
    ids: dict[str, str] = {}
    for number, part in enumerate(parts, start=1):
        name = alone = session_id(Path(f"{stem}-{part or number}.txt".replace("/", "-").replace("\\", "-")))
        while name.casefold() in ids:
            name, number = f"{alone}-{number}", number + 1
        ids[name.casefold()] = name
    return list(ids.values())


def session_id(path: Path) -> str:
    """Return the name of the file without its suffix, made safe for the names of other files."""
    stem = unicodedata.normalize("NFC", path.stem.encode("utf-8", "replace").decode())
    safe = _cut(_UNSAFE.sub("-", stem).strip("-.")).rstrip("-.") or "session"
    return f"{safe}_" if _RESERVED.fullmatch(safe) else safe


def _cut(name: str) -> str:
    """Return the beginning of a name, such that file systems hold it with what other files add to it."""
    return name[:_LONGEST].encode()[: 2 * _LONGEST].decode(errors="ignore")


def _doubts(session: Session) -> list[Problem]:
    """Tell what the user should look at before trusting anything found in the session."""
    doubts = []
    if session.language != ENGLISH:
        doubts.append(Problem(None, "the talk is not in English, so it is not coded"))
    if session.foreign:
        told = ", ".join(sorted(set(session.foreign.values())))
        doubts.append(Problem(None, f"turns in another language ({told}) are not coded: {len(session.foreign)}"))
    if len(session.roles) > 1 and session.coded and not any(role.role == THERAPIST for role in session.roles):
        doubts.append(Problem(None, "none of the speakers is a therapist"))
    return doubts
