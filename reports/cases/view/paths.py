"""Paths: the steps of rupture episodes from stage to stage, between their opening and how they ended."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.lag.paths import ENTRY, STEPS
from analyzer.study import Study
from reports.cases.view.cells import each
from reports.view.numbers import percent
from reports.view.wording import OUTCOMES, capital


class Stop(NamedTuple):
    """One stage, or an outcome: how many episodes came to it."""

    label: str
    number: int
    last: bool


class Step(NamedTuple):
    """How many episodes went from one stop to another, as places in the list, and the share of those at `start`."""

    start: int
    end: int
    number: int
    share: str
    forward: bool


class Path(NamedTuple):
    """The path of one kind of rupture."""

    name: str
    number: int
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]


def paths(study: Study, case: str) -> tuple[Path, ...]:
    """Return the paths of one case, or of all sessions where `case` is ""; those without episodes are left out."""
    rows = study.stages[study.stages["case"] == case]
    found = []
    for name, stops in STEPS.items():
        own = list(each(rows[rows["path"] == name]))
        number = next((row.givens for row in own if row.given == ENTRY), 0)
        if number:
            met = {stop: sum(row.count for row in own if row.target == stop) for stop in stops} | {ENTRY: number}
            last = {stop: stop in OUTCOMES for stop in stops}
            told = tuple(Stop(capital(OUTCOMES.get(stop, stop)), int(met[stop]), last[stop]) for stop in stops)
            steps = tuple(
                Step(stops.index(r.given), stops.index(r.target), int(r.count), percent(r.probability), bool(r.forward))
                for r in own
                if r.given in stops and r.target in stops
            )
            found.append(Path(name, int(number), told, steps))
    return tuple(found)
