"""REFI-QDA: valid by the format's rules, every code at its words, and read back whole."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from export_example import CODES, FOUND, HOSTILE, STORY, TALK, analysis, untimed
from refi_rules import faults

from analyzer.codebook import marker, packaged, parsed
from analyzer.codes import Code
from analyzer.export import export
from analyzer.export.qdpx import source_guid
from analyzer.export.refi import code_guid, tree
from analyzer.export.transcript import transcript
from analyzer.session import Role

P = "{urn:QDA-XML:project:1.0}"
OWN = b"""
instrument = "own"
title = "An own instrument"
source = "A study"
[[marker]]
id = "ZZ.own"
label = "An own code"
who = "C"
definition = "What it is."
decide = "When it is."
source = "A study"
locus = "page 1"
cues = [{ name = "x", say = "x" }]
"""


def project(path: Path, *analyses, **given) -> tuple[ElementTree.Element, zipfile.ZipFile]:
    (file,) = export(analyses, "qdpx", path, **given)
    archive = zipfile.ZipFile(file)
    return ElementTree.fromstring(archive.read("project.qde")), archive


def named(code: str) -> str:
    return f"{code} {marker(code).label}"


def codings(root: ElementTree.Element, text: str) -> set[tuple[str, str, str]]:
    """Return every coding as (code, words, coder)."""
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{P}Code")}
    users = {user.get("guid"): user.get("name") for user in root.iter(f"{P}User")}
    return {
        (
            codes[coding.find(f"{P}CodeRef").get("targetGUID")],
            text[int(selection.get("startPosition")) : int(selection.get("endPosition"))],
            users[coding.get("creatingUser")],
        )
        for selection in root.iter(f"{P}PlainTextSelection")
        for coding in selection.findall(f"{P}Coding")
    }


def test_a_project_keeps_to_the_format(tmp_path):
    hostile = analysis("<&\"'\x00>", (HOSTILE,) * 10, findings=FOUND)
    _, archive = project(tmp_path, analysis(), untimed(), hostile, analysis("empty", (), findings=(), story=()))
    assert faults(archive.read("project.qde"), "Project") == []
    assert [name for name in archive.namelist() if name != "project.qde"] == [
        f"sources/{source_guid(one)}.txt" for one in (analysis(), untimed(), hostile, analysis("empty"))
    ]


def test_every_code_stands_at_its_words_with_its_coder(tmp_path):
    root, archive = project(tmp_path, analysis())
    text = archive.read(f"sources/{source_guid(analysis())}.txt").decode()
    assert codings(root, text) == {
        (named("W5"), "Sure.", "rules 1"),
        (named("W2") + " (possible)", TALK[3], "trained 2"),
        (named("IM.covert"), TALK[4][:32], "rules 1"),
        (named("R5"), TALK[4][:32], "rules 1"),
        (named("E1") + " (possible)", TALK[5][2:15], "rules 1"),
        ("ZZ.own", "I am bored", "Ada"),
    }


def test_the_text_of_a_project_is_read_as_the_same_session(tmp_path):
    from analyzer.reading import read

    _, archive = project(tmp_path, analysis())
    file = tmp_path / "one.txt"
    file.write_bytes(archive.read(f"sources/{source_guid(analysis())}.txt"))
    again = read(file)
    assert [turn.text for turn in again.talk] == [text.replace("\n", " ") for text in TALK]
    assert [turn.start for turn in again.talk] == [10.0 + 6 * place for place in range(len(TALK))]


def test_the_codings_of_a_project_are_read_back(tmp_path):
    coded = pytest.importorskip("analyzer.coded")
    (file,) = export(analysis(), "qdpx", tmp_path)
    found = coded.read_codes(file)
    marks = {(mark.turn, mark.code, mark.clarity) for coding in found.codings for mark in coding.marks}
    assert marks == {(code.turn, code.code, code.clarity) for code in CODES}
    assert {coding.name for coding in found.codings} == {"rules 1", "trained 2", "Ada"}


def test_an_event_is_a_selection_of_its_turns_without_a_code(tmp_path):
    root, archive = project(tmp_path, analysis())
    text = archive.read(f"sources/{source_guid(analysis())}.txt").decode()
    events = {
        one.findtext(f"{P}Description"): text[int(one.get("startPosition")) : int(one.get("endPosition"))]
        for one in root.iter(f"{P}PlainTextSelection")
        if one.find(f"{P}Coding") is None
    }
    assert events["immediacy 2: depth 4, by therapist"] == TALK[4]
    words = events["withdrawal 1: partial, by client"]
    assert words.startswith(TALK[3])
    assert words.endswith(TALK[7])


def test_a_case_has_the_counts_of_its_session(tmp_path):
    root, _ = project(tmp_path, analysis(), untimed())
    names = {one.get("guid"): one.get("name") for one in root.iter(f"{P}Variable")}
    case = next(one for one in root.iter(f"{P}Case") if one.get("name") == "one")
    values = {
        names[value.find(f"{P}VariableRef").get("targetGUID")]: value[1].text
        for value in case.iter(f"{P}VariableValue")
    }
    assert values["turns"] == "10"
    assert values["coded"] == "true"
    assert values["codes_withdrawal"] == "2"
    assert values["immediacy_depth"] == "4"
    assert case.find(f"{P}SourceRef").get("targetGUID") == source_guid(analysis())


def test_evidence_outside_the_turn_falls_back_to_the_turn(tmp_path):
    far = Code(4, "W5", "clear", None, "rules 1", 3, 4000, "")
    root, archive = project(tmp_path, analysis(findings=(far,), story=()))
    text = archive.read(f"sources/{source_guid(analysis())}.txt").decode()
    assert {words for _, words, _ in codings(root, text)} == {TALK[3]}


def test_turns_that_are_not_there_and_counts_of_nothing_are_left_out(tmp_path):
    lost = Code(99, "W5", "clear", None, "rules 1", None, None, "")
    bare = analysis(findings=(lost,), story=(STORY[0]._replace(end=99),))
    unsure = replace(bare, session=replace(bare.session, roles=(Role("Client", "unsure", "inferred", 0.5),)))
    root, archive = project(tmp_path, unsure)
    assert faults(archive.read("project.qde"), "Project") == []
    assert root.find(f".//{P}PlainTextSelection") is None
    assert [value.text for value in root.find(f".//{P}Case").iter(f"{P}BooleanValue")] == ["false"]
    assert len(root.findall(f".//{P}Case/{P}VariableValue")) == 2


def test_positions_count_characters_also_beyond_the_basic_plane():
    written = transcript(analysis("x", ("\N{SLIGHTLY SMILING FACE}" * 3, "two\r\nlines\u2028here")).session.talk)
    assert written.text[written.begins[2] : written.ends[2]] == "two  lines here"
    assert written.text.count("\n") == 2


def test_a_codebook_keeps_to_the_format_and_holds_every_marker(tmp_path):
    own = parsed(OWN, "own.toml")
    (file,) = export([], "qdc", tmp_path, books=[*packaged(), own])
    content = file.read_bytes()
    assert faults(content, "Codebook") == []
    root = ElementTree.fromstring(content)
    codes = {one.get("guid"): one.get("name") for one in root.iter("{urn:QDA-XML:codebook:1.0}Code")}
    assert all(codes[code_guid(one.id)] == named(one.id) for book in packaged() for one in book.markers)
    assert codes[code_guid("ZZ.own")] == "ZZ.own An own code"


def test_the_same_code_has_the_same_guid_in_codebook_and_project():
    nodes = {node.name: node for folder in tree(packaged(), CODES) for node in folder.children}
    assert nodes[named("W2")].guid == code_guid("W2")
    assert [child.guid for child in nodes[named("W2")].children] == [code_guid("W2", "possible")]
    assert nodes[named("W5")].children == ()


def test_folders_of_families_cannot_be_given_to_talk():
    folders = tree(packaged(), CODES)
    assert [folder.name for folder in folders][:2] == ["immediacy", "withdrawal"]
    assert folders[-1].name == "ZZ"
    assert not any(folder.codable for folder in folders)
