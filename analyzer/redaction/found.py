"""Findings: stretches of talk that may identify someone, and how those that overlap are settled."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Iterable, Sequence
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
        for part in _left(text, find, chosen):
            insort(chosen, part)
    return chosen


def _left(text: str, find: Find, chosen: Sequence[Find]) -> list[Find]:
    """Return the parts of `find` that none of `chosen` covers and that hold a letter or digit, trimmed to it."""
    edges = [find.start]
    place = max(bisect(chosen, find.start, key=lambda other: other.start) - 1, 0)
    while place < len(chosen) and chosen[place].start < find.end:
        edges += [chosen[place].start, chosen[place].end] if chosen[place].end > find.start else []
        place += 1
    edges.append(find.end)
    if len(edges) == 2:
        return [find]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        held = _HELD.search(text, start, max(start, end))
        if held and (find.rank != CODED or any(letter.isdigit() for letter in held[0])):
            parts.append(find._replace(start=held.start(), end=held.end()))
    return parts
