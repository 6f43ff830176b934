"""Parts: the sessions of a file that holds several, told by headings such as "Session 3"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.readers.labels import Head
from analyzer.session import Problem, Reading

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HEADING = re.compile(
    r"^[\W_]*(?:(?:therapy|treatment|counsell?ing|transcript(?: of)?|the)\s+){0,2}"
    r"(?P<word>session|sitting|visit|appointment|interview|hour|meeting|transcript|sitzung|stunde|séance|sesión|sessie)"
    rf"[\s_#:.-]*(?:no\.?|nr\.?|number)?[\s_#:.-]*(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\b"
    r"(?P<rest>[\W_]*|[\s\W_]*[(,:–—|/.-].{1,60})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z]{2,}\W+[a-z]{2,}\W+[a-z]{2,}\W+[a-z]{2,}")
_LEAST = 4
"""Fewest labels below a heading that make a session."""


def heading(line: str) -> tuple[str, int] | None:
    """Return the word and the number of a session's heading; None for any other line."""
    found = _HEADING.match(line) if len(line) <= 100 else None
    if found is None or _SENTENCE.search(found["rest"]):
        return None
    number = found["number"].casefold()
    return found["word"].casefold(), int(number) if number.isdigit() else _NUMBERS.index(number) + 1


def headings(lines: Sequence[str], heads: Mapping[int, Head]) -> dict[int, str]:
    """Return the places in `lines` where sessions begin, with a name for each; none where there is one session.

    The numbers must rise, and every session must have labels of at least two speakers.
    """
    places = [(place, *found) for place, line in enumerate(lines) if place not in heads and (found := heading(line))]
    kept = [one for one in places if one[1] == places[0][1]]
    rising = all(before[2] < after[2] for before, after in pairwise(kept))
    if len(kept) < 2 or not rising or any(place < kept[0][0] for place in heads):
        return {}
    stops = [*(place for place, _, _ in kept[1:]), len(lines)]
    inside = [
        [head.key for place, head in heads.items() if start < place < stop]
        for (start, _, _), stop in zip(kept, stops, strict=True)
    ]
    if any(len(keys) < _LEAST or len(set(keys)) < 2 for keys in inside):
        return {}
    return {place: f"{word}-{number}" for place, word, number in kept}


def split(reading: Reading) -> tuple[Reading, ...]:
    """Return one reading for each session in `reading`, with the problems that stand in its lines."""
    if len(reading.starts) < 2:
        return (reading,)
    places = [place for place, _ in reading.starts]
    stops = [*places[1:], len(reading.utterances)]
    lines = [reading.utterances[place - 1].line + 1 if place else 0 for place in places]
    return tuple(
        replace(
            reading,
            utterances=reading.utterances[start:stop],
            problems=tuple(p for p in reading.problems if _session(p, lines) in (number, None)),
            starts=(),
            part=name,
        )
        for number, ((start, name), stop) in enumerate(zip(reading.starts, stops, strict=True))
    )


def _session(problem: Problem, lines: Sequence[int]) -> int | None:
    """Return the number, from 0, of the session that `problem` stands in; None where it is about the whole file.

    `lines` are the lines on which sessions begin, each right below the last utterance of the one before.
    """
    if problem.line is None:
        return None
    return max(0, sum(line <= problem.line for line in lines) - 1)
