"""WebVTT: subtitles that may name a voice in each cue."""

from __future__ import annotations

from analyzer.readers import voices
from analyzer.readers.source import Source
from analyzer.session import Reading


def fits(source: Source) -> bool:
    """Tell whether the source opens with the WebVTT mark."""
    return source.opening.startswith("WEBVTT")


def read(source: Source) -> Reading:
    """Read cues, one utterance for each voice of each."""
    return voices.read(source, "vtt")
