"""Names: what a transcript's file name says about whose session it is, and which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from analyzer.cases.case import NAMES, Case, Visit, ordered
from analyzer.cases.dates import day
from analyzer.inputs import Input

_GAP = r"[\s_.,#–-]"
_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-_. ]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})(?!\d)"),
)
_WORD = rf"(?:(?:session|sess|ses|sitting){_GAP}*|s)0*(?P<n>\d{{1,3}})"
_EXPLICIT = (
    re.compile(rf"(?P<stem>.*?)(?:{_GAP}+|(?<=\d)){_WORD}", re.IGNORECASE),
    re.compile(rf"{_WORD}{_GAP}+(?P<stem>.+)", re.IGNORECASE),
)
_BARE = re.compile(rf"(?P<stem>.*?){_GAP}+0*(?P<n>\d{{1,2}})")
_TAIL = re.compile(rf"{_GAP}*(?:transcript|transcription)$", re.IGNORECASE)
_EDGE = re.compile(rf"^{_GAP}+|{_GAP}+$")

GENERIC = {
    *("client", "clients", "patient", "patients", "participant", "participants", "case", "cases", "dyad", "subject"),
    *("session", "sessions", "sess", "s", "p", "c", "t", "pt", "id", "transcript", "transcripts", "interview", "audio"),
    *("recording", "recordings", "file", "files", "zoom", "teams", "meet", "meeting", "call", "video", "dialogue"),
    *("dialog", "conversation", "sample", "example", "demo", "test", "text", "document", "doc", "untitled", "therapy"),
    *("counselling", "counseling", "the", "of", "and", "new", "note", "notes", "vignette", "study", "data", "gmt"),
}
"""Words that name no one: files that share nothing else are not one client's."""

_PIECES = {"part", "pt", "segment", "clip", "chunk", "cd", "disc", "tape", "take", "version", "rev", "draft", "copy"}


class Name(NamedTuple):
    """A file name taken apart: whose session it is, and its number, its date or both."""

    stem: str
    number: int | None
    date: date | None


def parsed(path: Path) -> Name | None:
    """Take the name of a transcript apart; None unless it is a name with a session number or a date, and no more.

    A bare number counts only at the end, after a gap, with at most two digits, and when no date stands there. A
    name made only of words such as "client" or "session" is no one's.
    """
    text = _TAIL.sub("", path.stem)
    text, when = _undated(text)
    match = next((m for pattern in _EXPLICIT if (m := pattern.fullmatch(text))), None)
    bare = None if match or when else _BARE.fullmatch(text)
    found = match or bare
    stem = _EDGE.sub("", found["stem"] if found else text)
    if not (found or when) or not _whose(stem, lettered=match is None):
        return None
    return Name(stem, int(found["n"]) if found else None, when)


def by_names(inputs: Iterable[Input]) -> list[Case]:
    """Group `inputs` of one folder whose names differ only in session number or date; two of them make a case.

    Files that share a name but cannot be told apart, or be put in order, make none.
    """
    groups: dict[tuple[Path, str], list[tuple[Name, Input]]] = {}
    for item in inputs:
        if name := parsed(item.path):
            groups.setdefault((item.path.parent, _key(name.stem)), []).append((name, item))
    cases = [case for (folder, _), group in groups.items() if (case := _case(group, folder)) is not None]
    names = [case.id.casefold() for case, _ in cases]
    return [
        case if names.count(case.id.casefold()) == 1 else Case(f"{folder.name} {case.id}", case.visits, case.how)
        for case, folder in cases
    ]


def _case(group: list[tuple[Name, Input]], folder: Path) -> tuple[Case, Path] | None:
    visits = [Visit(item.id, item.path, name.number, name.date) for name, item in group]
    numbers = [visit.number for visit in visits]
    places = numbers if None not in numbers else [visit.date for visit in visits]
    if len(group) < 2 or None in places or len(set(places)) < len(places):
        return None
    return Case(group[0][0].stem, ordered(visits), NAMES), folder


def _undated(text: str) -> tuple[str, date | None]:
    """Return `text` without the date in it, and the date."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if when := day(match["y"], match["m"], match["d"]):
                return _EDGE.sub("", f"{text[: match.start()]} {text[match.end() :]}"), when
    return text, None


def _whose(stem: str, *, lettered: bool) -> bool:
    """Tell whether `stem` names someone; with `lettered`, digits alone do not."""
    words = _key(stem).split()
    if not words or words[-1] in _PIECES or all(word in GENERIC or _stamp(word) for word in words):
        return False
    return not lettered or any(c.isalpha() for c in stem)


def _stamp(word: str) -> bool:
    """Tell whether `word` is a time or a serial number, as recorders write them."""
    return word.isdigit() and len(word) > 3


def _key(stem: str) -> str:
    return " ".join(re.split(rf"{_GAP}+", stem.casefold()))
