"""Fit calibration and thresholds to the exported model, and write its manifest, sealed with the sha256 of each part.

    python -m training.fit MODEL [--gold FOLDER …] [--version VERSION]

Uses every gold folder given (doubly coded, as `tests/gold/authored-dev`), and the held-out items of the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.coding.climate import Climate, climate
from analyzer.coding.network import MANIFEST, PARTS, Network, load
from analyzer.evaluation.gold import Gold
from analyzer.evaluation.gold import load as load_gold
from training.calibrate import Judged, rules
from training.corpus import CODES, OUTPUTS, Item, head, items, mask
from training.train import held

BOUNDS = ["<s>", "</s>"]


def main() -> None:
    """Write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--version", default="1.0")
    asked = parser.parse_args()
    manifest: dict[str, Any] = {
        "version": asked.version,
        "outputs": OUTPUTS,
        "bounds": BOUNDS,
        "families": {},
        "codes": {},
    }
    network = _sealed(asked.model, manifest)
    sets, held = [judged(network, load_gold(path)) for path in asked.gold], held_out(network)
    _sealed(asked.model, {**manifest, **rules(sets, held)})
    for one in (*sets, held):
        print(f"{one.name}: {len(one.logits)} turns")


def _sealed(model: Path, manifest: dict[str, Any]) -> Network:
    """Write the manifest with the parts' sha256, and load the model as a user's program will."""
    manifest["sha256"] = {name: hashlib.sha256((model / name).read_bytes()).hexdigest() for name in PARTS}
    (model / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    return load(model)


def _logits(network: Network, turns: list[tuple[str, str]]) -> NDArray[np.float32]:
    logits = network.read(turns).logits
    logits[np.stack([mask(role) for role, _ in turns]) == 0] = -20
    return logits


def held_out(network: Network) -> Judged:
    """Judge held-out items: a possible code is as good as one that a single coder gave, and is left out."""
    kept: list[Item] = [item for item in items() if held(item.id)]
    targets = np.concatenate([item.targets for item in kept])
    truth = np.where((targets > 0) & (targets < 1), np.nan, targets).astype(np.float32)
    return _judge("held-out corpus", network, [item.turns for item in kept], truth)


def judged(network: Network, gold: Gold) -> Judged:
    """Judge doubly coded sessions: turns where the two people differ are left out."""
    turns = [[(turn.role, turn.text) for turn in session.talk] for session in gold.sessions]
    return _judge(gold.name, network, turns, truths(gold))


def _judge(name: str, network: Network, sessions: list[list[tuple[str, str]]], truth: NDArray[np.float32]) -> Judged:
    logits = [_logits(network, turns) for turns in sessions]
    levels = [[_climate(rows, turns)] * len(turns) for rows, turns in zip(logits, sessions, strict=True)]
    return Judged(
        name, np.concatenate(logits), truth, np.array([level for session in levels for level in session], np.float32)
    )


def _climate(logits: NDArray[np.float32], turns: list[tuple[str, str]]) -> Climate:
    return climate([dict(zip(OUTPUTS, map(float, row), strict=True)) for row in logits], [role for role, _ in turns])


def truths(gold: Gold) -> NDArray[np.float32]:
    """Return for every turn of `gold` and every output 1, 0, or NaN where the two people differ."""
    return np.concatenate([list(_truth(gold, session.id, len(session.talk))) for session in gold.sessions])


def _truth(gold: Gold, session: str, turns: int) -> Iterator[NDArray[np.float32]]:
    """Yield for each turn 1 where both people gave an output, 0 where neither did, NaN where one did."""
    people = [
        {(turn, output) for s, turn, code in codes if s == session for output in (code, _head(code))}
        for codes in gold.codes
    ]
    for turn in range(1, turns + 1):
        given = [[(turn, output) in person for output in OUTPUTS] for person in people]
        yield np.array([a if a == b else np.nan for a, b in zip(*given, strict=True)], np.float32)


def _head(code: str) -> str:
    return head(code) if code in CODES else code


if __name__ == "__main__":
    main()
