"""Voices: who speaks in each cue, by voice tag, by label, or by the cue's identifier."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.readers import shapes
from analyzer.readers.account import UNNAMED, left, unnamed
from analyzer.readers.choice import Choice, choose
from analyzer.readers.cues import Cue, cues
from analyzer.readers.faults import missing
from analyzer.readers.source import Source
from analyzer.readers.styles import STYLES
from analyzer.session import Problem, Reading, Utterance

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{3,14}>|\{\\[^{}]{1,40}\}", re.IGNORECASE
)
_STYLES = tuple(style for style in STYLES if style.name in ("angle", "bracket", "colon", "dash", "alone"))


class _Part(NamedTuple):
    """A stretch of one cue; `speaker` is None where nothing names one."""

    speaker: str | None
    text: str
    cue: Cue
    line: int


def read(source: Source, kind: str) -> Reading:
    """Read a subtitle file cue by cue."""
    found, problems = cues(source.lines)
    return spoken(found, problems, kind)


def spoken(found: Sequence[Cue], problems: Sequence[Problem], kind: str) -> Reading:
    """Return who speaks in the cues `found`: one unnamed speaker where none of them names any."""
    parts = [[_Part(*voice, cue, line) for line, text in cue.talk for voice in _split(text)] for cue in found]
    named = len({cue.speaker for cue in found if cue.speaker}) > 1
    flat = [part for own in parts for part in (*own, None, None)]
    choice = choose([_unnamed(part, named) for part in flat], _STYLES)
    merged = [part for own in _labelled(flat, choice) for part in _merged(own)]
    if not any(part.speaker for part in merged):
        problems = [*problems, unnamed(len(found))] if found else problems
        merged = [part._replace(speaker=UNNAMED) for part in merged]
    utterances, notes = _spoken(merged)
    empty = [Problem(cue.line, "a cue without talk") for cue in found if not cue.talk]
    doubts = [
        Problem(part.line, choice.doubts[place])
        for place, part in enumerate(flat)
        if choice and part and place in choice.doubts
    ]
    return Reading(kind, tuple(utterances), (*problems, *empty, *doubts, *notes), len(found))


def plain(text: str) -> str:
    """Return the words of a cue without its tags and entities."""
    return html.unescape(_TAG.sub("", text)).replace("\N{NO-BREAK SPACE}", " ").strip()


def _unnamed(part: _Part | None, named: bool) -> str:
    """Return the text in which a label may stand: none where the cue, or its voice, names the speaker."""
    return "" if part is None or part.speaker or (named and part.cue.speaker) else part.text


def _split(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield the voices in one line of a cue, each with its words; what stands before the first has none."""
    if said := _said(text):
        yield said
        return
    before, *rest = _VOICE.split(text)
    if plain(before) or not rest:
        yield None, plain(before)
    for name, words in zip(rest[::2], rest[1::2], strict=True):
        yield plain(name), plain(words)


def _said(text: str) -> tuple[str | None, str] | None:
    """Return the voice of a line that is JSON, as Teams writes it through its programming interface."""
    if not text.startswith('{"') or "spokenText" not in text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return shapes.name(shapes.inside(value, "speakerName")), shapes.text(shapes.inside(value, "spokenText")).strip()


def _labelled(flat: Sequence[_Part | None], choice: Choice | None) -> Iterator[list[_Part]]:
    """Yield each cue's parts with the speakers that labels name."""
    parts: list[_Part] = []
    for place, part in enumerate(flat):
        if part is None:
            yield parts
            parts = []
        elif choice and (head := choice.heads.get(place)):
            parts.append(part._replace(speaker=head.speaker, text=f"{head.aside} {part.text[head.talk :]}".strip()))
        else:
            parts.append(part)


def _merged(parts: list[_Part]) -> Iterator[_Part]:
    """Join what one speaker says in one cue; words without a speaker belong to the one before them."""
    held: _Part | None = None
    texts: list[str] = []
    for part in parts:
        if held is not None and part.speaker in (None, held.speaker):
            texts.append(part.text)
            continue
        if held is not None:
            yield held._replace(text=" ".join(filter(None, texts)))
        held, texts = part if part.speaker else part._replace(speaker=part.cue.speaker), [part.text]
    if held is not None:
        yield held._replace(text=" ".join(filter(None, texts)))


def _spoken(parts: list[_Part]) -> tuple[list[Utterance], list[Problem]]:
    """Return utterances; a cue that names nobody goes on with the speaker before it."""
    utterances, problems, speaker = [], [], None
    for part in parts:
        speaker = part.speaker or speaker
        if not part.text:
            problems.append(Problem(part.line, "a cue without talk"))
        elif speaker:
            utterances.append(Utterance(speaker, part.text, part.cue.start, part.cue.end, part.line))
        else:
            problems.append(left(part.line, "talk before the first named speaker", part.text))
    return utterances, [*problems, *missing([(part.line, part.speaker) for part in parts], "cues")]
