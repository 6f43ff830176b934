"""Counts: how often one state follows another at a lag, and how often it would if turns came in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from analyzer.lag.association import Table
from analyzer.lag.states import C, Sequence, T

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts for each given state (row) and target state (column) of `names`.

    `both`, `given`, `target` and `pairs` are as in `association.Table`; `shuffled` holds `both` of every shuffle.
    """

    names: tuple[str, ...]
    both: Matrix
    given: Matrix
    target: Matrix
    pairs: Matrix
    shuffled: Matrix

    def table(self, row: int, column: int) -> Table:
        """Return the two-by-two table of one pair of states."""
        return Table(*(int(m[row, column]) for m in (self.both, self.given, self.target, self.pairs)))

    def __add__(self, other: Counts) -> Counts:
        """Add up two sessions, shuffle by shuffle; no pair of turns spans both."""
        return Counts(
            self.names,
            self.both + other.both,
            self.given + other.given,
            self.target + other.target,
            self.pairs + other.pairs,
            self.shuffled + other.shuffled,
        )

    def p(self, row: int, column: int) -> float | None:
        """Return the share of shuffles as far from their mean as what was observed, in either direction.

        What was observed counts as a shuffle, so p is never 0. None without shuffles, or where all are alike.
        """
        drawn = self.shuffled[:, row, column]
        if not len(drawn) or drawn.min() == drawn.max() == self.both[row, column]:
            return None
        far = abs(drawn - drawn.mean()) >= abs(self.both[row, column] - drawn.mean()) - 1e-9
        return float((far.sum() + 1) / (len(drawn) + 1))


@dataclass(frozen=True, slots=True)
class Shuffles:
    """How many times turns are put in random order, and the seed of it."""

    times: int = 999
    seed: int = 1


def counts(sequence: Sequence, names: tuple[str, ...], *, lag: int, shuffles: Shuffles) -> Counts:
    """Count which of the states `names` follow which in one session, `lag` turns later (1 or more).

    A pair of states is counted among the pairs of turns of its two sides only: since speakers take turns, a client's
    state would otherwise seem to follow the therapist's merely because the client speaks next. A shuffle puts the
    turns of each side in random order among themselves, codes and all; its seed is drawn from `seed` and the
    session's id, so that results do not hang on which sessions are analyzed together.
    """
    import numpy as np

    marks, sides = _marks(sequence, names), _sides(sequence.sides)
    of = _sides([name[0] for name in names])
    random = np.random.default_rng([shuffles.seed, crc32(sequence.session.encode())])
    drawn = [_followed(_mixed(marks, sides, random), lag) for _ in range(shuffles.times)]
    return Counts(
        names,
        _followed(marks, lag),
        _cross(marks, sides, lag) @ of.T,
        of @ _cross(sides, marks, lag),
        of @ _cross(sides, sides, lag) @ of.T,
        np.array(drawn).reshape(shuffles.times, len(names), len(names)),
    )


def _marks(sequence: Sequence, names: tuple[str, ...]) -> Matrix:
    """Return a matrix of turns by states, 1 where a turn is in a state."""
    import numpy as np

    rows = [[name in states for name in names] for states in sequence.states]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))


def _sides(sides: Iterable[str]) -> Matrix:
    """Return a matrix with a column for T and one for C, 1 where it is that side."""
    import numpy as np

    return np.array([[side == T, side == C] for side in sides], dtype=np.float64).reshape(-1, 2)


def _mixed(marks: Matrix, sides: Matrix, random: np.random.Generator) -> Matrix:
    """Return `marks` with the turns of each side in random order among themselves."""
    mixed = marks.copy()
    for column in range(sides.shape[1]):
        own = sides[:, column].nonzero()[0]
        mixed[own] = marks[random.permutation(own)]
    return mixed


def _followed(marks: Matrix, lag: int) -> Matrix:
    return _cross(marks, marks, lag)


def _cross(before: Matrix, after: Matrix, lag: int) -> Matrix:
    """Count, for each column of `before` and of `after`, the turns marked in one whose `lag`th next is in the other."""
    size = max(len(before) - lag, 0)
    crossed: Matrix = before[:size].T @ after[len(after) - size :]
    return crossed
