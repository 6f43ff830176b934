"""Reading: from a transcript file to a session, and a check of one without analyzing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer import readers
from analyzer.errors import RoleError
from analyzer.language import language
from analyzer.roles import settle
from analyzer.session import ENGLISH, THERAPIST, Problem, Role, Session, turns_of

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Check:
    """What a file holds, as read: `lines` are its lines, cues or rows, `duration` is in seconds, None if untimed."""

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


def read(
    path: Path | str,
    *,
    therapist: str | None = None,
    roles: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002
) -> Session:
    """Read the transcript at `path` as a session, whose id is the file's name unless given.

    `therapist` names the speaker who is the therapist, `roles` gives roles by speaker. Raise ReadError if the file
    cannot be read as a transcript, RoleError if no speaker has such a name or there is no such role.
    """
    path = Path(path)
    reading = readers.read(path)
    try:
        settled = settle(reading.utterances, therapist=therapist, given=roles)
    except RoleError as error:
        raise RoleError(error.problem, path=path, remedy=error.remedy) from None
    talk = turns_of(reading.utterances, {role.speaker: role.role for role in settled})
    spoken = language(turn.text for turn in talk)
    session = Session(id or session_id(path), talk, settled, reading, path, spoken)
    return replace(session, reading=replace(reading, problems=(*reading.problems, *_doubts(session))))


def check(path: Path | str, *, therapist: str | None = None, roles: Mapping[str, str] | None = None) -> Check:
    """Read the transcript at `path` and tell what it holds; raise as `read` does."""
    session = read(path, therapist=therapist, roles=roles)
    times = [time for turn in session.talk for time in (turn.start, turn.end) if time is not None]
    return Check(
        path=Path(path),
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
    )


def session_id(path: Path) -> str:
    """Return the name of the file without its suffix, made safe for the names of other files."""
    stem = unicodedata.normalize("NFC", path.stem.encode("utf-8", "replace").decode())
    safe = _UNSAFE.sub("-", stem).strip("-.")[:_LONGEST].rstrip("-.") or "session"
    return f"{safe}_" if _RESERVED.fullmatch(safe) else safe


def _doubts(session: Session) -> list[Problem]:
    """Tell what the user should look at before trusting anything found in the session."""
    doubts = []
    if session.language != ENGLISH:
        doubts.append(Problem(None, "the talk is not in English, so it is not coded"))
    if len(session.roles) > 1 and session.coded and not any(role.role == THERAPIST for role in session.roles):
        doubts.append(Problem(None, "none of the speakers is a therapist"))
    return doubts
