"""An account: what holds of every reading, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.readers.encoding import whole
from analyzer.readers.faults import mended
from analyzer.session import Problem, Reading, Utterance

_DAYTIME = 4 * 3600
"""A first time later than this, in seconds, is the time of day rather than the time since the start."""

UNNAMED = "Unnamed"
"""The speaker of talk in which nobody is named."""


def left(line: int | None, reason: str, text: str) -> Problem:
    """Return the problem that `text` is left out of the talk."""
    return Problem(line, reason, len(text.split()))


def settled(reading: Reading, path: Path) -> Reading:
    """Return `reading` with clean text, times from the start and a word on what is odd.

    Raise ReadError if nothing is said in it, or if it holds several sessions.
    """
    if len(reading.starts) > 1:
        raise several(path, len(reading.starts))
    if not reading.utterances:
        raise ReadError("no talk found", path=path, remedy="check that labels are followed by what was said")
    base, notes = _clockwork(reading.utterances)
    utterances, faults = mended(tuple(_clean(one, base) for one in reading.utterances))
    problems = (*reading.problems, *notes, *faults, *_oddities(utterances))
    return replace(reading, utterances=utterances, problems=problems)


def unnamed(count: int) -> Problem:
    """Return the problem that no speaker is named anywhere in `count` lines, cues or rows of timed talk."""
    return Problem(None, f"no speaker is named in any of {count} lines of talk; label the turns to have it coded")


def several(path: Path, count: int) -> ReadError:
    """Return the error for a file that holds more than one transcript."""
    return ReadError(f"this file holds {count} transcripts", path=path, remedy="save each in a file of its own")


def _clean(utterance: Utterance, base: float) -> Utterance:
    """Return one utterance with whole characters and times in seconds from the start."""
    start, end = (None if time is None else max(0.0, round(time - base, 3)) for time in utterance[2:4])
    return Utterance(whole(utterance.speaker), whole(utterance.text), start, end, utterance.line)


def _clockwork(utterances: tuple[Utterance, ...]) -> tuple[float, tuple[Problem, ...]]:
    """Return the time to count from, and a note where that is not zero."""
    times = [time for one in utterances for time in (one.start, one.end) if time is not None]
    if times and min(times) >= _DAYTIME:
        return min(times), (Problem(None, "times are of the day; they were counted from the first"),)
    return 0.0, ()


def _oddities(utterances: tuple[Utterance, ...]) -> Iterator[Problem]:
    """Tell of a lone speaker and of times that go back."""
    if len({one.speaker for one in utterances}) == 1 and utterances[0].speaker != UNNAMED:
        yield Problem(None, "only one speaker was found; label every speaker's turns")
    starts = [(one.start, one.line) for one in utterances if one.start is not None]
    back = next((line for (before, _), (after, line) in pairwise(starts) if after < before), None)
    if back is not None:
        yield Problem(back, "times go back here")
