"""Compare the shipped coders with baselines on the same sessions: best F1 a family, and average precision.

    python -m training.compare GOLD …

The baselines are logistic regression on TF-IDF of words and word pairs, of the turn alone and with two turns before,
trained on the same corpus without the held-out items. Their thresholds are the best on each set, which flatters them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analyzer.coding.network import packaged
from analyzer.evaluation.gold import load
from training.calibrate import Judged
from training.corpus import HEADS, OUTPUTS, items
from training.fit import held_out
from training.fit import judged as judge_gold
from training.train import held

Turns = Sequence[tuple[str, str]]


def main() -> None:
    """Print a table a set."""
    network, golds = packaged(), [load(Path(path)) for path in sys.argv[1:]]
    sets: list[tuple[Judged, list[Turns]]] = [
        (held_out(network), [item.turns for item in items() if held(item.id)]),
        *((judge_gold(network, gold), [[(t.role, t.text) for t in s.talk] for s in gold.sessions]) for gold in golds),
    ]
    rows = {f"TF-IDF, {name}": baseline(context, [turns for _, turns in sets]) for name, context in CONTEXTS.items()}
    for number, (judged, _) in enumerate(sets):
        print(f"{judged.name}: best F1 (average precision)")
        told = {name: scores[number] for name, scores in rows.items()}
        told["encoder"] = judged.logits[:, -len(HEADS) :]
        for name, logits in told.items():
            print(f"  {name:24}" + "".join(f"{h:>4} {_best(logits[:, k], judged, h)}" for k, h in enumerate(HEADS)))


CONTEXTS = {"turn alone": 0, "with two turns before": 2}


def baseline(context: int, sets: list[list[Turns]]) -> list[NDArray[np.float64]]:
    """Train on the corpus and return decision values for the turns of each set, a column a family."""
    corpus = [item for item in items() if not held(item.id)]
    own, before = (
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
    )
    turns = [item.turns for item in corpus]
    features = hstack(
        [own.fit_transform(_texts(turns)), before.fit_transform(_befores(turns, max(context, 1)))]
    ).tocsr()
    width = own.transform(["x"]).shape[1]
    targets = np.concatenate([item.targets for item in corpus])[:, -len(HEADS) :] > 0
    found = [np.zeros((sum(map(len, one)), len(HEADS))) for one in sets]
    for k in range(len(HEADS)):
        model = LogisticRegression(C=4.0, max_iter=100, class_weight="balanced")
        model.fit(features if context else features[:, :width], targets[:, k])
        for place, one in zip(found, sets, strict=True):
            both = hstack([own.transform(_texts(one)), before.transform(_befores(one, max(context, 1)))]).tocsr()
            place[:, k] = model.decision_function(both if context else both[:, :width])
    return found


def _texts(sessions: Sequence[Turns]) -> list[str]:
    return [f"role_{role} {text}" for turns in sessions for role, text in turns]


def _befores(sessions: Sequence[Turns], size: int) -> list[str]:
    return [" ".join(text for _, text in turns[max(0, n - size) : n]) for turns in sessions for n in range(len(turns))]


def _best(values: NDArray[np.floating], judged: Judged, name: str) -> str:
    column = OUTPUTS.index(name)
    keep = ~np.isnan(judged.truth[:, column]) & (judged.logits[:, column] > -19)
    order = np.argsort(-values[keep], kind="stable")
    truth = judged.truth[keep, column][order]
    hits = np.cumsum(truth)
    rank = np.arange(1, len(truth) + 1)
    best = (2 * hits / (rank + truth.sum())).max()
    return f"{best:.2f} ({(hits / rank * truth).sum() / truth.sum():.2f})"


if __name__ == "__main__":
    main()
