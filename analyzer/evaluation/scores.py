"""Scores: precision, recall and F1 of a coder against two people, by turn and by event.

A turn that both people gave a code counts as positive, one that neither did as negative, one that a single person did
is left out. An event counts when both people's events of its group overlap; a machine's event that meets no person's
is a false alarm. The ceiling is one person scored against the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from analyzer.codes import FAMILIES, family
from analyzer.evaluation.gold import Gold, Span, Turn, grouped
from analyzer.events import IMMEDIACY, RUPTURES
from analyzer.instruments import added

GROUPS: Mapping[str, frozenset[str]] = {
    "immediacy event": frozenset({IMMEDIACY}),
    "rupture episode": frozenset(RUPTURES),
}
Tallies = dict[str, dict[str, "Tally"]]
"""By name (a family, a code, a kind of event), then by session."""


class Tally(NamedTuple):
    """What scores are counted from; tallies of sessions add up.

    `hit` and `missed` count what both people marked, `right` and `wrong` what the machine marked and either both or
    neither did; `first` and `second` what one person marked alone.
    """

    hit: int
    missed: int
    right: int
    wrong: int
    machine: int
    first: int
    second: int


class Score(NamedTuple):
    """How a coder did; a ratio without cases is None. `gold` cases both people marked, `doubtful` one did."""

    gold: int
    doubtful: int
    machine: int
    precision: float | None
    recall: float | None
    f1: float | None
    ceiling: float | None


def known_family(code: str) -> str | None:
    """Return the family of a code of the manual, None for any other code."""
    name = family(code)
    return name if name in FAMILIES.values() or name in added() else None


def turn_tallies(
    gold: Gold, machine: Iterable[tuple[str, int, str]], *, by: Callable[[str], str | None] = known_family
) -> Tallies:
    """Count by turn, a row a family, or a code when `by` is the identity."""
    marks = [grouped(codes, by) for codes in (*gold.codes, frozenset(machine))]
    return {
        name: {
            session.id: _of_turns(*(_within(mark.get(name, set()), session.id) for mark in marks))
            for session in gold.sessions
        }
        for name in sorted({name for mark in marks for name in mark})
    }


def event_tallies(gold: Gold, machine: Iterable[Span]) -> Tallies:
    """Count events by overlap, a row a kind of event."""
    marks = [*gold.events, tuple(machine)]
    return {
        name: {
            session.id: _of_events(
                *([s for s in spans if s.kind in kinds and s.session == session.id] for spans in marks)
            )
            for session in gold.sessions
        }
        for name, kinds in GROUPS.items()
    }


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    return Tally(*(sum(column) for column in zip(*tallies, strict=True)))


def score(counts: Tally) -> Score:
    """Turn counts into ratios."""
    gold = counts.hit + counts.missed
    return Score(
        gold,
        counts.first + counts.second,
        counts.machine,
        _share(counts.right, counts.right + counts.wrong),
        _share(counts.hit, gold),
        f1(counts),
        _share(2 * gold, 2 * gold + counts.first + counts.second),
    )


def f1(counts: Tally) -> float | None:
    """Return the harmonic mean of precision and recall; None where nothing could be found or wrongly found."""
    if not counts.hit + counts.missed + counts.wrong:
        return None
    precision = _share(counts.right, counts.right + counts.wrong)
    recall = _share(counts.hit, counts.hit + counts.missed)
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def outcome_accuracy(gold: Gold, machine: Iterable[Span]) -> tuple[int, int]:
    """Return how many machine episodes have the outcome both people gave, of how many that meet such a one."""
    kinds = GROUPS["rupture episode"]
    first, second, given = ([s for s in spans if s.kind in kinds] for spans in (*gold.events, machine))
    agreed = [a for a in first if any(a.meets(b) and a.outcome == b.outcome for b in second)]
    pairs = [(a, m) for a in agreed for m in given if a.meets(m)]
    return sum(a.outcome == m.outcome for a, m in pairs), len(pairs)


def _within(turns: set[Turn], session: str) -> set[Turn]:
    return {turn for turn in turns if turn[0] == session}


def _of_turns(first: set[Turn], second: set[Turn], machine: set[Turn]) -> Tally:
    both, either = first & second, first | second
    hit = len(machine & both)
    alone = len(first - second), len(second - first)
    return Tally(hit, len(both) - hit, hit, len(machine - either), len(machine), *alone)


def _of_events(first: list[Span], second: list[Span], machine: list[Span]) -> Tally:
    sure = [span for span in first if _meets(span, second)]
    hit = sum(_meets(span, machine) for span in sure)
    right = sum(_meets(span, sure) for span in machine)
    wrong = sum(not _meets(span, first + second) for span in machine)
    alone = len(first) - len(sure), sum(not _meets(span, first) for span in second)
    return Tally(hit, len(sure) - hit, right, wrong, len(machine), *alone)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
