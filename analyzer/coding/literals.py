"""Literals: the plain words that every match of a cue pattern must hold, so that most cues need no pattern search."""

from __future__ import annotations

import re
from collections.abc import Iterator

FEW = 12
# fmt: off
COMMON = frozenset({
    "you", "your", "the", "that", "this", "what", "was", "have", "not", "and", "are", "here", "don't", "that's",
    "it's", "i'm", "with", "for", "just", "like", "know", "how", "can", "say", "said", "there", "would", "want",
    "all", "when", "did", "they", "him", "her", "but", "get", "got", "too", "one", "out", "been", "then", "than",
    "think", "about", "them", "from", "could", "tell", "feel",
})
# fmt: on
OTHER = re.compile(r"\\.|\[[^\]]*\]|[\w']\?|\{[\d,]+\}|[^\w']")
MARKS = re.compile(r"\\.|\[[^\]]*\]|[()|]")
OPTIONAL = re.compile(r"[?*]|\{0,")


def literals(pattern: str) -> tuple[frozenset[str], ...]:
    """Return sets of literals, the most telling first: a text without one of each set cannot match `pattern`.

    `pattern` is a cue with its fragments put in; an empty result means that nothing is known.
    """
    first, *more = sorted(set(_needed(pattern)), key=_telling, reverse=True) or [frozenset[str]()]
    return (first, *(found for found in more if len(found) <= FEW)) if first else ()


def _needed(text: str) -> list[frozenset[str]]:
    """Return the sets that a text, with its alternatives, needs."""
    options = _alternatives(text)
    if len(options) == 1:
        return _parts(text)
    best = [max(_parts(option), key=_telling, default=frozenset[str]()) for option in options]
    return [frozenset[str]().union(*best)] if all(best) else []


def _parts(sequence: str) -> list[frozenset[str]]:
    """Return the sets that a sequence without alternatives needs: of its words, and of each group it must have."""
    found: list[frozenset[str]] = []
    for text, grouped in _pieces(sequence):
        if grouped:
            found += _needed(text)
        else:
            found += [frozenset({word}) for word in OTHER.sub(" ", text).split()]
    return found


def _alternatives(text: str) -> list[str]:
    """Split a text at its outermost bars."""
    cuts = [at for at, mark, depth in _marks(text) if mark == "|" and depth == 0]
    return [text[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(text)], strict=True)]


def _pieces(sequence: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a sequence: plain text (False) and the insides of groups that must match (True)."""
    start, opened = 0, 0
    for at, mark, depth in _marks(sequence):
        if mark == "(" and depth == 0:
            yield sequence[start:at], False
            opened = at
        elif mark == ")" and depth == 0:
            inside = sequence[opened + 1 : at]
            if not OPTIONAL.match(sequence, at + 1) and not inside.startswith(("?!", "?<", "?=")):
                yield inside.removeprefix("?:"), True
            start = at + 1
    yield sequence[start:], False


def _marks(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield brackets and bars with their depth, those inside escapes and character classes left out."""
    depth = 0
    for match in MARKS.finditer(text):
        if match[0] == ")":
            depth -= 1
        if len(match[0]) == 1:
            yield match.start(), match[0], depth
        if match[0] == "(":
            depth += 1


def _telling(found: frozenset[str]) -> tuple[int, int, int, list[str]]:
    """Rank a set of literals: those without common ones first, then small sets, long literals, and by name."""
    shortest = min(map(len, found), default=0)
    return -sum(word in COMMON or len(word) < 3 for word in found), -len(found), shortest, sorted(found)
