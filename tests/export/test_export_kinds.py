"""Every kind of export: the same bytes again, nothing lost on the way, and one clear line when it cannot be."""

from __future__ import annotations

import stat
import time

import pytest
from export_example import FOUND, HOSTILE, analysis, untimed

from analyzer.errors import AnalyzerError, OutputError
from analyzer.export import KINDS, export
from analyzer.export.plain import file_name, fit, line


@pytest.fixture(autouse=True)
def _excel():
    pytest.importorskip("xlsxwriter")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_analyses_give_the_same_bytes(tmp_path, monkeypatch, kind):
    first = export([analysis(), untimed()], kind, tmp_path / "a")
    later = time.time() + 40 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    second = export(iter([analysis(), untimed()]), kind, tmp_path / "b")
    assert [file.name for file in first] == [file.name for file in second]
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_and_empty_sessions_are_exported(tmp_path, kind):
    odd = analysis("../a:b", (HOSTILE,) * 10, findings=FOUND)
    files = export([odd, analysis("empty", (), findings=(), story=())], kind, tmp_path)
    assert files
    assert all(file.is_relative_to(tmp_path) and file.is_file() for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert not list(tmp_path.glob("**/*.part"))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.needs_sessions])
def test_no_sessions_are_said(tmp_path, kind):
    with pytest.raises(AnalyzerError, match="no sessions to export"):
        export([], kind, tmp_path)


@pytest.mark.parametrize("kind", ["eaf", "qdpx", "csv"])
def test_two_sessions_of_one_id_do_not_overwrite_each_other(tmp_path, kind):
    with pytest.raises(AnalyzerError, match="One: two sessions have the same id"):
        export([analysis(), untimed("One")], kind, tmp_path)


def test_an_unknown_kind_names_the_known_ones(tmp_path):
    with pytest.raises(AnalyzerError, match="there is no export 'docx'; choose one of xlsx, csv, eaf"):
        export(analysis(), "docx", tmp_path)


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        export(analysis(), "eaf", tmp_path / "file")


def test_names_of_files_are_safe_and_differ_where_ids_do():
    ids = ["a/b", "a_b", "a%2Fb", "..", ".a", "", "Sitzung März", "a:b", "%"]
    names = [file_name(one) for one in ids]
    assert len(set(names)) == len(ids)
    assert all(name and not name.startswith(".") and "/" not in name for name in names)
    assert "Sitzung März" in names


def test_plain_text_keeps_its_length():
    odd = "a\x00\ud800\ufffe\t\r\n\u2028b\N{SLIGHTLY SMILING FACE}"
    assert len(fit(odd)) == len(line(odd)) == len(odd)
    assert line(odd).splitlines() == [line(odd)]
    fit(odd).encode()
