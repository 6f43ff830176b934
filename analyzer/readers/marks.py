"""Marks: lines and parts of lines that are about the transcript rather than talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.readers.times import CLOCK, seconds

_CLOCK = re.compile(
    rf"^\s*[\[(<{{#]?\s*(?P<start>{CLOCK})(?:\s*(?:-->|-|–|to)\s*(?P<end>{CLOCK}))?(?:-\d)?\s*[\])>}}#]?\s*$",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^\s*[\[(<{{#]\s*(?P<start>{CLOCK})(?:-\d)?\s*[\])>}}#]\s*")
_TRAILING = re.compile(rf"\s*[\[#](?P<end>{CLOCK})(?:-\d)?[\]#]\s*$")
CLOSING = "a closing mark"
"""The kind of line that ends a transcript."""
_ASIDES = {
    "a ruler": re.compile(r"^\s*[-=_*#~–—]{3,}\s*$"),
    "a page mark": re.compile(r"^\W*page\s+\d+(\s*(of|/)\s*\d+)?\W*$", re.IGNORECASE),
    CLOSING: re.compile(
        r"^\W*(?:(?:the )?end (?:of )?(?:th\w+ )?(?:session|recording|transcript(?:ion)?|interview|tape|audio|call)"
        r"|(?:session|recording|transcript|interview|audio|transcription|meeting|call)"
        r" (?:ends|ended|stops|stopped))\b.{0,40}$"
        r"|^\W*transcribed by\b.{0,80}$|^.{1,60}\bstopped transcription\W*$",
        re.IGNORECASE,
    ),
    "a recording mark": re.compile(r"^.{1,60}\bstarted transcription\W*$", re.IGNORECASE),
}
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u202a\u202c\u2060\xad"))
_CODED = re.compile(r"\s*¤\s*<(\d{1,9})>\s*")
_HASHED = re.compile(r"\s*#(\d{1,2}:\d{2}:\d{2})-(\d)#\s*")
_NUMBER = re.compile(r"^\s*(?:(?:turn|line|#)\s*)?[\[(]?(\d{1,5})[\])]?(?:\s*[-–]|[.:)])?(?:\s+|$)", re.IGNORECASE)
_STEP = 25


class Clock(NamedTuple):
    """The time that a mark gives, in seconds."""

    start: float | None
    end: float | None


def plain(line: str) -> str:
    """Return `line` without invisible signs and outer space, and with time codes at its ends as clocks in brackets.

    Time codes are "¤<62500>", in ms, and "#00:01:02-5#", whose last digit is tenths; inside a line they are dropped.
    """
    bare = line.translate(_INVISIBLE).strip()
    if "¤" in bare:
        bare = _CODED.sub(lambda code: _placed(code, _clock(int(code[1]))), bare)
    if "#" in bare:
        bare = _HASHED.sub(lambda code: _placed(code, f"{code[1]}.{code[2]}"), bare)
    return bare.strip()


def _placed(code: re.Match[str], clock: str) -> str:
    """Return the clock in brackets for a time code at an end of its line, else nothing."""
    outer = not code.string[: code.start()].strip(" \t0123456789.)") or not code.string[code.end() :].strip()
    return f" [{clock}] " if outer else " "


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def clock(line: str) -> Clock | None:
    """Return the time of a line that holds nothing else."""
    found = _CLOCK.match(line[:80]) if line[:80] == line else None
    return Clock(seconds(found["start"]), seconds(found["end"])) if found else None


def aside(line: str) -> str | None:
    """Name the kind of a line that is no talk: a ruler, a page mark, a closing mark."""
    if len(line) > 120:
        return None
    return next((kind for kind, pattern in _ASIDES.items() if pattern.match(line)), None)


def unstamped(talk: str) -> tuple[str, Clock]:
    """Take the time stamps off both ends of a stretch of talk."""
    leading = _LEADING.match(talk)
    trailing = _TRAILING.search(talk, max(0, len(talk) - 40)) if talk.endswith(("#", "]")) else None
    bare = talk[leading.end() if leading else 0 : trailing.start() if trailing else len(talk)]
    return bare.strip(), Clock(
        seconds(leading["start"]) if leading else None, seconds(trailing["end"]) if trailing else None
    )


def unnumbered(lines: Sequence[str]) -> Sequence[str]:
    """Take line or turn numbers off `lines` if they are numbered: the numbers rise, and stand on many lines."""
    first = _NUMBER.match(next(filter(None, lines), ""))
    bare, last, numbered, filled = list(lines), int(first[1]) - 1 if first else 0, 0, 0
    for place, line in enumerate(lines):
        filled += bool(line)
        found = _NUMBER.match(line)
        if found and (last < int(found[1]) <= last + _STEP or (int(found[1]) == 1 and last)):
            last = int(found[1])
            bare[place] = line[found.end() :]
            numbered += 1
    return bare if numbered > 1 and 10 * numbered >= 3 * filled else lines
