"""A review: the decisions of people about the codes and events of one session, and their notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FORMAT, VERSION = "analyzer review", 1
REVIEW, BLIND = "review", "blind"
MODES = (REVIEW, BLIND)
"""A review has the program's codes in view; a blind coding has not."""

ACCEPT, REJECT, CHANGE, ADD, UNDECIDED = "accept", "reject", "change", "add", "undecided"
DECISIONS = (ACCEPT, REJECT, CHANGE, ADD, UNDECIDED)
NAMELESS = "reviewer"


class CodeDecision(NamedTuple):
    """What was decided about `code` on `turn`; a change is to the code `to`.

    `clarity` is clear or possible; "" leaves that of the program. `start` and `end` are characters of the evidence.
    `by` and `at` are who decided and when, as ISO 8601.
    """

    turn: int
    code: str
    decision: str
    to: str = ""
    clarity: str = ""
    start: int | None = None
    end: int | None = None
    note: str = ""
    by: str = ""
    at: str = ""

    @property
    def standing(self) -> str:
        """Return the code that the decision gives the turn; "" for none."""
        return {ACCEPT: self.code, CHANGE: self.to, ADD: self.code}.get(self.decision, "")


class Span(NamedTuple):
    """An event as it was seen when it was decided about: its kind and turns `start` to `end` inclusive."""

    kind: str
    start: int
    end: int


class Told(NamedTuple):
    """An event as a person says it was; an `initiator` of "" is the speaker of the first turn."""

    kind: str
    start: int
    end: int
    initiator: str = ""
    outcome: str = ""
    depth: int | None = None


class EventDecision(NamedTuple):
    """What was decided about the event `seen` (None where one was added): it stands as `event`, or not at all."""

    decision: str
    seen: Span | None
    event: Told | None
    note: str = ""
    by: str = ""
    at: str = ""


class TurnNote(NamedTuple):
    """A note on a turn."""

    turn: int
    note: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything in a review file; `sha256` identifies the talk it was made on, `turns` how many turns that had.

    `changed` is when the last decision was made; `finished` says that the reviewer went through the whole session.
    """

    session: str
    sha256: str
    turns: int
    mode: str = REVIEW
    reviewer: str = ""
    finished: bool = False
    changed: str = ""
    note: str = ""
    codes: tuple[CodeDecision, ...] = ()
    events: tuple[EventDecision, ...] = ()
    notes: tuple[TurnNote, ...] = ()
    path: Path | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Return the names of those who decided anything, in order of first appearance; the last reviewer if nobody."""
        signed = (one.by for rows in (self.codes, self.events, self.notes) for one in rows)
        return tuple(dict.fromkeys(map(self.named, signed))) or (self.named(""),)

    def named(self, by: str) -> str:
        """Return who decided: `by`, else the reviewer of the file."""
        return by or self.reviewer or NAMELESS
