"""File names: which are one client's sessions, and which only look like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer.cases import cases
from analyzer.cases.names import parsed
from analyzer.inputs import Input

TOLD = {
    "maya-s01.txt": ("maya", 1, None),
    "P03_session12.vtt": ("P03", 12, None),
    "client7-4.docx": ("client7", 4, None),
    "2024-03-01 anna.txt": ("anna", None, date(2024, 3, 1)),
    "anna_20240301.srt": ("anna", None, date(2024, 3, 1)),
    "anna 01.03.2024.txt": ("anna", None, date(2024, 3, 1)),
    "anna s03 2024-03-01.txt": ("anna", 3, date(2024, 3, 1)),
    "Session 12 - Anna.txt": ("Anna", 12, None),
    "P03S12.txt": ("P03", 12, None),
    "101_s3.txt": ("101", 3, None),
    "anna sess. 7.txt": ("anna", 7, None),
    "B.J. 4.txt": ("B.J", 4, None),
    "maya-s01.transcript.vtt": ("maya", 1, None),
    "2024-03-01 client 7.txt": ("client 7", None, date(2024, 3, 1)),
}
NO_ONES = (
    *("client7.txt", "client 7.txt", "session 3.txt", "transcript_04.txt", "interview-s02.txt", "recording 12.vtt"),
    *(
        "annomi-103.txt",
        "101-03.txt",
        "maya-s01 part 2.txt",
        "maya.txt",
        "half-pay.vtt",
        "ms01.txt",
        "maya-s01 (2).txt",
    ),
    *("2024-03-01.txt", "2024-13-45 session.txt", "GMT20240301-150000_Recording.transcript.vtt", "maya-s1a.txt"),
)


@pytest.mark.parametrize("name", TOLD)
def test_a_name_tells_whose_session_it_is_and_which(name):
    assert parsed(Path(name)) == TOLD[name]


@pytest.mark.parametrize("name", NO_ONES)
def test_a_name_that_may_be_anyones_tells_nothing(name):
    assert parsed(Path(name)) is None


def grouped(*names: str):
    inputs = [Input(Path(name), Path(name).stem) for name in names]
    return {case.id: case.sessions for case in cases(inputs)}


def test_sessions_of_one_name_are_a_case_in_the_order_of_their_numbers():
    found = grouped("x/maya-s10.txt", "x/maya s2.docx", "x/Maya_S01.vtt", "x/other.txt")
    assert found == {"maya": ("Maya_S01", "maya s2", "maya-s10")}


def test_one_session_alone_is_no_case():
    assert grouped("x/maya-s01.txt", "x/anna-s01.txt") == {}


def test_sessions_are_ordered_by_date_where_they_have_no_numbers():
    assert grouped("anna 2024-03-08.txt", "2024-03-01 anna.txt") == {"anna": ("2024-03-01 anna", "anna 2024-03-08")}


def test_a_session_there_twice_makes_no_case():
    assert grouped("maya-s01.txt", "maya-s01.vtt", "maya-s02.txt") == {}


def test_numbers_mixed_with_dates_cannot_be_put_in_order():
    assert grouped("maya-s01.txt", "maya 2024-03-01.txt") == {}


def test_like_names_in_two_folders_are_two_cases_with_slugs_of_their_own():
    names = ("a/P1-s1.txt", "a/P1-s2.txt", "b/P1-s1.txt", "b/P1-s2.txt")
    found = cases([Input(Path(name), name.replace("/", "-")) for name in names])
    assert [case.id for case in found] == ["a P1", "b P1"]
    assert [case.slug for case in found] == ["a-P1", "b-P1"]


def test_numbered_files_of_a_study_are_not_one_client():
    assert grouped(*(f"transcript_{n:03}.txt" for n in range(1, 40)), *(f"client {n}.txt" for n in range(9))) == {}


def test_a_column_in_the_transcripts_names_the_case(tmp_path):
    for name, case, session in (("one", "P7", 2), ("two", "p7 ", 1), ("three", "P8", 1)):
        rows = f"speaker,text,case,session\nT,hello,{case},{session}\nC,hi,{case},{session}\n"
        (tmp_path / f"{name}.csv").write_text(rows)
    (tmp_path / "mixed.csv").write_text("speaker,text,case\nT,hello,P7\nC,hi,P8\n")
    inputs = [Input(path, path.stem) for path in sorted(tmp_path.iterdir())]
    found = {case.id.strip(): case.sessions for case in cases(inputs)}
    assert found == {"P7": ("two", "one"), "P8": ("three",)}
