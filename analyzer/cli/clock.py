"""The clock: the one place where a command learns the time, which is passed on to whatever prints it."""

from __future__ import annotations

from datetime import datetime


def now() -> str:
    """Return the time to print on what is made."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
