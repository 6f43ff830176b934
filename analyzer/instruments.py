"""Instruments: the codebooks in force, which are those packaged, with a user's own added or in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analyzer.codebook import Codebook, Marker, load, packaged
from analyzer.codes import FAMILIES
from analyzer.errors import CodebookError


class Force(NamedTuple):
    """Codebooks in force: the user's `own`, all of them, and their markers by code."""

    own: tuple[Codebook, ...]
    books: tuple[Codebook, ...]
    markers: Mapping[str, Marker]


_FORCE: ContextVar[Force | None] = ContextVar("codebooks in force", default=None)
_UNSAFE = re.compile(r"\W+")
_RESERVED = frozenset({"session", "segment", "start", "end", "start_s", "end_s", "any code"})
"""Names that a family of one's own cannot have, since tables and comparisons use them."""


def use(*codebooks: Path | str | Codebook) -> tuple[Codebook, ...]:
    """Put codebooks of your own in force for all that follows, and return them; without any, take them out again.

    One whose `instrument` is that of a packaged codebook, such as "withdrawal", takes its place; others are added.
    Raise CodebookError, with nothing changed, when one is not valid or gives a code that another has.

    >>> from analyzer.codebook import parsed
    >>> from analyzer.starter import starter
    >>> [book.id for book in use(parsed(starter("humour").encode(), "humour.toml"))], added()
    (['humour'], ('humour',))
    >>> use(), added()
    ((), ())
    """
    own = tuple(book if isinstance(book, Codebook) else load(book) for book in codebooks)
    books = _together(own)
    _distinct(books)
    _FORCE.set(_force(own, books) if own else None)
    return own


def own() -> tuple[Codebook, ...]:
    """Return the user's codebooks that are in force."""
    return _told().own


def instruments() -> tuple[Codebook, ...]:
    """Return the codebooks in force: those packaged, each or what takes its place, then those added."""
    return _told().books


def markers() -> Mapping[str, Marker]:
    """Return the markers in force by code, in the order of the codebooks."""
    return _told().markers


def replaced() -> frozenset[str]:
    """Return the codes of packaged codebooks that gave way to a user's own."""
    names = {book.id for book in own()}
    return frozenset(marker.id for book in packaged() if book.id in names for marker in book.markers)


def added() -> tuple[str, ...]:
    """Return the families that a user's codebooks in force add to those built in."""
    families = (marker.family for book in own() for marker in book.markers)
    return tuple(dict.fromkeys(name for name in families if name not in FAMILIES.values()))


def column(family: str) -> str:
    """Return the name of a family as tables have it in their columns."""
    return _UNSAFE.sub("_", family)


def _told() -> Force:
    return _FORCE.get() or _without()


@cache
def _without() -> Force:
    return _force((), packaged())


def _force(own: tuple[Codebook, ...], books: tuple[Codebook, ...]) -> Force:
    return Force(own, books, {marker.id: marker for book in books for marker in book.markers})


def _together(own: tuple[Codebook, ...]) -> tuple[Codebook, ...]:
    named = {book.id: book for book in own}
    known = [book.id for book in packaged()]
    return (*(named.get(book.id, book) for book in packaged()), *(book for book in own if book.id not in known))


def _distinct(books: Iterable[Codebook]) -> None:
    """Raise CodebookError unless instruments, codes and columns are told apart, capitals aside."""
    taken: dict[str, str] = {}
    for book in books:
        heads = {column(marker.family) for marker in book.markers} - {column(name) for name in FAMILIES.values()}
        for name in (f"instrument {book.id}", *(marker.id for marker in book.markers), *sorted(heads)):
            other = taken.setdefault(name.casefold(), book.id)
            if other != book.id or name.casefold() in _RESERVED:
                remedy = f"rename it in {book.id}, or give the codebook the name of the one to replace"
                raise CodebookError(f"{name!r} is taken, by {other}", path=f"{book.id}.toml", remedy=remedy)
