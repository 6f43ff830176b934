"""Invented talk of any length, and a coder that proposes what a test says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.codes import POSSIBLE, Code
from analyzer.session import CLIENT, THERAPIST, Session, Turn

ROLES = (THERAPIST, CLIENT)
WORDS = ["rain", "harbour", "kettle", "ladder", "window", "garden", "letter", "engine", "carpet", "orchard"]


def talk(texts: Iterable[str]) -> Session:
    """Return a session in which therapist and client take turns."""
    return Session(
        "s1",
        tuple(Turn(n, ROLES[n % 2 == 0], ROLES[n % 2 == 0], None, None, text, n) for n, text in enumerate(texts, 1)),
    )


def long_talk(turns: int) -> Session:
    """Return a session whose every turn is different."""
    return talk(f"Turn {n} is about the {WORDS[n % 10]} and the {WORDS[n // 10 % 10]}." for n in range(1, turns + 1))


@dataclass(frozen=True)
class Proposer:
    """Propose codes: (turn, code) to a clarity."""

    proposed: dict[tuple[int, str], str]
    name: str = "stub 1"

    def code(self, session: Session) -> tuple[Code, ...]:
        return tuple(
            Code(turn, code, clarity, 0.5, self.name, 0, 4, "cue: stub")
            for (turn, code), clarity in sorted(self.proposed.items())
            if turn <= len(session.talk)
        )


def doubts(*marks: tuple[int, str]) -> Proposer:
    return Proposer(dict.fromkeys(marks, POSSIBLE))
