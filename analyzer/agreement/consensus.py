"""A consensus: the codes and events that most coders gave, as one coding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.agreement.field import Field
from analyzer.coded.coding import Coding, Episode, Mark
from analyzer.codes import CLEAR, POSSIBLE
from analyzer.errors import AnalyzerError
from analyzer.evaluation.scores import GROUPS

NAME = "consensus"


class Vote(NamedTuple):
    """A mark with how many coders gave it, of how many who saw the session."""

    mark: Mark
    given: int
    seen: int


RULES: Mapping[str, Callable[[int, int], bool]] = {
    "majority": lambda given, seen: 2 * given > seen,
    "all": lambda given, seen: given == seen,
    "any": lambda given, seen: given > 0,
}
"""When a code that `given` of `seen` coders gave is taken; of two coders, a majority is both."""


def consensus(field: Field, rule: str = "majority") -> Coding:
    """Return the coding that `rule`, a name in RULES, makes of all coders'; AnalyzerError for an unknown rule."""
    marks = tuple(vote.mark for vote in votes(field, rule))
    episodes = tuple(episode for kinds in GROUPS.values() for episode in _episodes(field, kinds, _rule(rule)))
    return Coding(NAME, marks, episodes, frozenset(field.sessions))


def votes(field: Field, rule: str = "majority") -> tuple[Vote, ...]:
    """Return the marks that `rule` takes, with their votes; clear where most who gave one say so."""
    given: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for coder in field.coders:
        for mark in (mark for mark in coder.marks if mark.session in field.turns):
            given[mark.session, mark.turn, mark.code].append(mark.clarity)
    taken = _rule(rule)
    found = []
    for (session, turn, code), said in sorted(given.items()):
        seen = len(_seeing(field, session))
        if taken(len(said), seen):
            clarity = CLEAR if 2 * said.count(CLEAR) > len(said) else POSSIBLE
            found.append(Vote(Mark(session, turn, code, clarity), len(said), seen))
    return tuple(found)


def _episodes(field: Field, kinds: frozenset[str], taken: Callable[[int, int], bool]) -> Iterator[Episode]:
    """Yield the runs of turns that enough coders have inside an event; a run is cut where enough have one begin."""
    for session in field.sessions:
        seeing = [coder for coder in _seeing(field, session) if coder.episodes]
        own = [[e for e in coder.episodes if e.session == session and e.kind in kinds] for coder in seeing]
        run: list[int] = []
        for turn in range(1, len(field.turns[session]) + 2):
            inside = sum(any(e.start <= turn <= e.end for e in events) for events in own)
            begins = sum(any(e.start == turn for e in events) for events in own)
            held = inside > 0 and taken(inside, len(own))
            if run and (not held or (begins and taken(begins, len(own)))):
                yield _episode(session, run, [e for events in own for e in events])
                run = []
            run += [turn] if held else []


def _episode(session: str, run: Sequence[int], events: Sequence[Episode]) -> Episode:
    """Return the event of a run of turns, with what most of the events that meet it say; a tie leaves it open."""
    met = [e for e in events if e.start <= run[-1] and run[0] <= e.end]
    kind, initiator, outcome = (_most([getattr(e, name) for e in met]) for name in ("kind", "initiator", "outcome"))
    depths = sorted(e.depth for e in met if e.depth is not None)
    depth = depths[(len(depths) - 1) // 2] if depths else None
    return Episode(session, kind or "mixed", run[0], run[-1], initiator, outcome, depth)


def _most(values: Sequence[str]) -> str:
    """Return the value most often given, "" where two are given as often."""
    ranked = Counter(value for value in values if value).most_common(2)
    return "" if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]) else ranked[0][0]


def _seeing(field: Field, session: str) -> list[Coding]:
    return [coder for coder in field.coders if session in coder.sessions]


def _rule(name: str) -> Callable[[int, int], bool]:
    if name not in RULES:
        raise AnalyzerError(f"--consensus {name!r} is not known", remedy=f"choose one of {', '.join(RULES)}")
    return RULES[name]
