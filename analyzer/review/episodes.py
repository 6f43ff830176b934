"""Reviewed events: joined anew from the reviewed codes, then as people decided about them."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.codes import Code
from analyzer.events import IMMEDIACY, Event
from analyzer.review.review import CHANGE, REJECT, EventDecision, Span, Told
from analyzer.sequences import join
from analyzer.sequences.ledger import Ledger, ledger
from analyzer.sequences.ruptures import DIRECT, INDIRECT
from analyzer.sequences.stages import stages
from analyzer.session import THERAPIST, Session


def episodes(session: Session, codes: tuple[Code, ...], decisions: Sequence[EventDecision]) -> tuple[Event, ...]:
    """Return the events of `session`, ordered by first turn and numbered from 1.

    An event that a person accepted, changed or added stands as the person has it, and one of the program's of the
    same sort (rupture or immediacy) that shares a turn with it gives way. One of which more than half lies within a
    rejected event, or within one that was changed, is left out. Who decided is the event's coder.
    """
    book = ledger(session, codes)
    standing = [_event(book, one.event)._replace(coder=one.by) for one in decisions if one.event]
    gone = [one.seen for one in decisions if one.seen and one.decision in (REJECT, CHANGE)]
    kept = [event for event in join(session, codes) if not _gives_way(event, standing, gone)]
    events = sorted([*kept, *standing], key=lambda event: (event.start, event.end, event.kind))
    return tuple(event._replace(event=number) for number, event in enumerate(events, start=1))


def _gives_way(event: Event, standing: Sequence[Event], gone: Sequence[Span]) -> bool:
    if any(_shared(event, other) for other in standing):
        return True
    return any(2 * _shared(event, span) > event.end - event.start + 1 for span in gone)


def _shared(event: Event, other: Event | Span) -> int:
    """Return how many turns two events of the same sort share."""
    if event.is_rupture is (other.kind == IMMEDIACY):
        return 0
    return max(0, min(event.end, other.end) - max(event.start, other.start) + 1)


def _event(book: Ledger, told: Told) -> Event:
    """Return the event as told, with what the codes on its turns say about it."""
    start, end = told.start, told.end
    rupture = told.kind != IMMEDIACY
    strategies = book.between(start, end, "R")
    markers = book.between(start, end, "W", "C")
    return Event(
        event=0,
        kind=told.kind,
        start=start,
        end=end,
        initiator=told.initiator or book.roles[start],
        outcome=told.outcome,
        depth=told.depth,
        codes=book.between(start, end, *(("W", "C", "TM") if rupture else ("IM",))),
        response=_response(book, told),
        strategies=strategies,
        reengagement=book.between(start, end, "E"),
        repair=_repair({*strategies}) if rupture else "",
        stages=stages(book, told.kind, start, end) if rupture and markers else (),
    )


def _response(book: Ledger, told: Told) -> str:
    """Return the codes of what came next: after immediacy the next turn's, after a marker the therapist's."""
    if told.kind == IMMEDIACY:
        return " ".join(book.on(told.end + 1))
    marker = next((turn for turn in range(told.start, told.end + 1) if book.on(turn, "W", "C")), told.start)
    after = next((turn for turn in range(marker + 1, book.last + 1) if book.roles[turn] == THERAPIST), 0)
    return " ".join(book.on(after, "R", "TM", "IM"))


def _repair(strategies: set[str]) -> str:
    direct, indirect = strategies & DIRECT, strategies & INDIRECT
    return "both" if direct and indirect else "direct" if direct else "indirect" if indirect else ""
