"""Readers: each turns one kind of file into utterances with an account of every line; the kind is told by content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.errors import ReadError
from analyzer.readers import delimited, docx, records, spreadsheet, srt, text, vtt
from analyzer.readers.account import settled
from analyzer.readers.source import Source, load
from analyzer.session import Reading


class Format(NamedTuple):
    """One kind of file: `suffixes` are its usual ones, `fits` tells whether a source is of it, `read` reads one."""

    suffixes: tuple[str, ...]
    fits: Callable[[Source], bool]
    read: Callable[[Source], Reading]


FORMATS = (
    Format((".docx", ".docm"), docx.fits, docx.read),
    Format((".xlsx", ".xlsm"), spreadsheet.fits_xlsx, spreadsheet.read_xlsx),
    Format((".ods",), spreadsheet.fits_ods, spreadsheet.read_ods),
    Format((".vtt",), vtt.fits, vtt.read),
    Format((".srt",), srt.fits, srt.read),
    Format((".json", ".jsonl", ".ndjson"), records.fits, records.read),
    Format((".csv", ".tsv", ".tab"), delimited.fits, delimited.read),
    Format((".txt", ".text"), text.fits, text.read),
)
"""Every kind that is read; the first that fits is taken, whatever the suffix."""

SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)
"""The suffixes of files that are taken for transcripts in a folder."""


def read(path: Path | str) -> Reading:
    """Read the transcript at `path`; raise ReadError with the reason and a remedy when it is none."""
    source = load(Path(path))
    kind = next((kind for kind in FORMATS if kind.fits(source)), None)
    if kind is None:
        raise ReadError("this kind of file is not read", path=source.path, remedy="save it as .docx, .txt or .csv")
    reading = kind.read(source)
    odd = () if source.packed else source.problems
    return settled(replace(reading, problems=(*odd, *reading.problems)), source.path)
