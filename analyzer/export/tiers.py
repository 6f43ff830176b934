"""Tiers: a session as rows of marks in time: talk by speaker, codes by family and speaker, and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from analyzer.analysis import Analysis
from analyzer.codes import POSSIBLE, Code
from analyzer.events import IMMEDIACY, Event
from analyzer.export.plain import line
from analyzer.export.spans import Span, spans
from analyzer.session import Turn

TALK, CODES, EVENTS = "talk", "codes", "events"


class Mark(NamedTuple):
    """Text over a span of time; `turn` is the one it begins with."""

    span: Span
    text: str
    turn: int


class Tier(NamedTuple):
    """Marks of one kind in order, none overlapping another; those of a `parent` have the spans of its marks."""

    name: str
    kind: str
    speaker: str
    marks: tuple[Mark, ...]
    parent: str = ""


def tiers(analysis: Analysis) -> list[Tier]:
    """Return the tiers of one session: talk, then codes (of a turn joined by "; "), then rupture and immediacy events.

    A possible code is followed by "(possible)".
    """
    talk = analysis.session.talk
    times = dict(zip((turn.turn for turn in talk), spans(talk), strict=True))
    speech = _named(_speech(talk, times))
    codes = [tier for parent in speech for tier in _families(parent, analysis.findings)]
    return _named([*speech, *codes, *_events(analysis.story, times)])


def _speech(talk: Sequence[Turn], times: dict[int, Span]) -> list[Tier]:
    speakers = dict.fromkeys(turn.speaker for turn in talk)
    return [
        Tier(line(speaker) or "speaker", TALK, line(speaker), _apart(_said(talk, speaker, times)))
        for speaker in speakers
    ]


def _said(talk: Sequence[Turn], speaker: str, times: dict[int, Span]) -> list[Mark]:
    return [Mark(times[turn.turn], line(turn.text), turn.turn) for turn in talk if turn.speaker == speaker]


def _families(parent: Tier, findings: Sequence[Code]) -> list[Tier]:
    """Return a tier for each family of codes on the turns of one speaker."""
    turns = {mark.turn: mark.span for mark in parent.marks}
    mine = sorted((code for code in findings if code.turn in turns), key=lambda code: code.turn)
    made = []
    for family in dict.fromkeys(code.family for code in mine):
        texts: dict[int, list[str]] = {}
        for code in mine:
            if code.family == family:
                texts.setdefault(code.turn, []).append(_shown(code))
        marks = tuple(Mark(turns[turn], "; ".join(dict.fromkeys(shown)), turn) for turn, shown in texts.items())
        made.append(Tier(f"{line(family)}@{parent.name}", CODES, parent.speaker, marks, parent.name))
    return made


def _shown(code: Code) -> str:
    return line(f"{code.code} (possible)" if code.clarity == POSSIBLE else code.code)


def _events(story: Iterable[Event], times: dict[int, Span]) -> list[Tier]:
    """Return tiers of the events of each kind, a further one for those that overlap in turns."""
    kinds: dict[str, list[Event]] = {"ruptures": [], "immediacy events": []}
    for event in sorted(story, key=lambda event: event.start):
        kinds["immediacy events" if event.kind == IMMEDIACY else "ruptures"].append(event)
    return [
        Tier(name, EVENTS, "", _apart(_marked(lane, times))) for name, some in kinds.items() for lane in _lanes(some)
    ]


def _marked(events: Iterable[Event], times: dict[int, Span]) -> list[Mark]:
    found = [(event, [times[t] for t in range(event.start, event.end + 1) if t in times]) for event in events]
    return [
        Mark(Span(inside[0].begin, max(span.end for span in inside)), told(event), event.start)
        for event, inside in found
        if inside
    ]


def told(event: Event) -> str:
    """Return an event in a few words, such as "withdrawal 3: resolved, by client"."""
    depth = f"depth {event.depth}" if event.depth else ""
    parts = [event.outcome.replace("_", " "), depth, f"by {event.initiator}" if event.initiator else ""]
    return line(f"{event.kind} {event.event}: " + ", ".join(filter(None, parts)))


def _lanes(events: Iterable[Event]) -> list[list[Event]]:
    """Deal events, ordered by start, to as few lanes as leave none overlapping another in turns."""
    lanes: list[list[Event]] = []
    for event in events:
        free = next((lane for lane in lanes if lane[-1].end < event.start), None)
        if free is None:
            lanes.append([event])
        else:
            free.append(event)
    return lanes


def _apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """End each mark where the next begins, at the latest."""
    cut = [
        mark._replace(span=Span(mark.span.begin, min(mark.span.end, after.span.begin)))
        for mark, after in pairwise(marks)
    ]
    return (*cut, *marks[-1:])


def _named(made: Iterable[Tier]) -> list[Tier]:
    """Give a number to every tier whose name is taken."""
    taken: set[str] = set()
    unique = []
    for tier in made:
        name, number = tier.name, 2
        while name in taken:
            name, number = f"{tier.name} {number}", number + 1
        taken.add(name)
        unique.append(tier._replace(name=name))
    return unique
