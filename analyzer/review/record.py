"""The record of a review: every decision as a row, with what the program had given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.review.review import ADD, CodeDecision, EventDecision, Review, Span, Told

if TYPE_CHECKING:
    import pandas as pd

CODE, EVENT, TURN, SESSION = "code", "event", "turn", "session"
REVIEWS = {
    "session": "str",
    "unit": "str",
    "start": "Int64",
    "end": "Int64",
    "decision": "str",
    "was": "str",
    "now": "str",
    "clarity": "str",
    "coder": "str",
    "reviewer": "str",
    "at": "str",
    "note": "str",
}
NOTE = "note"


class Reviewed(NamedTuple):
    """A review as applied, with the codes and events that the program had given."""

    review: Review
    findings: tuple[Code, ...]
    story: tuple[Event, ...]


class Decision(NamedTuple):
    """One decision: `unit` is code, event, turn or session, `start` and `end` its turns (None for a session's note).

    `was` is the code or event decided about ("" where it was added), `now` what stands ("" where nothing does); an
    event is written as kind and turns, such as "withdrawal 4-9 partial". `coder` is who of the program gave a code, for
    an event "program"; "" where it no longer gives it.
    """

    unit: str
    start: int | None
    end: int | None
    decision: str
    was: str
    now: str
    clarity: str
    coder: str
    reviewer: str
    at: str
    note: str


def decisions(reviewed: Reviewed | None) -> tuple[Decision, ...]:
    """Return the decisions of a review by turn: on codes, on events, and notes; none without a review."""
    if reviewed is None:
        return ()
    rows = [*_codes(reviewed), *_events(reviewed), *_notes(reviewed.review)]
    return tuple(sorted(rows, key=lambda row: (row.start or 0, row.end or 0)))


def reviews_frame(session: str, reviewed: Reviewed | None) -> pd.DataFrame:
    """Return one row a decision on the session with id `session`; columns `REVIEWS`."""
    return frames.frame(REVIEWS, ((session, *decision) for decision in decisions(reviewed)))


def _codes(reviewed: Reviewed) -> Iterator[Decision]:
    for one in reviewed.review.codes:
        found = [code for code in reviewed.findings if (code.turn, code.code) == (one.turn, one.code)]
        coder = ", ".join(dict.fromkeys(code.coder for code in found))
        yield _row(reviewed.review, one, (CODE, one.turn, one.turn), (_was(one), one.standing, one.clarity, coder))


def _events(reviewed: Reviewed) -> Iterator[Decision]:
    for one in reviewed.review.events:
        span = one.event or one.seen
        if span:
            given = any((event.kind, event.start, event.end) == one.seen for event in reviewed.story)
            told = (_span(one.seen), _span(one.event), "", "program" if given else "")
            yield _row(reviewed.review, one, (EVENT, span.start, span.end), told)


def _span(event: Span | Told | None) -> str:
    """Write an event as kind and turns, then outcome and depth where they are said: "withdrawal 4-9 partial"."""
    if event is None:
        return ""
    more = (event.outcome, f"depth {event.depth}" if event.depth else "") if isinstance(event, Told) else ()
    return " ".join(filter(None, (event.kind, f"{event.start}-{event.end}", *more)))


def _notes(review: Review) -> Iterator[Decision]:
    empty = ("", "", "", "")
    if review.note:
        yield Decision(SESSION, None, None, NOTE, *empty, review.named(""), review.changed, review.note)
    for one in review.notes:
        yield Decision(TURN, one.turn, one.turn, NOTE, *empty, review.named(one.by), one.at, one.note)


def _was(one: CodeDecision) -> str:
    return "" if one.decision == ADD else one.code


def _row(
    review: Review,
    one: CodeDecision | EventDecision,
    place: tuple[str, int, int],
    told: tuple[str, str, str, str],
) -> Decision:
    """Return the row of a decision at a `place` (unit, turns) as `told` (was, now, clarity, coder)."""
    unit, start, end = place
    return Decision(unit, start, end, one.decision, *told, review.named(one.by), one.at, one.note)
