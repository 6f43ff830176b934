"""A service: which model at which URL, how it is called, and what was learnt of it while calling."""

from __future__ import annotations

import os
from dataclasses import dataclass

from analyzer.errors import AnalyzerError

KEY = "ANALYZER_LLM_KEY"
"""The environment variable that holds the key, if the server wants one."""

FORMS = (("json_schema", False), ("json_schema", True), ("json_object", True), ("text", True))
"""What a server may take, best first: a shape, and whether what the system says is put into the user's message.

Some models' templates refuse a system message.
"""

TIMEOUT = 300.0
"""Seconds for a whole call: a model on a processor reads a long prompt in minutes."""

CONCURRENCY = 2

GIVE_UP = 4
"""Questions in a row without an answer, after which no more are put in the session."""


@dataclass(frozen=True, slots=True)
class Service:
    """A model and how to call it; `timeout` is seconds for a whole call, `tries` counts the first."""

    url: str
    model: str
    allow_remote: bool = False
    timeout: float = TIMEOUT
    concurrency: int = CONCURRENCY
    tries: int = 3
    pause: float = 0.5
    """Seconds to wait before the second try; doubled with each, and shaken."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How answers are drawn: `votes` samples a question, seeded `seed`, `seed` + 1 …; `room` is tokens an answer."""

    votes: int = 1
    seed: int = 1
    room: int = 1200

    @property
    def temperature(self) -> float:
        """Return 0 for a single answer; several need a little chance to differ."""
        return 0.0 if self.votes == 1 else 0.4


@dataclass(slots=True)
class Standing:
    """What was learnt of a server: the form it takes, of FORMS, whether that is sure, and how it has been answering."""

    form: int = 0
    sure: bool = False
    address: int = 0
    failing: int = 0

    @property
    def shape(self) -> str:
        """Return how answers are constrained."""
        return FORMS[self.form][0]

    @property
    def closed(self) -> bool:
        """Tell whether it has failed so often in a row that no more is asked."""
        return self.failing >= GIVE_UP

    def reopen(self) -> None:
        """Let a single question find out whether it is back."""
        self.failing = min(self.failing, GIVE_UP - 1)


def key() -> str:
    """Return the key from the environment, or ""; raise AnalyzerError, without it, if it cannot be sent."""
    found = os.environ.get(KEY, "").strip()
    if not (found.isascii() and found.isprintable()) or " " in found:
        raise AnalyzerError(f"the key in {KEY} holds characters that no key has", remedy="set it again")
    return found
