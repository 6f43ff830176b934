"""Guards: files made to harm the machine, or to reach outside, are refused in one line."""

from __future__ import annotations

import builtins
import contextlib
import json
import time
import zipfile

import pytest
from packed import OFFICE, odt, pack, pdf

from analyzer.errors import ReadError
from analyzer.readers import read, readings, source

TALK = "T: One.\nC: Two.\nT: Three.\nC: Four."


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def test_names_in_an_archive_cannot_point_outside(tmp_path):
    names = ["../../etc/talk.txt", "/etc/passwd.txt", "..\\..\\windows\\talk2.txt", "C:\\talk3.txt", "a/../../b.txt"]
    before = set(tmp_path.rglob("*"))
    path = archive(tmp_path / "a.zip", dict.fromkeys(names, TALK))
    found = readings(path)
    assert sorted(one.part for one in found) == ["b", "passwd", "talk", "talk2", "talk3"]
    assert set(tmp_path.rglob("*")) - before == {path}


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LIMIT", 1_000_000)
    path = archive(tmp_path / "a.zip", {f"{n}.txt": bytes(300_000) for n in range(4)})
    assert path.stat().st_size < 10_000
    with pytest.raises(ReadError, match="more than 1 MB"):
        readings(path)


def test_a_size_that_lies_is_found_out(tmp_path):
    path = archive(tmp_path / "a.zip", {"a.txt": "T: aaaaaaaaaa\n" * 1000})
    data = path.read_bytes()
    path.write_bytes(data.replace((14_000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    with pytest.raises(ReadError, match="damaged"):
        readings(path)


def test_archives_in_archives_and_other_files_are_told(tmp_path):
    inner = archive(tmp_path / "b.zip", {"a.txt": TALK})
    path = archive(tmp_path / "a.zip", {"a.txt": TALK, "b.zip": inner.read_bytes(), "c.mp3": b"ID3" + bytes(99)})
    (reading,) = readings(path)
    assert [p.reason for p in reading.problems] == [
        "file 2 of this archive was not read: this kind of file is not read",
        "file 3 of this archive was not read: this is a sound file, which is not read",
    ]
    with pytest.raises(ReadError, match="this archive is empty"):
        readings(archive(tmp_path / "c.zip", {"__MACOSX/._a.txt": "x"}))
    with pytest.raises(ReadError, match="holds more than 2000 files"):
        readings(archive(tmp_path / "d.zip", {f"{n}.txt": "" for n in range(2001)}))


def test_one_bad_file_of_an_archive_costs_no_other(tmp_path):
    path = archive(tmp_path / "a.zip", {"a.txt": "Nobody speaks here.", "b.txt": TALK})
    (reading,) = readings(path)
    assert reading.part == "b"
    assert reading.problems[-1].reason == "file 1 of this archive was not read: no speaker labels found"
    with pytest.raises(ReadError, match="no speaker labels found"):
        readings(archive(tmp_path / "b.zip", {"a.txt": "Nobody speaks here."}))


BOMB = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
DEEP = "<a>" * 5000


@pytest.mark.parametrize("start", [BOMB, OUTSIDE])
@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        (".eaf", "<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>"),
        (".ttml", "<tt xmlns='x'><body><p>&b;</p></body></tt>"),
        (
            ".fodt",
            f"<o:document xmlns:o='{OFFICE}office:1.0' o:mimetype='x.opendocument.text'>&b;</o:document>",
        ),
    ],
)
def test_entities_are_refused(tmp_path, start, suffix, body):
    path = tmp_path / f"a{suffix}"
    path.write_text(start + body)
    with pytest.raises(ReadError, match="line 1: a document type is not read"):
        read(path)


def test_packed_xml_with_entities_or_too_deep_is_refused(tmp_path):
    parts = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(ReadError, match="a document type is not read"):
        read(pack(tmp_path / "a.odt", {**parts, "content.xml": f"{BOMB}<a>&c;</a>"}))
    with pytest.raises(ReadError, match="nested too deeply"):
        read(pack(tmp_path / "b.odt", {**parts, "content.xml": DEEP}))
    with pytest.raises(ReadError, match="this file is empty"):
        read(odt(tmp_path / "c.odt"))


SLOW = {
    "rich text, groups": (".rtf", "{\\rtf1 " + "{" * 50_000 + "T: One"),
    "rich text, words": (".rtf", "{\\rtf1 " + "\\'e9\\u233?\\f1 " * 20_000),
    "web page, tables": (".html", "<html>" + "<table><tr><td>" * 10_000),
    "web page, comments": (".html", "<html>" + "<!--" * 20_000),
    "web page, brackets": (".html", "<html>" + '<a "' * 20_000),
    "TextGrid, tokens": (".TextGrid", 'File type = "ooTextFile"\nObject class = "TextGrid"\n' + "1 " * 50_000),
    "CHAT, brackets": (".cha", "@UTF8\n*T:\t" + "<[" * 5_000 + "\n*C:\t" + "(a" * 5_000),
    "ASS, tags": (".ass", "[Script Info]\n[Events]\nDialogue: " + "{\\" * 20_000),
    "JSON, depth": (".json", '{"results":' * 900 + "1" + "}" * 900),
    "headings": (".txt", "Session 1\nT: a\nC: b\n" * 5_000),
    "headings, long": (".txt", "T: a\nC: b\nSession 1 - " + "a, " * 5_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_hostile_text_takes_no_time(tmp_path, name):
    suffix, text = SLOW[name]
    path = tmp_path / f"a{suffix}"
    path.write_text(text)
    begun = time.process_time()
    with contextlib.suppress(ReadError):
        readings(path)
    assert time.process_time() - begun < 2


def test_pdf_needs_an_extra_and_says_so(tmp_path, monkeypatch):
    path = pdf(tmp_path / "a.pdf", [["T: One.", "C: Two."]])
    assert len(read(path).utterances) == 2
    real = builtins.__import__
    monkeypatch.setattr(
        builtins, "__import__", lambda name, *rest: missing() if name == "pypdfium2" else real(name, *rest)
    )
    with pytest.raises(ReadError, match=r"PDF files need an extra; install it: pip install '.*\[pdf\]'"):
        read(path)


def missing():
    raise ImportError


def test_pictures_of_pages_are_refused(tmp_path):
    with pytest.raises(ReadError, match="pictures of pages"):
        read(pdf(tmp_path / "a.pdf", [[], []]))


def test_headers_and_footers_of_two_pages_leave_labels_alone(tmp_path):
    reading = read(
        pdf(tmp_path / "a.pdf", [["T: Hm.", "C: One.", "T: Hm.", "1"], ["T: Hm.", "C: Two.", "T: Hm.", "2"]])
    )
    assert [u.text for u in reading.utterances] == ["Hm.", "One.", "Hm.", "Hm.", "Two.", "Hm."]
    assert [(p.line, p.words) for p in reading.problems] == [(4, 1), (8, 1)]


@pytest.mark.parametrize(
    "content",
    [
        {"results": {"items": [1, None, "x", {"alternatives": [3]}], "transcripts": 4}},
        {"results": [None, {"alternatives": [{"words": 1}]}, {"alternatives": [{"transcript": 5}]}]},
        {"results": {"channels": [{"alternatives": [{"words": [None, {"word": None}]}]}]}},
        {"recognizedPhrases": [{"nBest": 3, "offset": []}]},
        {"monologues": [{"elements": [{"value": None}], "speaker": {}}]},
        {"results": [{"alternatives": [{"timestamps": [[], [1], "x"]}]}], "speaker_labels": 1},
        {"results": [{"type": "word", "alternatives": [{"content": {}, "speaker": []}]}]},
        {"segments": [{"speaker": "A", "text": None, "words": [1]}, {"speaker": ["x"], "text": "a"}]},
    ],
)
def test_records_of_a_strange_shape_are_read_or_refused(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content))
    with contextlib.suppress(ReadError):
        assert all(one.text and one.speaker for one in read(path).utterances)
