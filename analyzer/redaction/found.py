"""Findings: stretches of talk that may identify someone, and how those that overlap are settled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_HELD = re.compile(r"\w(?:.*\w)?", re.DOTALL)


class Find(NamedTuple):
    """`text[start:end]` of one turn, its kind, why it was found, and its rank: the lower prevails over the higher."""

    start: int
    end: int
    kind: str
    why: str
    rank: int


class Doubt(NamedTuple):
    """`text[start:end]` of one turn, which looks as if it might identify someone, and was left."""

    start: int
    end: int
    why: str


LISTED, SHAPED, DATED, CODED, GROUPED, NAMED, KNOWN, LIKELY = range(0, 800, 100)
"""Ranks: the user's list, a fixed form, a date, a code, an organisation, a name in context, seen elsewhere, likely."""


def settled(text: str, finds: Iterable[Find]) -> list[Find]:
    """Choose among `finds` those that prevail, by rank, then length; of the others what they do not cover remains."""
    chosen: list[Find] = []
    for find in sorted(finds, key=lambda find: (find.rank, find.start - find.end, find.start)):
        chosen += _left(text, find, chosen)
    return sorted(chosen)


def _left(text: str, find: Find, chosen: list[Find]) -> list[Find]:
    """Return the parts of `find` that none of `chosen` covers and that hold a letter or digit, trimmed to it."""
    edges = [find.start]
    for other in sorted(other for other in chosen if other.start < find.end and find.start < other.end):
        edges += [other.start, other.end]
    edges.append(find.end)
    if len(edges) == 2:
        return [find]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        held = _HELD.search(text, start, max(start, end))
        if held and (find.rank != CODED or any(letter.isdigit() for letter in held[0])):
            parts.append(find._replace(start=held.start(), end=held.end()))
    return parts
