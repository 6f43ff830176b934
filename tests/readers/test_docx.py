from __future__ import annotations

import docx as oracle
import pytest
from packed import WORD, docx, grid, paragraph, run

from analyzer.errors import ReadError
from analyzer.readers import read, source


def said(reading):
    return [(u.speaker, u.text, u.line) for u in reading.utterances]


def test_paragraphs_read_with_changes_accepted(tmp_path):
    path = docx(
        tmp_path / "a.docx",
        paragraph("Session 3"),
        paragraph("Ther", "apist: How ", f"<w:ins>{run('was ')}</w:ins>", "it?"),
        paragraph("Client:", "<w:r><w:tab/></w:r>", "<w:del><w:r><w:delText>Bad. </w:delText></w:r></w:del>", "Fine."),
        paragraph(f"<w:moveFrom>{run('Client: moved')}</w:moveFrom>", "and long"),
        paragraph("Therapist: Since", "<w:r><w:noBreakHyphen/></w:r>", "when?", "<w:r><w:br/></w:r>", "Client: May."),
        paragraph(""),
    )
    reading = read(path)
    assert said(reading) == [
        ("Therapist", "How was it?", 2),
        ("Client", "Fine. and long", 3),
        ("Therapist", "Since-when?", 5),
        ("Client", "May.", 6),
    ]
    assert [tuple(problem) for problem in reading.problems] == [
        (1, "header, before the first speaker label", 2),
        (None, "deleted text, in tracked changes, was not read", 1),
    ]
    assert (reading.format, reading.lines) == ("docx", 7)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("Time", "Speaker", "Text"), ("00:01", "T", "One\nmore"), ("00:05", "C", "Two"), ("", "", "and three")],
            [("T", "One more", 3), ("C", "Two", 4), ("C", "and three", 5)],
        ),
        (
            [("T:", "One, then some"), ("C:", "Two, or so"), ("T:", "Three")],
            [("T", "One, then some", 2), ("C", "Two, or so", 3), ("T", "Three", 4)],
        ),
        (
            [("Transcript", "Codes"), ("T: One\nC: Two", "W2"), ("T: Three\nC: Four", "C1")],
            [("T", "One", 3), ("C", "Two", 3), ("T", "Three", 4), ("C", "Four", 4)],
        ),
        ([("T: One\nC: Two",), ("T: Three",)], [("T", "One", 2), ("C", "Two", 2), ("T", "Three", 3)]),
    ],
)
def test_tables_of_turns(tmp_path, rows, expected):
    reading = read(docx(tmp_path / "a.docx", paragraph("Title"), grid(*rows)))
    assert said(reading) == expected
    assert reading.problems[0].line == 1 or reading.problems[-1].line == 1


def test_comments_and_fallbacks_stay_out(tmp_path):
    twice = "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    twice += f"<mc:Choice>{run('Two')}</mc:Choice><mc:Fallback>{run('Two')}</mc:Fallback></mc:AlternateContent>"
    comment = f"<w:comment w:id='1'>{paragraph('two words')}</w:comment>"
    comments = {"word/comments.xml": f"<w:comments xmlns:w='{WORD}'>{comment}</w:comments>"}
    path = docx(tmp_path / "a.docx", paragraph("T: One"), paragraph("C: ", twice), paragraph("T: x"), more=comments)
    reading = read(path)
    assert [u.text for u in reading.utterances] == ["One", "Two", "x"]
    assert [(p.reason, p.words) for p in reading.problems] == [("comments were not read", 2)]


def test_another_name_for_the_main_part(tmp_path):
    path = docx(tmp_path / "a.docx", paragraph("T: One"), paragraph("C: Two"), part="word/document2.xml")
    assert len(read(path).utterances) == 2


def test_what_python_docx_writes_is_read_as_it_was_written(tmp_path):
    document = oracle.Document()
    for text in ("Therapist: One", "Client: Two\nand a line", "", "Therapist: Three"):
        document.add_paragraph(text)
    document.save(tmp_path / "a.docx")
    assert [u.text for u in read(tmp_path / "a.docx").utterances] == ["One", "Two and a line", "Three"]


def test_entities_are_refused(tmp_path):
    bomb = "<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
    path = tmp_path / "a.docx"
    docx(path, more={})
    docx(
        path,
        paragraph("T: &b;").replace("&amp;", "&"),
        more={"word/document.xml": f"<?xml version='1.0'?>{bomb}<w/>"},
        part="x",
    )
    with pytest.raises(ReadError, match="damaged"):
        read(path)


def test_an_empty_document_is_refused(tmp_path):
    with pytest.raises(ReadError, match="this file is empty"):
        read(docx(tmp_path / "a.docx", paragraph("")))


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LIMIT", 1_000_000)
    path = docx(tmp_path / "a.docx", paragraph("T: One"), more={"word/media/a.bin": bytes(1_000_001)})
    assert path.stat().st_size < 10_000
    with pytest.raises(ReadError, match="more than 1 MB"):
        read(path)
