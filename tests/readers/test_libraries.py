"""Libraries: what well-kept programs write is read as it was written."""

from __future__ import annotations

import docx as python_docx
import openpyxl
import pympi
import pysubs2
import pytest
from docx2python import docx2python
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.text import P, Tab
from praatio import textgrid
from rustling.chat import CHAT
from striprtf.striprtf import rtf_to_text

from analyzer.readers import read
from analyzer.readers.notation import plain

TEXT = st.text("abcdefgh é’—x", min_size=1, max_size=24).map(lambda text: " ".join(text.split())).filter(str.strip)
TURNS = st.lists(TEXT, min_size=4, max_size=10).map(
    lambda said: [(("Therapist", "Client")[place % 2], f"Said {text}.", 2 * place) for place, text in enumerate(said)]
)
FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def said(path):
    return [(u.speaker, u.text) for u in read(path).utterances]


def pairs(turns):
    return [(speaker, text) for speaker, text, _ in turns]


@pytest.mark.parametrize("kind", ["ass", "ssa", "srt", "vtt"])
@FEW
@given(turns=TURNS)
def test_pysubs2(tmp_path_factory, kind, turns):
    path = tmp_path_factory.mktemp("subs") / f"a.{kind}"
    named = kind in ("ass", "ssa")
    file = pysubs2.SSAFile()
    for speaker, text, start in turns:
        event = pysubs2.SSAEvent(start=start * 1000, end=start * 1000 + 1500)
        event.name, event.plaintext = (speaker, text) if named else ("", f"{speaker}: {text}")
        file.append(event)
    file.save(str(path), format_=kind)
    assert said(path) == pairs(turns)
    assert [(u.start, u.end) for u in read(path).utterances] == [(start, start + 1.5) for _, _, start in turns]


@pytest.mark.parametrize("kind", ["long_textgrid", "short_textgrid"])
@FEW
@given(turns=TURNS)
def test_praatio(tmp_path_factory, kind, turns):
    path = tmp_path_factory.mktemp("grid") / "a.TextGrid"
    grid = textgrid.Textgrid()
    for name in ("Therapist", "Client"):
        own = [(start, start + 1.5, text) for speaker, text, start in turns if speaker == name]
        grid.addTier(textgrid.IntervalTier(name, own, 0, 999))
    grid.save(str(path), kind, includeBlankSpaces=True)
    assert said(path) == pairs(turns)
    assert [u.start for u in read(path).utterances] == [start for _, _, start in turns]


@FEW
@given(turns=TURNS)
def test_pympi(tmp_path_factory, turns):
    path = tmp_path_factory.mktemp("eaf") / "a.eaf"
    eaf = pympi.Eaf(author="x")
    eaf.remove_tier("default")
    for name in ("Therapist", "Client"):
        eaf.add_tier(name)
    for speaker, text, start in turns:
        eaf.add_annotation(speaker, start * 1000, start * 1000 + 1500, text)
    eaf.to_file(str(path))
    assert said(path) == pairs(turns)
    assert [(u.start, u.end) for u in read(path).utterances] == [(start, start + 1.5) for _, _, start in turns]


@FEW
@given(turns=TURNS)
def test_python_docx_and_docx2python(tmp_path_factory, turns):
    path = tmp_path_factory.mktemp("docx") / "a.docx"
    document = python_docx.Document()
    for speaker, text, _ in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}:").bold = True
        paragraph.add_run(f" {text}")
    document.save(path)
    assert said(path) == pairs(turns)
    with docx2python(path) as oracle:
        lines = [line for line in oracle.text.splitlines() if line.strip()]
    assert [f"{speaker}: {text}" for speaker, text in said(path)] == lines


@FEW
@given(turns=TURNS)
def test_python_docx_tables(tmp_path_factory, turns):
    path = tmp_path_factory.mktemp("table") / "a.docx"
    document = python_docx.Document()
    table = document.add_table(0, 2)
    for cells in [("Speaker", "Text"), *pairs(turns)]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(path)
    assert said(path) == pairs(turns)


@FEW
@given(turns=TURNS)
def test_odfpy(tmp_path_factory, turns):
    path = tmp_path_factory.mktemp("odt") / "a.odt"
    document = OpenDocumentText()
    for speaker, text, _ in turns:
        paragraph = P(text=f"{speaker}:")
        paragraph.addElement(Tab())
        paragraph.addText(text)
        document.text.addElement(paragraph)
    document.save(path)
    assert said(path) == pairs(turns)


@FEW
@given(turns=TURNS)
def test_openpyxl(tmp_path_factory, turns):
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    book = openpyxl.Workbook()
    for row in [("speaker", "text", "start"), *turns]:
        book.active.append(row)
    book.save(path)
    assert said(path) == pairs(turns)
    assert [u.start for u in read(path).utterances] == [start for _, _, start in turns]


PIECES = st.lists(
    st.sampled_from(
        [
            r"\b ",
            r"\b0 ",
            "{",
            "}",
            r"\'e9",
            r"\u8217?",
            r"\u233\'e9",
            r"\emdash ",
            r"\tab ",
            r"\~",
            "word ",
            "a",
            r"\f0 ",
            "\n",
        ]
    ),
    max_size=20,
)


@FEW
@given(pieces=PIECES)
def test_rich_text_is_read_as_striprtf_reads_it(tmp_path_factory, pieces):
    depth, body = 0, ""
    for piece in pieces:
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if depth < 0:
            depth = 0
        else:
            body += piece
    turn = f"Client: begin {body}{'}' * depth} stop"
    rtf = (
        rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Arial;}}}}\pard Therapist: Hm.\par {turn}\par Therapist: Yes.\par}}"
    )
    path = tmp_path_factory.mktemp("rtf") / "a.rtf"
    path.write_text(rtf, encoding="latin-1")
    oracle = next(line for line in rtf_to_text(rtf).splitlines() if line.startswith("Client:"))
    assert " ".join(said(path)[1][1].split()) == " ".join(oracle.partition(":")[2].split())


CHATTED = st.lists(
    st.sampled_from(
        (
            *(
                "I",
                "know",
                "&-uh",
                "&=laughs",
                "(.)",
                "(..)",
                "<you see> [>]",
                "[<]",
                "xxx",
                "dog@s",
                "(be)cause",
                "[?]",
            ),
            *("[= home]", "[* m:a]", "+<", "++", "[!]", "don't", "so_so", "&~m", "[% looks]", "no,"),
        )
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(tokens=CHATTED)
def test_words_of_chat_are_those_that_rustling_finds(tokens):
    line = f"begin {' '.join(tokens)} stop"
    chat = f"@UTF8\n@Begin\n@Participants:\tCLI Client\n*CLI:\t{line} .\n@End\n"
    oracle = [word for word in CHAT.from_strs([chat], strict=False).words() if word[0].isalpha() and word != "xxx"]
    text, _ = plain(line)
    ours = [word.strip(",.") for word in text.split() if word[0].isalpha()]
    bare = [word.partition("@")[0].replace("(", "").replace(")", "") for word in oracle]
    assert [word for word in ours if word not in ("uh", "m-")] == [word for word in bare if word not in ("uh", "m")]
