"""A session: one transcript as turns with roles, and an account of every line it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames

if TYPE_CHECKING:
    import pandas as pd

THERAPIST = "therapist"
CLIENT = "client"
UNSURE = "unsure"
ENGLISH = "en"


class Utterance(NamedTuple):
    """A stretch of talk as the file holds it: a line, a cue, a row; times in seconds from the start.

    `file` is the number, from 1, of the file that `line` is in, where a session was joined from several.
    """

    speaker: str
    text: str
    start: float | None
    end: float | None
    line: int
    file: int = 1


class Problem(NamedTuple):
    """Input that was not taken up as talk, or that needs the user's eye: never with its words.

    `words` is how many words of the file it leaves out of the talk.
    """

    line: int | None
    reason: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one file; `lines` is how many lines, cues or rows the file has.

    `starts` holds the place among `utterances` at which each session begins and its name, where a file holds several;
    `part` is the name of this one, where it was one of several. `files` are the names of those that were joined.
    """

    format: str
    utterances: tuple[Utterance, ...]
    problems: tuple[Problem, ...] = ()
    lines: int = 0
    starts: tuple[tuple[int, str], ...] = ()
    part: str = ""
    files: tuple[str, ...] = ()


class Turn(NamedTuple):
    """Everything one speaker says until another speaks; `turn` counts from 1, text is verbatim.

    `line` and `file` are where it begins.
    """

    turn: int
    speaker: str
    role: str
    start: float | None
    end: float | None
    text: str
    line: int
    file: int = 1


class Role(NamedTuple):
    """How one speaker's role was settled: `how` is label, inferred or user; confidence is 0 to 1."""

    speaker: str
    role: str
    how: str
    confidence: float


@dataclass(frozen=True, repr=False)
class Session:
    """One transcript: its turns, its speakers' roles, and how each was read; `language` is an ISO 639 code."""

    id: str
    talk: tuple[Turn, ...]
    roles: tuple[Role, ...] = ()
    reading: Reading = Reading("memory", ())
    path: Path | None = None
    language: str = ENGLISH

    def __repr__(self) -> str:
        """Say what it is, without its words."""
        who = ", ".join(f"{role.speaker} {role.role}" for role in self.roles)
        return f"Session({self.id!r}, {len(self.talk)} turns{f': {who}' if who else ''})"

    def _repr_html_(self) -> str:
        from analyzer.notebook import session

        return session(self)

    @property
    def coded(self) -> bool:
        """Tell whether the session may be coded: there is talk, in English, and every role is settled."""
        return not self.uncoded

    @property
    def uncoded(self) -> str:
        """Return why the session may not be coded, with the remedy; empty if it may."""
        if not self.talk:
            return "there is no talk in it"
        if self.language != ENGLISH:
            return "the talk is not in English, which is all that can be coded"
        if len({turn.speaker for turn in self.talk}) == 1 and any(role.role == UNSURE for role in self.roles):
            return "there is only one speaker; label the turns of every speaker"
        if any(role.role == UNSURE for role in self.roles):
            return "it is unsure who the therapist is; name the speaker with --therapist"
        return ""

    @cached_property
    def foreign(self) -> dict[int, str]:
        """Return the language of each turn that is not in English where the session is; none of them is coded."""
        from analyzer.language import foreign

        if self.language != ENGLISH:
            return {}
        found = foreign([turn.text for turn in self.talk])
        return {self.talk[place].turn: code for place, code in found.items()}

    @property
    def timed(self) -> bool:
        """Tell whether turns carry times."""
        return any(turn.start is not None for turn in self.talk)

    @cached_property
    def turns(self) -> pd.DataFrame:
        """Return the turns as a frame, one row a turn; columns `analyzer.frames.TURNS`."""
        return frames.frame(frames.TURNS, ((self.id, *turn) for turn in self.talk))

    @cached_property
    def utterances(self) -> pd.DataFrame:
        """Return the utterances before they were joined to turns; columns `analyzer.frames.UTTERANCES`."""
        numbered = enumerate(joined(self.reading.utterances), start=1)
        rows = ((turn, said) for turn, group in numbered for said in group)
        return frames.frame(
            frames.UTTERANCES,
            (
                (self.id, number, turn, said.speaker, said.start, said.end, said.text, said.line, said.file)
                for number, (turn, said) in enumerate(rows, start=1)
            ),
        )


def joined(utterances: tuple[Utterance, ...]) -> list[list[Utterance]]:
    """Group consecutive utterances of one speaker: each group is a turn."""
    return [list(group) for _, group in groupby(utterances, key=lambda utterance: utterance.speaker)]


def turns_of(utterances: tuple[Utterance, ...], roles: dict[str, str]) -> tuple[Turn, ...]:
    """Join `utterances` into turns; `roles` gives each speaker's role."""
    return tuple(
        Turn(
            number,
            group[0].speaker,
            roles.get(group[0].speaker, UNSURE),
            group[0].start,
            next((u.end for u in reversed(group) if u.end is not None), None),
            " ".join(utterance.text for utterance in group),
            group[0].line,
            group[0].file,
        )
        for number, group in enumerate(joined(utterances), start=1)
    )
