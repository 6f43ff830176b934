"""SubRip and SBV: subtitles whose cues name a speaker by a label in the text."""

from __future__ import annotations

from analyzer.readers import voices
from analyzer.readers.cues import timings
from analyzer.readers.source import Source
from analyzer.session import Reading

_OPENING = 60


def fits(source: Source) -> bool:
    """Tell whether cue timings stand among the first lines of the source."""
    return bool(source.opening) and bool(timings(source.lines[:_OPENING]))


def read(source: Source) -> Reading:
    """Read cues, one utterance for each labelled speaker of each."""
    return voices.read(source, "srt" if any("->" in line for line in source.lines[:_OPENING]) else "sbv")
