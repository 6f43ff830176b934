"""States in words: whose turn it is, and what it carries."""

from __future__ import annotations

from analyzer.lag.responses import SILENT
from analyzer.lag.states import UNCODED
from reports.cases.view.cells import word
from reports.view.wording import LANES, capital

SIDES = {"T": "Therapist", "C": "Client"}
NOTHING = "nothing coded"


def state(name: str) -> str:
    """Write "T immediacy" as "Therapist: immediacy"."""
    return f"{SIDES.get(name[:1], name[:1])}: {plain(name[2:])}"


def plain(family: str) -> str:
    """Write a family, or what stands where there is none."""
    return {UNCODED: NOTHING, SILENT: SILENT}.get(family, word(family))


def coded(name: str) -> bool:
    """Tell whether a state is one with codes."""
    return name[2:] != UNCODED


def rank(family: str) -> int:
    """Return a key by which families stand in the order of the other pages, and what is no family last."""
    last = {UNCODED: len(LANES) + 1, SILENT: len(LANES) + 2}
    return LANES.index(family) if family in LANES else last.get(family, len(LANES))


def heading(family: str) -> str:
    """Write a family as the head of a row."""
    return capital(plain(family))
