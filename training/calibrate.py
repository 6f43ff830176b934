"""Calibrate logits and choose thresholds on doubly coded sessions, for the model's manifest.

For every family: a line from logit to probability (Platt 1999), the threshold at which the product of the sets' F1 is
best, so that no set pays for another, and one above it where precision reaches what "clear" promises. For every code:
a line and a threshold within its family; held-out sessions, coded once, help where the doubly coded have few cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.corpus import CODES, HEADS, OUTPUTS, WHO, head

PROMISE = 0.75
"""Precision that "clear" must reach on every set, where a threshold with some recall exists."""

STEEPEST, FLATTEST = 1.6, 0.5
PULL = 0.01
STRAINED = ("IM", "W", "C", "R", "TM", "E")
RELATED = ("W", "TM")
"""Families whose chance depends on the strain of the session, and on how much it is about the relationship."""
GRID = 1 / (1 + np.exp(-np.linspace(-5, 5, 201)))
"""Thresholds tried."""
FEW = 12
"""Positives: a code with fewer takes its family's slope."""


class Judged(NamedTuple):
    """A set of turns: `logits` [turns, outputs], `truth` with 1, 0, or NaN where coders differ, and `climate`."""

    name: str
    logits: NDArray[np.float32]
    truth: NDArray[np.float32]
    climate: NDArray[np.float32]


class Known(NamedTuple):
    """The turns of a set that can be judged on one output: its logit, the session's climate, and 1 or 0."""

    logit: NDArray[np.float64]
    climate: NDArray[np.float64]
    truth: NDArray[np.float64]


def rules(sets: Sequence[Judged], held: Judged) -> dict[str, Any]:
    """Return the manifest's rules for families and codes."""
    families = {name: _family(name, sets) for name in HEADS}
    codes = {code: _code(code, sets, held, families[head(code)]) for code in CODES}
    return {"families": families, "codes": codes}


def platt(known: Known, *, weighed: tuple[bool, bool] = (False, False), slope: float | None = None) -> list[float]:
    """Fit a line by Newton's method with Platt's smoothed targets; a given slope stays.

    `weighed` tells whether strain and relation of the session may count.
    """
    on, off = known.truth.sum(), (1 - known.truth).sum()
    target = np.where(known.truth > 0, (on + 1) / (on + 2), 1 / (off + 2))
    design = np.stack([known.logit, np.ones_like(known.logit), *known.climate.T])
    free = [slope is None, True, *weighed]
    line, pull = np.array([slope or 1.0, -1.0, 0.0, 0.0]), np.array([slope or 1.0, 0.0, 0.0, 0.0])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(line @ design, -30, 30)))
        weight = np.maximum(p * (1 - p), 1e-6)
        gradient = design @ (target - p) - PULL * (line - pull)
        hessian = (design * weight) @ design.T + PULL * np.eye(4)
        step = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        line[free] += np.clip(step, -1, 1)
    line[0] = np.clip(line[0], FLATTEST, STEEPEST)
    return [round(float(value), 4) for value in line]


def f1(found: NDArray[np.bool_], truth: NDArray[np.float64]) -> float:
    """Return F1 of what was found."""
    hit = float((found & (truth > 0)).sum())
    return 2 * hit / max(float(found.sum() + truth.sum()), 1.0)


def precision(found: NDArray[np.bool_], truth: NDArray[np.float64]) -> float:
    """Return precision of what was found, 1 where nothing was."""
    return float(truth[found].mean()) if found.any() else 1.0


def _family(name: str, sets: Sequence[Judged]) -> dict[str, Any]:
    known = [_known(one, name) for one in sets]
    line = platt(_pooled(known), weighed=(name in STRAINED, name in RELATED))
    scored = [(_sure(line, one), one.truth) for one in known]
    best = _best(lambda at: float(np.prod([f1(sure >= at, truth) for sure, truth in scored if truth.sum() >= FEW])))
    clear = next((at for at in GRID if at > best and min(precision(p >= at, y) for p, y in scored) >= PROMISE), 0.99)
    return {"line": line, "possible": round(best, 4), "clear": round(float(clear), 4)}


def _code(code: str, sets: Sequence[Judged], held: Judged, family: dict[str, Any]) -> dict[str, Any]:
    known = _pooled([_known(one, code) for one in sets])
    if known.truth.sum() < FEW:
        known = _pooled([known, _known(held, code)])
    enough = known.truth.sum() >= FEW
    weighed = (head(code) in STRAINED, head(code) in RELATED)
    line = platt(known, weighed=weighed, slope=None if enough else family["line"][0])
    sure = _sure(line, known)
    best = _best(lambda at: f1(sure >= at, known.truth)) if enough else 0.5
    return {"family": head(code), "who": _who(code), "line": line, "threshold": round(best, 4)}


def _known(one: Judged, output: str) -> Known:
    column = OUTPUTS.index(output)
    keep = ~np.isnan(one.truth[:, column]) & (one.logits[:, column] > -19)
    return Known(*(a[keep].astype(np.float64) for a in (one.logits[:, column], one.climate, one.truth[:, column])))


def _pooled(known: Sequence[Known]) -> Known:
    return Known(*(np.concatenate(column) for column in zip(*known, strict=True)))


def _sure(line: Sequence[float], known: Known) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(line[0] * known.logit + line[1] + known.climate @ np.array(line[2:]), -30, 30)))


def _best(value: Callable[[float], float]) -> float:
    """Return the threshold at the middle of the stretch where `value` is near its best, which a spike is not."""
    values = np.array([value(float(at)) for at in GRID])
    smooth = np.convolve(np.pad(values, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return float(GRID[int(smooth.argmax())])


def _who(code: str) -> str:
    return "TC" if WHO[code] == "A" else WHO[code]
