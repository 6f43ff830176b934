"""Telling: what a coder that asks something outside the program says of its work, before, during and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, runtime_checkable

from analyzer.coding import Coder
from analyzer.session import Session


class Estimate(NamedTuple):
    """What coding a session will take: `calls` to make, beside the answers `cached` already."""

    calls: int
    cached: int


class Step(NamedTuple):
    """How far a session has come: answers had, of how many, and seconds left (None before the first new one)."""

    done: int
    total: int
    left: float | None


@runtime_checkable
class Telling(Protocol):
    """A coder that tells: `note` what became of the last session, `progress` is told of every step."""

    note: str
    progress: Callable[[Step], None] | None

    @property
    def origin(self) -> str:
        """Say which model codes, where it is, and how it is asked."""

    @property
    def whole(self) -> str:
        """Say what became of all sessions so far."""

    def estimate(self, session: Session) -> Estimate:
        """Return what coding `session` will take."""

    def trial(self, session: Session) -> float | None:
        """Return the seconds that a call for `session` takes, by making one; None if it fails."""

    def record(self) -> dict[str, Any]:
        """Return what a record of the run needs to say about it."""


def note(coder: Coder) -> str:
    """Return what `coder` says of the last session; "" for one that asks nothing outside."""
    return coder.note if isinstance(coder, Telling) else ""


def origin(coder: Coder) -> str:
    """Return where the codes of `coder` come from, if from outside the program; "" otherwise."""
    return coder.origin if isinstance(coder, Telling) else ""


def whole(coder: Coder) -> str:
    """Return what `coder` says of all sessions; "" for one that asks nothing outside."""
    return coder.whole if isinstance(coder, Telling) else ""


def recorded(coder: Coder) -> dict[str, Any] | None:
    """Return what a record needs to say about `coder`; None for one that asks nothing outside."""
    return coder.record() if isinstance(coder, Telling) else None
