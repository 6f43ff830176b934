"""Pieces: a turn's text cut at the edges of its evidence, so that overlapping evidence never nests by replacement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

LIMIT = 280  # characters of a quotation
LEAD = 90  # characters of it that may stand before the evidence


class Evidence(NamedTuple):
    """The stretch `start` to `end` of a turn's text that shows one code; `title` is what a pointer over it reads."""

    start: int
    end: int
    slug: str
    code: str
    title: str


class Tag(NamedTuple):
    """A code whose evidence ends here."""

    slug: str
    code: str


class Piece(NamedTuple):
    """Text under the same evidence throughout: none, one or several families."""

    text: str
    slugs: tuple[str, ...]
    title: str
    tags: tuple[Tag, ...]


def pieces(text: str, evidence: Sequence[Evidence], window: tuple[int, int] | None = None) -> tuple[Piece, ...]:
    """Cut `text`, or the `window` (start, end) of it, at every edge of `evidence`; joined, the pieces give it back."""
    low, high = window or (0, len(text))
    found = [e for e in evidence if max(e.start, low) < min(e.end, high)]
    inner = {edge for e in found for edge in (e.start, e.end) if low < edge < high}
    edges = sorted({low, high, *inner})
    return tuple(_piece(text, a, b, [e for e in found if e.start <= a and b <= e.end]) for a, b in pairwise(edges))


def excerpt(text: str, evidence: Sequence[Evidence]) -> tuple[int, int]:
    """Return the window of `text` to quote: all of it when short, else around the first evidence, at word edges."""
    if len(text) <= LIMIT:
        return 0, len(text)
    first = min((e.start for e in evidence if e.start < e.end), default=0)
    low = min(max(first - LEAD, 0), len(text) - LIMIT)
    return _edge(text, low), _edge(text, low + LIMIT, back=True)


def _piece(text: str, low: int, high: int, over: Sequence[Evidence]) -> Piece:
    slugs = tuple(dict.fromkeys(e.slug for e in over))
    ending = tuple(dict.fromkeys(Tag(e.slug, e.code) for e in over if e.end == high))
    return Piece(text[low:high], slugs, "; ".join(dict.fromkeys(e.title for e in over)), ending)


def _edge(text: str, place: int, *, back: bool = False) -> int:
    """Move `place` to the nearest word edge within 30 characters, forwards or back; leave it where there is none."""
    if place <= 0 or place >= len(text):
        return min(max(place, 0), len(text))
    space = text.rfind(" ", place - 30, place) if back else text.find(" ", place, place + 30) + 1
    return space if space > 0 else place
