"""The field of comparison: the coders, the sessions that two or more of them saw, and the turns of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.coded.coding import CodedSet, Coding, Roles
from analyzer.coded.transcripts import roles_of
from analyzer.errors import AnalyzerError
from analyzer.session import Session


@dataclass(frozen=True, slots=True)
class Field:
    """What is compared: `turns` holds the roles of every turn, "" where unknown, of each session compared.

    `notes` say in plain words what the numbers rest on where that is not the whole talk of every coder's sessions.
    """

    coders: tuple[Coding, ...]
    turns: Mapping[str, Roles]
    transcripts: Mapping[str, Session]
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the coders' names."""
        return tuple(coder.name for coder in self.coders)

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the sessions compared, in order of their ids."""
        return tuple(self.turns)


def field(
    sets: Sequence[CodedSet], transcripts: Mapping[str, Session] | None = None, *, complete: bool = False
) -> Field:
    """Bring coded sets together.

    `complete` says that every coder saw every session and transcript, also where no file has a row for it. Raises
    AnalyzerError when there are not two coders, or no session that two of them saw.
    """
    coders = _named([coding for one in sets for coding in one.codings])
    if len(coders) < 2:
        raise AnalyzerError("there is only one coder", remedy="give two files or folders of codes, or more")
    held = (*(one.transcripts for one in sets), transcripts or {})
    talks = {name: talk for one in held for name, talk in one.items()}
    seen = {session for coder in coders for session in coder.sessions}
    seen |= set(transcripts or ()) if complete else set()
    if complete:
        coders = [Coding(c.name, c.marks, c.episodes, frozenset(seen), c.ratings) for c in coders]
    shared = sorted(session for session in seen if sum(session in coder.sessions for coder in coders) > 1)
    if not shared:
        raise AnalyzerError("no session was coded by two coders", remedy="check that sessions have the same names")
    roles = {name: roles_of(talk) for name, talk in talks.items()}
    known = {name: turns for one in (*(one.turns for one in sets), roles) for name, turns in one.items()}
    turns = {session: _padded(known.get(session, ()), session, coders) for session in shared}
    notes = (*_left_out(coders, shared, seen), *_lengths(known, turns))
    return Field(tuple(coders), turns, {name: talks[name] for name in shared if name in talks}, notes)


def _named(codings: Iterable[Coding]) -> list[Coding]:
    """Give a number to a coder whose name another has."""
    taken: dict[str, Coding] = {}
    for coding in codings:
        name, number = coding.name, 2
        while name in taken:
            name, number = f"{coding.name} ({number})", number + 1
        taken[name] = Coding(name, coding.marks, coding.episodes, coding.sessions, coding.ratings)
    return list(taken.values())


def _padded(roles: Roles, session: str, coders: Sequence[Coding]) -> Roles:
    """Return the roles of a session's turns, with turns of unknown role up to the last that a coder marked."""
    marked = [mark.turn for coder in coders for mark in coder.marks if mark.session == session]
    inside = [episode.end for coder in coders for episode in coder.episodes if episode.session == session]
    return (*roles, *[""] * (max([*marked, *inside, 0]) - len(roles)))


def _left_out(coders: Sequence[Coding], shared: Sequence[str], seen: set[str]) -> Iterable[str]:
    for coder in coders:
        missing = [session for session in shared if session not in coder.sessions]
        if missing:
            yield f"{coder.name} has no row for {_listed(missing)}: taken as not seen; --complete takes it as seen"
    alone = sorted(seen - set(shared))
    if alone:
        yield f"only one coder saw {_listed(alone)}: left out"


def _lengths(known: Mapping[str, Roles], turns: Mapping[str, Roles]) -> Iterable[str]:
    blind = [session for session in turns if session not in known]
    if blind:
        yield (
            f"no transcript for {_listed(blind)}: turns after the last marked one are not counted and roles are "
            "unknown, which changes what chance gives; add --transcripts"
        )
    longer = [session for session in turns if session in known and len(turns[session]) > len(known[session])]
    if longer:
        yield f"marks beyond the last turn of {_listed(longer)}: was another version of the transcript coded?"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
