"""Names of codes: what a coding program calls a code, as the code's id in the manual."""

from __future__ import annotations

import re
from functools import cache

from analyzer.codebook import packaged
from analyzer.codes import CLEAR, FAMILIES, POSSIBLE

_PATH = re.compile(r"\s*[>\\]\s*")
_DOUBT = re.compile(r"\s*(\?|[\[(]\s*(possible|poss\.?|maybe|unsure)\s*[\])])\s*$", re.IGNORECASE)
_SURE = re.compile(r"\s*[\[(]\s*clear\s*[\])]\s*$", re.IGNORECASE)
_HEAD = re.compile(r"[A-Za-z]{1,3}(?:\.\w+|\d+)")
_SPLIT = re.compile(r"[;|\n\r]+")


def resolved(name: str) -> tuple[str, str]:
    """Return the id of a code and its clarity ("" where the name does not say).

    "Withdrawal > W2 Minimal response", "w2", "Minimal response" and "W2?" are all W2, the last one possible. A name
    that the packaged codebooks do not know is kept as it is.
    """
    doubtful, sure = bool(_DOUBT.search(name)), bool(_SURE.search(name))
    plain = _PATH.split(_SURE.sub("", _DOUBT.sub("", name)).strip())[-1]
    clarity = POSSIBLE if doubtful else CLEAR if sure else ""
    head = _HEAD.match(plain)
    found = _known().get(plain.casefold()) or (_known().get(head[0].casefold()) if head else None)
    return found or plain, clarity


def several(cell: str) -> list[str]:
    """Return the names in a cell or annotation that may hold more than one.

    Semicolons, bars and new lines part names; commas and spaces only where every part is a known id.
    """
    parts = [part.strip() for part in _SPLIT.split(cell) if part.strip()]
    return [name for part in parts for name in _pieces(part)]


def known(name: str) -> bool:
    """Tell whether the packaged codebooks have the code or family that `name` stands for."""
    return resolved(name)[0].casefold() in _known()


def _pieces(part: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[,\s]+", part) if piece]
    ids = all(_DOUBT.sub("", piece).casefold() in _ids() for piece in pieces)
    return pieces if len(pieces) > 1 and ids else [part]


@cache
def _ids() -> frozenset[str]:
    return frozenset(marker.id.casefold() for book in packaged() for marker in book.markers)


@cache
def _known() -> dict[str, str]:
    """Return ids by id, label and, for families, name, all in lower case."""
    markers = [marker for book in packaged() for marker in book.markers]
    labels = {marker.label.casefold(): marker.id for marker in markers}
    families = {name.casefold(): name for name in FAMILIES.values()}
    return {**families, **labels, **{marker.id.casefold(): marker.id for marker in markers}}
