from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import ods, sheet, xlsx

from analyzer.errors import ReadError
from analyzer.readers import read, readings
from analyzer.roles import settle


def put(folder, text, name="a.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def said(reading):
    return [(u.speaker, u.text, u.start, u.end) for u in reading.utterances]


TWO = [("T", "How, then?", 1.0, 3.0), ("C", "Long", 4.5, 6.0)]
UNTIMED = [(speaker, text, None, None) for speaker, text, _, _ in TWO]

TABLES = {
    "commas": ('speaker,text,start,end\nT,"How, then?",0:01,0:03\nC,Long,0:04.5,0:06\n', TWO),
    "semicolons and decimal commas": ("Start;Stop;Speaker;Utterance\n1,0;3,0;T;How, then?\n4,5;6,0;C;Long\n", TWO),
    "tabs": ("Begin\tEnd\tWho\tMessage\n1\t3\tT\tHow, then?\n4.5\t6\tC\tLong\n", TWO),
    "bars": ("role|content\nT|How, then?\nC|Long\n", UNTIMED),
    "milliseconds by name": ('start_ms,end_ms,name,transcript\n1000,3000,T,"How, then?"\n4500,6000,C,Long\n', TWO),
    "milliseconds by size": (
        'time,end,participant,text\n1000,3000,T,"How, then?"\n94500,96000,C,Long\n',
        [TWO[0], ("C", "Long", 94.5, 96.0)],
    ),
    "a column with a number and one with a remark": (
        'id,speaker name,utterance_text,remark\n1,T,"How, then?",good\n2,C,Long,\n',
        UNTIMED,
    ),
    "no names, two columns": (
        'T,"How, then?"\nC,Long\nT,"So, yes"\nC,No\n',
        [*UNTIMED, ("T", "So, yes", None, None), ("C", "No", None, None)],
    ),
    "no names, times too": (
        "00:01;T;How, then?\n00:04.5;C;Long\n00:09;T;Hm\n00:11;C;Yes\n",
        [(*TWO[0][:3], None), (*TWO[1][:3], None), ("T", "Hm", 9.0, None), ("C", "Yes", 11.0, None)],
    ),
    "a strange name for the talk": (
        "Start\tWho\tWhat was said\n00:01\tT\tHow, then?\n00:04.5\tC\tLong\n",
        [(*TWO[0][:3], None), (*TWO[1][:3], None)],
    ),
    "an unquoted comma": ("speaker,text\nT,How, then?\nC,Long\n", UNTIMED),
    "an unquoted comma before another column": ("speaker,text,mood\nT,How, then?,dry\nC,Long,dry\n", UNTIMED),
    "a title above": (
        'Session 4,,\n,,\nspeaker,text,start\nT,"How, then?",1\nC,Long,4.5\n',
        [(*TWO[0][:3], None), (*TWO[1][:3], None)],
    ),
    "labels in the talk": (
        "transcript,codes\nT: How,W1\nC: Long,W2\n",
        [("T", "How", None, None), ("C", "Long", None, None)],
    ),
    "roles beside names": (
        "name,role,text\nJo,client,Long\nAmy,therapist,How\n",
        [("client", "Long", None, None), ("therapist", "How", None, None)],
    ),
    "a line break in a cell": ('speaker,text\nT,"How,\nthen?"\nC,Long\n', UNTIMED),
    "no table at all": (
        "Therapist: How, then?\nClient: Long, and no, or yes\n",
        [("Therapist", "How, then?", None, None), ("Client", "Long, and no, or yes", None, None)],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_delimited_tables(tmp_path, name):
    text, expected = TABLES[name]
    assert said(read(put(tmp_path, text))) == expected


def test_a_table_with_names_of_columns_needs_no_suffix(tmp_path):
    assert read(put(tmp_path, TABLES["semicolons and decimal commas"][0], "a.txt")).format == "csv"


def test_rows_without_talk_or_speaker_are_told(tmp_path):
    reading = read(put(tmp_path, "speaker,text\n,early\nT,one\nC,\n,\n,more\nC,two\n"))
    assert [(u.speaker, u.text, u.line) for u in reading.utterances] == [
        ("T", "one", 3),
        ("C", "more", 6),
        ("C", "two", 7),
    ]
    assert [(p.line, p.reason) for p in reading.problems] == [
        (2, "talk without a speaker"),
        (4, "a row without talk"),
        (None, "rows that name no speaker were given to the speaker before: 1"),
    ]


def test_a_stray_quotation_mark_swallows_no_rows(tmp_path):
    reading = read(put(tmp_path, 'speaker,text\nT,"one\nC,two\nT,three\n'))
    assert [u.text for u in reading.utterances] == ['"one', "two", "three"]


def test_numbers_of_turns_are_no_part_of_the_speaker(tmp_path):
    rows = "".join(f"{'TC'[n % 2]}{n // 2 + 1},word {n}\n" for n in range(20))
    assert {u.speaker for u in read(put(tmp_path, "speaker,text\n" + rows)).utterances} == {"T", "C"}


def test_several_sessions_in_a_file_are_refused(tmp_path):
    path = put(tmp_path, "session,speaker,text\n1,T,a\n2,T,b\n1,C,c\n2,C,d\n1,T,e\n,C,f\n")
    with pytest.raises(ReadError, match="this file holds 2 transcripts; save each in a file of its own"):
        read(path)
    assert [(one.part, [u.text for u in one.utterances]) for one in readings(path)] == [
        ("1", ["a", "c", "e", "f"]),
        ("2", ["b", "d"]),
    ]


def test_a_very_long_cell_is_read(tmp_path):
    reading = read(put(tmp_path, f"speaker,text\nT,{'a' * 200_000}\nC,b\n"))
    assert len(reading.utterances[0].text) == 200_000
    assert csv.field_size_limit() == 131072


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()).replace("\ufeff", "")
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("TC"), CELL), min_size=2, max_size=10), st.sampled_from(",;\t|"))
def test_quoted_tables_come_back_as_written(tmp_path_factory, rows, mark):
    rows = [("T", "begin"), ("C", "begin"), *((who, text) for who, text in rows if text)]
    written = io.StringIO()
    csv.writer(written, delimiter=mark).writerows([("speaker", "text"), *rows])
    reading = read(put(tmp_path_factory.mktemp("csv"), written.getvalue()))
    assert [(u.speaker, u.text) for u in reading.utterances] == rows


ROWS = [
    ("Notes of May",),
    ("Speaker", "Start", "Text"),
    ("T", "0:01", "One"),
    (),
    ("C", "0:02", "Two"),
    ("", "", "Three"),
]


def test_spreadsheets(tmp_path):
    expected = [("T", "One", 1.0, 3), ("C", "Two", 2.0, 5), ("C", "Three", None, 6)]
    for path in (xlsx(tmp_path / "a.xlsx", sheet([("Cover",)]), sheet(ROWS)), ods(tmp_path / "a.ods", ROWS)):
        reading = read(path)
        assert [(u.speaker, u.text, u.start, u.line) for u in reading.utterances] == expected
        assert reading.format == path.suffix[1:]
        assert (1, "a row above the names of columns") in [(p.line, p.reason) for p in reading.problems]
    assert "sheet 1 was not read" in [p.reason for p in read(tmp_path / "a.xlsx").problems]


def test_cells_too_far_apart_are_refused(tmp_path):
    far = sheet(ROWS).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(ReadError, match="spans too many cells"):
        read(xlsx(tmp_path / "a.xlsx", far))
    with pytest.raises(ReadError, match="damaged"):
        read(xlsx(tmp_path / "b.xlsx", "<worksheet"))


def test_a_table_in_another_language_that_tells_its_mark(tmp_path):
    rows = "1;Therapeut;00:01,5;00:04;Wie, bitte?\n2;Klient;00:05;00:06;Gut.\n"
    (tmp_path / "a.csv").write_text(f"sep=;\nNr;Sprecher;Beginn;Ende;\u00c4u\u00dferung\n{rows}", encoding="utf-8")
    found = read(tmp_path / "a.csv")
    assert [tuple(u)[:5] for u in found.utterances] == [
        ("Therapeut", "Wie, bitte?", 1.5, 4.0, 3),
        ("Klient", "Gut.", 5.0, 6.0, 4),
    ]
    assert [role.role for role in settle(found.utterances)] == ["therapist", "client"]
