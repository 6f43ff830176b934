"""Rupture episodes: a marker, what the therapist did, what the client did next, and how it ended."""

from __future__ import annotations

from analyzer.events import Event
from analyzer.sequences.ledger import Ledger, runs
from analyzer.sequences.stages import stages
from analyzer.session import THERAPIST

NEAR = 6
"""Markers, repair acts and re-engagement on one strain follow one another within this many turns."""

ANSWERED = 2
"""A therapist's movement opens an episode when a marker follows within this many turns."""

MINIMUM = 1.0
DIRECT = {"R1", "R3", "R4", "R5", "R6", "R7", "R8"}
INDIRECT = {"R2", "R9", "R10"}
REPAIR = {f"R{number}" for number in range(1, 10)}
PSEUDO = "E0"
BARE = {"E1", "E5"}
"""Hedged or bare uptake: alone it makes a repair partial."""


def rupture_episodes(book: Ledger) -> list[Event]:
    """Find the rupture episodes of a session; their numbers are 0 until they are ordered."""
    markers = book.turns("W", "C", "TM")
    strands = runs(sorted({*markers, *_repair_turns(book)}), NEAR)
    trimmed = [_opened(book, strand) for strand in strands]
    return [_episode(book, strand) for strand in trimmed if _is_episode(book, strand)]


def outcome(book: Ledger, start: int, end: int) -> str:
    """Decide the outcome of an episode on turns `start` to `end` from repair, re-engagement and markers."""
    repairs = [t for t in range(start, end + 1) if REPAIR & set(book.on(t, "R"))]
    marked = max((t for t in range(start, end + 1) if book.on(t, "W", "C")), default=start)
    taken = book.between(start, end, "E")
    since = book.between(marked, end, "E")
    if PSEUDO in since[-1:]:
        return "unresolved"
    if not repairs:
        return "self_resolved" if since else "unresolved"
    if not since:
        return "partial" if marked < repairs[-1] else "unresolved"
    return "resolved" if set(taken) - BARE - {PSEUDO} else "partial"


def _repair_turns(book: Ledger) -> list[int]:
    return book.turns("R", "E")


def _opened(book: Ledger, strand: list[int]) -> list[int]:
    """Drop what stands before the first marker: an episode opens at a marker, or at a movement it answers."""
    first = next((turn for turn in strand if book.on(turn, "W", "C")), None)
    if first is None:
        return []
    return [t for t in strand if t >= first or (first - t <= ANSWERED and book.on(t, "TM"))]


def _is_episode(book: Ledger, strand: list[int]) -> bool:
    """Tell whether a strand is more than one isolated possible marker."""
    return bool(strand) and (book.weight(strand, "W", "C") >= MINIMUM or len(strand) > 1)


def _episode(book: Ledger, strand: list[int]) -> Event:
    start, end = strand[0], strand[-1]
    strategies = book.between(start, end, "R")
    kind = _kind(book, strand)
    return Event(
        event=0,
        kind=kind,
        start=start,
        end=end,
        initiator=book.roles[start],
        outcome=outcome(book, start, end),
        depth=None,
        codes=book.between(start, end, "W", "C", "TM"),
        response=_response(book, strand),
        strategies=strategies,
        reengagement=book.between(start, end, "E"),
        repair=_repair(set(strategies)),
        stages=stages(book, kind, start, end),
    )


def _kind(book: Ledger, strand: list[int]) -> str:
    away, against = book.weight(strand, "W"), book.weight(strand, "C")
    if min(away, against) > 0:
        return "mixed"
    return "withdrawal" if away else "confrontation"


def _repair(strategies: set[str]) -> str:
    """Return direct, indirect, both or "" (Safran and Muran's taxonomy as read in the coding manual)."""
    direct, indirect = bool(strategies & DIRECT), bool(strategies & INDIRECT)
    return "both" if direct and indirect else "direct" if direct else "indirect" if indirect else ""


def _response(book: Ledger, strand: list[int]) -> str:
    """Return the codes of the therapist's first turn after the first marker."""
    marker = next(turn for turn in strand if book.on(turn, "W", "C"))
    after = next((t for t in range(marker + 1, book.last + 1) if book.roles[t] == THERAPIST), None)
    return " ".join(book.on(after, "R", "TM", "IM")) if after else ""
