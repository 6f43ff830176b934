"""Train the tagger on the corpus, in the stages of recipe.toml, and save its weights.

    python -m training.train BASE OUT [--stage NAME] [--from WEIGHTS]

BASE is the folder of the base encoder (all-mpnet-base-v2), OUT takes weights and a log.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from analyzer.coding.windows import SIZE
from training.corpus import CODES, OUTPUTS, Item, items
from training.tagger import Tagger, Text

RECIPE = tomllib.loads((Path(__file__).parent / "recipe.toml").read_text())
SHORTEST_CUT = 120
SAVED = 150
"""Steps between saves."""


class Cut(NamedTuple):
    """A window to learn from: token ids, turn spans, and the turns' targets and mask."""

    ids: list[int]
    spans: list[tuple[int, int]]
    targets: NDArray[np.float32]
    mask: NDArray[np.float32]


def main() -> None:
    """Run every stage, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--stage")
    parser.add_argument("--from", dest="weights", type=Path)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    _seed(RECIPE["seed"])
    text, tagger = Text(asked.base), Tagger(asked.base, RECIPE["layers"])
    if asked.weights:
        restore(tagger, asked.weights)
    corpus = [item for item in items() if not held(item.id)]
    for stage in RECIPE["stage"]:
        if asked.stage in (None, stage["name"]):
            for averaged in run(tagger, text, [item for item in corpus if taught(item.id, stage)], stage):
                save(tagger, averaged, asked.out / "tagger.pt")
            restore(tagger, asked.out / "tagger.pt")


def run(tagger: Tagger, text: Text, corpus: Sequence[Item], stage: dict[str, Any]) -> Iterator[dict[str, torch.Tensor]]:
    """Train one stage, yielding the moving average of the weights now and then, and at the end."""
    chance = random.Random(RECIPE["seed"])
    tagger.freeze(stage["frozen"])
    learnt = [(name, weight) for name, weight in tagger.named_parameters() if weight.requires_grad]
    groups = [
        {"params": [w for n, w in learnt if n.startswith("enc")], "rate": stage["rate"]},
        {"params": [w for n, w in learnt if not n.startswith("enc")], "rate": stage["head_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=RECIPE["decay"], fused=True)
    averaged = {name: weight.detach().clone() for name, weight in learnt}
    encoded = [(text.pieces(item.turns), item) for item in corpus]
    share = [chosen(item.id, stage) for item in corpus]
    tokens = sum(part_of * sum(map(len, parts)) for part_of, (parts, _) in zip(share, encoded, strict=True))
    steps = int(stage["epochs"] * tokens / RECIPE["tokens"])
    weight = torch.tensor(positive_weight(corpus))
    turns = sum(len(item.turns) for item in corpus)
    print(f"{stage['name']}: {len(corpus)} items, {turns} turns, {tokens:.0f} tokens a pass, {steps} steps", flush=True)
    begun = time.monotonic()
    tagger.learn()
    for step, batch in enumerate(_endless(encoded, share, text.bounds, chance), start=1):
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * _pace(step, steps)
        loss = _loss(tagger, text, batch, weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([w for _, w in learnt], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        _average(averaged, learnt, step)
        if step % 25 == 0:
            print(f"  step {step} of {steps}, loss {loss.item():.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        last = step >= stage.get("stop", steps)
        if step % SAVED == 0 or last:
            yield averaged
        if last:
            return


def save(tagger: Tagger, averaged: dict[str, torch.Tensor], path: Path) -> None:
    """Save averaged weights with the names of the outputs."""
    torch.save({"weights": {**tagger.state_dict(), **averaged}, "outputs": OUTPUTS}, path)


def restore(tagger: Tagger, weights: Path) -> None:
    """Load weights, whatever the order of outputs they were saved with."""
    saved = torch.load(weights, weights_only=True)
    order = [saved["outputs"].index(output) for output in OUTPUTS]
    state = saved["weights"]
    state["head.weight"], state["head.bias"] = state["head.weight"][order], state["head.bias"][order]
    tagger.load_state_dict(state)


def held(name: str) -> bool:
    """Tell whether an item is held out, for thresholds and calibration: by its batch (the letters) or its own name."""
    return name in RECIPE["held"]["items"] or _batch(name) in RECIPE["held"]["batches"]


def taught(name: str, stage: dict[str, Any]) -> bool:
    """Tell whether a stage teaches an item: every one, unless the stage names batches."""
    return "batches" not in stage or _batch(name) in stage["batches"]


def chosen(name: str, stage: dict[str, Any]) -> float:
    """Return how likely a pass of a stage is to hold an item: always, unless the stage thins its batch."""
    return float(stage["share"]) if _batch(name) in stage.get("thinned", ()) else 1.0


def positive_weight(corpus: Sequence[Item]) -> NDArray[np.float32]:
    """Return how much more a positive counts than a negative, a number an output: milder than their ratio."""
    on = sum(item.targets.sum(0) for item in corpus)
    may = sum(item.mask.sum(0) for item in corpus)
    return np.clip(np.sqrt((may - on) / np.maximum(on, 1)) / 3, 1, 6).astype(np.float32)


def cuts(parts: list[list[int]], item: Item, bounds: tuple[int, int], chance: random.Random) -> Iterator[Cut]:
    """Cut an item into windows that begin elsewhere in every epoch, and do not overlap."""
    at, room = 0, chance.randint(SHORTEST_CUT, SIZE - 2)
    while at < len(parts):
        ids, spans, start = [bounds[0]], [], at
        while at < len(parts) and (len(parts[at]) <= room or at == start):
            spans.append((len(ids), len(ids) + len(parts[at])))
            ids += parts[at]
            room -= len(parts[at])
            at += 1
        yield Cut([*ids, bounds[1]], spans, item.targets[start:at], item.mask[start:at])
        room = SIZE - 2


def batches(every: list[Cut], chance: random.Random) -> list[list[Cut]]:
    """Group windows of like length into batches of about as many tokens, in random order."""
    chance.shuffle(every)
    grouped: list[list[Cut]] = []
    for start in range(0, len(every), 64):
        batch: list[Cut] = []
        for cut in sorted(every[start : start + 64], key=lambda cut: len(cut.ids)):
            if batch and (len(batch) + 1) * len(cut.ids) > RECIPE["tokens"] * 1.15:
                grouped.append(batch)
                batch = []
            batch.append(cut)
        grouped.append(batch)
    chance.shuffle(grouped)
    return grouped


def _endless(
    encoded: list[tuple[list[list[int]], Item]], share: list[float], bounds: tuple[int, int], chance: random.Random
) -> Iterator[list[Cut]]:
    while True:
        now = [pair for pair, part_of in zip(encoded, share, strict=True) if chance.random() < part_of]
        yield from batches([cut for parts, item in now for cut in cuts(parts, item, bounds, chance)], chance)


def _loss(tagger: Tagger, text: Text, batch: list[Cut], weight: torch.Tensor) -> torch.Tensor:
    logits = tagger(*text.batch([(cut.ids, cut.spans) for cut in batch]))
    flat = torch.cat([logits[row, : len(cut.spans)] for row, cut in enumerate(batch)])
    targets = torch.tensor(np.concatenate([cut.targets for cut in batch]))
    mask = torch.tensor(np.concatenate([cut.mask for cut in batch]))
    loss = functional.binary_cross_entropy_with_logits(flat, targets, reduction="none", pos_weight=weight) * mask
    return loss[:, : len(CODES)].sum(1).mean() + RECIPE["family_weight"] * loss[:, len(CODES) :].sum(1).mean()


@torch.no_grad()
def _average(averaged: dict[str, torch.Tensor], learnt: list[tuple[str, torch.nn.Parameter]], step: int) -> None:
    keep = min(0.99, step / (step + 20))
    for name, weight in learnt:
        averaged[name].lerp_(weight, 1 - keep)


def _pace(step: int, steps: int) -> float:
    """Return the share of the learning rate at `step`: a warm-up, then half a cosine."""
    warm = max(1, int(RECIPE["warmup"] * steps))
    if step < warm:
        return step / warm
    return max(0.02, 0.5 * (1 + math.cos(math.pi * (step - warm) / max(steps - warm, 1))))


def _batch(name: str) -> str:
    return name.split("-")[0].rstrip("0123456789") if not name.startswith("x") else name.split("-")[0]


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


if __name__ == "__main__":
    main()
