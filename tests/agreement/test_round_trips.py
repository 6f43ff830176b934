"""What the program exports is read back, and what is read can be evaluated against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from files import TRANSCRIPT, write

from analyzer.analysis import Analysis, analyze
from analyzer.coded import read_codes
from analyzer.coded.gold import as_gold
from analyzer.errors import ReadError
from analyzer.evaluation import gold
from analyzer.export import export
from analyzer.reading import read
from analyzer.samples import samples


@cache
def analyses() -> tuple[Analysis, ...]:
    with samples() as folder:
        return tuple(analyze(read(folder / name), coder="rules") for name in ("the-toast.txt", "half-pay.vtt"))


@pytest.mark.parametrize("kind", ["csv", "eaf", "qdpx", "xlsx"])
def test_an_export_holds_the_codes_of_the_analysis(kind: str, tmp_path: Path) -> None:
    if kind == "xlsx":
        pytest.importorskip("openpyxl")
    files = export(analyses(), kind, tmp_path / "out")
    found = read_codes(files[0] if len(files) == 1 else tmp_path / "out").codings
    assert len(found) == 1
    assert {tuple(mark) for mark in found[0].marks} == {
        (one.session.id, code.turn, code.code, code.clarity) for one in analyses() for code in one.findings
    }
    if kind != "qdpx":  # which has no place for events
        assert {tuple(episode) for episode in found[0].episodes} == {
            (one.session.id, e.kind, e.start, e.end, e.initiator, e.outcome, e.depth)
            for one in analyses()
            for e in one.story
        }


def test_a_folder_is_the_same_gold_by_either_reader(tmp_path: Path) -> None:
    for session in "ab":
        write(tmp_path / f"{session}.txt", TRANSCRIPT)
    for coder, code in (("A", "W5"), ("B", "W1")):
        write(tmp_path / f"codes.{coder}.csv", f"id,turn,code,clarity\na,2,{code},clear\nz,2,W1,clear\n")
        write(tmp_path / f"events.{coder}.csv", "id,kind,start,end,outcome\nb,withdrawal,2,6,partial\n")
    assert as_gold(read_codes(tmp_path)) == gold.load(tmp_path)


def test_gold_needs_transcripts(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no transcripts of the coded sessions"):
        as_gold(read_codes(write(tmp_path / "x.csv", "session,turn,code\na,2,W5\n")))
