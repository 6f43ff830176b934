"""Sequences: codes joined into immediacy events and rupture episodes, marker to outcome."""

from __future__ import annotations

from analyzer.codes import Code
from analyzer.events import Event
from analyzer.sequences.immediacy import immediacy_events
from analyzer.sequences.ledger import ledger
from analyzer.sequences.ruptures import rupture_episodes
from analyzer.session import Session


def join(session: Session, codes: tuple[Code, ...]) -> tuple[Event, ...]:
    """Join `codes` on the turns of `session` into events, ordered by first turn and numbered from 1."""
    book = ledger(session, codes)
    events = [*immediacy_events(book), *rupture_episodes(book)]
    events.sort(key=lambda event: (event.start, event.end, event.kind))
    return tuple(event._replace(event=number) for number, event in enumerate(events, start=1))
