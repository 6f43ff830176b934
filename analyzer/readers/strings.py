"""Strings: what is written in a JSON file beside the talk that was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.readers.columns import NAMES, plain
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_DEPTH = 20
_PROSE = 3
"""How many words make a string prose, whatever it is called; shorter ones count if their name is one of talk."""
_PIECE = 12
"""How many letters a piece of a word may have; some programs cut words in pieces."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def unread(source: Source, reading: Reading) -> tuple[Problem, ...]:
    """Return the problem that words of a JSON file stand nowhere in the talk, if there are any."""
    if not reading.format.endswith(("json", "jsonl")) or source.content is None:
        return ()
    spoken = {word for one in reading.utterances for word in _words(f"{one.speaker} {one.text}")}
    squeezed = "".join(_words(" ".join(one.text for one in reading.utterances)))
    words = {word for text in _strings(source.content, "", 0) for word in _words(text)} - spoken
    words = {word for word in words if len(word) > _PIECE or word not in squeezed}
    return (Problem(None, "other text in the file was not read", len(words)),) if words else ()


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _strings(value: object, name: str, depth: int) -> Iterator[str]:
    """Yield the strings that hold prose or talk."""
    if isinstance(value, str):
        if len(value.split()) >= _PROSE or plain(name) in NAMES["text"]:
            yield value
    elif isinstance(value, dict) and depth < _DEPTH:
        for key, inner in value.items():
            yield from _strings(inner, str(key), depth + 1)
    elif isinstance(value, list) and depth < _DEPTH:
        for inner in value:
            yield from _strings(inner, name, depth + 1)
