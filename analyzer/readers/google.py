"""Google Speech-to-Text: results whose words carry speaker tags; the last may repeat all words with their tags."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.readers.shapes import Record, inside, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, channels, reading
from analyzer.session import Reading


def fits(source: Source) -> bool:
    """Tell whether the source holds results with alternatives that have a transcript, or words, of Google's kind."""
    bests = [inside(result, "alternatives", 0) for result in _results(source)]
    foreign = any(inside(best, "timestamps") is not None for best in bests)
    return not foreign and any(listed(best, "words") or text(inside(best, "transcript")) for best in bests)


def read(source: Source) -> Reading:
    """Read word by word; results without words are read as they are written."""
    results = _results(source)
    talk = [_said(result) for result in results]
    before = sum(map(len, talk[:-1]))
    if any(word.speaker for word in talk[-1]) and len(talk[-1]) >= before > 0:
        words = talk[-1]
    elif len({_channel(result) for result in results}) > 1:
        words = channels(talk)
    else:
        words = [word for one in talk for word in one]
    numbered = [word._replace(line=number) for number, word in enumerate(words, start=1)]
    return reading(numbered, "google json", lines=len(numbered))


def _results(source: Source) -> list[Record]:
    """Return the results, also of an operation that wraps them."""
    return listed(source.content, "results") or listed(source.content, "response", "results")


def _channel(result: Record) -> str | None:
    return name(result.get("channelTag", result.get("channel_tag")), "Channel")


def _said(result: Record) -> list[Word]:
    """Return the words of one result, or its transcript as one."""
    words = list(_tagged(result))
    if words:
        return words
    written = text(inside(result, "alternatives", 0, "transcript"))
    return [Word(_channel(result), written, None, _time(result, "resultEndTime", "resultEndOffset"), 0)]


def _tagged(result: Record) -> Iterator[Word]:
    for word in listed(result, "alternatives", 0, "words"):
        tags = (word.get(key) for key in ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag"))
        speaker = _channel(result) or next((name(tag, "Speaker") for tag in tags if tag), None)
        start, end = _time(word, "startTime", "startOffset"), _time(word, "endTime", "endOffset")
        yield Word(speaker, text(word.get("word")), start, end, 0)


def _time(record: Record, *names: str) -> float | None:
    """Return a time: "1.300s", or whole seconds with billionths."""
    for key in names:
        value = record.get(key, record.get("".join(f"_{c.lower()}" if c.isupper() else c for c in key)))
        if isinstance(value, dict):
            return (seconds(value.get("seconds", 0)) or 0.0) + (seconds(value.get("nanos")) or 0.0) / 1e9
        if value is not None:
            return seconds(value)
    return None
