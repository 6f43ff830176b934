"""Trajectories: what was counted in each session of a case, session after session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer.cases.case import VISITS, Case, visits_frame
from analyzer.codes import CLEAR
from analyzer.events import OUTCOMES, RUPTURES
from analyzer.segments import COLUMNS
from analyzer.tally import SESSIONS

if TYPE_CHECKING:
    import pandas as pd

NULLABLE = {"int64": "Int64"}
COUNTED = (
    "turns",
    *(f"codes_{column}" for column in COLUMNS.values()),
    *(f"clear_{column}" for column in COLUMNS.values()),
    *(f"{column}_per_100_turns" for column in COLUMNS.values()),
    "events_immediacy",
    *(f"events_{kind}" for kind in RUPTURES),
    *(f"ruptures_{outcome}" for outcome in OUTCOMES),
    *("bids_unanswered", "immediacy_turns", "immediacy_depth"),
    *(name for name in SESSIONS if name.startswith("rating_")),
)
"""Columns of the table of sessions that a trajectory follows, under the same names."""

TRAJECTORY = {
    **VISITS,
    "coded": "boolean",
    **{name: NULLABLE.get(SESSIONS[name], SESSIONS[name]) for name in COUNTED},
    "ruptures": "Int64",  # episodes of any kind
    "note": "str",  # why nothing is counted, "" if it is
}
FAMILIES = {
    **VISITS,
    "family": "str",
    "count": "Int64",  # codes, clear and possible
    "clear": "Int64",
    "turns": "Int64",  # turns that carry the family
    "per_100_turns": "Float64",
}
CASELOAD = {
    "case": "str",
    "slug": "str",
    "how": "str",  # what grouped the sessions: manifest, column or file names
    "therapists": "str",  # joined by a semicolon
    "sessions": "int64",
    "coded": "int64",
    "first": "str",  # date of the first session, "" if not known
    "last": "str",
    **dict.fromkeys(("turns", "events_immediacy", "bids_unanswered", "ruptures"), "Int64"),
    **{f"ruptures_{outcome}": "Int64" for outcome in OUTCOMES},
    "unresolved_last": "Int64",  # unresolved episodes in the last session that was coded
}


def trajectory(cases: Iterable[Case], sessions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a session of a case, in order, from the table of `sessions`; columns `TRAJECTORY`.

    A session that was not analyzed, or not coded, has a row whose counts are missing: nothing found is 0, nothing
    looked for is not.
    """
    rows = visits_frame(cases).merge(sessions[["session", "coded", *COUNTED]], on="session", how="left")
    coded = rows["coded"].astype("boolean")
    rows = rows.astype({name: TRAJECTORY[name] for name in COUNTED})
    counted = [name for name in COUNTED if name != "turns"]
    rows[counted] = rows[counted].mask(~coded.fillna(False))
    rows["ruptures"] = sum(rows[f"events_{kind}"] for kind in RUPTURES)
    rows["note"] = coded.map({True: "", False: "not coded"}).fillna("not analyzed")
    return rows[list(TRAJECTORY)].astype(TRAJECTORY)


def families(cases: Iterable[Case], codes: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a session and family, families of a user's own codebook too; columns `FAMILIES`.

    Families are those built in and all in `codes`; in a session that was not coded their counts are missing.
    """
    import pandas as pd

    visits = visits_frame(cases)
    named = list(dict.fromkeys([*COLUMNS, *codes["family"]]))
    rows = visits.merge(pd.DataFrame({"family": named}), how="cross")
    rows = rows.merge(_tally(codes), on=["session", "family"], how="left")
    sizes = sessions.set_index("session")["turns"].where(sessions.set_index("session")["coded"].astype("boolean"))
    size = rows["session"].map(sizes).astype("Float64")
    counts = ["count", "clear", "turns"]
    rows[counts] = rows[counts].astype("Int64").fillna(0).mask(size.isna())
    rows["per_100_turns"] = 100 * rows["count"] / size.mask(size == 0)
    return rows[list(FAMILIES)].astype(FAMILIES)


def caseload(cases: Iterable[Case], followed: pd.DataFrame) -> pd.DataFrame:
    """Return one row a case from its trajectory `followed`; columns `CASELOAD`. Sums are over coded sessions."""
    from analyzer import frames

    rows = []
    for case in cases:
        own = followed[followed["case"] == case.id]
        done = own[own["coded"].fillna(False)]
        days = [day for day in own["date"] if day]
        sums = {name: done[name].sum() if len(done) else None for name in CASELOAD if name in followed.columns}
        row = {
            **sums,
            "case": case.id,
            "slug": case.slug,
            "how": case.how,
            "therapists": "; ".join(case.therapists),
            "sessions": len(case.visits),
            "coded": len(done),
            "first": min(days, default=""),
            "last": max(days, default=""),
            "unresolved_last": done["ruptures_unresolved"].iloc[-1] if len(done) else None,
        }
        rows.append(tuple(row[name] for name in CASELOAD))
    return frames.frame(CASELOAD, rows)


def _tally(codes: pd.DataFrame) -> pd.DataFrame:
    """Count the codes of each session and family, the clear ones, and the turns that carry them."""
    marked = codes.assign(clear=codes["clarity"] == CLEAR)
    return (
        marked.groupby(["session", "family"])
        .agg(count=("code", "size"), clear=("clear", "sum"), turns=("turn", "nunique"))
        .reset_index()
    )
