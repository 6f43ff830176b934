"""Published tables of ratings with the values their authors report."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ratings = NDArray[np.float64]
_ = np.nan

# Shrout & Fleiss (1979), Table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=np.float64
)

# Krippendorff (2011), part C: four observers, twelve units, missing data.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T
# Krippendorff (2011), part A: two observers, binary; part B: two observers, five categories.
KRIPPENDORFF_BINARY = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=np.float64).T
KRIPPENDORFF_NOMINAL = np.array(
    [[ord(c) for c in "aabbdcccedda"], [ord(c) for c in "babbbccceddd"]], dtype=np.float64
).T
# The example of three coders and fifteen units that encyclopaedias give.
THREE_CODERS = np.array(
    [
        [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
        [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
        [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
    ]
).T

# Fleiss (1971), Table 1: thirty patients, six psychiatrists each; counts of depression, personality disorder,
# schizophrenia, neurosis, other. The first fifteen are the data set `distrib.6raters` of Gwet's irrCAC.
FLEISS = np.array(
    [
        [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
    ]
)  # fmt: skip


def of_counts(counts: NDArray[np.int64]) -> Ratings:
    """Return ratings (units × raters) that give each unit's values as often as counted."""
    return np.array([np.repeat(np.arange(len(row)), row) for row in counts], dtype=np.float64)


def of_table(table: list[list[float]]) -> tuple[Ratings, Ratings]:
    """Return the pairs of values of a two-coder table, and how often each occurs."""
    cells = np.array(table, dtype=np.float64)
    return np.array(list(np.ndindex(cells.shape)), dtype=np.float64), cells.ravel()
