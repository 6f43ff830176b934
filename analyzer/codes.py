"""Codes: one finding on one turn, and the families they belong to (ids as in the coding manual)."""

from __future__ import annotations

from typing import NamedTuple

FAMILIES = {
    "IM": "immediacy",
    "W": "withdrawal",
    "C": "confrontation",
    "R": "resolution",
    "TM": "therapist movement",
    "E": "re-engagement",
    "SX": "intimacy",
}
CLEAR = "clear"
POSSIBLE = "possible"


class Code(NamedTuple):
    """One code on one turn: evidence is `text[start:end]` of that turn, `why` names the cue or detector.

    `confidence` is a calibrated probability, or None where a coder has none (rules).
    """

    turn: int
    code: str
    clarity: str
    confidence: float | None
    coder: str
    start: int | None
    end: int | None
    why: str

    @property
    def family(self) -> str:
        """Return the name of the code's family, such as "withdrawal" for "W2"."""
        return family(self.code)


def family(code: str) -> str:
    """Return the family name of a code id; a code of a user's own codebook is its own head.

    >>> family("W2"), family("IM.ask"), family("humour.shared")
    ('withdrawal', 'immediacy', 'humour')
    """
    head = code.split(".")[0]
    head = head if head in FAMILIES else head.rstrip("0123456789")
    return FAMILIES.get(head, head)
