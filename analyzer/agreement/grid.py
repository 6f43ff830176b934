"""A grid: what each coder gave each unit, as the patterns that occur and how often each does in each session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from analyzer.agreement.counts import Array
from analyzer.agreement.field import Field
from analyzer.codes import CLEAR

Marked = Mapping[tuple[str, int], float]
"""The value a coder gave each (session, turn) that was marked at all; any other turn has 0."""
Statistic = Callable[[Array, Array], Array]


class Grid(NamedTuple):
    """`ratings` are patterns × coders, NaN where a coder did not see the unit; `weights` sessions × patterns.

    Statistics of the whole take `weights` summed over sessions, those of a bootstrap summed over the sessions drawn.
    """

    ratings: Array
    weights: Array

    @property
    def total(self) -> Array:
        """Return how often each pattern occurs in all sessions."""
        whole: Array = self.weights.sum(axis=0)
        return whole

    @property
    def units(self) -> int:
        """Return how many units two coders or more rated."""
        compared = (~np.isnan(self.ratings)).sum(axis=1) > 1
        return int(self.total[compared].sum())

    @property
    def marked(self) -> int:
        """Return how many units two coders or more rated and one of them or more marked."""
        compared = ((~np.isnan(self.ratings)).sum(axis=1) > 1) & (np.nan_to_num(self.ratings) > 0).any(axis=1)
        return int(self.total[compared].sum())

    @property
    def present(self) -> Grid:
        """Return the grid with every mark as 1, whatever its value."""
        return Grid(np.where(np.isnan(self.ratings), np.nan, np.minimum(self.ratings, 1.0)), self.weights)

    def given(self) -> list[int]:
        """Return how many units each coder marked."""
        return [int(count) for count in self.total @ (np.nan_to_num(self.ratings) > 0)]

    def of(self, coders: Sequence[int]) -> Grid:
        """Return the grid of some coders only."""
        return Grid(self.ratings[:, list(coders)], self.weights)


def of_turns(field: Field, marks: Sequence[Marked], carries: Callable[[str], bool]) -> Grid:
    """Return the grid of turns: those whose role `carries` what is compared, and any that a coder marked.

    `marks` are one a coder, in the order of the field's coders.
    """
    unseen = {s: [s not in coder.sessions for coder in field.coders] for s in field.sessions}
    touched: dict[str, set[int]] = {session: set() for session in field.sessions}
    for session, turn in (place for coder in marks for place in coder if place[0] in touched):
        touched[session].add(turn)
    cells: Counter[tuple[str, tuple[float, ...]]] = Counter()
    for session, turns in touched.items():
        for turn in turns:
            cells[session, _row([m.get((session, turn), 0.0) for m in marks], unseen[session])] += 1
        roles = Counter(field.turns[session])
        roles.subtract(field.turns[session][turn - 1] for turn in turns)
        able = sum(count for role, count in roles.items() if carries(role))
        cells[session, _row([0.0] * len(marks), unseen[session])] += able
    return _grid(field.sessions, len(marks), cells)


def of_units(field: Field, units: Iterable[tuple[str, tuple[Hashable, ...]]], order: Sequence[Hashable] = ()) -> Grid:
    """Return the grid of units that are given as (session, the value of each coder), None where there is none.

    Values that are no numbers are numbered as in `order`, or as they sort.
    """
    given = list(units)
    values = list(order) or sorted({v for _, row in given for v in row if v is not None}, key=str)
    numbers = {value: float(value) if isinstance(value, (int, float)) else float(n) for n, value in enumerate(values)}
    cells = Counter((s, tuple(-1.0 if v is None else numbers[v] for v in row)) for s, row in given)
    width = len(given[0][1]) if given else 2
    return _grid(field.sessions, width, cells)


def clarity(value: str) -> float:
    """Return a clarity as a number: 1 possible, 2 clear."""
    return 2.0 if value == CLEAR else 1.0


def _row(values: Sequence[float], unseen: Sequence[bool]) -> tuple[float, ...]:
    """Return one pattern, -1 where a coder did not see the session."""
    return tuple(-1.0 if missing else value for value, missing in zip(values, unseen, strict=True))


def _grid(sessions: Sequence[str], width: int, cells: Mapping[tuple[str, tuple[float, ...]], int]) -> Grid:
    patterns = {pattern: n for n, pattern in enumerate(sorted({pattern for _, pattern in cells}))}
    ratings = np.array(list(patterns), dtype=np.float64).reshape(len(patterns), width)
    weights = np.zeros((len(sessions), len(patterns)))
    places = {session: n for n, session in enumerate(sessions)}
    for (session, pattern), count in cells.items():
        weights[places[session], patterns[pattern]] = count
    return Grid(np.where(ratings < 0, np.nan, ratings), weights)
