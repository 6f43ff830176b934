"""Counts: how often one state follows another at a lag, and how often it would if turns came in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from analyzer.lag.association import Table
from analyzer.lag.shuffles import SIDES, Order, Shuffles, by_state, crossed, shuffled
from analyzer.lag.states import Sequence as Turns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Chances = NDArray[np.float64]


class Margins(NamedTuple):
    """Pairs of turns: [states, sides] that begin in a state, [sides, states] that end in one, [sides, sides] all."""

    given: Numbers
    target: Numbers
    pairs: Numbers


@dataclass(frozen=True)
class Counts:
    """How often each of the states `names` follows each: `both` [given, target], `shuffled` the same, a shuffle each.

    Only the pairs of turns of the two states' sides count for a pair of states. `mean` is that of all orders.
    """

    names: tuple[str, ...]
    both: Numbers
    mean: Chances
    margins: Margins
    shuffled: Numbers

    def table(self, row: int, column: int) -> Table:
        """Return the two-by-two table of one pair of states."""
        start, end = (SIDES.index(self.names[place][0]) for place in (row, column))
        given, target, pairs = self.margins
        numbers = (self.both[row, column], given[row, end], target[start, column], pairs[start, end])
        return Table(*map(int, numbers))

    def p(self, row: int, column: int) -> float | None:
        """Return the share of shuffles as far from the mean of all orders as what was observed, in either direction.

        What was observed counts as a shuffle, so p is never 0. None without shuffles, or where all are alike.
        """
        value = float(self._chances[row, column])
        return value if value == value else None

    @cached_property
    def _chances(self) -> Chances:
        """Return p of every pair of states; NaN where there is none."""
        import numpy as np

        drawn, size = self.shuffled, len(self.names)
        if not len(drawn):
            return np.full((size, size), np.nan)
        far = (np.abs(drawn - self.mean) >= np.abs(self.both - self.mean) - 1e-9).sum(0)
        alike = (drawn.min(0) == self.both) & (drawn.max(0) == self.both)
        return np.where(alike, np.nan, (far + 1) / (len(drawn) + 1))


def total(found: Sequence[Counts]) -> Counts:
    """Add up sessions, shuffle by shuffle; no pair of turns spans two of them."""
    import numpy as np

    names = tuple(sorted({name for one in found for name in one.names}))
    at = {name: place for place, name in enumerate(names)}
    size, sides, times = len(names), len(SIDES), len(found[0].shuffled)
    both, mean = np.zeros((size, size), np.int64), np.zeros((size, size))
    shuffled = np.zeros((times, size, size), np.int64)
    margins = Margins(*(np.zeros(shape, np.int64) for shape in ((size, sides), (sides, size), (sides, sides))))
    for one in found:
        own = np.array([at[name] for name in one.names], np.int64)
        both[np.ix_(own, own)] += one.both
        mean[np.ix_(own, own)] += one.mean
        shuffled[:, own[:, None], own] += one.shuffled
        margins.given[own] += one.margins.given
        margins.target[:, own] += one.margins.target
        margins.pairs[:] += one.margins.pairs
    return Counts(names, both, mean, margins, shuffled)


def counts(sequence: Turns, *, lags: Sequence[int], shuffles: Shuffles) -> list[Counts]:
    """Count which states follow which in one session, for each of `lags` (turns from given to target, 1 or more).

    A pair of states is counted among the pairs of turns of its two sides only: since speakers take turns, a client's
    state would otherwise seem to follow the therapist's merely because the client speaks next. A shuffle puts the
    turns of each side in random order among themselves, codes and all; its seed is drawn from `seed` and the
    session's id, so that results do not hang on which sessions are analyzed together.
    """
    import numpy as np

    names = tuple(sorted(frozenset[str]().union(*sequence.states)))
    kinds = sorted(set(sequence.states), key=sorted)
    place = {kind: number for number, kind in enumerate(kinds)}
    turns = np.array([place[states] for states in sequence.states], np.int32)
    sides = np.array([SIDES.index(side) for side in sequence.sides], np.int32)
    held = np.array([[name in kind for name in names] for kind in kinds], np.int64).reshape(len(kinds), len(names))
    random = np.random.default_rng([shuffles.seed, crc32(sequence.session.encode())])
    drawn = shuffled(Order(turns, sides, held), lags=lags, times=shuffles.times, random=random)
    together = (held * np.bincount(turns, minlength=len(kinds))[:, None]).T @ held
    found = []
    for lag, mixed in zip(lags, drawn, strict=True):
        margins = _margins(turns, sides, held, lag)
        mean = _mean(together, np.bincount(sides, minlength=len(SIDES)), margins.pairs, side=_side(names))
        found.append(Counts(names, by_state(crossed(turns[None], len(kinds), lag), held)[0], mean, margins, mixed))
    return found


def _side(names: Iterable[str]) -> NDArray[np.int64]:
    """Return the place of each state's side in `SIDES`."""
    import numpy as np

    return np.array([SIDES.index(name[0]) for name in names], np.int64)


def _mean(together: Numbers, sizes: Numbers, pairs: Numbers, *, side: NDArray[np.int64]) -> Chances:
    """Return the mean count of each pair of states over all orders of each side's turns.

    `together` counts the turns in two states at once, `sizes` the turns of each side, `pairs` pairs of turns by side.
    """
    import numpy as np

    number, same = together.diagonal(), side[:, None] == side
    drawn = number[:, None] * number - np.where(same, together, 0)
    ways = sizes[side][:, None] * (sizes[side] - same)
    mean: Chances = pairs[np.ix_(side, side)] * drawn / np.maximum(ways, 1)
    return mean


def _margins(turns: NDArray[np.int32], sides: NDArray[np.int32], held: Numbers, lag: int) -> Margins:
    import numpy as np

    size, kinds = max(len(turns) - lag, 0), len(held)
    before, after = slice(0, size), slice(len(turns) - size, None)

    def tally(rows: NDArray[np.int32], columns: NDArray[np.int32], shape: tuple[int, int]) -> Numbers:
        return np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)

    given = tally(turns[before], sides[after], (kinds, len(SIDES)))
    target = tally(sides[before], turns[after], (len(SIDES), kinds))
    return Margins(held.T @ given, target @ held, tally(sides[before], sides[after], (len(SIDES), len(SIDES))))
