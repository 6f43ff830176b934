"""An evaluation: one coder's findings on coded sessions, beside the people's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

from analyzer.analysis import Analysis, analyze
from analyzer.coding import Coder
from analyzer.evaluation.bootstrap import Interval, intervals
from analyzer.evaluation.gold import Gold, Span, grouped
from analyzer.evaluation.scores import (
    GROUPS,
    Score,
    Tallies,
    event_tallies,
    known_family,
    outcome_accuracy,
    score,
    total,
    turn_tallies,
)

RUPTURE = "rupture episode"


class Row(NamedTuple):
    """One line of the evaluation: a family, a code or a kind of event."""

    level: str
    name: str
    score: Score
    f1: Interval | None
    precision: Interval | None


class Mistake(NamedTuple):
    """A turn where the coder and both people differ: `what` is miss or false alarm."""

    session: str
    turn: int
    code: str
    what: str
    confidence: float | None


class Bin(NamedTuple):
    """Findings of like confidence: how sure the coder was on average, and how often both people agreed."""

    confidence: float
    agreed: float
    findings: int


@dataclass(frozen=True)
class Evaluation:
    """How one coder did on one gold set."""

    gold: Gold
    coder: str
    analyses: tuple[Analysis, ...]

    @cached_property
    def codes(self) -> frozenset[tuple[str, int, str]]:
        """Return the coder's (session, turn, code)."""
        return frozenset((a.session.id, code.turn, code.code) for a in self.analyses for code in a.findings)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return the coder's events."""
        return tuple(
            Span(a.session.id, event.kind, event.start, event.end, event.outcome)
            for a in self.analyses
            for event in a.story
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the scores of families, events and codes, with intervals."""
        levels = {
            "family": turn_tallies(self.gold, self.codes),
            "event": event_tallies(self.gold, self.spans),
            "code": turn_tallies(self.gold, self.codes, by=str),
        }
        return tuple(row for level, tallies in levels.items() for row in _rows(level, tallies))

    @property
    def outcomes(self) -> tuple[int, int]:
        """Return how many episodes have the outcome both people gave, of how many."""
        return outcome_accuracy(self.gold, self.spans)

    @cached_property
    def onset_errors(self) -> tuple[int, ...]:
        """Return how many turns each episode that both people marked opens away from where the first did."""
        kinds = GROUPS[RUPTURE]
        first, second = ([s for s in spans if s.kind in kinds] for spans in self.gold.events)
        pairs = [(a, m) for a in first for m in self.spans if m.kind in kinds and a.meets(m)]
        return tuple(abs(a.start - m.start) for a, m in pairs if any(a.meets(b) for b in second))

    @property
    def quiet_alarms(self) -> tuple[int, int]:
        """Return rupture episodes found in sessions where neither person marked one, and how many such sessions."""
        kinds = GROUPS[RUPTURE]
        marked = {span.session for spans in self.gold.events for span in spans if span.kind in kinds}
        quiet = {session.id for session in self.gold.sessions} - marked
        return sum(span.kind in kinds and span.session in quiet for span in self.spans), len(quiet)

    @cached_property
    def confusions(self) -> Counter[tuple[str, str]]:
        """Count (people's code, coder's code) on turns where both people gave the one and only the coder the other."""
        people = [self.gold.marked(coder, _turn_of) for coder in (0, 1)]
        return Counter(pair for pair in _confused(self.gold, self.codes, people))

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """List misses and false alarms, ordered by session and turn; turns that one person marked are left out."""
        first, second = self.gold.codes
        sure = {(a.session.id, c.turn, c.code): c.confidence for a in self.analyses for c in a.findings}
        false = [Mistake(*mark, "false alarm", sure[mark]) for mark in self.codes - first - second]
        missed = [Mistake(*mark, "miss", None) for mark in (first & second) - self.codes]
        return tuple(sorted([*false, *missed], key=lambda m: m[:4]))

    @cached_property
    def calibration(self) -> tuple[Bin, ...]:
        """Bin findings by confidence, ten bins; codes that one person gave are left out, as are rules' findings."""
        first, second = self.gold.codes
        judged = [
            (code.confidence, mark in first)
            for a in self.analyses
            for code in a.findings
            if code.confidence is not None
            and ((mark := (a.session.id, code.turn, code.code)) in first) == (mark in second)
        ]
        return tuple(_bins(judged))

    @property
    def calibration_error(self) -> float | None:
        """Return the expected calibration error of the findings: the mean gap between confidence and agreement."""
        count = sum(b.findings for b in self.calibration)
        return sum(abs(b.confidence - b.agreed) * b.findings for b in self.calibration) / count if count else None

    @property
    def macro_f1(self) -> float | None:
        """Return the mean F1 of the codes that both people gave somewhere."""
        values = [
            row.score.f1 for row in self.rows if row.level == "code" and row.score.gold and row.score.f1 is not None
        ]
        return sum(values) / len(values) if values else None

    @property
    def median_onset_error(self) -> float | None:
        """Return the median onset error in turns."""
        return median(self.onset_errors) if self.onset_errors else None


def evaluate(gold: Gold, coder: Coder) -> Evaluation:
    """Code the sessions of `gold` with `coder` and set the findings beside the people's."""
    return Evaluation(gold, coder.name, tuple(analyze(session, coder=coder) for session in gold.sessions))


def _rows(level: str, tallies: Tallies) -> Iterable[Row]:
    for name, by_session in tallies.items():
        counts = score(total(by_session.values()))
        precision, f1 = intervals(by_session)
        yield Row(level, name, counts, f1, precision)


def _turn_of(code: str) -> str | None:
    return code if known_family(code) else None


def _confused(
    gold: Gold, machine: frozenset[tuple[str, int, str]], people: list[dict[str, set[tuple[str, int]]]]
) -> Iterable[tuple[str, str]]:
    given = grouped(machine, _turn_of)
    for code in people[0]:
        missed = (people[0][code] & people[1].get(code, set())) - given.get(code, set())
        for other, turns in given.items():
            extra = turns - people[0].get(other, set()) - people[1].get(other, set())
            yield from [(code, other)] * len(missed & extra)


def _bins(judged: list[tuple[float, bool]]) -> Iterable[Bin]:
    for low in range(10):
        inside = [(c, agreed) for c, agreed in judged if min(int(c * 10), 9) == low]
        if inside:
            share = sum(agreed for _, agreed in inside) / len(inside)
            yield Bin(sum(c for c, _ in inside) / len(inside), share, len(inside))
