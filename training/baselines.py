"""Baselines: logistic regression on TF-IDF or on a frozen encoder's states, trained on the same items as the tagger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from training.corpus import HEADS, Item
from training.tagger import Tagger, Text, states
from training.train import RECIPE

Turns = Sequence[tuple[str, str]]
Values = NDArray[np.float64]
Features = Callable[[Sequence[Turns]], "csr_matrix | NDArray[np.float32]"]


def decide(features: Features, corpus: Sequence[Item], sets: Sequence[Sequence[Turns]]) -> list[Values]:
    """Train a regression a family on `corpus`; return decision values [turns, families] for the turns of each set."""
    known = features([item.turns for item in corpus])
    targets = np.concatenate([item.targets for item in corpus])[:, -len(HEADS) :] > 0
    models = [
        LogisticRegression(C=4.0, max_iter=100, class_weight="balanced").fit(known, targets[:, k])
        for k in range(len(HEADS))
    ]
    unknown = [features(one) for one in sets]
    return [np.stack([model.decision_function(rows) for model in models], axis=1) for rows in unknown]


def words(corpus: Sequence[Item], *, before: int) -> Features:
    """Return TF-IDF features of words and word pairs: of the turn, and of `before` turns before it together."""
    parts = [_texts, *([lambda sessions: _befores(sessions, before)] if before else [])]
    turns = [item.turns for item in corpus]
    fitted = [
        (part, TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(part(turns))) for part in parts
    ]
    return lambda sessions: hstack([vectors.transform(part(sessions)) for part, vectors in fitted]).tocsr()


def frozen(corpus: Sequence[Item], base: Path, *, context: bool) -> Features:
    """Return states of the encoder as it came: each turn read in its window, or alone."""
    text, tagger = Text(base), Tagger(base, RECIPE["layers"])

    def read(sessions: Sequence[Turns]) -> NDArray[np.float32]:
        alone = [[turn] for turns in sessions for turn in turns]
        with torch.inference_mode():
            return np.concatenate([states(tagger, text, turns) for turns in (sessions if context else alone)])

    scale = StandardScaler().fit(read([item.turns for item in corpus]))
    return lambda sessions: 0.1 * scale.transform(read(sessions))


def _texts(sessions: Sequence[Turns]) -> list[str]:
    return [f"role_{role} {text}" for turns in sessions for role, text in turns]


def _befores(sessions: Sequence[Turns], size: int) -> list[str]:
    return [" ".join(text for _, text in turns[max(0, n - size) : n]) for turns in sessions for n in range(len(turns))]
