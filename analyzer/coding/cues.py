"""Cue patterns: the readable notation of the codebooks, made into bounded regular expressions.

In a cue, `{name}` stands for a fragment, a space for spaces and commas, ` .. ` for at most five words of the same
sentence, `(...)*` for at most four times, and `^` and `$` for the ends of the turn. The rest is a regular expression, on
lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from analyzer.errors import CodebookError

FRAGMENT = re.compile(r"\{([a-z_]+)\}")
UNBOUNDED = re.compile(r"(?<!\\)[.\]][*+]|\)\+|\{\d+,\}")
NOTATION = re.compile(r"\\.|\[[^\]]*\]| \.\. | |\)\*|\^|\$")
GAP = r"(?:[ ,]+[\w'-]+){0,5}?[ ,]+"
SIGNS = {" .. ": GAP, " ": "[ ,]+", ")*": "){0,4}", "^": r"\A\W*", "$": r"\W*\Z"}
DEPTH = 8


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile an expanded pattern, which matches whole words only."""
    try:
        return re.compile(rf"(?<!\w)(?:{NOTATION.sub(_written, pattern)})(?!\w)")
    except re.error as error:
        raise CodebookError(f"the pattern {pattern!r} does not hold", remedy=str(error)) from error


def expanded(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put fragments in the place of their names, also within fragments; raise CodebookError for an unknown name."""
    for _ in range(DEPTH):
        if not FRAGMENT.search(pattern):
            return pattern
        pattern = FRAGMENT.sub(lambda match: f"(?:{_fragment(match[1], fragments)})", pattern)
    raise CodebookError("a fragment contains itself", remedy="define it without its own name")


def unbounded(pattern: str) -> bool:
    """Tell whether a pattern as written repeats a group or any character without limit."""
    return bool(UNBOUNDED.search(pattern))


def keys(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return literals of which at least one is in every match: the cheap test before the pattern; empty if unknown."""
    return _best(_runs(sre.parse(pattern.pattern)))


def _written(match: re.Match[str]) -> str:
    """Write out one sign of the notation; leave escapes and character classes as they are."""
    return SIGNS.get(match[0], match[0])


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise CodebookError(f"unknown fragment {{{name}}}", remedy="define it under [fragments]")
    return fragments[name]


def _runs(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Return sets of literals: of each set, every match of the parsed pattern holds at least one."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*parsed, (None, None)]:
        if kind is sre.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        found += _inner(kind, value)
    return found


def _inner(kind: Any, value: Any) -> list[frozenset[str]]:
    """Return the literal sets of one compound element."""
    if kind is sre.SUBPATTERN:
        return _runs(value[-1])
    if kind is sre.BRANCH:
        branches = [_best(_runs(branch)) for branch in value[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    if kind is sre.MAX_REPEAT and value[0] > 0:
        return _runs(value[2])
    return []


def _best(sets: list[frozenset[str]]) -> frozenset[str]:
    """Choose the most telling set: long literals first, then few."""
    return max(sets, key=lambda s: (min(map(len, s), default=0) >= 3, -len(s), min(map(len, s))), default=frozenset())
