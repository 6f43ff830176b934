"""WordPiece: text as the ids of an uncased BERT-style vocabulary, with where in the text each piece stands.

The algorithm is that of Devlin et al. (2019): lower case, accents stripped, split at blanks and punctuation, then the
longest known pieces from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

CONTINUES = "##"
UNKNOWN = "[UNK]"
LONGEST_WORD = 100
BLANK, ALONE, DROPPED, LETTER = range(4)
IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class Encoding(NamedTuple):
    """Token ids, and the half-open range of characters each stands for."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class WordPiece:
    """A tokenizer over `vocabulary`, token to id."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._known: dict[str, list[tuple[int, int]]] = {}

    def id(self, token: str) -> int:
        """Return the id of one token; KeyError when it is not in the vocabulary."""
        return self._ids[token]

    def encode(self, text: str) -> Encoding:
        """Encode `text`, without marks of begin and end."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for letters, places in words(text):
            at = 0
            for token, size in self._pieces(letters):
                ids.append(token)
                offsets.append((places[at], places[at + size - 1] + 1))
                at += size
        return Encoding(ids, offsets)

    def _pieces(self, word: str) -> list[tuple[int, int]]:
        """Return (id, how many letters) of each piece of a word; a word with an unknown rest is one unknown piece."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = list(self._cut(word)) if len(word) <= LONGEST_WORD else []
            if sum(size for _, size in found) < len(word):
                found[:] = [(self._ids[UNKNOWN], len(word))]
        return found

    def _cut(self, word: str) -> Iterator[tuple[int, int]]:
        start = 0
        while start < len(word):
            lead = CONTINUES if start else ""
            ends = (end for end in range(len(word), start, -1) if lead + word[start:end] in self._ids)
            end = next(ends, None)
            if end is None:
                return
            yield self._ids[lead + word[start:end]], end - start
            start = end


def words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Yield each word in normal form, with the place in `text` that each of its letters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        kind, plain = _normal(char)
        if kind in (BLANK, ALONE) and letters:
            yield "".join(letters), places
            letters, places = [], []
        if kind == ALONE:
            yield plain, [place] * len(plain)
        elif kind == LETTER:
            letters.extend(plain)
            places.extend([place] * len(plain))
    if letters:
        yield "".join(letters), places


@cache
def _normal(char: str) -> tuple[int, str]:
    """Return the kind of one character and its lower-case form without accents."""
    category = unicodedata.category(char)
    if char in "\t\n\r" or category == "Zs":
        return BLANK, ""
    if char in "\x00\ufffd" or category in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return DROPPED, ""
    decomposed = unicodedata.normalize("NFD", char)
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()
    if _stands_alone(char, category):
        return ALONE, plain
    return (LETTER, plain) if plain else (DROPPED, "")


def _stands_alone(char: str, category: str) -> bool:
    """Tell whether a character is a token of its own: punctuation, ASCII symbols and ideographs."""
    if char.isascii():
        return not char.isalnum()
    return category.startswith("P") or any(low <= ord(char) <= high for low, high in IDEOGRAPHS)
