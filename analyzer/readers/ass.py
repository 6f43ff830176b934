"""ASS and SSA: subtitles as lines of comma-separated fields, one of them the speaker's name."""

from __future__ import annotations

import re

from analyzer.readers import voices
from analyzer.readers.account import left
from analyzer.readers.cues import Cue
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.session import Problem, Reading

_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_TAG = re.compile(r"\{\\[^{}]{0,500}\}")
_BREAK = re.compile(r"\\[Nn]")


def fits(source: Source) -> bool:
    """Tell whether the source has sections of script information or events."""
    return source.opening.startswith("[Script Info]") or "\n[Events]" in source.opening


def read(source: Source) -> Reading:
    """Read each line of dialogue, in the order of time."""
    fields: tuple[str, ...] = _FIELDS
    cues, problems = [], []
    for number, line in enumerate(source.lines, start=1):
        kind, _, rest = line.partition(":")
        if kind == "Format" and "text" in rest.casefold():
            fields = tuple(field.strip().casefold() for field in rest.split(","))
        elif kind == "Dialogue":
            cues.append(_cue(fields, rest, number))
        elif line.strip() and not line.startswith("["):
            problems.append(left(number, "a comment, not talk", rest) if kind == "Comment" else _setting(number, line))
    return voices.spoken(sorted(cues, key=lambda cue: cue.start or 0.0), problems, "ass")


def _setting(number: int, line: str) -> Problem:
    return left(number, "a setting, not talk", line)


def _cue(fields: tuple[str, ...], rest: str, number: int) -> Cue:
    """Return one line of dialogue; the last field may hold commas."""
    values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
    text = _BREAK.sub("\n", _TAG.sub("", values.get("text", ""))).replace("\\h", " ")
    talk = tuple((number, line.strip()) for line in text.split("\n") if line.strip())
    speaker = values.get("name", values.get("actor", "")).strip() or None
    return Cue(seconds(values.get("start")), seconds(values.get("end")), number, speaker, talk)
