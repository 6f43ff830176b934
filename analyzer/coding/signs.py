"""Signs: the named patterns and checks of context.toml, which read the turns around a cue."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from analyzer.coding.cues import compiled, expanded


class Check(NamedTuple):
    """One reason to set a cue of some families aside: a pattern `before` the cue or in its `sentence`."""

    name: str
    place: str
    pattern: re.Pattern[str]
    families: frozenset[str]


@cache
def sign(name: str) -> re.Pattern[str]:
    """Return the pattern of a sign such as "directs"."""
    told = _context()["signs"][name]
    return _pattern("|".join(told) if isinstance(told, list) else told)


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks, in order."""
    return tuple(
        Check(entry["name"], entry["place"], _pattern(entry["say"]), frozenset(entry["families"]))
        for entry in _context()["check"]
    )


@cache
def _context() -> dict[str, Any]:
    return tomllib.loads((files("analyzer") / "codebooks" / "context.toml").read_text(encoding="utf-8"))


def _pattern(say: str) -> re.Pattern[str]:
    return compiled(expanded(say, _context()["fragments"]))
