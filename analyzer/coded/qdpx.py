"""REFI-QDA projects (.qdpx): codings of text by position and of recordings by time, with their users.

The exchange format of the Rotterdam Exchange Format Initiative, version 1.5. Positions count characters from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from analyzer.coded.embedded import of_text
from analyzer.coded.found import LINES, SECONDS, TURNS, Contents, Found, Place
from analyzer.coded.names import resolved
from analyzer.codes import CLEAR
from analyzer.errors import ReadError
from analyzer.readers.markup import line_of, parsed
from analyzer.readers.source import Source
from analyzer.session import Problem, Session

_TIMED = ("AudioSelection", "VideoSelection")
_UNREAD = ("PictureSelection", "PDFSelection", "TranscriptSelection")
_QUOTE = 10
"""Fewest characters of a selection's name that are taken for its words."""


class Project(NamedTuple):
    """A project's names: of codes and of users, by their ids."""

    codes: Mapping[str, str]
    users: Mapping[str, str]


def read(source: Source, session: str) -> Contents:
    """Read the codings of a project; each of its sources is a session of its own name."""
    name = next((name for name in source.members if name.casefold().endswith(".qde")), None)
    if name is None:
        raise ReadError("no project in this file", path=source.path, remedy="export it as a REFI-QDA project")
    root = parsed(source.member(name), source.path)
    project = Project(
        {code.get("guid", "").casefold(): code.get("name", "") for code in root.iter("Code")},
        {user.get("guid", "").casefold(): user.get("name", "") for user in root.iter("User")},
    )
    taken = [item for kind in root.iter("Sources") for one in kind for item in _of_source(one, project, source)]
    return Contents(
        found=tuple(item for item in taken if isinstance(item, Found)),
        transcripts={item.id: item for item in taken if isinstance(item, Session)},
        problems=tuple(item for item in taken if isinstance(item, Problem)),
    )


def _of_source(one: Element, project: Project, source: Source) -> Iterator[Found | Problem | Session]:
    """Yield the session of one source of the project and its codings."""
    session = one.get("name", "") or one.get("guid", "")
    text = _text(one, source) if one.tag == "TextSource" else ""
    talk = of_text(session, text) if text else None
    if talk:
        yield talk
    for selection in one.iter():
        if selection.tag in _UNREAD and selection.find("Coding") is not None:
            yield Problem(line_of(selection), "a coding of a picture, a PDF or a synchronised transcript was not read")
        elif selection.tag == "PlainTextSelection" or selection.tag in _TIMED:
            yield from _codings(selection, session, _place(selection, text), project)
    for coding in one.findall("Coding"):
        yield Problem(line_of(coding), "a code on a whole document was not read")


def _codings(selection: Element, session: str, place: Place | None, project: Project) -> Iterator[Found | Problem]:
    for coding in selection.findall("Coding"):
        line = line_of(coding)
        user = coding.get("creatingUser") or selection.get("creatingUser") or ""
        names = [project.codes.get(ref.get("targetGUID", "").casefold(), "") for ref in coding.findall("CodeRef")]
        coder = project.users.get(user.casefold(), "")
        yield Found(session, "", coder, "", Place(TURNS), line)
        if place is None or not all(names) or not names:
            yield Problem(line, "a coding without a place or a code")
            continue
        for code, clarity in map(resolved, names):
            yield Found(session, code, coder, clarity or CLEAR, place, line)


def _place(selection: Element, text: str) -> Place | None:
    """Return the lines, or the seconds, that a selection covers."""
    timed = selection.tag in _TIMED
    names = ("begin", "end") if timed else ("startPosition", "endPosition")
    try:
        first, last = (int(selection.get(name, "")) for name in names)
    except ValueError:
        return None
    if timed:
        return Place(SECONDS, first / 1000, last / 1000)
    first, last = _corrected(text, first, last, selection.get("name", ""))
    inside = text[first:last]
    if not inside.strip():
        return None
    begin = first + len(inside) - len(inside.lstrip())
    return Place(LINES, _line(text, begin), _line(text, first + len(inside.rstrip())))


def _corrected(text: str, first: int, last: int, quote: str) -> tuple[int, int]:
    """Return the positions, moved to the nearest place of the selection's words where they do not fit them.

    Programs differ in how they count line ends; many name a selection by its first words.
    """
    words = quote.strip().rstrip(".…")
    if len(words) < _QUOTE or text[first:last].lstrip().startswith(words) or words not in text:
        return first, last
    before, after = text.rfind(words, 0, first + len(words)), text.find(words, first)
    near = min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - first))
    return near, near + max(last - first, len(words))


def _line(text: str, position: int) -> int:
    """Return the line that `position` is on, the first being 1."""
    before = text[:position].replace("\r\n", "\n")
    return before.count("\n") + before.count("\r") + 1


def _text(one: Element, source: Source) -> str:
    """Return the plain text of a source, from the project itself or the file beside it."""
    held = one.findtext("PlainTextContent")
    path = one.get("plainTextPath", "")
    if held or not path.startswith("internal://"):
        return held or ""
    file = path.removeprefix("internal://")
    name = next((name for name in source.members if name.rpartition("/")[2] == file), None)
    return source.member(name).decode("utf-8-sig", "replace") if name else ""
