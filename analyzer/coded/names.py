"""Names of codes: what a coding program calls a code, as the code's id in the manual."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analyzer.codes import CLEAR, FAMILIES, POSSIBLE
from analyzer.instruments import added, markers

_PATH = re.compile(r"\s*[>\\]\s*")
_DOUBT = re.compile(r"\s*(\?|[\[(]\s*(possible|poss\.?|maybe|unsure)\s*[\])])\s*$", re.IGNORECASE)
_SURE = re.compile(r"\s*[\[(]\s*clear\s*[\])]\s*$", re.IGNORECASE)
_HEAD = re.compile(r"[A-Za-z]{1,3}(?:\.\w+|\d+)")
_SPLIT = re.compile(r"[;|\n\r]+")


def resolved(name: str) -> tuple[str, str]:
    """Return the id of a code and its clarity ("" where the name does not say).

    "Withdrawal > W2 Minimal response", "w2", "Minimal response" and "W2?" are all W2, the last one possible. A name
    that the codebooks in force do not know is kept as it is.
    """
    doubtful, sure = bool(_DOUBT.search(name)), bool(_SURE.search(name))
    plain = _PATH.split(_SURE.sub("", _DOUBT.sub("", name)).strip())[-1]
    clarity = POSSIBLE if doubtful else CLEAR if sure else ""
    head = _HEAD.match(plain)
    ids = _known()
    found = ids.get(plain.casefold()) or (ids.get(head[0].casefold()) if head else None)
    return found or plain, clarity


def several(cell: str) -> list[str]:
    """Return the names in a cell or annotation that may hold more than one.

    Semicolons, bars and new lines part names; commas and spaces only where every part is a known id.
    """
    parts = [part.strip() for part in _SPLIT.split(cell) if part.strip()]
    return [name for part in parts for name in _pieces(part)]


def known(name: str) -> bool:
    """Tell whether the codebooks in force have the code or family that `name` stands for."""
    return resolved(name)[0].casefold() in _known()


def _pieces(part: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[,\s]+", part) if piece]
    ids = all(_DOUBT.sub("", piece).casefold() in _ids() for piece in pieces)
    return pieces if len(pieces) > 1 and ids else [part]


def _ids() -> frozenset[str]:
    return frozenset(code.casefold() for code in markers())


def _known() -> Mapping[str, str]:
    """Return ids by id, label and, for families, name, all in lower case."""
    return _named(tuple((code, marker.label) for code, marker in markers().items()), (*FAMILIES.values(), *added()))


@lru_cache(maxsize=32)
def _named(codes: tuple[tuple[str, str], ...], families: tuple[str, ...]) -> Mapping[str, str]:
    labels = {label.casefold(): code for code, label in codes}
    return {**{name.casefold(): name for name in families}, **labels, **{code.casefold(): code for code, _ in codes}}
