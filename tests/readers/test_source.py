from __future__ import annotations

import contextlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.readers import read
from analyzer.readers import source as sources

TALK = "Therapist: How’s that – “fine”?\nClient: Naïve café… £20\nTherapist: And?\nClient: No.\n"
SAID = ["How’s that – “fine”?", "Naïve café… £20", "And?", "No."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("pad", [0, 300])
def test_every_encoding_gives_the_same_words(tmp_path, encoding, pad):
    path = tmp_path / "a.txt"
    path.write_bytes((TALK + "Therapist: plain\nClient: plain\n" * pad).encode(encoding))
    assert [u.text for u in read(path).utterances][:4] == SAID


def test_an_old_encoding_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TALK.encode("cp1252"))
    assert [p.reason for p in read(path).problems] == ["the file is not in UTF-8; it was read as cp1252"]


def test_a_few_broken_bytes_do_not_spoil_the_rest(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TALK.encode() * 20 + b"Therapist: b\xffd\n")
    reading = read(path)
    assert [u.text for u in reading.utterances][:4] == SAID
    assert reading.utterances[-1].text == "b\ufffdd"
    assert reading.problems[0].line == 81


def test_content_decides_and_not_the_suffix(tmp_path):
    path = tmp_path / "a.docx"
    path.write_text("T: One\nC: Two")
    assert read(path).format == "text"


BAD = {
    "empty": (b"", "this file is empty"),
    "blank": (b" \n\r\n\t", "this file is empty"),
    "binary": (bytes(range(256)) * 20, "this is not a text file"),
    "NUL": (b"T: One\nC: \x00\n", "this is not a text file"),
    "half a PDF": (b"%PDF-1.7\n", "this PDF is damaged or has a password"),
    "a web page without talk": (b"<html><p>One</p><p>Two</p></html>", "no speaker labels found"),
    "an empty web page": (b"<html><title>One</title></html>", "this file is empty"),
    "rich text without talk": (b"{\\rtf1 One\\par Two}", "no speaker labels found"),
    "XML with entities": (
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>",
        "a document type is not read",
    ),
    "half an ELAN file": (b"<?xml version='1.0'?><ANNOTATION_DOCUMENT><TIER>", "not well-formed XML"),
    "half a TextGrid": (
        b'File type = "ooTextFile"\nObject class = "TextGrid"\n0\n1\n<exists>\n2\n"Int',
        "TextGrid is damaged",
    ),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file, or one with a password"),
    "half an archive": (b"PK\x03\x04" + bytes(50), "this file is damaged"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".vtt", ".csv", ".json"])
def test_what_is_no_transcript_is_refused_in_one_line(tmp_path, name, suffix):
    content, reason = BAD[name]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


TOKENS = [
    "T: ",
    "C: ",
    "a",
    ",",
    ";",
    "\t",
    '"',
    "\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    "<v A>",
    "00:01",
    " --> ",
    "speaker",
    "text",
]
MIXED = st.lists(st.sampled_from([*TOKENS, "WEBVTT\n\n", "\n\n", "\x00", "\xff", "null", "1"]), max_size=40).map(
    "".join
)


@settings(max_examples=150, deadline=None)
@given(MIXED, st.sampled_from([".txt", ".vtt", ".srt", ".csv", ".tsv", ".json", ".jsonl", ".docx"]))
def test_whatever_stands_in_a_file_it_is_read_or_refused(tmp_path_factory, text, suffix):
    path = tmp_path_factory.mktemp("mixed") / f"a{suffix}"
    path.write_bytes(text.encode("latin-1"))
    with contextlib.suppress(ReadError):
        reading = read(path)
        assert all(u.speaker and u.text.strip() for u in reading.utterances)
        assert reading.lines > 0


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(ReadError, match="this is not a file"):
        read(tmp_path)
    with pytest.raises(ReadError, match="there is no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be opened"):
        read(str(tmp_path / "a\0b.txt"))
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="this is not a file"):
        read(tmp_path / "pipe.txt")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(sources.LIMIT + 1)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("read"))
    with pytest.raises(ReadError, match="more than 100 MB; split it into sessions"):
        read(path)
