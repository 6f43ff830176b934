"""A cache: verified answers kept by the content of their question, as numbers and codes, without a word of talk."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.codes import CLEAR, POSSIBLE
from analyzer.errors import AnalyzerError, OutputError
from analyzer.llm.answer import Found
from analyzer.llm.prompt import NO, messages, schema
from analyzer.llm.question import Question
from analyzer.llm.service import Sampling
from analyzer.output import folder, write

FORMAT = 2
"""Raised when answers are verified or kept in another way, which makes older ones void."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as kept: what was verified, and why the rest was dropped."""

    found: tuple[Found, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers that only its owner can open; without a folder nothing is kept."""

    path: Path | None

    def get(self, key: str, question: Question) -> Kept | None:
        """Return the answer kept under `key`; None if there is none, it was altered, or it does not fit `question`."""
        if self.path is None:
            return None
        try:
            told = json.loads((self.path / f"{key}.json").read_bytes())
            if told["seal"] != _seal(key, told["found"], told["dropped"]):
                return None
            first = question.turns[0].turn
            found = tuple(Found(turn + first, *rest) for turn, *rest in told["found"])
            dropped = tuple(map(str, told["dropped"]))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return Kept(found, dropped) if all(_holds(one, question) for one in found) else None

    def holds(self, key: str) -> bool:
        """Tell whether there is a file under `key`, whatever is in it."""
        return self.path is not None and os.path.lexists(self.path / f"{key}.json")

    def put(self, key: str, question: Question, kept: Kept) -> None:
        """Keep an answer, whole or not at all; a full disk costs no more than that it is asked again."""
        if self.path is None:
            return
        first = question.turns[0].turn
        rows = [[one.turn - first, *one[1:]] for one in kept.found]
        dropped = list(kept.dropped)
        try:
            write(
                self.path / f"{key}.json",
                json.dumps({"found": rows, "dropped": dropped, "seal": _seal(key, rows, dropped)}),
            )
        except OutputError:
            return


def opened(path: Path | None) -> Cache:
    """Open a cache in the folder `path`, made if need be; AnalyzerError when it cannot be."""
    if path is None:
        return Cache(None)
    try:
        return Cache(folder(path / "llm-answers"))
    except OutputError as problem:
        raise AnalyzerError(
            problem.problem, path=path, remedy="choose another --llm-cache, or --no-llm-cache"
        ) from None


def usual() -> Path:
    """Return the folder for caches on this system."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "therapy-transcript-analyzer"


def key(question: Question, model: str, sampling: Sampling, sample: int) -> str:
    """Return the sha256 of all that an answer depends on; the numbers of the turns count only from the first."""
    first = question.turns[0].turn
    content = [
        FORMAT,
        model,
        (sampling.temperature, sampling.seed + sample, sampling.room),
        messages(_renumbered(question, first), ""),
        schema(_renumbered(question, first)),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _seal(key: str, found: Any, dropped: Any) -> str:
    """Return what shows that an answer is whole, unchanged, and stands under its own key.

    It guards against damage and edits, not against whoever can run programs as the owner of the folder.
    """
    return hashlib.sha256(json.dumps([key, found, dropped]).encode()).hexdigest()


def _renumbered(question: Question, first: int) -> Question:
    from dataclasses import replace

    return replace(
        question,
        turns=tuple(turn._replace(turn=turn.turn - first) for turn in question.turns),
        own=tuple(turn - first for turn in question.own),
        claims=tuple(claim._replace(turn=claim.turn - first) for claim in question.claims),
    )


def _holds(found: Found, question: Question) -> bool:
    """Tell whether a kept finding could have been verified against `question`."""
    if type(found.turn) is not int or found.turn not in question.own or found.clarity not in (CLEAR, POSSIBLE, NO):
        return False
    if question.claims:
        known = (found.turn, found.code) in question.claims
    else:
        known = found.clarity != NO and any(marker.id == found.code for marker in question.markers)
    length = len(question.turn[found.turn].text)
    return known and type(found.start) is int and type(found.end) is int and 0 <= found.start <= found.end <= length
