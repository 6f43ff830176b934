"""Shuffles: how often states follow each other when the turns of each side come in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analyzer.lag.states import C, T

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Places = NDArray[np.int32]

SIDES = (T, C)
AT_ONCE = 2_000_000
"""Numbers held at a time while shuffling, so that a very long session needs no more memory than a long one."""


@dataclass(frozen=True, slots=True)
class Shuffles:
    """How many times turns are put in random order, and the seed of it."""

    times: int = 999
    seed: int = 1


class Order(NamedTuple):
    """The turns of a session: for each the place of its kind and of its side; `held` [kinds, states] is 0 or 1."""

    kinds: Places
    sides: Places
    held: Numbers


def shuffled(order: Order, *, lags: Sequence[int], times: int, random: np.random.Generator) -> list[NDArray[np.int64]]:
    """Count how often each state follows each in `times` random orders, [times, states, states] for each of `lags`."""
    import numpy as np

    number, states = order.held.shape
    step = max(AT_ONCE // max(len(order.kinds), number * number, 1), 1)
    parts: list[list[Numbers]] = [[np.zeros((0, states, states), np.int64)] for _ in lags]
    for start in range(0, times, step):
        mixed = np.repeat(order.kinds[None], min(step, times - start), axis=0)
        for side in range(len(SIDES)):
            own = order.sides == side
            mixed[:, own] = random.permuted(mixed[:, own], axis=1)
        for part, lag in zip(parts, lags, strict=True):
            part.append(by_state(crossed(mixed, number, lag), order.held))
    return [np.concatenate(part) for part in parts]


def crossed(rows: Places, number: int, lag: int) -> Numbers:
    """Count, in each row of turns, how often a kind is followed by each `lag` turns later, [kinds, kinds, rows]."""
    import numpy as np

    height, length = rows.shape
    size = max(length - lag, 0)
    pairs = rows[:, :size].astype(np.int64) * number + rows[:, length - size :]
    places = (pairs * height + np.arange(height)[:, None]).ravel()
    return np.bincount(places, minlength=number * number * height).reshape(number, number, height)


def by_state(found: Numbers, held: Numbers) -> Numbers:
    """Return counts of kinds of turns, [kinds, kinds, rows], as counts of states, [rows, states, states]."""
    import numpy as np

    of = [column.nonzero()[0] for column in held.T]
    given = np.stack([found[own].sum(0) for own in of])
    both = np.stack([given[:, own].sum(1) for own in of], axis=1)
    return both.transpose(2, 0, 1)
