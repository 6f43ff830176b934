"""Speechmatics: words and signs, each with its speaker."""

from __future__ import annotations

from analyzer.readers.shapes import Record, inside, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, channels, reading
from analyzer.session import Reading

_KINDS = ("word", "punctuation", "entity")
_UNKNOWN = "UU"


def fits(source: Source) -> bool:
    """Tell whether the source holds typed results with alternatives."""
    return any(one.get("type") in _KINDS and listed(one, "alternatives") for one in listed(source.content, "results"))


def read(source: Source) -> Reading:
    """Read result by result; where speakers are told by channel, channels are laid in the order of time."""
    results = listed(source.content, "results")
    words = [_word(one, number) for number, one in enumerate(results, start=1)]
    names = dict.fromkeys(name(one.get("channel")) for one in results if one.get("channel"))
    if len(names) > 1:
        words = channels([word for word in words if word.speaker == one] for one in (*names, None))
    return reading(words, "speechmatics json", lines=len(results))


def _word(result: Record, number: int) -> Word:
    """Return one result as a word; an entity is written as its spoken form reads."""
    best = inside(result, "alternatives", 0)
    speaker = name(result.get("channel")) or name(inside(best, "speaker"))
    glued = result.get("type") == "punctuation" and result.get("attaches_to", "previous") == "previous"
    start, end = seconds(result.get("start_time")), seconds(result.get("end_time"))
    return Word(None if speaker == _UNKNOWN else speaker, text(inside(best, "content")), start, end, number, glued)
