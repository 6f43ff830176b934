"""Strain: how much withdrawal, confrontation and therapist movement a whole session seems to hold.

The same small word ("Okay.") is compliance in a session full of pressure and a listening noise in another; the level of
the session helps to tell which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analyzer.session import THERAPIST

SIGNS = {"W": False, "C": False, "TM": True}
"""Families that show strain, and whether they are the therapist's."""

FLOOR = 0.01


def strain(logits: Sequence[Mapping[str, float]], roles: Sequence[str]) -> float:
    """Return the log of the mean probability of each sign on the turns of the side that can show it, added up."""
    means = [
        _mean([_chance(row[family]) for row, role in zip(logits, roles, strict=True) if (role == THERAPIST) is side])
        for family, side in SIGNS.items()
        if all(family in row for row in logits)
    ]
    return math.log(sum(means) + FLOOR)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
