"""Words: talk that a program gives word by word, joined to stretches of one speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyzer.readers.account import UNNAMED, unnamed
from analyzer.readers.faults import missing
from analyzer.session import Problem, Reading, Utterance

PAUSE = 1.0
"""Seconds without a word after which a new stretch begins, so that pauses inside a turn are kept."""


class Word(NamedTuple):
    """A word or a sign; `glued` is joined to the one before without a space; None for a speaker that is not told."""

    speaker: str | None
    text: str
    start: float | None
    end: float | None
    line: int
    glued: bool = False


def reading(words: Sequence[Word], kind: str, *, problems: Iterable[Problem] = (), lines: int = 0) -> Reading:
    """Return the reading of `words`, whose speakers are told for each, for some or for none."""
    said = [word for word in words if word.text.strip() or (word.text and word.glued)]
    named, notes = _named(said)
    return Reading(kind, tuple(stretches(named)), (*problems, *notes), lines or len(words))


def stretches(words: Iterable[Word]) -> Iterator[Utterance]:
    """Join words of one speaker that follow each other within a second."""
    held: list[Word] = []
    for word in words:
        if held and not _goes_on(held[-1], word):
            yield _joined(held)
            held = []
        held.append(word)
    if held:
        yield _joined(held)


def channels(channels: Iterable[Sequence[Word]]) -> list[Word]:
    """Lay the words of several channels in the order in which their stretches begin."""
    runs = [run for words in channels for run in _runs(words)]
    runs.sort(key=lambda run: next((word.start for word in run if word.start is not None), 0.0))
    return [word for run in runs for word in run]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut one channel into stretches, also where a sentence ends."""
    held: list[Word] = []
    for word in words:
        if (
            held
            and not word.glued
            and (not _goes_on(held[-1], word) or held[-1].text.rstrip().endswith((".", "?", "!")))
        ):
            yield held
            held = []
        held.append(word)
    if held:
        yield held


def _named(words: Sequence[Word]) -> tuple[list[Word], list[Problem]]:
    """Give words without a speaker to the one before them, or after them at the beginning; told."""
    first = next((word.speaker for word in words if word.speaker), None)
    if first is None:
        return [word._replace(speaker=UNNAMED) for word in words], [unnamed(len(words))] if words else []
    speaker, named = first, []
    for word in words:
        speaker = word.speaker or speaker
        named.append(word._replace(speaker=speaker))
    own = [(word.line, word.speaker) for word in words if not word.glued]
    early = [Problem(own[0][0], "words before the first named speaker were given to that speaker")]
    return named, [*(early if own and own[0][1] is None else []), *missing(own, "words")]


def _goes_on(before: Word, word: Word) -> bool:
    """Tell whether `word` belongs to the stretch that `before` is in."""
    if word.glued:
        return True
    gap = word.start - before.end if word.start is not None and before.end is not None else 0.0
    return word.speaker == before.speaker and gap < PAUSE


def _joined(words: Sequence[Word]) -> Utterance:
    """Return the utterance that `words` make."""
    text = "".join(word.text if word.glued or not place else f" {word.text}" for place, word in enumerate(words))
    start = next((word.start for word in words if word.start is not None), None)
    end = next((word.end for word in reversed(words) if word.end is not None), None)
    return Utterance(words[0].speaker or UNNAMED, " ".join(text.split()), start, end, words[0].line)
