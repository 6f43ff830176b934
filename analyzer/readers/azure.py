"""Azure Speech: recognized phrases of batch transcription, or phrases of fast transcription."""

from __future__ import annotations

import re

from analyzer.readers.shapes import Record, inside, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, reading
from analyzer.session import Reading

_DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?")
_TICKS = 10_000_000


def fits(source: Source) -> bool:
    """Tell whether the source holds phrases of Azure's kind."""
    return bool(_phrases(source))


def read(source: Source) -> Reading:
    """Read phrase by phrase, in the order of time; channels are speakers where none are told."""
    phrases = _phrases(source)
    told = any(phrase.get("speaker") is not None for phrase in phrases)
    words = [_phrase(phrase, number, told) for number, phrase in enumerate(phrases, start=1)]
    return reading(sorted(words, key=lambda word: word.start or 0.0), "azure json", lines=len(phrases))


def _phrases(source: Source) -> list[Record]:
    fast = listed(source.content, "phrases") if listed(source.content, "combinedPhrases") else []
    return listed(source.content, "recognizedPhrases") or fast


def _phrase(phrase: Record, number: int, told: bool) -> Word:
    """Return one phrase as a long word."""
    best = inside(phrase, "nBest", 0)
    written = (phrase.get("text"), *(inside(best, key) for key in ("display", "itn", "lexical")))
    speaker = name(phrase.get("speaker"), "Speaker") if told else name(phrase.get("channel"), "Channel")
    start, length = _time(phrase, "offset"), _time(phrase, "duration")
    end = start + length if start is not None and length is not None else None
    return Word(speaker, next((text(one) for one in written if text(one)), ""), start, end, number)


def _time(phrase: Record, key: str) -> float | None:
    """Return a time in ticks of 100 ns, in milliseconds, or written as "PT1M2.5S"."""
    ticks, milliseconds = seconds(phrase.get(f"{key}InTicks")), seconds(phrase.get(f"{key}Milliseconds"))
    if ticks is not None:
        return ticks / _TICKS
    if milliseconds is not None:
        return milliseconds / 1000
    written = _DURATION.fullmatch(text(phrase.get(key)))
    if written is None:
        return None
    return sum(float(part or 0) * unit for part, unit in zip(written.groups(), (3600, 60, 1), strict=True))
