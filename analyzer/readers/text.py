"""Plain text: lines of talk, each speaker marked by a label at the head of a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from analyzer.errors import ReadError
from analyzer.readers.account import left
from analyzer.readers.choice import Choice, choose
from analyzer.readers.labels import Head, heading
from analyzer.readers.marks import CLOSING, Clock, aside, clock, plain, unnumbered, unstamped
from analyzer.readers.parts import heading as session_heading
from analyzer.readers.parts import headings
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading, Utterance

_LABEL_INSIDE = re.compile(r"\s(?=(?:Therapist|Client|Counsell?or|Patient|T|C|P)\s?\d{0,4}:\s)")


class Line(NamedTuple):
    """One line as the file counts it."""

    line: int
    text: str


class Found(NamedTuple):
    """What labelled lines hold; `starts` are the places among `utterances` where sessions begin, if several."""

    utterances: tuple[Utterance, ...]
    problems: tuple[Problem, ...]
    starts: tuple[tuple[int, str], ...] = ()


def fits(source: Source) -> bool:
    """Tell whether the source is plain text, as whatever nothing else fits is taken to be."""
    return not source.packed


def read(source: Source) -> Reading:
    """Read labelled lines; raise ReadError when no line carries a speaker's label."""
    lines = [Line(number, text) for number, text in enumerate(source.lines, start=1)]
    found = labelled(lines)
    if found is None:
        raise unlabelled(source)
    return Reading("text", found.utterances, found.problems, len(lines), found.starts)


def unlabelled(source: Source) -> ReadError:
    """Return the error for a file without speakers."""
    return ReadError(
        "no speaker labels found",
        path=source.path,
        remedy="label each turn like 'Therapist:' and 'Client:' at the start of its line",
    )


def labelled(lines: Sequence[Line]) -> Found | None:
    """Return the utterances in `lines` and an account of the other lines; None when there are no labels."""
    clean = unnumbered([plain(line.text) for line in lines])
    choice = choose(clean)
    if choice is None:
        return _in_a_row(lines)
    sessions = headings(clean, choice.heads)
    gathered = _Gathered(choice.heads, sessions)
    for place, text in enumerate(clean):
        if text:
            gathered.take(place, lines[place].line, text)
    doubts = choice.doubts | _inside(clean, choice) | _notes(clean, choice, sessions)
    return gathered.found([Problem(lines[place].line, reason) for place, reason in doubts.items()])


def _inside(lines: Sequence[str], choice: Choice) -> dict[int, str]:
    """Return the places of lines in which a label stands after talk, as where a line break was lost."""
    names = "|".join(re.escape(name) for name in {head.speaker for head in choice.heads.values()})
    label = re.compile(rf"\S\s+(?:{names}):\s")
    reason = "a label stands inside this line; what follows it was left in the turn"
    heads = choice.heads
    return {
        place: reason
        for place, line in enumerate(lines)
        if ":" in line and label.search(line, heads[place].talk if place in heads else 0)
    }


def _notes(lines: Sequence[str], choice: Choice, sessions: Collection[int]) -> dict[int, str]:
    """Return the places of lines below the first label that begin like a note, or like the heading of a session."""
    first = min(choice.heads)
    found = {}
    for place, line in enumerate(lines):
        if place <= first or place in choice.heads or place in sessions:
            continue
        if heading(line):
            found[place] = "this line begins like a note or a header; it was left in the turn before"
        elif session_heading(line):
            found[place] = "this line looks like the heading of a session; it was left in the turn before"
    return found


class _Open:
    """An utterance that further lines may join."""

    __slots__ = ("end", "line", "parts", "speaker", "start")

    def __init__(self, line: int, speaker: str, clock: Clock) -> None:
        self.line, self.speaker = line, speaker
        self.start, self.end = clock
        self.parts: list[str] = []

    def add(self, text: str) -> None:
        """Add one line's talk, taking the times at its ends off it."""
        talk, stamp = unstamped(text)
        if talk:
            self.parts.append(talk)
        self.start = stamp.start if self.start is None and len(self.parts) < 2 else self.start
        self.end = stamp.end if stamp.end is not None else self.end

    def timed(self, mark: Clock) -> Clock | None:
        """Take the time of a mark that stands right under the label; give back one meant for the next utterance."""
        if self.parts or self.start is not None:
            return mark
        self.start, self.end = mark
        return None


class _Gathered:
    """The utterances of a file, gathered line by line."""

    def __init__(self, heads: dict[int, Head], sessions: dict[int, str]) -> None:
        self._heads, self._sessions = heads, sessions
        self._open: list[_Open] = []
        self._starts: list[tuple[int, str]] = []
        self._problems: list[Problem] = []
        self._waiting: Clock | None = None
        self._heading = "header, before the first speaker label"
        self._last = max(heads)

    def take(self, place: int, line: int, text: str) -> None:
        """Take the line at `place`: a label opens an utterance, other talk goes on with the one before."""
        if head := self._heads.get(place):
            self._open.append(_opened(line, text, head, self._waiting))
            self._waiting, self._heading = None, ""
        elif place in self._sessions:
            self._starts.append((len(self._open), self._sessions[place]))
            self._problems.append(left(line, "heading of a session", text))
            self._heading = "header of a session"
        elif mark := clock(text):
            self._waiting = mark if self._heading else self._open[-1].timed(mark)
        elif kind := aside(text):
            self._problems.append(left(line, f"{kind}, not talk", text))
            if place > self._last and kind == CLOSING:
                self._heading = "below the end of the talk"
        elif self._heading:
            self._problems.append(left(line, self._heading, text))
        else:
            self._open[-1].add(text)

    def found(self, doubts: list[Problem]) -> Found:
        """Return the utterances with an account of the rest; a label without talk is a problem."""
        utterances = [Utterance(one.speaker, " ".join(one.parts), one.start, one.end, one.line) for one in self._open]
        empty = [left(one.line, "a label without talk", one.speaker) for one in utterances if not one.text]
        known = {problem.line for problem in self._problems}
        doubts = [doubt for doubt in doubts if doubt.line not in known]
        told = sorted([*doubts, *self._problems, *empty], key=lambda problem: problem.line or 0)
        starts = [(sum(bool(one.text) for one in utterances[:place]), name) for place, name in self._starts]
        return Found(tuple(one for one in utterances if one.text), tuple(told), tuple(starts))


def _opened(line: int, text: str, head: Head, waiting: Clock | None) -> _Open:
    """Open the utterance that `head` begins."""
    own = Clock(head.start, head.end)
    opened = _Open(line, head.speaker, waiting if waiting and head.start is None else own)
    talk = f"{head.aside} {text[head.talk :]}".strip() if head.aside else text[head.talk :].strip()
    if talk:
        opened.add(talk)
    return opened


def _in_a_row(lines: Sequence[Line]) -> Found | None:
    """Read turns that all stand in one line, as pasted text may: cut before labels inside it."""
    cut = [Line(line.line, part) for line in lines for part in _LABEL_INSIDE.split(line.text)]
    return labelled(cut) if len(lines) < 4 and len(cut) > len(lines) + 1 else None
