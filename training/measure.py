"""Measure weights on coded sessions, before any calibration: one row a family for training/learning.csv.

    python -m training.measure BASE TAGGER.pt STAGE GOLD … >> training/learning.csv

The rows say after which stage the weights were saved, how many turns the encoder had learnt from by then and how often
it had seen each, and the best F1 and the average precision of each family on each set.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.evaluation.gold import Gold, load
from training.corpus import HEADS, OUTPUTS, items
from training.fit import truths
from training.tagger import Tagger, Text, predict
from training.train import RECIPE, held, restore, taught


class Point(NamedTuple):
    """A point of the learning curve."""

    stage: str
    turns: int
    set: str
    family: str
    positives: int
    best_f1: float
    average_precision: float


def main() -> None:
    """Print the rows."""
    base, weights, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    stage = next(stage for stage in RECIPE["stage"] if stage["name"] == name)
    turns = sum(len(item.turns) for item in items() if taught(item.id, stage) and not held(item.id))
    text, tagger = Text(base), Tagger(base, RECIPE["layers"])
    restore(tagger, weights)
    table = csv.writer(sys.stdout, lineterminator="\n")
    for gold in map(load, map(Path, sys.argv[4:])):
        logits = np.concatenate(
            [predict(tagger, text, [(turn.role, turn.text) for turn in session.talk]) for session in gold.sessions]
        )
        table.writerows(Point(name, turns, gold.name, *scores) for scores in measured(logits, gold))


def measured(logits: NDArray[np.float32], gold: Gold) -> list[tuple[str, int, float, float]]:
    """Return for each family its positives, best F1 and average precision."""
    truth = truths(gold)
    rows = []
    for column in map(OUTPUTS.index, HEADS):
        keep = ~np.isnan(truth[:, column]) & (logits[:, column] > -19)
        order = np.argsort(-logits[keep, column], kind="stable")
        on = truth[keep, column][order]
        hits, rank = np.cumsum(on), np.arange(1, len(on) + 1)
        f1, average = (2 * hits / (rank + on.sum())).max(), (hits / rank * on).sum() / on.sum()
        rows.append((OUTPUTS[column], int(on.sum()), round(float(f1), 3), round(float(average), 3)))
    return rows


if __name__ == "__main__":
    main()
