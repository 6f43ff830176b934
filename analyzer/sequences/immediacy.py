"""Immediacy events: runs of turns in which either party talks about the dyad, and bids left unanswered."""

from __future__ import annotations

from analyzer.events import IMMEDIACY, UNANSWERED, Event
from analyzer.sequences.ledger import Ledger, runs
from analyzer.session import THERAPIST

SILENT_TURNS = 3
"""An event closes when this many turns in a row do not talk about the dyad."""

BIDS = {"IM.ask", "IM.negative", "IM.name", "IM.negotiate", "IM.positive"}
THERAPIST_FEELING = {"IM.disclose", "IM.care", "IM.challenge", "R6"}
CLIENT_FEELING = {"IM.positive", "IM.negative", "E4", "SX.exposure"}
RISKY = {"IM.negative", "IM.challenge", "IM.repair", "E4"}
PROCEDURE = {"IM.negotiate", "IM.invite"}
SUSTAINED = 6
"""Turns in three exchanges."""


def immediacy_events(book: Ledger) -> list[Event]:
    """Find the immediacy events of a session; their numbers are 0 until they are ordered."""
    return [_event(book, run) for run in runs(book.turns("IM"), SILENT_TURNS)]


def depth(codes: set[str], turns: int) -> int:
    """Rate depth 1-5 from the codes of an event that lasts `turns` turns (anchors of the coding manual)."""
    both = bool(codes & THERAPIST_FEELING) and bool(codes & CLIENT_FEELING)
    if both and codes & RISKY and turns >= SUSTAINED:
        return 5
    if both or codes & RISKY:
        return 4
    if codes & (THERAPIST_FEELING | CLIENT_FEELING):
        return 3
    return 1 if codes <= PROCEDURE else 2


def _event(book: Ledger, run: list[int]) -> Event:
    start, end = run[0], run[-1]
    codes = book.between(start, end, "IM")
    evidence = {*codes, *book.between(start, end, "R", "E", "SX")}
    return Event(
        event=0,
        kind=IMMEDIACY,
        start=start,
        end=end,
        initiator=_initiator(book, start),
        outcome=UNANSWERED if _unanswered(book, run) else "",
        depth=depth(evidence, end - start + 1),
        codes=codes,
        response=_response(book, end),
        strategies=book.between(start, end, "R"),
        reengagement=book.between(start, end, "E"),
        repair="",
        stages=(),
    )


def _initiator(book: Ledger, start: int) -> str:
    """Return who opened: the speaker of the first turn, or the asker when that turn answers an invitation."""
    asked = "R4" in book.on(start - 1)
    return book.roles[start - 1] if asked else book.roles[start]


def _unanswered(book: Ledger, run: list[int]) -> bool:
    """Tell whether the event is a client's bid alone, which the therapist leaves within two turns."""
    clients = all(book.roles[turn] != THERAPIST for turn in run)
    bid = any(code in BIDS for code in book.on(run[0], "IM"))
    after = range(run[0] + 1, min(run[-1] + 3, book.last + 1))
    taken = any(book.on(turn, "IM", "R") for turn in after if book.roles[turn] == THERAPIST)
    spoken = any(book.roles[turn] == THERAPIST for turn in after)
    return clients and bid and spoken and not taken


def _response(book: Ledger, end: int) -> str:
    """Return the codes the turn after the event carries, or "" for plain talk."""
    return " ".join(book.on(end + 1))
