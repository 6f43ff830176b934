"""Readers: each turns one kind of file into utterances with an account of every line; the kind is told by content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.errors import ReadError
from analyzer.readers import (
    archive,
    ass,
    aws,
    azure,
    chat,
    deepgram,
    delimited,
    docx,
    eaf,
    google,
    lrc,
    odt,
    pdf,
    records,
    revai,
    rtf,
    speechmatics,
    spreadsheet,
    srt,
    text,
    textgrid,
    ttml,
    vtt,
    watson,
    webpage,
)
from analyzer.readers.account import settled, several
from analyzer.readers.parts import split
from analyzer.readers.source import Source, load
from analyzer.readers.strings import unread
from analyzer.session import Problem, Reading


class Format(NamedTuple):
    """One kind of file: `suffixes` are its usual ones, `fits` tells whether a source is of it, `read` reads one."""

    suffixes: tuple[str, ...]
    fits: Callable[[Source], bool]
    read: Callable[[Source], Reading]


FORMATS = (
    Format((".docx", ".docm"), docx.fits, docx.read),
    Format((".odt", ".fodt"), odt.fits, odt.read),
    Format((".xlsx", ".xlsm"), spreadsheet.fits_xlsx, spreadsheet.read_xlsx),
    Format((".ods",), spreadsheet.fits_ods, spreadsheet.read_ods),
    Format((".pdf",), pdf.fits, pdf.read),
    Format((".rtf",), rtf.fits, rtf.read),
    Format((".eaf",), eaf.fits, eaf.read),
    Format((".ttml", ".dfxp"), ttml.fits, ttml.read),
    Format((".textgrid",), textgrid.fits, textgrid.read),
    Format((".cha",), chat.fits, chat.read),
    Format((".vtt",), vtt.fits, vtt.read),
    Format((".ass", ".ssa"), ass.fits, ass.read),
    Format((".srt", ".sbv"), srt.fits, srt.read),
    Format((".lrc",), lrc.fits, lrc.read),
    Format((), aws.fits, aws.read),
    Format((), azure.fits, azure.read),
    Format((), revai.fits, revai.read),
    Format((), deepgram.fits, deepgram.read),
    Format((), speechmatics.fits, speechmatics.read),
    Format((), watson.fits, watson.read),
    Format((), google.fits, google.read),
    Format((".json", ".jsonl", ".ndjson"), records.fits, records.read),
    Format((".html", ".htm", ".xhtml"), webpage.fits, webpage.read),
    Format((".csv", ".tsv", ".tab"), delimited.fits, delimited.read),
    Format((".txt", ".text"), text.fits, text.read),
)
"""Every kind that is read; the first that fits is taken, whatever the suffix."""

SUFFIXES = frozenset([*(suffix for kind in FORMATS for suffix in kind.suffixes), ".zip"]) - {".html", ".htm", ".xhtml"}
"""The suffixes of files that are taken for transcripts in a folder; web pages there may be reports."""


def read(path: Path | str) -> Reading:
    """Read the transcript at `path`; raise ReadError with the reason and a remedy when it is none, or holds several."""
    found = readings(path)
    if len(found) > 1:
        raise several(Path(path), len(found))
    return found[0]


def readings(path: Path | str) -> tuple[Reading, ...]:
    """Read every session in the file at `path`: one, those under its headings, or those in an archive.

    Raise ReadError when there is none. A file in an archive that cannot be read is told in the first reading.
    """
    source = load(Path(path))
    kind = _kind(source)
    if kind is not None:
        return _sessions(source, kind)
    if not archive.fits(source):
        raise ReadError("this kind of file is not read", path=source.path, remedy="save it as .docx, .txt or .csv")
    return _unpacked(source)


def _kind(source: Source) -> Format | None:
    return next((kind for kind in FORMATS if kind.fits(source)), None)


def _sessions(source: Source, kind: Format) -> tuple[Reading, ...]:
    """Read one source; each session in it is a reading with clean text and times."""
    reading = kind.read(source)
    problems = (*source.problems, *reading.problems, *unread(source, reading))
    return tuple(settled(part, source.path) for part in split(replace(reading, problems=problems)))


def _unpacked(source: Source) -> tuple[Reading, ...]:
    """Read every file in an archive; raise the first error when none can be read."""
    found: list[Reading] = []
    failed: list[tuple[int, ReadError]] = []
    for number, member in enumerate(archive.members(source), start=1):
        try:
            found += _named(member)
        except ReadError as error:
            failed.append((number, error))
    if not found:
        raise failed[0][1]
    told = tuple(
        Problem(None, f"file {number} of this archive was not read: {error.problem}") for number, error in failed
    )
    return (replace(found[0], problems=(*found[0].problems, *told)), *found[1:])


def _named(member: Source | ReadError) -> list[Reading]:
    """Read one file of an archive; its sessions are named after it."""
    if isinstance(member, ReadError):
        raise member
    kind = _kind(member)
    if kind is None:
        raise ReadError("this kind of file is not read", path=member.path, remedy="unpack it first")
    stem = member.path.stem
    return [replace(one, part=f"{stem}-{one.part}" if one.part else stem) for one in _sessions(member, kind)]
