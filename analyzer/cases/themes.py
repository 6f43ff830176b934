"""Themes: codes that recur over the sessions of a case, and ruptures with what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.cases.case import VISITS, Case, visits_frame
from analyzer.codes import CLEAR
from analyzer.events import RUPTURES

if TYPE_CHECKING:
    import pandas as pd

RECURS = 2
"""Sessions in which a code must occur to be called recurring."""
MENDED = ("resolved", "self_resolved")

THEMES = {
    "case": "str",
    "code": "str",
    "family": "str",
    "sessions": "int64",  # with the code
    "of": "int64",  # sessions of the case that were coded
    "count": "int64",  # turns that carry it
    "clear": "int64",  # turns that carry it clearly
    "first": "str",  # session id
    "last": "str",
    "where": "str",  # session ids in order, joined by a space
}
REPAIRS = {
    **{name: VISITS[name] for name in ("case", "order", "session", "number", "date")},
    "event": "int64",
    "kind": "str",
    "start": "int64",  # turns
    "end": "int64",
    "initiator": "str",
    "outcome": "str",
    **dict.fromkeys(("codes", "strategies", "reengagement", "repair", "stages"), "str"),
    "later_session": "str",  # of the next resolved episode with a marker of the same family, "" if none or not open
    "later_event": "Int64",
}


def themes(cases: Iterable[Case], codes: pd.DataFrame, coded: Iterable[str], *, least: int = RECURS) -> pd.DataFrame:
    """Return the codes that occur in `least` sessions of a case or more, most sessions first; columns `THEMES`.

    `coded` are the ids of the sessions that were coded.
    """
    done = set(coded)
    rows = []
    for case in cases:
        order = [session for session in case.sessions if session in done]
        for code, own in codes[codes["session"].isin(order)].groupby("code"):
            held = set(own["session"])
            where = [session for session in order if session in held]
            turns, clear = (_turns(part) for part in (own, own[own["clarity"] == CLEAR]))
            if len(where) >= least:
                places = (where[0], where[-1], " ".join(where))
                rows.append((case.id, str(code), own["family"].iloc[0], len(where), len(order), turns, clear, *places))
    rows.sort(key=lambda row: (row[0], -row[3], -row[5], row[1]))
    return frames.frame(THEMES, rows)


def repairs(cases: Iterable[Case], events: pd.DataFrame) -> pd.DataFrame:
    """Return the rupture episodes of each case in order, and what was repaired when; columns `REPAIRS`.

    For an episode that ended unresolved or in part, `later_session` and `later_event` give the next episode of the
    case that was resolved and held a marker of the same family, withdrawal or confrontation. That it is the same
    strain is for the reader to judge.
    """
    known = [name for name in REPAIRS if name not in ("later_session", "later_event")]
    rows = visits_frame(cases).merge(events[events["kind"].isin(RUPTURES)], on="session", how="inner")
    rows = rows.sort_values(["case", "order", "start", "event"], kind="stable")[known]
    words = [name for name in known if REPAIRS[name] == "str"]
    rows[words] = rows[words].fillna("")  # as empty cells come back from a CSV file
    told = [tuple(row) for row in rows.itertuples(index=False)]
    later = [_later(place, told, known) for place in range(len(told))]
    return frames.frame(REPAIRS, ((*row, *after) for row, after in zip(told, later, strict=True)))


def _later(place: int, rows: list[tuple[object, ...]], names: list[str]) -> tuple[str, int | None]:
    """Return session and number of the next resolved episode that shares a family of markers with an open one."""
    own = dict(zip(names, rows[place], strict=True))
    if own["outcome"] in MENDED:
        return "", None
    for row in rows[place + 1 :]:
        next_ = dict(zip(names, row, strict=True))
        if next_["case"] != own["case"]:
            break
        if next_["outcome"] in MENDED and _families(str(next_["codes"])) & _families(str(own["codes"])):
            return str(next_["session"]), int(str(next_["event"]))
    return "", None


def _families(codes: str) -> set[str]:
    """Return the families, W or C, of the client's markers in `codes`."""
    return {code[0] for code in codes.split() if code[0] in "WC" and code[1:].isdigit()}


def _turns(codes: pd.DataFrame) -> int:
    return len(codes[["session", "turn"]].drop_duplicates())
