"""A finding as a coded file holds it: a code at a place that has still to be settled as turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.coded.coding import Episode, Roles
from analyzer.session import Problem, Session

TURNS, LINES, SECONDS, QUOTE = "turns", "lines", "seconds", "quote"


class Place(NamedTuple):
    """Where a code stands: `first` to `last` turns, lines of the transcript or seconds, or only the quoted words."""

    kind: str
    first: float = 0
    last: float = 0
    quote: str = ""


class Found(NamedTuple):
    """One code in a file; an empty `code` says that the coder saw the session. `line` is where it stands."""

    session: str
    code: str
    coder: str
    clarity: str
    place: Place
    line: int | None


class FoundEpisode(NamedTuple):
    """One event in a file and who marked it; where it has a `place`, its turns are still to be settled by that."""

    coder: str
    episode: Episode
    place: Place | None = None
    line: int | None = None


class FoundRating(NamedTuple):
    """One rating of a session in a file and who gave it."""

    coder: str
    session: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file holds; `transcripts` are sessions whose talk is in it, `turns` the roles of sessions' turns."""

    found: tuple[Found, ...] = ()
    episodes: tuple[FoundEpisode, ...] = ()
    ratings: tuple[FoundRating, ...] = ()
    transcripts: Mapping[str, Session] = field(default_factory=dict)
    turns: Mapping[str, Roles] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
