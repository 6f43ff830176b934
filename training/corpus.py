"""The corpus: invented sessions and exchanges, coded turn by turn, as the network is to see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.codebook import packaged
from analyzer.codes import FAMILIES

HOME = Path(__file__).parent / "corpus"
LINE = re.compile(r"(?P<label>Therapist|Client(?: (?P<which>[A-E1-5]))?): (?P<text>.*?)(?:\s+## (?P<codes>.*))?")
CLEAR, POSSIBLE = 1.0, 0.65
"""Targets: a possible code is one that another coder may not give."""

WHO = {marker.id: marker.who for book in packaged() for marker in book.markers}
CODES = tuple(WHO)
HEADS = tuple(FAMILIES)
OUTPUTS = (*CODES, *HEADS)


class Item(NamedTuple):
    """A session or exchange: turns as (role, text), `targets` and `mask` with a row a turn and a column an output."""

    id: str
    turns: list[tuple[str, str]]
    targets: NDArray[np.float32]
    mask: NDArray[np.float32]


def items(home: Path = HOME) -> list[Item]:
    """Read the whole corpus, sessions first."""
    sessions = [_session(path) for path in sorted((home / "sessions").glob("*.txt"))]
    exchanges = [item for path in sorted((home / "exchanges").glob("*.jsonl")) for item in _exchanges(path)]
    return sessions + exchanges


def head(code: str) -> str:
    """Return the family id of a code."""
    name = code.split(".")[0]
    return name if name in HEADS else name.rstrip("0123456789")


def item(name: str, turns: list[tuple[str, str]], codes: dict[int, list[tuple[str, float]]]) -> Item:
    """Build an item from codes by turn number (from 1), each with its target."""
    targets = np.zeros((len(turns), len(OUTPUTS)), np.float32)
    for turn, given in codes.items():
        for code, target in given:
            for output in (code, head(code)):
                column = OUTPUTS.index(output)
                targets[turn - 1, column] = max(targets[turn - 1, column], target)
    return Item(name, turns, targets, np.stack([mask(role) for role, _ in turns]))


def mask(role: str) -> NDArray[np.float32]:
    """Return 1 for outputs that `role` may carry, 0 for others."""
    side = "T" if role == "therapist" else "C"
    may = {code for code, who in WHO.items() if who in (side, "A")}
    may |= {head(code) for code in may}
    return np.array([float(output in may) for output in OUTPUTS], np.float32)


def role(label: str, which: str | None) -> str:
    """Return the role that a corpus label stands for."""
    if label == "Therapist":
        return "therapist"
    return "client" if which in (None, "A", "1") else "client2"


def _session(path: Path) -> Item:
    turns, codes = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match = LINE.fullmatch(line)
        if not match:
            raise ValueError(f"{path.name}: line {number} is not a turn")
        turns.append((role(match["label"], match["which"]), match["text"]))
        codes[number] = [
            (c.rstrip("?"), POSSIBLE if c.endswith("?") else CLEAR) for c in (match["codes"] or "").split()
        ]
    return item(path.stem, turns, codes)


def _exchanges(path: Path) -> Iterator[Item]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        turns = [(_label_role(label), text) for label, text in record["turns"]]
        codes: dict[int, list[tuple[str, float]]] = {}
        for turn, code, clarity in record["codes"]:
            codes.setdefault(turn, []).append((code, CLEAR if clarity == "clear" else POSSIBLE))
        yield item(record["id"], turns, codes)


def _label_role(label: str) -> str:
    name, _, which = label.partition(" ")
    return role(name, which or None)
