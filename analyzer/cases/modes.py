"""Modes of intimacy: how often, session after session, each side shows self-exposure and self-presentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.cases.case import VISITS, Case, visits_frame
from analyzer.codes import CLEAR
from analyzer.session import CLIENT, THERAPIST

if TYPE_CHECKING:
    import pandas as pd

EXPOSURE = ("SX.exposure", "SX.saying", "SX.calling", "SX.self_validated", "SX.partner_repair")
PRESENTATION = ("SX.presentation", "SX.other_validated")
SIDES = (CLIENT, THERAPIST)

MODES = {
    **VISITS,
    "side": "str",  # client (every client counts) or therapist
    "turns": "Int64",  # of that side
    "exposure": "Int64",  # turns that carry a code of self-exposure
    "exposure_clear": "Int64",
    "presentation": "Int64",  # turns that carry a code of self-presentation
    "presentation_clear": "Int64",
}


def modes(cases: Iterable[Case], codes: pd.DataFrame, talk: pd.DataFrame, coded: Iterable[str]) -> pd.DataFrame:
    """Return one row a session of a case and side; columns `MODES`.

    `coded` are the ids of the sessions that were coded; in others counts are missing.
    """
    done, visits = set(coded), visits_frame(cases)
    whose = talk[["session", "turn", "role"]]
    whose = whose.assign(side=whose["role"].map(lambda role: THERAPIST if role == THERAPIST else CLIENT))
    sizes = Counter(zip(whose["session"], whose["side"], strict=True))
    held = _held(codes, whose)
    rows = [
        (*visit, side, *_counts(str(visit[2]), side, sizes, held)) if visit[2] in done else (*visit, side, *(None,) * 5)
        for visit in visits.itertuples(index=False, name=None)
        for side in SIDES
    ]
    return frames.frame(MODES, rows)


def _held(codes: pd.DataFrame, whose: pd.DataFrame) -> Counter[tuple[str, str, str]]:
    """Count turns by session, side and column of `MODES`."""
    found = codes[["session", "turn", "code", "clarity"]].merge(whose, on=["session", "turn"], how="inner")
    counts: Counter[tuple[str, str, str]] = Counter()
    for mode, wanted in (("exposure", EXPOSURE), ("presentation", PRESENTATION)):
        own = found[found["code"].isin(wanted)]
        for column, part in ((mode, own), (f"{mode}_clear", own[own["clarity"] == CLEAR])):
            once = part.drop_duplicates(["session", "turn"])
            counts.update((session, side, column) for session, side in zip(once["session"], once["side"], strict=True))
    return counts


def _counts(
    session: str, side: str, sizes: Counter[tuple[str, str]], held: Counter[tuple[str, str, str]]
) -> tuple[int, ...]:
    return sizes[session, side], *(held[session, side, column] for column in list(MODES)[-4:])
