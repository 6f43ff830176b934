"""Cues: the timed blocks of subtitle files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.readers.account import left
from analyzer.readers.times import CLOCK, seconds
from analyzer.session import Problem

_TIMING = re.compile(rf"^\s*({CLOCK})\s*--?>\s*({CLOCK})(?:\s.*)?$")
_PAIR = re.compile(r"^(\d{1,3}:\d{2}:\d{2}\.\d{3}),(\d{1,3}:\d{2}:\d{2}\.\d{3})\s*$")
_BLOCK = re.compile(r"^(NOTE|STYLE|REGION)(?:\s|$)")
_NUMBERED = re.compile(r"^\S*\d\S*$")
_QUOTED = re.compile(r'^\d+\s+"([^"]{1,63})"')


class Cue(NamedTuple):
    """One cue: times in seconds, the line it starts on, the speaker its identifier names, its lines by number."""

    start: float | None
    end: float | None
    line: int
    speaker: str | None
    talk: tuple[tuple[int, str], ...]


def timings(lines: Sequence[str]) -> list[int]:
    """Return the places of the lines that time a cue."""
    return [place for place, line in enumerate(lines) if _timing(line)]


def _timing(line: str) -> re.Match[str] | None:
    """Match the timing of a cue: "0:01.0 --> 0:02.5", or "0:00:01.000,0:00:02.500" as SBV has it."""
    return _TIMING.match(line) if "->" in line else _PAIR.match(line) if line[:1].isdigit() else None


def cues(lines: Sequence[str]) -> tuple[list[Cue], list[Problem]]:
    """Cut `lines` into cues; what stands in none of them is told."""
    places = timings(lines)
    found, problems = [], [*_before(lines, places), *_identifiers(lines, places)]
    for place, following in zip(places, [*places[1:], len(lines)], strict=False):
        timing = _timing(lines[place])
        assert timing is not None
        stop = following - 1 if following < len(lines) and _identifies(lines, following - 1, place) else following
        talk, notes = _inside(lines, place + 1, stop)
        problems += notes
        name = _QUOTED.match(lines[place - 1]) if place else None
        found.append(Cue(seconds(timing[1]), seconds(timing[2]), place + 1, name[1] if name else None, tuple(talk)))
    return found, problems


def _identifies(lines: Sequence[str], place: int, timing: int) -> bool:
    """Tell whether the line above a timing is its cue's identifier rather than talk of the cue at `timing`."""
    above = lines[place].strip()
    return place > timing and bool(above) and (above.isdigit() or not lines[place - 1].strip())


def _identifiers(lines: Sequence[str], places: Sequence[int]) -> Iterator[Problem]:
    """Tell the identifiers of cues that look like words."""
    for before, place in zip([-1, *places], places, strict=False):
        above = lines[place - 1].strip() if place - 1 > before else ""
        identifies = above and (place == 1 or before < 0 or _identifies(lines, place - 1, before))
        if identifies and not _QUOTED.match(above) and not _NUMBERED.search(above) and above[:6] != "WEBVTT":
            yield left(place, "a line above a time; it was taken for the name of a cue", above)


def _before(lines: Sequence[str], places: Sequence[int]) -> Iterator[Problem]:
    """Tell the lines above the first cue that are neither the file's mark nor an identifier."""
    first = places[0] if places else len(lines)
    stop = first - 1 if first and lines[first - 1].strip() else first
    for place in range(stop):
        if lines[place].strip() and not (place == 0 and lines[0].lstrip().startswith("WEBVTT")):
            yield left(place + 1, "header, before the first cue", lines[place])


def _inside(lines: Sequence[str], start: int, stop: int) -> tuple[list[tuple[int, str]], list[Problem]]:
    """Return the talk of a cue with its line numbers, without the note and style blocks that follow it."""
    talk, notes, skipping, gap = [], [], False, False
    for place in range(start, stop):
        line = lines[place].strip()
        skipping = bool(line) and (skipping or bool(gap and _BLOCK.match(line)))
        gap = not line
        if skipping:
            notes.append(left(place + 1, "a note or style block, not talk", line))
        elif line:
            talk.append((place + 1, line))
    return talk, notes
