"""Placing: from where a code stands in a file to the turns it is on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analyzer.coded.coding import Mark
from analyzer.coded.found import LINES, QUOTE, SECONDS, TURNS, Found, FoundEpisode, Place
from analyzer.codes import family
from analyzer.instruments import markers
from analyzer.session import CLIENT, THERAPIST, Problem, Session, Turn

_SPACE = re.compile(r"\s+")
_QUOTE = 40
"""Characters of a quotation that are looked for: programs cut long ones."""
_LONGEST = 400
"""Turns that one code may cover; more is a mistake."""


class Placed(NamedTuple):
    """Marks by coder, and what could not be placed."""

    marks: tuple[tuple[str, Mark], ...]
    problems: tuple[Problem, ...]


def placed(found: Iterable[Found], sessions: Mapping[str, Session]) -> Placed:
    """Settle the turns of each finding; one that has none in its session is told by its line."""
    marks: list[tuple[str, Mark]] = []
    problems: list[Problem] = []
    for one in found:
        if not one.code:
            continue
        turns, reason = _turns(one, sessions.get(one.session))
        marks += [(one.coder, Mark(one.session, turn, one.code, one.clarity)) for turn in turns]
        problems += [Problem(one.line, reason)] if reason else []
    return Placed(tuple(dict.fromkeys(marks)), tuple(dict.fromkeys(problems)))


def dated(found: Iterable[FoundEpisode], sessions: Mapping[str, Session]) -> tuple[list[FoundEpisode], list[Problem]]:
    """Settle the turns of each event that is at a place, from the first that it covers to the last."""
    settled: list[FoundEpisode] = []
    problems: list[Problem] = []
    for one in found:
        turns, reason = PLACES[one.place.kind](one.place, sessions.get(one.episode.session)) if one.place else ([], "")
        if turns:
            settled.append(one._replace(episode=one.episode._replace(start=min(turns), end=max(turns)), place=None))
        elif one.place is None:
            settled.append(one)
        problems += [Problem(one.line, reason)] if reason else []
    return settled, list(dict.fromkeys(problems))


def carries(role: str, code: str) -> bool:
    """Tell whether a turn of `role` may carry `code`, after the codebooks in force; True where either is unknown."""
    known = markers()
    who = known[code].who if code in known else _of_family(tuple(known), family(code))
    if not role or who == "A":
        return True
    return role == THERAPIST if who == "T" else role.startswith(CLIENT)


def _turns(one: Found, session: Session | None) -> tuple[list[int], str]:
    """Return the turns of a finding and, where something is amiss, the reason."""
    turns, reason = PLACES[one.place.kind](one.place, session)
    if session and len(turns) > 1:
        roles = {turn.turn: turn.role for turn in session.talk}
        turns = [turn for turn in turns if carries(roles[turn], one.code)] or turns
    return turns, reason


def _by_turn(place: Place, session: Session | None) -> tuple[list[int], str]:
    first, last = int(place.first), int(place.last)
    if first < 1 or (session and last > len(session.talk)):
        return [], "a turn that the session does not have"
    return list(range(first, last + 1)), ""


def _by_line(place: Place, session: Session | None) -> tuple[list[int], str]:
    """Go by the words where they are given, else by the line; without a transcript each paragraph is a turn."""
    first, last = int(place.first), int(place.last)
    if session is None:
        if first < 1 or last - first > _LONGEST:
            return [], "a paragraph that cannot be a turn"
        return list(range(first, last + 1)), "paragraph numbers were taken as turns, since there is no transcript"
    lines = [turn.line for turn in session.talk]
    low, high = (bisect_right(lines, line) for line in (first, last))
    said = _quoted(place.quote, session.talk)
    if said and not set(said) & set(range(max(low, 1), high + 1)):
        return [min(said, key=lambda turn: abs(turn - max(low, 1)))], ""
    if not high:
        return [], "a place before the first turn"
    return list(range(max(low, 1), high + 1)), ""


def _by_second(place: Place, session: Session | None) -> tuple[list[int], str]:
    """Take the turns of which more than half lies within the times, or else the one that shares most with them."""
    if session is None or not session.timed:
        return [], "a place in time, but there is no transcript with times for it"
    shared = {turn.turn: _shared(place, *times) for turn, times in _spans(session.talk)}
    within = {turn.turn: shared[turn.turn] * 2 > times[1] - times[0] for turn, times in _spans(session.talk)}
    inside = [turn for turn, much in within.items() if much]
    best = max(shared, key=shared.__getitem__, default=None)
    if inside:
        return inside, ""
    return ([best], "") if best is not None and shared[best] > 0 else ([], "a time at which nobody speaks")


def _by_quote(place: Place, session: Session | None) -> tuple[list[int], str]:
    said = _quoted(place.quote, session.talk) if session else []
    if len(said) == 1:
        return said, ""
    reason = "words that stand in more than one turn" if said else "words that the transcript does not have"
    return [], reason if session else "a segment without a place, and there is no transcript to look it up in"


def _quoted(quote: str, talk: Sequence[Turn]) -> list[int]:
    """Return the turns that hold the beginning of `quote`, spaces and case aside; a speaker's label is passed over."""
    wanted = _plain(quote)
    if len(wanted) < 4:
        return []
    heads = [wanted, wanted.partition(": ")[2]]
    for head in (h[:_QUOTE].rstrip(" .…") for h in heads if len(h) >= 4):
        found = [turn.turn for turn in talk if head in _plain(turn.text)]
        if found:
            return found
    return []


def _spans(talk: Sequence[Turn]) -> list[tuple[Turn, tuple[float, float]]]:
    """Return the timed turns with when each begins and ends, its end being the next one's start where none is given."""
    timed = [turn for turn in talk if turn.start is not None]
    nexts = [turn.start for turn in timed[1:]]
    spans = []
    for turn, later in zip(timed, [*nexts, None], strict=True):
        start = turn.start or 0.0
        end = turn.end if turn.end is not None else later if later is not None else start + 1
        spans.append((turn, (start, max(end, start + 0.001))))
    return spans


def _shared(place: Place, start: float, end: float) -> float:
    """Return the seconds that a place shares with a span; a mere point within it counts as a moment."""
    return min(max(place.last, place.first + 0.001), end) - max(place.first, start)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold().replace("\u2019", "'")


@lru_cache(maxsize=256)
def _of_family(codes: tuple[str, ...], name: str) -> str:
    """Return who may carry a family, of which `codes` are in force: T, C or A for any."""
    who = {markers()[code].who for code in codes if family(code) == name}
    return who.pop() if len(who) == 1 else "A"


PLACES: Mapping[str, Callable[[Place, Session | None], tuple[list[int], str]]] = {
    TURNS: _by_turn,
    LINES: _by_line,
    SECONDS: _by_second,
    QUOTE: _by_quote,
}
"""How each kind of place is turned into turns."""
