"""Stories: each rupture episode and immediacy event told in a few quoted turns, from what opened it to its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.codes import family
from analyzer.events import UNANSWERED, Event
from analyzer.session import CLIENT, THERAPIST
from reports.view.coded import Coded, Quote, side
from reports.view.numbers import clock, span
from reports.view.wording import DEPTHS, ENDINGS, HEADINGS, OUTCOMES, REPAIRS, STAGES, named, plain

MARKERS = ("withdrawal", "confrontation")
QUOTED = 3  # quotations under one heading
NEAR = 4  # turns within which an uncoded reply is quoted


class Step(NamedTuple):
    """One stage of a resolution path, and whether it was seen."""

    name: str
    seen: bool


class Beat(NamedTuple):
    """A part of a story: what it is, a word on it, and the turns that show it."""

    heading: str
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One event as a reader meets it; `event` is the row it was told from."""

    event: Event
    anchor: str
    number: int
    heading: str
    where: str
    outcome: str
    ending: str
    opened: str
    path: tuple[Step, ...]
    depth: str
    beats: tuple[Beat, ...]
    rest: tuple[Quote, ...]


def stories(coded: Coded, events: Iterable[Event]) -> tuple[Story, ...]:
    """Tell every event, in order; ruptures and immediacy events are numbered apart."""
    told, numbers = [], {True: 0, False: 0}
    for event in sorted(events, key=lambda e: (e.start, e.end)):
        if event.start not in coded.turns:
            continue
        numbers[event.is_rupture] += 1
        told.append(_story(coded, event, numbers[event.is_rupture]))
    return tuple(told)


def _story(coded: Coded, event: Event, number: int) -> Story:
    beats = tuple(beat for beat in (_rupture if event.is_rupture else _immediacy)(coded, event) if beat.quotes)
    quoted = {quote.turn for beat in beats for quote in beat.quotes}
    inside = (turn for turn in range(event.start, event.end + 1) if coded.marks.get(turn))
    return Story(
        event=event,
        anchor=f"event-{'r' if event.is_rupture else 'i'}{number}",
        number=number,
        heading="unanswered bid" if event.outcome == UNANSWERED else HEADINGS.get(event.kind, event.kind),
        where=_where(coded, event),
        outcome=OUTCOMES.get(event.outcome, plain(event.outcome)),
        ending=_ending(event),
        opened=named(event.initiator),
        path=path(event),
        depth=DEPTHS.get(event.depth or 0, ""),
        beats=beats,
        rest=tuple(coded.quote(turn) for turn in inside if turn not in quoted),
    )


def _ending(event: Event) -> str:
    """Say how an event ended, and what sort of repair there was."""
    ended = event.outcome
    if ended == "unresolved":
        ended = "polite" if "E0" in event.reengagement else ended if event.strategies else "open"
    return " ".join(filter(None, (ENDINGS.get(ended, ""), REPAIRS.get(event.repair, ""))))


def path(event: Event) -> tuple[Step, ...]:
    """Return the stage path an episode follows, each step marked as seen or not; none without stages.

    A mixed episode follows the path of its first marker.
    """
    first = next((family(code) for code in event.codes if family(code) in MARKERS), MARKERS[0])
    kind = first if event.kind == "mixed" else event.kind
    seen = {_flat(stage) for stage in event.stages}
    return tuple(Step(name, _flat(name) in seen) for name in STAGES.get(kind, ())) if seen else ()


def _flat(stage: str) -> str:
    return stage.replace("-", " ").replace("_", " ").lower()


def _where(coded: Coded, event: Event) -> str:
    last = max(turn for turn in coded.turns if turn <= event.end)
    begin, end = coded.turns[event.start].start, coded.turns[last].start
    if begin is None or end is None:
        return span(event.start, event.end)
    times = clock(begin) if clock(begin) == clock(end) else f"{clock(begin)} to {clock(end)}"
    return f"{span(event.start, event.end)}, {times}"


def _rupture(coded: Coded, event: Event) -> Iterable[Beat]:
    """Tell a rupture episode: what came before, the markers, the therapist's response, the client's."""
    markers = coded.having(MARKERS, event.start, event.end) or [event.start]
    first = markers[0]
    moves = [turn for turn in coded.having(["therapist movement"], event.start, first) if turn < first]
    before = moves or [turn for turn in (first - 1,) if turn in coded.turns]
    yield Beat("Just before", "", _quotes(coded, before))
    yield Beat("What marked it", "", _quotes(coded, _chosen(coded, markers)))
    repairs = coded.having(["resolution"], first + 1, event.end)
    replies = repairs or _next(coded, first, THERAPIST)
    none = "" if repairs else "No repair act was found in these turns. The next thing said:"
    yield Beat("What the therapist did", none, _quotes(coded, _chosen(coded, replies)))
    back = [turn for turn in coded.having(["re-engagement"], first + 1, event.end) if turn not in markers[:1]]
    then = back or _next(coded, replies[0] if replies else first, CLIENT)
    bare = "" if back else "No sign of coming back was found. The next thing said:"
    yield Beat("What the client did next", bare, _quotes(coded, _chosen(coded, then)))


def _immediacy(coded: Coded, event: Event) -> Iterable[Beat]:
    """Tell an immediacy event: how it opened, the other's answer, and where it went."""
    opener = side(coded.turns[event.start].role)
    other = THERAPIST if opener == CLIENT else CLIENT
    yield Beat("How it opened", "", _quotes(coded, [event.start]))
    answer = _next(coded, event.start, other)
    missed = "It is not taken up within two turns. The next thing said:" if event.outcome == UNANSWERED else ""
    yield Beat(f"What the {other} did next", missed, _quotes(coded, answer))
    done = {event.start, *answer}
    later = [turn for turn in coded.having(["immediacy"], event.start, event.end) if turn not in done]
    yield Beat("Where it went", "", _quotes(coded, _chosen(coded, later)))


def _next(coded: Coded, after: int, role: str) -> list[int]:
    """Return the next turn of `role` after a turn, if one is near."""
    near = (turn for turn in range(after + 1, after + 1 + NEAR) if turn in coded.turns)
    return [turn for turn in near if side(coded.turns[turn].role) == role][:1]


def _chosen(coded: Coded, turns: Sequence[int]) -> list[int]:
    """Choose at most `QUOTED` of `turns`: the first, the last, and between them one, clear if there is such."""
    if len(turns) <= QUOTED:
        return list(turns)
    between = turns[1:-1]
    clear = [turn for turn in between if any(mark.clear for mark in coded.marks.get(turn, ()))]
    return [turns[0], (clear or list(between))[0], turns[-1]]


def _quotes(coded: Coded, turns: Iterable[int]) -> tuple[Quote, ...]:
    return tuple(coded.quote(turn) for turn in turns)
