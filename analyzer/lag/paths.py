"""Paths: how rupture episodes move from stage to stage of Safran and Muran's models, and how they end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.cases.case import Case
from analyzer.events import OUTCOMES, RUPTURES
from analyzer.sequences.stages import CONFRONTATION, WITHDRAWAL

if TYPE_CHECKING:
    import pandas as pd

ENTRY = "opening"
STEPS = {
    "withdrawal": (ENTRY, *(stage for stage, _ in WITHDRAWAL), *OUTCOMES),
    "confrontation": (ENTRY, *(stage for stage, _ in CONFRONTATION), *OUTCOMES),
}
"""The states of each path in the models' order, between the opening of an episode and its outcome."""

PATHS = {
    "case": "str",  # "" for all cases and sessions together
    "path": "str",  # withdrawal or confrontation
    "given": "str",  # opening or a stage
    "target": "str",  # a stage or an outcome
    "count": "int64",  # episodes
    "givens": "int64",  # episodes that reach given
    "probability": "Float64",
    "forward": "boolean",  # target comes after given in the model
}


def stage_paths(events: pd.DataFrame, cases: Iterable[Case] = ()) -> pd.DataFrame:
    """Count the steps of rupture episodes from stage to stage, over all of them and by case; columns `PATHS`.

    Stages are those an event holds, each once, in order of first appearance: going back and forth between two is
    not seen. A mixed episode is on the path of its first marker. The last step leads to the outcome.
    """
    ruptures = events[events["kind"].isin(RUPTURES)]
    owners = {session: case.id for case in cases for session in case.sessions}
    steps: Counter[tuple[str, str, str, str]] = Counter()
    columns = ("session", "kind", "codes", "stages", "outcome")
    for session, kind, codes, stages, outcome in zip(*(ruptures[name].fillna("") for name in columns), strict=True):
        path = _path(kind, codes)
        walked = [ENTRY, *filter(None, stages.split(", ")), outcome]
        for owner in {"", owners.get(session, "")}:
            steps.update((owner, path, given, target) for given, target in pairwise(walked))
    reached = Counter[tuple[str, str, str]]()
    for (owner, path, given, _), number in steps.items():
        reached[owner, path, given] += number
    rows = [
        (*step, number, reached[step[:3]], number / reached[step[:3]], _forward(*step[1:]))
        for step, number in steps.items()
    ]
    return frames.frame(
        PATHS, sorted(rows, key=lambda row: (row[0], row[1], _order(*row[1:3]), _order(row[1], row[3])))
    )


def _path(kind: str, codes: str) -> str:
    """Return the path an episode is on; a mixed one follows its first marker."""
    if kind != "mixed":
        return kind
    first = next((code for code in codes.split() if code[0] in "WC" and code[1:].isdigit()), "W")
    return "withdrawal" if first[0] == "W" else "confrontation"


def _order(path: str, state: str) -> int:
    return STEPS[path].index(state) if state in STEPS[path] else len(STEPS[path])


def _forward(path: str, given: str, target: str) -> bool:
    return _order(path, given) < _order(path, target)
