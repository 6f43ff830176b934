"""Meetings: events of several coders that share turns, side by side where they are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analyzer.agreement.field import Field
from analyzer.coded.coding import Episode
from analyzer.evaluation.scores import GROUPS
from reports.view.numbers import printable, span
from reports.view.wording import capital, plain, role_words

UNSEEN, NONE = "not seen", "–"


class Meeting(NamedTuple):
    """Events of one sort that share turns, over all coders: each coder's, or "–"."""

    session: str
    start: int
    name: str
    given: tuple[str, ...]


def meetings(field: Field) -> tuple[Meeting, ...]:
    """Return the events that not every coder gave alike, by session, sort and first turn."""
    return tuple(_meetings(field))


def _meetings(field: Field) -> Iterator[Meeting]:
    """Yield the events that not every coder gave alike, by session, sort and first turn."""
    for session in field.sessions:
        seeing = [session in coder.sessions for coder in field.coders]
        for name, kinds in GROUPS.items():
            own = [[e for e in c.episodes if e.session == session and e.kind in kinds] for c in field.coders]
            for together in _together(sorted((e for events in own for e in events), key=lambda e: e.start)):
                told = [[_event(e) for e in events if e in together] for events in own]
                cells = tuple("; ".join(one) or NONE if saw else UNSEEN for one, saw in zip(told, seeing, strict=True))
                if len({cell for cell in cells if cell != UNSEEN}) > 1:
                    yield Meeting(printable(session), together[0].start, capital(name), cells)


def _together(events: Iterable[Episode]) -> Iterator[list[Episode]]:
    """Yield runs of events, each of which shares a turn with one before it in the run."""
    run: list[Episode] = []
    for event in events:
        if run and event.start > max(e.end for e in run):
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def _event(event: Episode) -> str:
    parts = (
        event.kind,
        span(event.start, event.end),
        plain(event.outcome),
        f"depth {event.depth}" if event.depth else "",
    )
    opened = f"opened by {role_words(event.initiator)}" if event.initiator else ""
    return printable(", ".join(filter(None, (*parts, opened))))
