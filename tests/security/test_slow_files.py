"""Slow files: what is small to send and would take very long to read takes time that grows with its size only."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from packed import OFFICE

from analyzer.errors import ReadError
from analyzer.readers import read, readings
from analyzer.readers.times import seconds

GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n0\n1\n<exists>\n'
SPACES = (
    f"xmlns:o='{OFFICE}office:1.0' xmlns:t='{OFFICE}text:1.0' xmlns:b='{OFFICE}table:1.0' xmlns:d='{OFFICE}drawing:1.0'"
)
CELL = ("<b:table><b:table-row><b:table-cell>", "</b:table-cell></b:table-row></b:table>")
BOX = ("<t:p><d:text-box>", "</d:text-box></t:p>")


def flat(body: str) -> str:
    kind = "application/vnd.oasis.opendocument.text"
    return f"<o:document {SPACES} o:mimetype='{kind}'><o:body><o:text>{body}</o:text></o:body></o:document>"


SLOW = {
    "CHAT, one tier": (".cha", "@UTF8\n*T:\ta\n" + "\tword\n" * 150_000 + "*C:\tb\n"),
    "WebVTT, one cue": (".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nT: a\n" + "some words here\n" * 60_000),
    "LRC, one cue": (".lrc", "[00:01.00] T: a\n" + "some\n" * 90_000),
    "web page, hidden in hidden": (".html", "<html><body>" + "<svg>" * 50_000 + "</title>" * 50_000 + "T: a"),
    "web page, tags without end": (".html", "<html>" + '<a "' * 100_000 + ">"),
    "OpenDocument, boxes in boxes": (".fodt", flat(BOX[0] * 60 + "<t:p>T: a</t:p>" + BOX[1] * 60)),
    "OpenDocument, tables in tables": (".fodt", flat(CELL[0] * 60 + "<t:p>T: a</t:p>" + CELL[1] * 60)),
    "TextGrid, very many intervals told": (".TextGrid", f'{GRID}1\n"IntervalTier"\n"a"\n0\n1\n999999999999\n0\n1\n"x"'),
    "TextGrid, fewer than none": (".TextGrid", GRID + "999999999\n" + '"IntervalTier"\n"a"\n0\n1\n-2\n' * 3),
    "TextGrid, tiers alike": (".TextGrid", GRID + "9000\n" + '"IntervalTier"\n"a"\n0\n1\n1\n0\n1\n"x"\n' * 9_000),
    "JSON, lists in lists": (".json", "[" * 900 + '{"text": "a"}' + "]" * 900),
    "JSON, deep beyond reason": (".json", "[" * 300_000),
    "CSV, quotes": (".csv", 'speaker,text\n"' + '"",' * 100_000),
    "text, labels": (".txt", "A b C d E f G: " * 20_000),
    "text, one line": (".txt", "T: a " * 60_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_hostile_file_takes_no_time(tmp_path, name):
    suffix, text = SLOW[name]
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    begun = time.process_time()
    with contextlib.suppress(ReadError):
        readings(path)
    assert time.process_time() - begun < 2


def said(reading) -> list[str]:
    return [f"{one.speaker}: {one.text}" for one in reading.utterances]


def test_boxes_inside_others_are_read_once_and_those_in_notes_not(tmp_path):
    path = tmp_path / "a.fodt"
    inner = f"{BOX[0]}<t:p>T: One</t:p>{BOX[0]}<t:p>C: Two</t:p>{BOX[1]}<t:p>T: Three</t:p>{BOX[1]}"
    note = "<t:note><t:p>a remark</t:p><d:text-box><t:p>C: no talk</t:p></d:text-box></t:note>"
    path.write_text(flat(f"{inner}<t:p>C: Four{note}</t:p><t:p>T: Five</t:p>"), encoding="utf-8")
    reading = read(path)
    assert sorted(said(reading)) == ["C: Four", "C: Two", "T: Five", "T: One", "T: Three"]
    assert [problem.words for problem in reading.problems if "notes" in problem.reason] == [4]


def test_tables_inside_others_are_read_once(tmp_path):
    path = tmp_path / "a.fodt"
    cells = [f"{CELL[0]}<t:p>{who}: {word}</t:p>{CELL[1]}" for who, word in zip("TCTC", "abcd", strict=True)]
    path.write_text(flat(f"{CELL[0]}{''.join(cells)}{CELL[1]}"), encoding="utf-8")
    assert " ".join(said(read(path))).count("a") == 1


@pytest.mark.parametrize(
    "start", [10**400, -(10**400), 1e300, float("inf"), float("nan"), "9" * 400, "²", "1" * 12, True, -1]
)
def test_a_time_that_cannot_be_is_none(tmp_path, start):
    rows = [{"speaker": who, "text": "One two", "start": start} for who in "TCTC"]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    for one in read(tmp_path / "a.json").utterances:
        assert one.start is None or 0 <= one.start < 1e13


def test_a_time_is_a_number_of_seconds_or_none():
    assert [seconds(value) for value in (0, 1.5, 10**12, 10**19, -0.1, 10**400, "²")] == [
        0,
        1.5,
        1e12,
        None,
        None,
        None,
        None,
    ]


def test_times_in_superscript_do_not_break_a_table(tmp_path):
    (tmp_path / "a.csv").write_text(
        "speaker,text,start\nT,One two,²\nC,Three,²\nT,Four,3\nC,Five,4\n", encoding="utf-8"
    )
    assert [one.start for one in read(tmp_path / "a.csv").utterances] == [None, None, 3, 4]
