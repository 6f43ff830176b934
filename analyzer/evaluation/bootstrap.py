"""A bootstrap over sessions: how far a score would move with other sessions of the same kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analyzer.evaluation.scores import Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 2000
SEED = 20110


class Interval(NamedTuple):
    """A percentile interval of 95 %."""

    low: float
    high: float


def intervals(tallies: Mapping[str, Tally]) -> tuple[Interval | None, Interval | None]:
    """Return the intervals of precision and of F1 when sessions are drawn with replacement; None without a value."""
    import numpy as np

    if not tallies:
        return None, None
    counts = np.array(list(tallies.values()))
    hit, missed, right, wrong = (drawn(len(counts)) @ counts).T[:4]
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = right / (right + wrong), hit / (hit + missed)
        f1 = np.where(
            hit > 0, 2 * precision * recall / (precision + recall), np.where(hit + missed + wrong > 0, 0.0, np.nan)
        )
    return middle(precision), middle(f1)


@lru_cache(maxsize=8)
def drawn(sessions: int) -> Numbers:
    """Return how often each of `sessions` is drawn in each of DRAWS samples of as many (draws × sessions), seeded."""
    import numpy as np

    draws = np.random.default_rng(SEED).multinomial(sessions, [1 / sessions] * sessions, size=DRAWS).astype(np.float64)
    draws.flags.writeable = False
    return draws


def middle(values: Numbers) -> Interval | None:
    """Return the interval that holds the middle 95 % of `values`, NaN left out; None where all are."""
    import numpy as np

    known = values[~np.isnan(values)]
    return Interval(*(float(value) for value in np.percentile(known, [2.5, 97.5]))) if len(known) else None
