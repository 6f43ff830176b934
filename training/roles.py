"""Fit how therapists and clients are told apart by their talk, and measure how often that is right.

    python -m training.roles [CORPUS] [--check FOLDER]

CORPUS and FOLDER hold transcripts with the labels Therapist, Client, Client A …; sessions of one batch (the letters
their names begin with) are held out together. Prints the figures for analyzer/role_talk.py, then the measures.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer import role_talk
from analyzer.readers import read
from analyzer.session import Utterance, joined
from training.corpus import HOME

EXCERPTS = (6, 8, 10, 14, 20, 30)
SHRINKAGE = 30.0
THRESHOLDS = (0.8, 0.9, 0.95)
CODES = re.compile(r"\s+## .*$")

Turns = list[tuple[str, str]]
Array = NDArray[np.float64]


class Case(NamedTuple):
    """A session or an excerpt: figures, a row a speaker, and which row is the therapist's."""

    batch: str
    turns: int
    whole: bool
    figures: Array
    therapist: int


class Fit(NamedTuple):
    """A fitted model: weights on figures measured in their spread."""

    weights: Array
    spread: Array


def main() -> None:
    """Fit on the corpus, print the figures, then measure on what was held out and on the folders to check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=HOME / "sessions")
    parser.add_argument("--check", type=Path, action="append", default=[])
    asked = parser.parse_args()
    talks = _talks(asked.corpus)
    usual = _usual([text for turns in talks.values() for _, text in turns])
    cases = _cases(talks, usual)
    fitted = fit(cases)
    names = [*(cue.name for cue in role_talk.CUES), "words a turn"]
    for name, common, weight in zip(names, usual, fitted.weights / fitted.spread, strict=True):
        print(f"{name:12} usual {common:.4f} weight {weight:.2f}")
    report("held out by batch", cases, held_out(cases))
    for folder in asked.check:
        others = _cases(_talks(folder), usual)
        report(folder.name, others, [probabilities(fitted, case) for case in others])


def fit(cases: Sequence[Case]) -> Fit:
    """Fit by Newton's method the choice of one therapist among the speakers of each case."""
    spread = np.concatenate([case.figures for case in cases]).std(0)
    weights = np.zeros(len(spread))
    for _ in range(12):
        gradient, curve = -SHRINKAGE * weights, SHRINKAGE * np.eye(len(weights))
        for case in cases:
            rows, chances = case.figures / spread, probabilities(Fit(weights, spread), case)
            mean = chances @ rows
            gradient += rows[case.therapist] - mean
            curve += (rows * chances[:, None]).T @ rows - np.outer(mean, mean)
        weights = weights + np.linalg.solve(curve, gradient)
    return Fit(weights, spread)


def probabilities(fitted: Fit, case: Case) -> Array:
    """Return each speaker's probability of being the therapist."""
    scores = (case.figures / fitted.spread) @ fitted.weights
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())


def held_out(cases: Sequence[Case]) -> list[Array]:
    """Return the probabilities of each case by a fit that has not seen its batch."""
    fits = {batch: fit([case for case in cases if case.batch != batch]) for batch in {case.batch for case in cases}}
    return [probabilities(fits[case.batch], case) for case in cases]


def report(name: str, cases: Sequence[Case], chances: Sequence[Array]) -> None:
    """Print accuracy, and for each threshold the share settled and how many of those are right."""
    groups = {"whole": [case.whole for case in cases], "up to 10 turns": [case.turns <= 10 for case in cases]}
    for group, kept in (groups | {"all": [True] * len(cases)}).items():
        rows = [(c.max(), c.argmax() == case.therapist) for case, c, k in zip(cases, chances, kept, strict=True) if k]
        top, right = (np.array(column) for column in zip(*rows, strict=True))
        told = [f"{t}: {np.mean(top >= t):.1%} settled, {right[top >= t].mean():.1%} right" for t in THRESHOLDS]
        print(f"{name}, {group} ({len(rows)}): {right.mean():.1%} right; " + "; ".join(told))


def _talks(folder: Path) -> dict[str, Turns]:
    """Read the turns of every transcript, without the codes that may stand at their ends."""
    return {
        path.stem: [_turn(group) for group in joined(read(path).utterances)] for path in sorted(folder.glob("*.txt"))
    }


def _turn(group: Sequence[Utterance]) -> tuple[str, str]:
    return group[0].speaker, " ".join(CODES.sub("", utterance.text) for utterance in group)


def _usual(turns: Sequence[str]) -> list[float]:
    """Return the share of every cue in all turns, and the words a turn."""
    *found, words = role_talk.counts(turns)
    bases = [len(turns) if cue.unit == "turn" else words for cue in role_talk.CUES]
    return [*(count / base for count, base in zip(found, bases, strict=True)), words / len(turns)]


def _cases(talks: dict[str, Turns], usual: Sequence[float]) -> list[Case]:
    """Return every session with a therapist and a client, and an excerpt of it of each length."""
    chance, found = random.Random(0), []
    for name, turns in talks.items():
        starts = [(chance.randrange(len(turns) - size), size) for size in EXCERPTS if len(turns) > size]
        for part in (turns, *(turns[start : start + size] for start, size in starts)):
            speakers = list(dict.fromkeys(speaker for speaker, _ in part))
            if "Therapist" in speakers and len(speakers) > 1:
                rows = [role_talk.figures([text for who, text in part if who == one], usual) for one in speakers]
                batch, therapist = name.rstrip("0123456789"), speakers.index("Therapist")
                found.append(Case(batch, len(part), part is turns, np.array(rows), therapist))
    return found


if __name__ == "__main__":
    main()
