"""Deepgram: words with speakers, on one channel or several, where the file has no utterances."""

from __future__ import annotations

from analyzer.readers.shapes import Record, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, channels, reading
from analyzer.session import Reading


def fits(source: Source) -> bool:
    """Tell whether the source holds channels with words and no utterances."""
    return bool(_channels(source)) and not listed(source.content, "results", "utterances")


def read(source: Source) -> Reading:
    """Read word by word; channels are speakers where there are several."""
    found = _channels(source)
    several = len(found) > 1
    named = [[_word(word, number, several) for word in words] for number, words in enumerate(found, start=1)]
    words = channels(named) if several else named[0]
    numbered = [word._replace(line=place) for place, word in enumerate(words, start=1)]
    return reading(numbered, "deepgram json", lines=len(numbered))


def _channels(source: Source) -> list[list[Record]]:
    """Return the words of the best alternative of each channel."""
    found = (listed(one, "alternatives", 0, "words") for one in listed(source.content, "results", "channels"))
    return [words for words in found if words]


def _word(word: Record, channel: int, several: bool) -> Word:
    speaker = f"Channel {channel}" if several else name(word.get("speaker"), "Speaker")
    said = text(word.get("punctuated_word")) or text(word.get("word"))
    return Word(speaker, said, seconds(word.get("start")), seconds(word.get("end")), 0)
