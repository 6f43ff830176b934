"""An analysis: one session with everything found in it, as frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.ratings import Rating, ratings
from analyzer.segments import Segment, segments
from analyzer.session import Session

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Analysis:
    """A coded session; `findings` and `story` are rows, the frames of the same names are built on demand."""

    session: Session
    findings: tuple[Code, ...]
    story: tuple[Event, ...]
    coder: str

    @property
    def turns(self) -> pd.DataFrame:
        """Return the session's turns; columns `analyzer.frames.TURNS`."""
        return self.session.turns

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
        """Return one row an event; columns `analyzer.frames.EVENTS`, lists joined by a space."""
        rows = (
            (self.session.id, *(" ".join(v) if isinstance(v, tuple) else v for v in event)) for event in self.story
        )
        return frames.frame(frames.EVENTS, rows)

    @cached_property
    def grid(self) -> tuple[Segment, ...]:
        """Return the segment grid: five minutes each, or equal shares of turns when untimed."""
        return segments(self.session, self.findings)

    @cached_property
    def ratings(self) -> tuple[Rating, ...]:
        """Return the session ratings with the evidence each rests on."""
        return ratings(self.session, self.findings, self.story)
