"""Compare the shipped coders with baselines on the same sessions: best F1 a family, and average precision.

    python -m training.compare BASE GOLD …

BASE is the folder of the base encoder. The baselines (`training.baselines`) learn from the same corpus without the
held-out items. Each takes the threshold that is best on each set, which flatters it; rules and hybrid keep their own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.coding import Coder, chosen
from analyzer.coding.network import packaged
from analyzer.evaluation.gold import load
from analyzer.session import Session, Turn
from training.baselines import Turns, Values, decide, frozen, words
from training.calibrate import Judged
from training.corpus import HEADS, OUTPUTS, head, items
from training.fit import held_out
from training.fit import judged as judge_gold
from training.train import held

SLOW = 8
"""The frozen encoder learns from every eighth item: its states take long to compute."""


class Tried(NamedTuple):
    """A set of sessions: the network's judgement of it, and the turns of each session."""

    judged: Judged
    sessions: list[Turns]


def main() -> None:
    """Print a table a set."""
    base, tried = Path(sys.argv[1]), list(_sets(sys.argv[2:]))
    for name, values in _rivals(base, tried):
        for one, scores in zip(tried, values, strict=True):
            cells = "".join(f"{h:>4} {best(scores[:, k], one.judged, h)}" for k, h in enumerate(HEADS))
            print(f"{one.judged.name:20}{name:30}{cells}", flush=True)


def _sets(golds: Sequence[str]) -> Iterator[Tried]:
    network = packaged()
    yield Tried(held_out(network), [item.turns for item in items() if held(item.id)])
    for gold in map(load, map(Path, golds)):
        yield Tried(judge_gold(network, gold), [[(t.role, t.text) for t in s.talk] for s in gold.sessions])


def _rivals(base: Path, tried: Sequence[Tried]) -> Iterator[tuple[str, list[Values]]]:
    """Yield each coder's name with its decision values for every set; a coder's own findings are 0 or 1."""
    corpus, sets = [item for item in items() if not held(item.id)], [one.sessions for one in tried]
    yield "rules", [findings(chosen("rules"), one) for one in sets]
    yield "TF-IDF, turn alone", decide(words(corpus, before=0), corpus, sets)
    yield "TF-IDF, two turns before", decide(words(corpus, before=2), corpus, sets)
    some = corpus[::SLOW]
    yield "frozen encoder, turn alone", decide(frozen(some, base, context=False), some, sets)
    yield "frozen encoder, in context", decide(frozen(some, base, context=True), some, sets)
    yield "fine-tuned, turn alone", [_alone(one) for one in sets]
    yield "fine-tuned, in context", [one.judged.logits[:, -len(HEADS) :] for one in tried]
    yield "hybrid", [findings(chosen("hybrid"), one) for one in sets]


def findings(coder: Coder, sessions: Sequence[Turns]) -> Values:
    """Return 1 where a coder finds a family on a turn, 0 elsewhere."""
    found = []
    for turns in sessions:
        talk = tuple(Turn(n, role, role, None, None, text, n) for n, (role, text) in enumerate(turns, start=1))
        rows = np.zeros((len(turns), len(HEADS)))
        for code in coder.code(Session("compared", talk)):
            rows[code.turn - 1, HEADS.index(head(code.code))] = 1
        found.append(rows)
    return np.concatenate(found)


def _alone(sessions: Sequence[Turns]) -> Values:
    read = [packaged().read([turn]).logits[:, -len(HEADS) :] for turns in sessions for turn in turns]
    return np.concatenate(read).astype(np.float64)


def best(values: NDArray[np.floating], judged: Judged, name: str) -> str:
    """Return the best F1 over all thresholds, and the average precision."""
    column = OUTPUTS.index(name)
    keep = ~np.isnan(judged.truth[:, column]) & (judged.logits[:, column] > -19)
    values, truth = values[keep], judged.truth[keep, column]
    if set(np.unique(values)) <= {0.0, 1.0}:
        return f"{2 * (values * truth).sum() / max((values + truth).sum(), 1):.2f}      "
    order = np.argsort(-values, kind="stable")
    hits, rank = np.cumsum(truth[order]), np.arange(1, len(truth) + 1)
    f1 = (2 * hits / (rank + truth.sum())).max()
    return f"{f1:.2f} ({(hits / rank * truth[order]).sum() / truth.sum():.2f})"


if __name__ == "__main__":
    main()
