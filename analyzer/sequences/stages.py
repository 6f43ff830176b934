"""Stages: how far an episode went on Safran and Muran's path of rupture resolution."""

from __future__ import annotations

from analyzer.sequences.ledger import Ledger

WITHDRAWAL = (
    ("marker", {"W1", "W2", "W3", "W4", "W5", "W6", "W7"}),
    ("attending", {"R4", "R10", "IM.covert", "IM.inquire", "IM.permit"}),
    ("qualified assertion", {"E1"}),
    ("avoidance", {"E2"}),
    ("self-assertion", {"E3"}),
)
CONFRONTATION = (
    ("marker", {"C1", "C2", "C3", "C4", "C5", "C6", "C7"}),
    ("attending", {"R4", "R5", "R9", "R10", "IM.inquire", "IM.repair"}),
    ("exploration of construal", {"R1", "R6", "R7", "R8", "E1", "IM.negative"}),
    ("avoidance of aggression", {"E2", "W5", "E0"}),
    ("avoidance of vulnerability", {"C1", "C2", "C3", "C4", "C5", "C6", "C7"}),
    ("vulnerability", {"E4"}),
)
MARKER = "marker"


def stages(book: Ledger, kind: str, start: int, end: int) -> tuple[str, ...]:
    """Return the stages reached on turns `start` to `end`, in order of first appearance.

    A mixed episode follows the path of its first marker. Attacking again counts as the avoidance of vulnerability
    only after exploration has begun.
    """
    path = WITHDRAWAL if _withdraws(book, kind, start, end) else CONFRONTATION
    reached: list[str] = []
    for turn in range(start, end + 1):
        codes = set(book.on(turn))
        reached.extend(stage for stage, signs in path if codes & signs and _next(stage, reached))
    return tuple(reached)


def _withdraws(book: Ledger, kind: str, start: int, end: int) -> bool:
    if kind != "mixed":
        return kind == "withdrawal"
    return book.between(start, end, "W", "C")[0].startswith("W")


def _next(stage: str, reached: list[str]) -> bool:
    """Tell whether `stage` is new and may follow what was reached: nothing comes before the marker."""
    if stage in reached or (stage != MARKER and MARKER not in reached):
        return False
    return stage != "avoidance of vulnerability" or "exploration of construal" in reached
