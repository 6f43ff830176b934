"""Segments: five-minute stretches (equal shares of turns when untimed), with a salience 1-5 a family; and session ratings."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.codes import Code
from analyzer.events import Event
from analyzer.session import Session


class Segment(NamedTuple):
    """Turns `start` to `end`; `salience` holds 1 (nothing) to 5 (very salient) for each family name."""

    segment: int
    start: int
    end: int
    salience: dict[str, int]


class Rating(NamedTuple):
    """A summary 1-5 of coded evidence, never of a person; `turns` are what it rests on; None: nothing to rate."""

    name: str
    value: int | None
    turns: tuple[int, ...]
    why: str


def segments(session: Session, codes: tuple[Code, ...]) -> tuple[Segment, ...]:
    """Cut `session` into segments and rate each family's salience."""
    return ()


def ratings(session: Session, codes: tuple[Code, ...], events: tuple[Event, ...]) -> tuple[Rating, ...]:
    """Rate withdrawal, confrontation, resolution and therapist contribution in the style of the 3RS."""
    return ()
