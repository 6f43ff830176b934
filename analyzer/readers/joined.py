"""Joined readings: the files of one session as one reading, with times carried on and every line still traceable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.session import Problem, Reading, Utterance

_OVERLAP = 60.0
"""Most seconds by which a file may begin before the end of the one before and still go on with its clock."""


def join(parts: Sequence[tuple[str, Reading]]) -> Reading:
    """Return the readings of the named files as one, in the order given; every utterance keeps its line and file.

    Times of a file that begins anew go on from the last time before it. The first problem says what was joined.
    """
    utterances: list[Utterance] = []
    told: list[Problem] = []
    notes = [f"joined from {len(parts)} files in this order: {', '.join(name for name, _ in parts)}"]
    for number, (_, reading) in enumerate(parts, start=1):
        offset = _offset(utterances, reading.utterances)
        if offset:
            notes.append(f"times of file {number} go on from the end of what is before it, at {_clock(offset)}")
        utterances += [_moved(one, offset, number) for one in reading.utterances]
        told += [problem._replace(reason=f"file {number}: {problem.reason}") for problem in reading.problems]
    notes += _gaps([reading for _, reading in parts])
    first = parts[0][1]
    return replace(
        first,
        format=" + ".join(dict.fromkeys(reading.format for _, reading in parts)),
        utterances=tuple(utterances),
        problems=(*(Problem(None, note) for note in notes), *told),
        lines=sum(reading.lines for _, reading in parts),
        files=tuple(name for name, _ in parts),
    )


def _offset(before: Sequence[Utterance], after: Sequence[Utterance]) -> float:
    """Return the seconds to add to the times of a file; none where it goes on with the clock of what is before it."""
    known = [time for one in before for time in (one.start, one.end) if time is not None]
    begins = next((time for one in after for time in (one.start, one.end) if time is not None), None)
    if not known or begins is None:
        return 0.0
    end = max(known)
    return end if begins < end - min(_OVERLAP, end / 4) else 0.0


def _moved(one: Utterance, offset: float, number: int) -> Utterance:
    start, end = (None if time is None else round(time + offset, 3) for time in (one.start, one.end))
    return one._replace(start=start, end=end, file=number)


def _gaps(readings: Sequence[Reading]) -> list[str]:
    """Tell of files without times among files with times."""
    timed = [any(one.start is not None for one in reading.utterances) for reading in readings]
    if all(timed) or not any(timed):
        return []
    bare = ", ".join(str(number) for number, known in enumerate(timed, start=1) if not known)
    return [f"files without times: {bare}; the times of the others do not count how long these took"]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"
