"""LRC: lines that begin with their time in brackets, below tags such as [ti:] and [length:]."""

from __future__ import annotations

import re
from itertools import pairwise

from analyzer.readers import voices
from analyzer.readers.account import left
from analyzer.readers.cues import Cue
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.session import Problem, Reading

_STAMP = re.compile(r"\s*\[(\d{1,3}:\d{2}(?:[.:]\d{1,3})?)\]")
_TAG = re.compile(r"\s*\[(?:ti|ar|al|au|by|re|ve|length|offset|tool|la|#):?[^\]]*\]\s*$", re.IGNORECASE)


def fits(source: Source) -> bool:
    """Tell whether the source has the suffix .lrc, or tags of its kind above stamped lines."""
    lines = [line for line in source.opening.splitlines()[:30] if line.strip()]
    stamped = sum(_STAMP.match(line) is not None for line in lines)
    tagged = sum(_TAG.match(line) is not None for line in lines)
    return stamped + tagged > len(lines) / 2 and (source.suffix == ".lrc" or (tagged > 0 and stamped > 0))


def read(source: Source) -> Reading:
    """Read each stamped line as a cue that lasts until the next."""
    found: list[tuple[float | None, int, str]] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.lines, start=1):
        if stamp := _STAMP.match(line):
            minutes, _, rest = stamp[1].partition(":")
            found.append((seconds(f"{minutes}:{rest.replace(':', '.')}"), number, line[stamp.end() :].strip()))
        elif _TAG.match(line):
            problems.append(left(number, "header, not talk", line))
        elif line.strip() and found:
            start, _, text = found[-1]
            found.append((start, number, line.strip()))
        elif line.strip():
            problems.append(left(number, "header, before the first cue", line))
    ends = [after[0] for _, after in pairwise(found)]
    cues = [
        Cue(start, end, number, None, ((number, text),) if text else ())
        for (start, number, text), end in zip(found, [*ends, None], strict=True)
    ]
    return voices.spoken(cues, problems, "lrc")
