"""Talk without codes: a session's turns as a page prints them."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.session import Session, Turn
from reports.view.coded import side, who
from reports.view.numbers import clock, printable


class Said(NamedTuple):
    """One turn: who speaks, as role and as written, when, and what."""

    turn: int
    who: str
    speaker: str
    side: str
    time: str
    text: str


def talk(session: Session) -> tuple[Said, ...]:
    """Return every turn of a session."""
    return tuple(map(said, session.talk))


def said(turn: Turn) -> Said:
    """Return one turn."""
    return Said(turn.turn, who(turn), printable(turn.speaker), side(turn.role), clock(turn.start), printable(turn.text))
