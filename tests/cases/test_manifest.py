"""Manifests as people write them: which column is which, and what is said when one cannot be right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer.cases import cases
from analyzer.cases.beside import sort_out
from analyzer.cases.dates import dates
from analyzer.cases.listing import number
from analyzer.cases.manifest import entries
from analyzer.errors import AnalyzerError
from analyzer.inputs import Input


def inputs(folder: Path, *names: str) -> list[Input]:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("T: hello\nC: hi\n")
    return [Input(folder / name, Path(name).stem) for name in names]


def manifest(folder: Path, text: str, **how: str) -> Path:
    path = folder / "manifest.csv"
    path.write_text(text, **how)
    return path


def test_a_manifest_groups_orders_and_dates_sessions(tmp_path):
    files = inputs(tmp_path, "b.txt", "a.txt", "c.txt", "stray.txt")
    rows = "file,client,therapist,session,date\na.txt,P1,T9,2,2024-03-08\nb.txt,p1 ,T9,1,2024-03-01\nc.txt,P2,T8,1,\n"
    first, second = cases(files, manifest=manifest(tmp_path, rows))
    assert (first.id, first.sessions, first.therapists, first.how) == ("P1", ("b", "a"), ("T9",), "manifest")
    assert first.visits[0].date == date(2024, 3, 1)
    assert second.sessions == ("c",)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffFile Name;Patient ID;Session No.\na.txt;P1;S02\nb.txt;P1;Session 1\n",
        "sep=;\nPath;Case;Sess\na;P1;2\nb;P1;1.0\n",
        "Transcript\tclient_id\tnumber\tremarks\na.txt\tP1\t2\t\nb.txt\tP1\t1\n\n",
        'file,case,session,,\n"a.txt",P1,2,,\nb.txt,P1,1\n,,,,\n',
    ],
)
def test_columns_are_known_by_many_names_and_marks(tmp_path, text):
    files = inputs(tmp_path, "a.txt", "b.txt")
    (case,) = cases(files, manifest=manifest(tmp_path, text, encoding="utf-8"))
    assert case.sessions == ("b", "a")
    assert [visit.number for visit in case.visits] == [1, 2]


def test_files_are_told_apart_by_their_folder(tmp_path):
    files = inputs(tmp_path, "x/s1.txt", "y/s1.txt")
    listed = manifest(tmp_path, "file,case\nx/s1.txt,A\ny\\s1.txt,B\n")
    assert [(case.id, case.visits[0].path.parent.name) for case in cases(files, manifest=listed)] == [
        ("A", "x"),
        ("B", "y"),
    ]


def test_rows_of_files_that_are_not_analyzed_now_are_passed_over(tmp_path):
    files = inputs(tmp_path, "a.txt", "b.txt")
    (case,) = cases(files[:1], manifest=manifest(tmp_path, "file,case\na.txt,P1\nb.txt,P1\n"))
    assert case.sessions == ("a",)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("file,session\na.txt,1\n", 1, "no column names the case or client"),
        ("client,session\nP1,1\n", 1, "no column names the file"),
        ("file,case\na.txt,\n", 2, "names no case or client"),
        ("file,case\na.txt,P1\n,P1\n", 3, "names no file"),
        ("file,case\na.txt,P1\na.txt,P2\n", 3, "twice"),
        ("file,case,session,date\na.txt,P1,1,2024-03-01\nb.txt,p1,01,2024-03-08\n", 3, "two sessions of this number"),
        ("file,case,session,part\na.txt,P1,1,2\nb.txt,P1,1,part 2\n", 3, "this part twice"),
        ("file,case,date\na.txt,P1,3/4/2024\n", 2, "two ways"),
        ("file,case,date\na.txt,P1,soon\n", 2, "cannot be read"),
        ("file,case\na.txt,P1,extra\n", 2, "more cells"),
        ("file,case,Case\na.txt,P1,P1\n", 1, "same name"),
        ("file,case\nnowhere.txt,P1\n", 2, "no such file"),
        ("file,case\ns1.txt,P1\n", 2, "several files"),
        ("\n\n", None, "empty"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_line_and_remedy(tmp_path, text, line, said):
    files = inputs(tmp_path, "a.txt", "b.txt", "x/s1.txt", "y/s1.txt")
    with pytest.raises(AnalyzerError, match=said) as told:
        cases(files, manifest=manifest(tmp_path, text))
    assert told.value.line == line
    assert told.value.remedy
    assert Path(str(told.value.path)).name == "manifest.csv"


def test_a_workbook_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "manifest.csv"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(AnalyzerError, match="save the table as CSV"):
        entries(path)


def test_tables_beside_the_transcripts_are_told_apart(tmp_path):
    (tmp_path / "a.txt").write_text("T: hello\nC: hi\n")
    (tmp_path / "who.csv").write_text("file,client,session,WAI\na.txt,P1,1,5\n")
    (tmp_path / "srs.csv").write_text("client,session,SRS\nP1,1,36\n")
    (tmp_path / "talk.csv").write_text("transcript,client,speaker,text\n1,P1,T,hello\n")
    (tmp_path / "odd.csv").write_text('"' + "x" * 200_000)
    files = [Input(path, path.stem) for path in sorted(tmp_path.iterdir())]
    found = sort_out(files)
    assert [item.id for item in found.transcripts] == ["a", "odd", "talk"]
    assert found.manifest == tmp_path / "who.csv"
    assert [path.name for path in found.scores] == ["srs.csv", "who.csv"]


def test_of_two_manifests_the_usual_name_decides_or_nothing_does(tmp_path):
    rows = "file,client\na.txt,P1\n"
    inputs(tmp_path, "a.txt")
    for name in ("x.csv", "y.csv"):
        (tmp_path / name).write_text(rows)
    files = [Input(path, path.stem) for path in sorted(tmp_path.iterdir())]
    with pytest.raises(AnalyzerError, match="second manifest"):
        sort_out(files)
    assert sort_out([*files, *inputs_of(manifest(tmp_path, rows))]).manifest == tmp_path / "manifest.csv"
    assert sort_out(files, tmp_path / "y.csv").manifest == tmp_path / "y.csv"


def inputs_of(path: Path) -> list[Input]:
    return [Input(path, path.stem)]


def test_dates_are_read_as_written_and_slashes_only_when_the_column_tells():
    assert (
        dates(["2024-03-01", "20240301", "1.3.2024", "March 1, 2024", "1 Mar 2024", "2024-03-01T10:00:00Z"])
        == [date(2024, 3, 1)] * 6
    )
    assert dates(["3/4/2024", "25/4/2024"]) == [date(2024, 4, 3), date(2024, 4, 25)]
    assert dates(["3/4/2024", "4/25/2024"]) == [date(2024, 3, 4), date(2024, 4, 25)]
    assert dates(["3/4/2024", "5/5/2024", "", "30.2.2024"]) == [None, date(2024, 5, 5), None, None]


@pytest.mark.parametrize(
    ("cell", "told"), [("5", 5), ("S05", 5), ("Session 5", 5), ("5.0", 5), ("5.5", None), ("5-6", None), ("", None)]
)
def test_a_session_number_is_the_one_number_in_its_cell(cell, told):
    assert number(cell) == told
