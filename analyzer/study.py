"""A study: cases and the tables that follow them over sessions, each made when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.cases.alliance import Score, joined
from analyzer.cases.case import Case
from analyzer.cases.gathered import Gathered
from analyzer.cases.modes import modes
from analyzer.cases.themes import repairs, themes
from analyzer.cases.trajectory import caseload, families, trajectory
from analyzer.dips import dips_frame
from analyzer.lag import Shuffles, chains, responses, sequences, stage_paths
from analyzer.lag.counts import Counts, counts, total
from analyzer.lag.responses import CHAINS, RESPONSES
from analyzer.lag.transitions import SESSION, SHUFFLES, TRANSITIONS, told

if TYPE_CHECKING:
    import pandas as pd

CASE = "case"
LAGS = (1, 2)
"""Turns between given and target: the other side's next turn, and one's own."""
TABLES = (
    *("cases", "trajectory", "families", "intimacy", "themes", "repairs", "alliance", "dips"),
    *("transitions", "responses", "chains", "stages"),
)
OWNED = {"case": "str"}  # "" for all sessions together, and for a session that belongs to no case


@dataclass(frozen=True)
class Study:
    """Cases, the tables gathered of their sessions and of others, and alliance scores; every table is a frame.

    Of sequences, rows with an empty `case` are over all sessions, of cases or not.
    """

    known: tuple[Case, ...]
    bench: Gathered
    scores: tuple[Score, ...] = ()
    shuffles: Shuffles = SHUFFLES

    def _repr_html_(self) -> str:
        from analyzer.notebook import study

        return study(self)

    @cached_property
    def coded(self) -> tuple[str, ...]:
        """Return the ids of the sessions that were coded."""
        sessions = self.bench.sessions
        return tuple(sessions.loc[sessions["coded"].fillna(False), "session"])

    @cached_property
    def talk(self) -> pd.DataFrame:
        """Return who speaks in the sessions that were coded; columns `cases.gathered.TALK`."""
        return self.bench.talk[self.bench.talk["session"].isin(self.coded)]

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Return the case of each session that belongs to one."""
        return {session: case.id for case in self.known for session in case.sessions}

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Return one row a case; columns `cases.trajectory.CASELOAD`."""
        return caseload(self.known, self.trajectory)

    @cached_property
    def trajectory(self) -> pd.DataFrame:
        """Return one row a session of a case; columns `cases.trajectory.TRAJECTORY`."""
        return trajectory(self.known, self.bench.sessions)

    @cached_property
    def families(self) -> pd.DataFrame:
        """Return one row a session of a case and family; columns `cases.trajectory.FAMILIES`."""
        return families(self.known, self.bench.codes, self.bench.sessions)

    @cached_property
    def intimacy(self) -> pd.DataFrame:
        """Return one row a session of a case and side; columns `cases.modes.MODES`."""
        return modes(self.known, self.bench.codes, self.bench.talk, self.coded)

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Return the codes that recur in each case; columns `cases.themes.THEMES`."""
        return themes(self.known, self.bench.codes, self.coded)

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """Return the rupture episodes of each case and what came of them; columns `cases.themes.REPAIRS`."""
        return repairs(self.known, self.bench.events)

    @cached_property
    def alliance(self) -> pd.DataFrame:
        """Return the alliance scores with their sessions; columns `cases.alliance.SCORES`."""
        return joined(self.known, self.scores)

    @cached_property
    def dips(self) -> pd.DataFrame:
        """Return the dips of the scores by every method; columns `dips.DIPS`."""
        return dips_frame(self.scores)

    @cached_property
    def transitions(self) -> pd.DataFrame:
        """Return what follows what; columns `case` and `lag.transitions.TRANSITIONS`, scope pooled, case or session."""
        found = {
            one.session: counts(one, lags=LAGS, shuffles=self.shuffles)
            for one in sequences(self.talk, self.bench.codes)
        }
        rows = [("", *row) for row in _pooled(found.values())]
        for session in sorted(found):
            place = self.owners.get(session, "")
            rows += [(place, *row) for row in told(found[session], LAGS, scope=SESSION, session=session)]
        for case in self.known:
            own = [found[session] for session in case.sessions if session in found]
            rows += [(case.id, CASE, *row[1:]) for row in _pooled(own)]
        return frames.frame({**OWNED, **TRANSITIONS}, rows)

    @cached_property
    def responses(self) -> pd.DataFrame:
        """Return one row a client turn with a marker; columns `case` and `lag.responses.RESPONSES`."""
        rows = responses(self.talk, self.bench.codes)
        return _under([rows.assign(case=[self.owners.get(s, "") for s in rows["session"]])], {**OWNED, **RESPONSES})

    @cached_property
    def chains(self) -> pd.DataFrame:
        """Return the paths marker, response, next; columns `case` and `lag.responses.CHAINS`."""
        own = [chains(self.responses[self.responses["case"] == case.id]).assign(case=case.id) for case in self.known]
        return _under([chains(self.responses).assign(case=""), *own], {**OWNED, **CHAINS})

    @cached_property
    def stages(self) -> pd.DataFrame:
        """Return the steps of rupture episodes from stage to stage; columns `lag.paths.PATHS`."""
        return stage_paths(self.bench.events, self.known)


def _pooled(found: Iterable[Sequence[Counts]]) -> list[tuple[object, ...]]:
    """Return the rows of sessions added up, each given as its counts at every lag."""
    whole = [total(each) for each in zip(*found, strict=True)]
    return told(whole, LAGS) if whole else []


def _under(parts: Iterable[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    """Lay frames under one another, in the order and types of `columns`."""
    import pandas as pd

    filled = [part for part in parts if len(part)]
    if not filled:
        return frames.frame(columns, ())
    return pd.concat(filled, ignore_index=True)[list(columns)].astype(dict(columns))
