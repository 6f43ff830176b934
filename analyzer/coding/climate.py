"""Climate: how much strain and how much talk about the relationship a whole session seems to hold.

The same small word ("Okay.") is compliance in a session full of pressure and a listening noise in another; the climate
of the session helps to tell which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyzer.session import THERAPIST

STRAIN = (("W", False), ("C", False), ("TM", True))
RELATION = (("IM", False), ("IM", True), ("R", True), ("E", False))
"""Families that show strain, and talk about the relationship; each with whether it is the therapist's."""

FLOOR = 0.01


class Climate(NamedTuple):
    """The log of the mean probability of each sign on the turns of the side that can show it, added up."""

    strain: float
    relation: float


CALM = Climate(0.0, 0.0)


def climate(logits: Sequence[Mapping[str, float]], roles: Sequence[str]) -> Climate:
    """Return the climate of a session from its logits, a mapping a turn, and the turns' roles."""
    sides = {
        side: [row for row, role in zip(logits, roles, strict=True) if (role == THERAPIST) is side]
        for side in (True, False)
    }
    return Climate(*(_level(sides, signs) for signs in (STRAIN, RELATION)))


def _level(sides: Mapping[bool, Sequence[Mapping[str, float]]], signs: Sequence[tuple[str, bool]]) -> float:
    return math.log(sum(_mean([_chance(row.get(family)) for row in sides[side]]) for family, side in signs) + FLOOR)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _chance(logit: float | None) -> float:
    return 0.0 if logit is None else 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
