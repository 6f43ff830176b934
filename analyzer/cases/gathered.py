"""Gathered tables: the frames of many analyses laid under one another, as cases and sequences read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames
from analyzer.tally import SESSIONS

if TYPE_CHECKING:
    import pandas as pd

    from analyzer.analysis import Analysis

TALK = {name: frames.TURNS[name] for name in ("session", "turn", "speaker", "role")}


class Gathered(NamedTuple):
    """Frames over sessions: `sessions`, `codes` and `events` as in an analysis; `talk` is who speaks, without words."""

    sessions: pd.DataFrame
    codes: pd.DataFrame
    events: pd.DataFrame
    talk: pd.DataFrame


def gathered(analyses: Iterable[Analysis]) -> Gathered:
    """Lay the frames of `analyses` under one another; without analyses they are empty and have their columns.

    Holds no words of the sessions, so that a large batch may be gathered.
    """
    parts = [(a.sessions, a.codes, a.events, a.turns[list(TALK)]) for a in analyses]
    kinds = (SESSIONS, frames.CODES, frames.EVENTS, TALK)
    return Gathered(*(_under([part[place] for part in parts], columns) for place, columns in enumerate(kinds)))


def _under(parts: list[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(parts, ignore_index=True) if parts else frames.frame(columns, ())
