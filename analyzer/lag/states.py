"""States: what each turn of a session is, for sequences: whose it is and which families or codes it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.codes import CLEAR
from analyzer.session import THERAPIST, UNSURE

if TYPE_CHECKING:
    import pandas as pd

T, C = "T", "C"
UNCODED = "uncoded"
FAMILY, CODE = "family", "code"

STATES = {"session": "str", "turn": "int64", "side": "str", "state": "str"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """The turns of one session in order: `sides` is T or C for each, `states` the states of each, never none.

    A state is a side and a family or code, such as "T immediacy" or "C W2"; a turn may be in several at once, and
    one without codes is in "T uncoded" or "C uncoded".
    """

    session: str
    sides: tuple[str, ...]
    states: tuple[frozenset[str], ...]


def sequences(
    talk: pd.DataFrame, codes: pd.DataFrame, *, by: str = FAMILY, clear: bool = False
) -> tuple[Sequence, ...]:
    """Read the turns in `talk` as sequences of states from `codes`, by "family" or by "code".

    `talk` needs the columns session, turn and role, `codes` those of `frames.CODES`. Every client is on side C. With
    `clear`, possible codes count as none. Sessions in which a role is unsure are left out: they were not coded.
    """
    kept = codes[codes["clarity"] == CLEAR] if clear else codes
    marked: dict[tuple[str, int], set[str]] = {}
    for session, turn, state in zip(kept["session"], kept["turn"], kept[by], strict=True):
        marked.setdefault((session, turn), set()).add(state)
    return tuple(
        _sequence(str(session), zip(own["turn"], own["role"], strict=True), marked)
        for session, own in talk.groupby("session", sort=False)
        if UNSURE not in set(own["role"])
    )


def states_frame(found: Iterable[Sequence]) -> pd.DataFrame:
    """Return one row a turn and state, as a sequence plot draws them; columns `STATES`."""
    rows = (
        (sequence.session, turn, side, state)
        for sequence in found
        for turn, (side, states) in enumerate(zip(sequence.sides, sequence.states, strict=True), start=1)
        for state in sorted(states)
    )
    return frames.frame(STATES, rows)


def _sequence(session: str, turns: Iterable[tuple[int, str]], marked: dict[tuple[str, int], set[str]]) -> Sequence:
    sides, states = [], []
    for turn, role in turns:
        side = T if role == THERAPIST else C
        sides.append(side)
        states.append(frozenset(f"{side} {state}" for state in marked.get((session, turn), {UNCODED})))
    return Sequence(session, tuple(sides), tuple(states))
