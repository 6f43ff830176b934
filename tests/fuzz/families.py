"""Families of readers: each with the sample files that its fuzzing begins from."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
for folder in ("readers", "agreement"):
    sys.path.append(str(TESTS / folder))

import files as coded  # noqa: E402
from made import FILES, MADE  # noqa: E402

SAMPLES = TESTS.parent / "sample_transcripts"
CORPUS = Path(__file__).parent / "corpus"
"""Inputs that were findings once, or that reach what the samples do not; small, and kept."""
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "text": (".txt",),
    "subtitles": (".vtt", ".srt", ".sbv", ".lrc", ".ass"),
    "records": (".json", ".jsonl"),
    "tables": (".csv", ".tsv"),
    "markup": (".eaf", ".ttml", ".html", ".fodt"),
    "phonetics": (".TextGrid", ".cha"),
    "rich text": (".rtf",),
    "documents": (".docx", ".odt"),
    "workbooks": (".xlsx", ".ods"),
    "archives": (".zip",),
    "pdf": (".pdf",),
    "codings": (".qdpx", ".codes.csv", ".coded.eaf"),
    "reviews": (".review.json",),
    "codebooks": (".toml",),
    "manifests": (".manifest.csv",),
}
"""The suffixes in each family."""
_REVIEW = """{"format": "analyzer review", "version": 1, "session": "a", "sha256": "00", "turns": 6, "mode": "review",
"reviewer": "MK", "finished": true, "note": "", "codes": [{"turn": 2, "code": "W2", "decision": "accept", "start": 0,
"end": 4, "clarity": "clear", "note": "n", "by": "MK", "at": "x"}], "events": [{"decision": "change", "seen":
{"kind": "withdrawal", "start": 2, "end": 4}, "event": {"kind": "withdrawal", "start": 2, "end": 5, "initiator":
"client", "outcome": "resolved", "depth": null}}], "notes": [{"turn": 1, "note": "x"}]}"""
_CODEBOOK = """instrument = "own"
title = "Own"
source = "ours"
[fragments]
we = "(?:we|us)"
[[marker]]
id = "humour.shared"
label = "Shared humour"
who = "A"
definition = "d"
decide = "d"
source = "s"
locus = "l"
cues = [{name = "joke", say = "(?:ha ){2,5}|<we> laugh"}]
unless = ["not funny"]
positive = ["ha ha ha"]
negative = ["no"]
"""
_MANIFEST = "file,case,session,date,therapist,part\na.txt,P1,1,2030-01-07,T1,1\nb.txt,P1,1,2030-01-07,T1,2\n"
_CODES = "session,turn,code,clarity,coder\na,2,W2,clear,A\na,4,R5,possible,B\n"
_SELECTION = (
    '<PlainTextSelection guid="P" name="Whatever you" startPosition="60" endPosition="90" creatingUser="U1">'
    '<Coding creatingUser="U1"><CodeRef targetGUID="W2"/></Coding></PlainTextSelection>'
)


def seeds(family: str, folder: Path) -> list[tuple[str, bytes]]:
    """Return the sample files of a family as (suffix, bytes); those that are made are made in `folder`."""
    suffixes = FAMILIES[family]
    paths = [*sorted(FILES.iterdir()), *sorted(SAMPLES.iterdir()), *sorted(CORPUS.glob("*"))]
    made = {name: make for name, make in MADE.items() if Path(name).suffix in suffixes}
    paths += [make(folder / name) for name, make in made.items()]
    found = [(path.suffix, path.read_bytes()) for path in paths if path.suffix in suffixes]
    return [*found, *_written(family, folder)]


def _written(family: str, folder: Path) -> list[tuple[str, bytes]]:
    if family == "codings":
        qdpx = coded.qdpx(folder / "a.qdpx", _SELECTION).read_bytes()
        eaf = coded.eaf(folder / "a.eaf", {"codes": [(0, 900, "W2"), (950, 1900, "R5?")]}).read_bytes()
        return [(".qdpx", qdpx), (".coded.eaf", eaf), (".codes.csv", _CODES.encode())]
    texts = {"reviews": _REVIEW, "codebooks": _CODEBOOK, "manifests": _MANIFEST}
    return [(FAMILIES[family][0], texts[family].encode())] if family in texts else []
