"""Ratings: four summaries 1-5 of a session's coded evidence, in the style of the 3RS, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from analyzer.codes import CLEAR, Code
from analyzer.events import Event
from analyzer.session import Session

NAMES = ("withdrawal", "confrontation", "resolution", "therapist contribution")

_DEEP = {"E3", "E4", "E6"}  # re-engagement that brings in something of the client's own
_ANSWER = 3  # turns within which a marker counts as answering the therapist's movement
_TOLD = {
    "resolved": "resolved",
    "self_resolved": "resolved by the client alone",
    "partial": "partly resolved",
    "unresolved": "unresolved",
}


class Rating(NamedTuple):
    """A summary 1-5 of coded evidence, never of a person; `turns` are what it rests on; None: nothing to rate."""

    name: str
    value: int | None
    turns: tuple[int, ...]
    why: str


def ratings(session: Session, codes: Iterable[Code], events: Iterable[Event]) -> tuple[Rating, ...]:
    """Rate the significance of withdrawal and of confrontation, their resolution, and the therapist's contribution.

    The scales' ends follow the Rupture Resolution Rating System (Eubanks, Muran & Safran 2015); how codes become
    numbers is this project's own rule and is told in each rating's `why`. Always four, in the order of `NAMES`.
    """
    if not session.coded:
        return tuple(Rating(name, None, (), f"The session was not coded: {session.uncoded}.") for name in NAMES)
    found = sorted(codes, key=lambda code: code.turn)
    episodes = [event for event in events if event.is_rupture]
    size = len(session.talk)
    return (
        significance(NAMES[0], found, episodes, size=size),
        significance(NAMES[1], found, episodes, size=size),
        resolution(found, episodes),
        contribution(found, episodes),
    )


def significance(family: str, codes: Sequence[Code], episodes: Sequence[Event], *, size: int) -> Rating:
    """Rate how much the markers of `family` weigh in a session of `size` turns: 1 hardly, 5 very much.

    One, and one more for each that holds: a marker is clear; markers stand in a rupture episode of three turns or
    more; such episodes are two or more, or take up a quarter of the turns; one of them with two markers or more ends
    unresolved.
    """
    markers = [code for code in codes if code.family == family]
    turns = _turns(markers)
    if not turns:
        return Rating(family, None, (), f"No {family} candidate was found.")
    clear = len({code.turn for code in markers if code.clarity == CLEAR})
    marked = [(event, sum(event.start <= turn <= event.end for turn in turns)) for event in episodes]
    held = [(event, number) for event, number in marked if number and event.end - event.start >= 2]
    long = sum(event.end - event.start + 1 for event, _ in held)
    open_ = sum(event.outcome == "unresolved" and number > 1 for event, number in held)
    value = 1 + (clear > 0) + bool(held) + (len(held) > 1 or 0 < size <= 4 * long) + (open_ > 0)
    told = f"{_count(len(turns), 'turn')} with {family} candidates, {clear} of them clear"
    unresolved = f", {open_} left unresolved with several markers" if open_ else ""
    where = f"in {_count(len(held), 'episode')} over {long} of {size} turns{unresolved}" if held else "isolated"
    return Rating(family, value, turns, f"{told}; {where}.")


def resolution(codes: Sequence[Code], episodes: Sequence[Event]) -> Rating:
    """Rate how far ruptures were resolved: 1 made worse, 3 no net change, 5 well resolved; None without episodes.

    The mean over episodes weighted by their turns, halves rounded down. Resolved: 5 when the client brings in a wish,
    hurt or new material (E3, E4, E6), else 4. Self-resolved: 4. Partial: 3.5. Unresolved: 3; 2 with therapist
    movement in it; 1 when that is clear and a new marker follows it.
    """
    if not episodes:
        return Rating(NAMES[2], None, (), "No rupture episode was found, so there is nothing to resolve.")
    scores = [(_resolved(event, codes), event.end - event.start + 1) for event in episodes]
    mean = sum(score * weight for score, weight in scores) / sum(weight for _, weight in scores)
    counts = [(name, sum(event.outcome == name for event in episodes)) for name in _TOLD]
    told = ", ".join(f"{number} {_TOLD[name]}" for name, number in counts if number)
    worse = sum(score < 3 for score, _ in scores)
    also = f"; therapist movement away or against in {worse} of those unresolved" if worse else ""
    turns = sorted({turn for event in episodes for turn in range(event.start, event.end + 1)})
    why = f"{_count(len(episodes), 'rupture episode')}: {told}{also}."
    return Rating(NAMES[2], ceil(mean - 0.5), tuple(turns), why)


def contribution(codes: Sequence[Code], episodes: Sequence[Event]) -> Rating:
    """Rate how far the therapist's own moves added to strain: 1 not at all, 5 very much; None without any strain.

    One, and one more for each that holds: a turn moves away or against; one does so clearly and a client's marker
    follows it within three turns; three or more turns do; one does in an episode that ends unresolved.
    """
    moves = [code for code in codes if code.family == "therapist movement"]
    turns = _turns(moves)
    if not turns:
        return Rating(NAMES[3], 1 if episodes else None, (), "No therapist movement away or against was found.")
    clear = _turns(code for code in moves if code.clarity == CLEAR)
    strained = _turns(code for code in codes if code.family in NAMES[:2])
    answered = sum(any(turn < marked <= turn + _ANSWER for marked in strained) for turn in clear)
    open_ = any(e.start <= turn <= e.end for e in episodes if e.outcome == "unresolved" for turn in turns)
    value = 2 + (answered > 0) + (len(turns) > 2) + open_
    told = f"{_count(len(turns), 'turn')} of the therapist may move away or against, {len(clear)} of them clearly"
    after = f"{answered} of those followed by a rupture marker within {_ANSWER} turns"
    also = "; an episode with such a turn ends unresolved" if open_ else ""
    return Rating(NAMES[3], value, turns, f"{told} and {after}{also}.")


def _resolved(event: Event, codes: Sequence[Code]) -> float:
    """Return how far one episode was resolved, 1 to 5."""
    inside = [code for code in codes if event.start <= code.turn <= event.end]
    if event.outcome == "resolved":
        return 5 if _DEEP & {code.code for code in inside} else 4
    return {"self_resolved": 4, "partial": 3.5}.get(event.outcome) or _unresolved(inside)


def _unresolved(inside: Sequence[Code]) -> float:
    """Return 3, or less when the therapist's movement in the episode made matters worse."""
    moves = [code for code in inside if code.family == "therapist movement"]
    clear = [code.turn for code in moves if code.clarity == CLEAR]
    after = any(code.turn > min(clear) for code in inside if code.family in NAMES[:2]) if clear else False
    return 1 if after else 2 if moves else 3


def _turns(codes: Iterable[Code]) -> tuple[int, ...]:
    """Return the turns that carry `codes`, each once."""
    return tuple(sorted({code.turn for code in codes}))


def _count(number: int, noun: str) -> str:
    """Return "1 turn" or "3 turns"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
