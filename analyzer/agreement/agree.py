"""An agreement: coders compared on turns, families, codes, events and sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from analyzer.agreement import grid, rows
from analyzer.agreement.field import Field, field
from analyzer.agreement.grid import Grid, clarity
from analyzer.agreement.matching import matched, rules
from analyzer.agreement.rows import Row
from analyzer.coded.coding import CodedSet, Coding, Episode
from analyzer.coded.placing import carries
from analyzer.codes import FAMILIES, family
from analyzer.evaluation.scores import GROUPS
from analyzer.instruments import markers
from analyzer.session import Session

TOLERANCE = 2
ANY = "any code"
TOLD = ("kind", "initiator", "outcome")
"""What is said of an event besides its turns."""


@dataclass(frozen=True)
class Agreement:
    """How far coders agree; `tolerance` is in turns, for the beginnings and ends of events."""

    field: Field
    tolerance: int = TOLERANCE

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return every statistic: turns, families, codes, events and what is said of them, sessions."""
        levels = (self._turns, self._codes, self._events, self._sessions)
        return tuple(row for level in levels for row in level())

    @cached_property
    def grids(self) -> Mapping[tuple[str, str], Grid]:
        """Return the grid of each family, code and of any code, by (level, name)."""
        nothing: list[dict[tuple[str, int], float]] = [{} for _ in self.field.coders]
        marks = {("turn", ANY): self._marks(lambda _: ANY).get(ANY, nothing)}
        marks |= {("family", name): given for name, given in self._marks(family).items()}
        marks |= {("code", name): given for name, given in self._marks(str).items()}
        return {
            key: grid.of_turns(self.field, given, lambda role, name=key[1]: carries(role, name))  # type: ignore[misc]
            for key, given in marks.items()
        }

    @cached_property
    def pairs(self) -> Mapping[str, tuple[tuple[Episode, Episode], ...]]:
        """Return the events that two coders share a turn of, by kind of event, over all pairs of coders."""
        shared = rules(0)["overlap"]
        return {
            name: tuple(pair for a, b in self._both(kinds) for pair in matched(a, b, shared))
            for name, kinds in GROUPS.items()
        }

    def _marks(self, by: Callable[[str], str]) -> dict[str, list[dict[tuple[str, int], float]]]:
        """Return what each coder gave each turn, by the groups that `by` makes of codes, the clearest one counting."""
        given: dict[str, list[dict[tuple[str, int], float]]] = {}
        for place, coder in enumerate(self.field.coders):
            for mark in (mark for mark in coder.marks if mark.session in self.field.turns):
                turns = given.setdefault(by(mark.code), [{} for _ in self.field.coders])[place]
                key = mark.session, mark.turn
                turns[key] = max(turns.get(key, 0.0), clarity(mark.clarity))
        return dict(sorted(given.items(), key=lambda item: _rank(item[0])))

    def _turns(self) -> Iterator[Row]:
        yield from rows.presence("turn", ANY, self.grids["turn", ANY])
        yield from rows.paired("turn", ANY, self.grids["turn", ANY], self.field.names)

    def _codes(self) -> Iterator[Row]:
        for (level, name), found in self.grids.items():
            if level != "turn":
                yield from rows.presence(level, name, found)
            if level == "family":
                yield from rows.graded(level, name, found)
                yield from rows.paired(level, name, found, self.field.names)

    def _events(self) -> Iterator[Row]:
        """Yield agreement on events between those coders who marked any."""
        marking = tuple(coder for coder in self.field.coders if coder.episodes)
        if len(marking) > 1:
            yield from Agreement(replace(self.field, coders=marking), self.tolerance)._of_events()

    def _of_events(self) -> Iterator[Row]:
        for name, kinds in GROUPS.items():
            for rule, fits in rules(self.tolerance).items():
                tallies = dict(self._tallies(kinds, lambda a, b, fits=fits: len(matched(a, b, fits))))  # type: ignore[misc]
                yield rows.ratio("event", name, f"F1 ({rule})", tallies)
            inside = grid.of_turns(self.field, [_inside(c, kinds) for c in self.field.coders], lambda _: True)
            yield from rows.presence("event turns", name, inside)
            yield from self._told(name)

    def _told(self, name: str) -> Iterator[Row]:
        """Yield how far coders say the same of events that share a turn."""
        pairs = self.pairs[name]
        for aspect in TOLD:
            said = [(a.session, (getattr(a, aspect), getattr(b, aspect))) for a, b in pairs]
            units = [unit for unit in said if all(unit[1])]
            if units:
                yield from rows.kinds("event detail", f"{name}: {aspect}", grid.of_units(self.field, units))
        deep = [(a.session, (a.depth, b.depth)) for a, b in pairs if a.depth is not None and b.depth is not None]
        if deep:
            found = rows.numbers("event detail", f"{name}: depth", grid.of_units(self.field, deep))
            mixed = len(self.field.coders) > 2  # then neither column of a pair is one coder's, as ICC(2) and (3) need
            yield from (row for row in found if not mixed or not row.statistic.startswith(("ICC(2", "ICC(3")))

    def _sessions(self) -> Iterator[Row]:
        """Yield agreement on how often each family occurs in a session, and on ratings of sessions."""
        counts = [_counts(coder) for coder in self.field.coders]
        for name in (name for level, name in self.grids if level == "family"):
            counted = [(s, tuple(one(s, name) for one in counts)) for s in self.field.sessions]
            yield from rows.numbers("session count", name, grid.of_units(self.field, counted))
        names = dict.fromkeys(name for coder in self.field.coders for _, name in coder.ratings)
        for name in names:
            rated = [(s, tuple(c.ratings.get((s, name)) for c in self.field.coders)) for s in self.field.sessions]
            units = [unit for unit in rated if sum(value is not None for value in unit[1]) > 1]
            if units:
                yield from rows.numbers("session rating", name, grid.of_units(self.field, units))

    def _both(self, kinds: frozenset[str]) -> Iterator[tuple[list[Episode], list[Episode]]]:
        """Yield the events of every two coders in the sessions that both saw."""
        for a, b in combinations(self.field.coders, 2):
            seen = a.sessions & b.sessions
            first, second = ([e for e in c.episodes if e.kind in kinds and e.session in seen] for c in (a, b))
            yield first, second

    def _tallies(
        self, kinds: frozenset[str], pair: Callable[[Sequence[Episode], Sequence[Episode]], int]
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield (twice the pairs, the events) of each session, over all pairs of coders."""
        both = list(self._both(kinds))
        for session in self.field.sessions:
            here = [tuple([e for e in events if e.session == session] for events in one) for one in both]
            yield session, (sum(2 * pair(a, b) for a, b in here), sum(len(a) + len(b) for a, b in here))


def agree(
    sets: Sequence[CodedSet],
    *,
    transcripts: Mapping[str, Session] | None = None,
    tolerance: int = TOLERANCE,
    complete: bool = False,
) -> Agreement:
    """Compare every coding in `sets`; raise AnalyzerError when two coders do not share a session.

    `transcripts` tell how many turns each session has and who speaks them; `complete` says that every coder saw every
    session. `tolerance` is in turns.
    """
    return Agreement(field(sets, transcripts, complete=complete), tolerance)


def _rank(name: str) -> tuple[int, int, str]:
    """Order families and codes as the codebooks do, others after them."""
    families, codes = list(FAMILIES.values()), list(markers())
    own = family(name)
    place = codes.index(name) if name in codes else len(codes)
    return (families.index(own) if own in families else len(families), place, name)


def _inside(coder: Coding, kinds: Iterable[str]) -> dict[tuple[str, int], float]:
    return {(e.session, n): 1.0 for e in coder.episodes if e.kind in kinds for n in range(e.start, e.end + 1)}


def _counts(coder: Coding) -> Callable[[str, str], int | None]:
    """Return what tells on how many turns of a session the coder gave a family; None where the coder did not see it."""
    places = {(mark.session, family(mark.code), mark.turn) for mark in coder.marks}
    counts = Counter((session, name) for session, name, _ in places)
    return lambda session, name: counts[session, name] if session in coder.sessions else None
