"""Accuracy: how often each code of a coder was right on the sessions that came with its release."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from analyzer.coding.own import WITH
from analyzer.instruments import replaced


class Accuracy(NamedTuple):
    """The share of a code's findings that both people gave too, its 95 % interval, and how many were judged."""

    precision: float
    low: float
    high: float
    n: int


def measured(coder: str) -> dict[str, Accuracy]:
    """Return what was measured of the coder with this name and version, by code; empty for any other.

    A user's codebooks beside it change nothing of that, but for the codes that they take the place of.
    """
    values = _file()["coders"].get(coder.partition(WITH)[0], {})
    return {code: Accuracy(*found) for code, found in values.items() if code not in replaced()}


def sets() -> tuple[str, ...]:
    """Return the names of the sets of sessions it was measured on."""
    return tuple(_file()["sets"])


@cache
def _file() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((files("analyzer") / "accuracy.json").read_text(encoding="utf-8"))
    return told
