"""LRC: lines that begin with their time in brackets, below tags such as [ti:] and [length:]."""

from __future__ import annotations

import re
from itertools import pairwise

from analyzer.readers import voices
from analyzer.readers.account import left
from analyzer.readers.choice import choose
from analyzer.readers.cues import Cue
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.session import Problem, Reading

_STAMP = re.compile(r"\s*\[(?P<start>(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.:]\d{1,3})?)(?:\s*-->\s*(?P<end>[\d:.]{4,14}))?\]")
_TAG = re.compile(r"\s*\[(?:ti|ar|al|au|by|re|ve|length|offset|tool|la|#):?[^\]]*\]\s*$", re.IGNORECASE)


def fits(source: Source) -> bool:
    """Tell whether lines are stamped: below tags of LRC, in a file of its suffix, or where nobody is named."""
    lines = [line for line in source.opening.splitlines()[:60] if line.strip()]
    stamped = sum(_STAMP.match(line) is not None for line in lines)
    tagged = sum(_TAG.match(line) is not None for line in lines)
    if 10 * (stamped + tagged) < 8 * len(lines) or not stamped:
        return False
    return source.suffix == ".lrc" or tagged > 0 or choose([line.strip() for line in lines]) is None


def read(source: Source) -> Reading:
    """Read each stamped line as a cue that lasts until the next; a line without a stamp goes on with the one above."""
    cues: list[Cue] = []
    talk: list[list[tuple[int, str]]] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.lines, start=1):
        if stamp := _STAMP.match(line):
            said = line[stamp.end() :].strip()
            cues.append(Cue(_time(stamp["start"]), _time(stamp["end"]), number, None, ()))
            talk.append([(number, said)] if said else [])
        elif _TAG.match(line):
            problems.append(left(number, "header, not talk", line))
        elif line.strip() and cues:
            talk[-1].append((number, line.strip()))
        elif line.strip():
            problems.append(left(number, "header, before the first cue", line))
    ends = [*(after.start for _, after in pairwise(cues)), None]
    lasting = (cue._replace(end=cue.end or end) for cue, end in zip(cues, ends, strict=False))
    whole = [cue._replace(talk=tuple(said)) for cue, said in zip(lasting, talk, strict=True)]
    return voices.spoken(whole, problems, "lrc")


def _time(stamp: str | None) -> float | None:
    """Return the seconds of a stamp; LRC may write the fraction after a colon: 01:02:50."""
    written = stamp or ""
    return seconds(".".join(written.rsplit(":", 1)) if re.fullmatch(r"\d{1,3}:\d{2}:\d{2}", written) else written)
