"""A coding: the codes, episodes and ratings that one coder, a person or a program, gave to sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analyzer.evaluation.gold import Span
from analyzer.session import Problem, Session

Roles = tuple[str, ...]
"""The role of each turn of a session, in order; "" where it is not known."""


class Mark(NamedTuple):
    """One code that a coder gave one turn (turns count from 1); `clarity` is clear or possible."""

    session: str
    turn: int
    code: str
    clarity: str


class Episode(NamedTuple):
    """One event that a coder marked, turns `start` to `end` inclusive; what was not coded is "" or None."""

    session: str
    kind: str
    start: int
    end: int
    initiator: str = ""
    outcome: str = ""
    depth: int | None = None

    @property
    def span(self) -> Span:
        """Return the episode as the evaluation has it."""
        return Span(self.session, self.kind, self.start, self.end, self.outcome)


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder gave; `sessions` are those the coder saw, also where nothing was found.

    `ratings` hold a number for (session, name of the rating).
    """

    name: str
    marks: tuple[Mark, ...]
    episodes: tuple[Episode, ...] = ()
    sessions: frozenset[str] = frozenset()
    ratings: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[tuple[str, int, str]]:
        """Return (session, turn, code) as the evaluation has them."""
        return frozenset((mark.session, mark.turn, mark.code) for mark in self.marks)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the episodes as the evaluation has them."""
        return tuple(episode.span for episode in self.episodes)


@dataclass(frozen=True, slots=True)
class CodedSet:
    """Everything read from one file or folder of codes.

    `turns` gives the roles of the turns of each session whose talk is known; `transcripts` are those sessions that
    were read. `problems` say what could not be taken, each with the file and the line.
    """

    path: Path
    format: str
    codings: tuple[Coding, ...]
    turns: Mapping[str, Roles] = field(default_factory=dict)
    transcripts: Mapping[str, Session] = field(default_factory=dict)
    problems: tuple[tuple[Path, Problem], ...] = ()
