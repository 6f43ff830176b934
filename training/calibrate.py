"""Calibrate logits and choose thresholds on double-coded and held-out sessions, and write the model's manifest.

For every family: a line from logit to probability (Platt 1999), the threshold at which F1 is best, and one above it
where precision reaches what "clear" promises. For every code: a line and a threshold within its family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.corpus import CODES, HEADS, OUTPUTS, WHO, head

PROMISE = 0.75
"""Precision that "clear" must reach on every set, where a threshold with some recall exists."""

STEEPEST, FLATTEST = 1.6, 0.5
FEW = 12
"""Positives: a code with fewer takes its family's slope."""


class Judged(NamedTuple):
    """A set of turns: `logits` [turns, outputs], and `truth` with 1, 0, or NaN where coders differ."""

    name: str
    logits: NDArray[np.float32]
    truth: NDArray[np.float32]


def rules(sets: Sequence[Judged]) -> dict[str, Any]:
    """Return the manifest's rules for families and codes."""
    families = {name: _family(name, sets) for name in HEADS}
    codes = {code: _code(code, sets, families[head(code)]) for code in CODES}
    return {"families": families, "codes": codes}


def platt(
    logits: NDArray[np.float64], truth: NDArray[np.float64], *, slope: float | None = None
) -> tuple[float, float]:
    """Fit slope and bias by Newton's method, with Platt's smoothed targets; a given slope stays."""
    on, off = truth.sum(), (1 - truth).sum()
    target = np.where(truth > 0, (on + 1) / (on + 2), 1 / (off + 2))
    a, b = slope or 1.0, -1.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(a * logits + b, -30, 30)))
        weight = np.maximum(p * (1 - p), 1e-6)
        if slope:
            b += float(np.clip(((target - p).sum() - 0.01 * b) / (weight.sum() + 0.01), -2, 2))
            continue
        design = np.stack([logits, np.ones_like(logits)])
        gradient = design @ (target - p) - 0.01 * np.array([a - 1, b])
        step = np.linalg.solve((design * weight) @ design.T + 0.01 * np.eye(2), gradient)
        a, b = a + float(np.clip(step[0], -1, 1)), b + float(np.clip(step[1], -2, 2))
    return float(np.clip(a, FLATTEST, STEEPEST)), float(b)


def f1(logits: NDArray[np.float32], truth: NDArray[np.float32], at: float) -> float:
    """Return F1 of `logits >= at`."""
    found = logits >= at
    hit = float((found & (truth > 0)).sum())
    return 2 * hit / max(float(found.sum() + truth.sum()), 1.0)


def precision(logits: NDArray[np.float32], truth: NDArray[np.float32], at: float) -> float:
    """Return precision of `logits >= at`, 1 where nothing is found."""
    found = logits >= at
    return float(truth[found].mean()) if found.any() else 1.0


def _family(name: str, sets: Sequence[Judged]) -> dict[str, Any]:
    known = [_known(one, name) for one in sets]
    line = _line(known)
    grid = np.linspace(-5, 4, 181)
    best = _best(grid, lambda at: float(np.mean([f1(x, y, at) for x, y in known if y.sum()])))
    clear = next((at for at in grid if at > best and min(precision(x, y, at) for x, y in known) >= PROMISE), best + 1.5)
    return {"line": line, "possible": _sure(line, best), "clear": _sure(line, float(clear))}


def _code(code: str, sets: Sequence[Judged], family: dict[str, Any]) -> dict[str, Any]:
    known = [_known(one, code) for one in sets]
    on = sum(float(y.sum()) for _, y in known)
    line = _line(known) if on >= FEW else _line(known, slope=family["line"][0])
    grid = np.linspace(-4, 4, 81)
    x, y = (np.concatenate(column) for column in zip(*known, strict=True))
    best = _best(grid, lambda at: f1(x, y, at)) if on >= FEW else 2.0
    return {"family": head(code), "who": _who(code), "line": line, "threshold": _sure(line, best)}


def _known(one: Judged, output: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    column = OUTPUTS.index(output)
    keep = ~np.isnan(one.truth[:, column]) & (one.logits[:, column] > -19)
    return one.logits[keep, column], one.truth[keep, column]


def _line(
    known: Iterable[tuple[NDArray[np.float32], NDArray[np.float32]]], *, slope: float | None = None
) -> list[float]:
    x, y = (np.concatenate(column).astype(np.float64) for column in zip(*known, strict=True))
    return [round(value, 4) for value in platt(x, y, slope=slope)]


def _best(grid: NDArray[np.float64], value: Callable[[float], float]) -> float:
    """Return the middle of the stretch of `grid` where `value` is within 1 % of its best, which a spike is not."""
    values = np.array([value(float(at)) for at in grid])
    smooth = np.convolve(np.pad(values, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return float(grid[int(smooth.argmax())])


def _sure(line: Sequence[float], logit: float) -> float:
    return round(float(1 / (1 + np.exp(-(line[0] * logit + line[1])))), 4)


def _who(code: str) -> str:
    return "TC" if WHO[code] == "A" else WHO[code]
