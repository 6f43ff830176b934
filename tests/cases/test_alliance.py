"""Alliance scores: wide and long, with gaps, and joined to the transcripts of their sessions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer.cases.alliance import SCORES, is_scores, joined, scores
from analyzer.cases.case import Case, Visit
from analyzer.errors import AnalyzerError


def written(folder: Path, text: str) -> Path:
    path = folder / "alliance.csv"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str):
    return [(s.case, s.number, s.measure, s.rater, s.value) for s in scores(written(folder, text))]


def test_a_wide_table_gives_a_score_for_each_measure(tmp_path):
    text = "client,session,age,WAI,SRS total,remarks\nP1,1,34,5.5,36,late\nP1,2,34,NA,-99,\n"
    assert told(tmp_path, text) == [
        ("P1", 1, "WAI", "", 5.5),
        ("P1", 1, "SRS total", "", 36.0),
        ("P1", 2, "WAI", "", None),
        ("P1", 2, "SRS total", "", None),
    ]


def test_columns_named_after_no_measure_are_taken_only_where_none_is(tmp_path):
    assert {row[2] for row in told(tmp_path, "case,session,age,WAI-SR\nP1,1,34,5\nP1,2,34,6\n")} == {"WAI-SR"}
    assert {row[2] for row in told(tmp_path, "case,session,bruecke,phase\nP1,1,5,early\nP1,2,6,late\n")} == {"bruecke"}


def test_a_treatment_arm_is_not_the_agnew_relationship_measure(tmp_path):
    assert {row[2] for row in told(tmp_path, "case,session,arm,WAI\nP1,1,CBT,5\nP1,2,CBT,6\n")} == {"WAI"}


def test_a_long_table_names_measure_and_rater_on_each_row(tmp_path):
    text = "patient;session;instrument;rater;score\nP1;1;WAI;client;5,25\nP1;1;WAI;therapist;6,0\n"
    assert told(tmp_path, text) == [("P1", 1, "WAI", "client", 5.25), ("P1", 1, "WAI", "therapist", 6.0)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("session,WAI\n1,5\n", 1, "no column names the case"),
        ("case,WAI\nP1,5\n", 1, "no column tells the session"),
        ("case,session,mood\nP1,1,good\n", 1, "no column holds scores"),
        ("case,session,WAI\nP1,1,5\nP1,2,high\n", 3, "column WAI is not a number"),
        ("case,session,WAI\nP1,1,5\n,2,5\n", 3, "names no case"),
        ("case,session,WAI\nP1,1,5\nP1,intake,5\n", 3, "tells no session number"),
        ("case,session,WAI\nP1,1,5\np1,01,4\n", 3, "two scores"),
        ("case,date,WAI\nP1,1/2/2024,5\n", 2, "two ways"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_line(tmp_path, text, line, said):
    with pytest.raises(AnalyzerError, match=said) as error:
        scores(written(tmp_path, text))
    assert error.value.line == line
    assert error.value.remedy
    assert "high" not in str(error.value)


def test_scores_are_told_from_transcripts_and_manifests_by_their_header(tmp_path):
    assert is_scores(written(tmp_path, "client,session,WAI\nP1,1,5\n"))
    assert not is_scores(written(tmp_path, "file,client,session\na,P1,1\n"))
    assert not is_scores(written(tmp_path, "session,speaker,text,client,value\n1,T,hello,P1,3\n"))


def test_scores_join_the_session_of_their_number_and_stay_without_one(tmp_path):
    case = Case("Maya", (Visit("m5", Path("m5"), 5), Visit("m6", Path("m6"), 6)), "manifest")
    frame = joined([case], scores(written(tmp_path, "client,session,WAI\nmaya,4,5.1\nmaya,5,5\nmaya,6,\nX,1,3\n")))
    assert list(frame.columns) == list(SCORES)
    assert list(zip(frame["case"], frame["session"], strict=True)) == [
        ("Maya", ""),
        ("Maya", "m5"),
        ("Maya", "m6"),
        ("X", ""),
    ]
    assert frame["score"].isna().tolist() == [False, False, True, False]


def test_scores_join_by_date_where_sessions_have_no_numbers(tmp_path):
    case = Case(
        "anna", (Visit("a", Path("a"), None, date(2024, 3, 1)), Visit("b", Path("b"), None, None)), "file names"
    )
    frame = joined([case], scores(written(tmp_path, "client,date,WAI\nanna,2024-03-01,5\nanna,2024-03-08,6\n")))
    assert frame["session"].tolist() == ["a", ""]


def test_without_scores_the_frame_is_empty_and_has_its_columns():
    assert list(joined([], []).columns) == list(SCORES)
