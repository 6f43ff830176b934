"""Trajectories, caseload, themes and repairs, over cases made by hand and over the four-session sample."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analyzer import analyze, read
from analyzer.analysis import Analysis
from analyzer.cases import cases
from analyzer.cases.case import Case, Visit
from analyzer.cases.gathered import gathered
from analyzer.cases.themes import REPAIRS, THEMES, repairs, themes
from analyzer.cases.trajectory import CASELOAD, FAMILIES, TRAJECTORY, caseload, families, trajectory
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.inputs import Input
from analyzer.session import Role, Session, Turn

ROLES = (Role("T", "therapist", "label", 1.0), Role("C", "client", "label", 1.0))
UNSURE = (Role("T", "unsure", "inferred", 0.1), Role("C", "unsure", "inferred", 0.1))
CASE = Case("P1", tuple(Visit(name, Path(name), n) for n, name in enumerate("abcd", start=1)), "manifest", "P1")


def analysis(name: str, codes=(), events=(), *, turns=50, roles=ROLES) -> Analysis:
    talk = tuple(
        Turn(n, roles[(n + 1) % 2].speaker, roles[(n + 1) % 2].role, None, None, "words", n)
        for n in range(1, turns + 1)
    )
    return Analysis(Session(name, talk, roles), tuple(codes), tuple(events), "person")


def code(turn: int, name: str, clarity: str = "clear") -> Code:
    return Code(turn, name, clarity, None, "person", None, None, "")


def rupture(number: int, start: int, outcome: str, codes: tuple[str, ...]) -> Event:
    kind = "withdrawal" if codes[0].startswith("W") else "confrontation"
    return Event(number, kind, start, start + 3, "client", outcome, None, codes, "", ("R5",), (), "direct", ("marker",))


def bench():
    return gathered(
        [
            analysis("a", [code(2, "W2"), code(4, "W2", "possible")], [rupture(1, 2, "unresolved", ("W2",))]),
            analysis("b", [code(2, "C1"), code(6, "W5")], [rupture(1, 2, "resolved", ("C1", "TM.away"))]),
            analysis("c", [code(2, "W2"), code(2, "X.own")], [rupture(1, 2, "self_resolved", ("W5", "W2"))]),
            analysis("d", roles=UNSURE),
        ]
    )


def test_a_trajectory_counts_what_was_found_and_not_what_was_never_looked_for():
    frame = trajectory([CASE], bench().sessions)
    assert list(frame.columns) == list(TRAJECTORY)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == TRAJECTORY
    assert frame["session"].tolist() == list("abcd")
    assert frame["codes_withdrawal"].tolist()[:3] == [2, 1, 1]
    assert frame["withdrawal_per_100_turns"].tolist()[:3] == [4.0, 2.0, 2.0]
    assert frame["ruptures_unresolved"].tolist()[:3] == [1, 0, 0]
    assert frame["codes_confrontation"].tolist()[:3] == [0, 1, 0]
    uncoded = frame.iloc[3]
    assert uncoded["note"] == "not coded"
    assert pd.isna(uncoded["codes_withdrawal"])
    assert pd.isna(uncoded["ruptures"])


def test_a_session_that_could_not_be_read_keeps_its_place():
    frame = trajectory([CASE], bench().sessions.query("session != 'b'"))
    assert frame["order"].tolist() == [1, 2, 3, 4]
    assert frame["note"].tolist() == ["", "not analyzed", "", "not coded"]
    assert pd.isna(frame.loc[1, "turns"])


def test_families_of_an_own_codebook_are_followed_too():
    g = bench()
    frame = families([CASE], g.codes, g.sessions)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == FAMILIES
    own = frame[frame["family"] == "X"].set_index("session")
    assert own["count"].tolist()[:3] == [0, 0, 1]
    assert pd.isna(own.loc["d", "count"])
    withdrawal = frame[frame["family"] == "withdrawal"].set_index("session")
    assert withdrawal.loc["a", ["count", "clear", "turns", "per_100_turns"]].tolist() == [2, 1, 2, 4.0]


def test_the_caseload_adds_up_coded_sessions():
    frame = caseload([CASE], trajectory([CASE], bench().sessions))
    row = frame.iloc[0]
    assert (row["sessions"], row["coded"], row["ruptures"], row["ruptures_resolved"]) == (4, 3, 3, 1)
    assert row["unresolved_last"] == 0


def test_themes_are_codes_of_two_sessions_or_more():
    frame = themes([CASE], bench().codes, "abc")
    assert frame["code"].tolist() == ["W2"]
    row = frame.iloc[0]
    assert (row["sessions"], row["of"], row["count"], row["clear"]) == (2, 3, 3, 2)
    assert (row["first"], row["last"], row["where"]) == ("a", "c", "a c")
    assert set(themes([CASE], bench().codes, "abc", least=1)["code"]) == {"W2", "W5", "C1", "X.own"}


def test_a_rupture_left_open_points_to_the_next_repair_of_its_own_kind():
    frame = repairs([CASE], bench().events)
    assert list(frame.columns) == list(REPAIRS)
    assert frame["outcome"].tolist() == ["unresolved", "resolved", "self_resolved"]
    assert frame["later_session"].tolist() == ["c", "", ""]
    assert frame["later_event"].tolist()[0] == 1


def test_repairs_never_point_to_another_client():
    other = Case("P0", (Visit("z", Path("z"), 1),), "manifest")
    g = gathered([analysis("z", events=[rupture(1, 2, "partial", ("W1",))]), *()])
    events = pd.concat([bench().events, g.events], ignore_index=True)
    frame = repairs([other, CASE], events).set_index("session")
    assert frame.loc["z", "later_session"] == ""


@pytest.mark.parametrize("held", [(), [CASE]])
def test_without_analyses_frames_have_their_columns(held):
    g = gathered([])
    followed = trajectory(held, g.sessions)
    assert list(followed.columns) == list(TRAJECTORY)
    assert list(families(held, g.codes, g.sessions).columns) == list(FAMILIES)
    assert list(caseload(held, followed).columns) == list(CASELOAD)
    assert list(themes(held, g.codes, ()).columns) == list(THEMES)
    assert list(repairs(held, g.events).columns) == list(REPAIRS)


def test_gathered_tables_hold_no_words():
    assert "text" not in bench().talk.columns


def test_the_four_session_sample_is_one_case_with_a_row_a_session():
    files = [Input(path, path.stem) for path in sorted(Path("sample_transcripts").glob("*-*.*"))]
    (case,) = cases(files)
    analyses = [analyze(read(visit.path), coder="rules") for visit in case.visits]
    frame = trajectory([case], gathered(analyses).sessions)
    assert case.id == "maya"
    assert frame["number"].tolist() == [1, 2, 3, 4]
    assert frame["turns"].tolist() == [len(a.session.talk) for a in analyses]
    assert (frame["codes_withdrawal"] + frame["codes_immediacy"]).gt(0).all()
