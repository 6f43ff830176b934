"""Faults: the ways in which a server leaves a question without an answer, none of them with its words."""

from __future__ import annotations

UNREACHED = "no connection"
STALLED = "no answer in time"
CUT = "the connection broke off"
BUSY = "too busy"
FAILED = "a failure of the server"
REJECTED = "the server did not take the question"
REFUSED = "the server refused"
GARBLED = "an answer that is not one"
TRUNCATED = "an answer that breaks off"
UNUSABLE = "an answer that is not in the form asked for"
NOT_ASKED = "not asked any more"

PASSING = frozenset({UNREACHED, CUT, BUSY, FAILED, GARBLED})
"""Faults that another try may mend; one that stalls has cost its time already."""

OF_THE_SERVER = PASSING | {STALLED, REFUSED}
"""Faults that speak of the server, not of the question: a row of them ends the asking."""

TOO_LARGE = frozenset({REJECTED, TRUNCATED})
"""Faults that a smaller question may mend."""


class UnansweredError(Exception):
    """A question that got no answer: `kind` is one of the above, `after` seconds the server asks to be left alone."""

    def __init__(self, kind: str, *, after: float = 0.0) -> None:
        self.kind = kind
        self.after = after
        super().__init__(kind)
