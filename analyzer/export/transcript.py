"""A transcript written anew: one turn a line, with the place of each turn's words in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.export.plain import line
from analyzer.session import Turn


class Transcript(NamedTuple):
    """`text[begins[n] : begins[n] + len(words)]` are the words of turn n; positions count characters from 0."""

    text: str
    begins: dict[int, int]
    ends: dict[int, int]


def transcript(talk: Sequence[Turn]) -> Transcript:
    """Return `talk` as lines of `[hh:mm:ss] Speaker: words`, the time only where it is known."""
    lines: list[str] = []
    begins, ends, at = {}, {}, 0
    for turn in talk:
        head, words = _head(turn), line(turn.text)
        lines.append(f"{head}{words}\n")
        begins[turn.turn] = at + len(head)
        ends[turn.turn] = begins[turn.turn] + len(words)
        at += len(lines[-1])
    return Transcript("".join(lines), begins, ends)


def _head(turn: Turn) -> str:
    return f"{_time(turn.start)}{line(turn.speaker) or turn.role}: "


def _time(start: float | None) -> str:
    if start is None:
        return ""
    minutes, seconds = divmod(int(max(start, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"[{hours:02}:{minutes:02}:{seconds:02}] "
