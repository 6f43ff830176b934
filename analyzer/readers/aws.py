"""AWS Transcribe: items with speaker labels, or on channels."""

from __future__ import annotations

from analyzer.readers.shapes import Record, inside, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, channels, reading
from analyzer.session import Reading


def fits(source: Source) -> bool:
    """Tell whether the source holds results with items beside transcripts or segments."""
    beside = ("transcripts", "audio_segments", "speaker_labels", "channel_labels")
    found = inside(source.content, "results")
    return bool(listed(found, "items")) and any(inside(found, one) is not None for one in beside)


def read(source: Source) -> Reading:
    """Read item by item; channels are laid in the order of time."""
    results = inside(source.content, "results")
    items = listed(results, "items")
    found = listed(results, "channel_labels", "channels")
    if found:
        talk = channels(_words(listed(one, "items"), {}, name(one.get("channel_label"))) for one in found)
    else:
        talk = _words(items, _labels(results), None)
    return reading(talk, "aws json", lines=len(items))


def _labels(results: object) -> dict[str, str | None]:
    """Return the speaker of each item by its start, from the segments of older files."""
    return {
        text(item.get("start_time")): name(item.get("speaker_label")) or name(segment.get("speaker_label"))
        for segment in listed(results, "speaker_labels", "segments")
        for item in listed(segment, "items")
    }


def _words(items: list[Record], labels: dict[str, str | None], channel: str | None) -> list[Word]:
    """Return the items as words; signs are glued to the word before."""
    words = []
    for number, item in enumerate(items, start=1):
        glued = item.get("type") == "punctuation"
        speaker = channel or name(item.get("speaker_label")) or labels.get(text(item.get("start_time")))
        said = text(inside(item, "alternatives", 0, "content"))
        start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
        words.append(Word(speaker if channel or not glued else None, said, start, end, number, glued))
    return words
