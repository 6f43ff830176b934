"""Coders: each reads a session and returns codes; which one is chosen by name."""

from __future__ import annotations

from typing import Protocol

from analyzer.codes import Code
from analyzer.session import Session

NAMES = ("rules", "trained", "hybrid")


class Coder(Protocol):
    """Anything that codes a session; `name` is written beside every code it gives."""

    @property
    def name(self) -> str:
        """Return the coder's name and version, such as "rules 1.0"."""

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""


def chosen(name: str) -> Coder:
    """Return the coder called `name`, one of NAMES."""
    from analyzer.coding.rules import RuleCoder

    return RuleCoder()
