"""An analysis: one session with everything found in it, as rows and as frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.asides import asides
from analyzer.codes import Code
from analyzer.coding import Coder, chosen
from analyzer.coding.telling import note
from analyzer.events import Event
from analyzer.instruments import added
from analyzer.measures import Measure, measures
from analyzer.ratings import Rating, ratings
from analyzer.review.record import Reviewed, reviews_frame
from analyzer.segments import Segment, segments, segments_frame
from analyzer.sequences import join
from analyzer.session import Session
from analyzer.tally import sessions_frame

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Analysis:
    """A coded session: `findings`, `story`, `grid`, `ratings` and `measures` are rows; frames are built on demand.

    `reviewed` is the review that was applied, with what the program had given; None where there is none. `note` is
    what the coder says of how it coded this session, where that depends on something outside the program. `families`
    are those that a user's own codebooks add.
    """

    session: Session
    findings: tuple[Code, ...]
    story: tuple[Event, ...]
    coder: str
    reviewed: Reviewed | None = None
    note: str = ""
    families: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say what it is, without the words of the session."""
        counts = f"{len(self.findings)} codes, {len(self.story)} events"
        return f"Analysis({self.session.id!r}, {counts}, coded by {self.coder})"

    def _repr_html_(self) -> str:
        from analyzer.notebook import analysis

        return analysis(self)

    @property
    def turns(self) -> pd.DataFrame:
        """Return the session's turns; columns `analyzer.frames.TURNS`."""
        return self.session.turns

    @property
    def utterances(self) -> pd.DataFrame:
        """Return the utterances the turns were joined from; columns `analyzer.frames.UTTERANCES`."""
        return self.session.utterances

    @property
    def asides(self) -> pd.DataFrame:
        """Return what the turns hold that is no speech of theirs, one row each; columns `analyzer.frames.ASIDES`."""
        found = ((turn.turn, aside) for turn in self.session.talk for aside in asides(turn.text))
        rows = ((self.session.id, turn, one.kind, one.start, one.end, one.own) for turn, one in found)
        return frames.frame(frames.ASIDES, rows)

    @cached_property
    def codes(self) -> pd.DataFrame:
        """Return one row a code on a turn; columns `analyzer.frames.CODES`."""
        rows = (
            (self.session.id, c.turn, c.code, c.family, c.clarity, c.confidence, c.coder, c.start, c.end, c.why)
            for c in self.findings
        )
        return frames.frame(frames.CODES, rows)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Return one row an event; columns `analyzer.frames.EVENTS`, lists joined by a space or, of stages, a comma."""
        rows = (_flat(event._replace(coder=self.marked_by(event))) for event in self.story)
        return frames.frame(frames.EVENTS, ((self.session.id, *row) for row in rows))

    def marked_by(self, event: Event) -> str:
        """Return who marked `event`: the person who decided about it, else the coders of the codes it rests on."""
        rests = (c for c in self.findings if event.start <= c.turn <= event.end and c.code in event.codes)
        return event.coder or "; ".join(dict.fromkeys(code.coder for code in rests)) or self.coder

    @cached_property
    def reviews(self) -> pd.DataFrame:
        """Return one row a decision of a reviewer; columns `analyzer.review.record.REVIEWS`."""
        return reviews_frame(self.session.id, self.reviewed)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """Return one row a segment; columns `analyzer.segments.columns`."""
        return segments_frame(self.session.id, self.grid, self.families)

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """Return one row of counts, ratings and measures; columns `analyzer.tally.columns`."""
        return sessions_frame([self])

    @cached_property
    def grid(self) -> tuple[Segment, ...]:
        """Return the segment grid: five minutes each, or equal shares of turns when untimed."""
        return segments(self.session, self.findings, self.families)

    @cached_property
    def ratings(self) -> tuple[Rating, ...]:
        """Return the session ratings with the evidence each rests on."""
        return ratings(self.session, self.findings, self.story)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Return what can be counted in the talk, each number with how to read it."""
        return tuple(measures(self.session, self.findings, self.families))


def analyze(session: Session, *, coder: Coder | str = "hybrid") -> Analysis:
    """Code `session` and join its codes into events.

    `coder` is a coder or the name of one: rules, trained or hybrid. A session whose roles are unsure, or whose
    language is not coded, gets no codes and no events; turns in another language get none.

    >>> from analyzer.session import Turn
    >>> said = ("therapist", "How was last week?"), ("client", "You never listen to me.")
    >>> talk = tuple(Turn(n, role, role, None, None, text, n) for n, (role, text) in enumerate(said, start=1))
    >>> [(code.turn, code.code, code.why) for code in analyze(Session("first", talk), coder="rules").findings]
    [(2, 'C1', "cue: you don't understand, don't listen")]
    """
    coder = chosen(coder) if isinstance(coder, str) else coder
    findings = tuple(code for code in coder.code(session) if code.turn not in session.foreign) if session.coded else ()
    told = note(coder) if session.coded else ""
    return Analysis(session, findings, join(session, findings), coder.name, note=told, families=added())


def _flat(event: Event) -> tuple[object, ...]:
    row = event._replace(stages=(", ".join(event.stages),) if event.stages else ())
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in row)
