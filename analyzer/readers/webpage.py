"""Web pages: paragraphs and tables of talk in an .html file."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from analyzer.readers import document
from analyzer.readers.document import Body
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_MARKUP = re.compile(r"<!doctype html|<html[\s>]|</(?:html|body|div|p|span|td|li)>", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/<>]{0,40})")
_BLOCKS = "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote section article header footer main aside nav pre hr"
_OTHERS = "figure figcaption address form fieldset body html summary details caption table td th tr"
_PARAGRAPHS = frozenset(f"{_BLOCKS} {_OTHERS}".split())
_CODE = frozenset(["script", "style"])
_UNSEEN = frozenset(["noscript", "template", "svg", "head", "title", "select", "textarea", "button"])
_QUOTED = 20
"""How many signs > may stand inside the quotes of one tag."""


def fits(source: Source) -> bool:
    """Tell whether the source is a web page."""
    return _MARKUP.search(source.opening) is not None


def read(source: Source) -> Reading:
    """Read what a browser shows; text that it does not show is counted, not read."""
    page = _Page()
    for mark, text in _tokens(source.text):
        if mark == "text":
            page.write(html.unescape(text))
        elif mark == "comment":
            page.unseen += len(text.split())
        else:
            page.tag(text, closing=mark == "end")
    page.paragraph()
    if page.unseen:
        page.body.problems.append(Problem(None, "text that a browser does not show was not read", page.unseen))
    return document.read(page.body, source, "html")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield text, comments, and the names of opening and closing tags, in time that grows with the page."""
    place, signs = 0, (_places(text, ">"), _places(text, '"'))
    while (at := text.find("<", place)) >= 0:
        yield "text", text[place:at]
        name = _NAME.match(text, at)
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            yield "comment", text[at + 4 : end if end >= 0 else len(text)]
            place = end + 3 if end >= 0 else len(text)
        elif name or text.startswith(("<!", "<?"), at):
            place = _closed(text, at, signs)
            if name:
                yield ("end" if name[1] else "start"), name[2].lower()
                if name[2].lower() in _CODE and not name[1]:
                    place = _past(text, place, name[2].lower())
        else:
            yield "text", "<"
            place = at + 1
    yield "text", text[place:]


def _places(text: str, sign: str) -> array[int]:
    return array("L", (found.start() for found in re.finditer(sign, text)))


def _closed(text: str, at: int, signs: tuple[array[int], array[int]]) -> int:
    """Return the place after the tag that begins at `at`; a tag that nothing closes is only its "<" and name.

    `signs` are the places of ">" and of quotation marks; one inside quotes does not close.
    """
    ends, quotes = signs
    first, quoted = bisect_left(ends, at), bisect_left(quotes, at)
    for end in ends[first : first + _QUOTED]:
        if (bisect_left(quotes, end) - quoted) % 2 == 0:
            return end + 1
    if first < len(ends):
        return ends[first] + 1
    name = _NAME.match(text, at)
    return name.end() if name else at + 1


def _past(text: str, place: int, name: str) -> int:
    """Return the place of the tag that closes code; the end of the page where none does."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(text, place)
    return found.start() if found else len(text)


class _Page:
    """The document, gathered tag by tag."""

    def __init__(self) -> None:
        self.body = Body()
        self.unseen = 0
        self._hidden: list[str] = []
        self._verbatim = 0
        self._line: list[str] = []

    def tag(self, name: str, *, closing: bool) -> None:
        """Open or close an element: at the end of one, a paragraph, a cell or a row is complete."""
        if name in _UNSEEN:
            self._hide(name, closing=closing)
        elif name == "body":
            self._hidden.clear()
        self._verbatim = max(0, self._verbatim + (name == "pre") * (-1 if closing else 1))
        if name == "br":
            self._line.append("\n")
        if name in _PARAGRAPHS:
            self.paragraph()
        if closing and name in ("td", "th"):
            self.body.cell()
        elif closing and name == "tr":
            self.body.row()
        elif name in ("td", "th"):
            self.body.depth = max(1, self.body.depth)
        elif name == "table":
            self.body.depth = max(0, self.body.depth + (-1 if closing else 1))

    def write(self, text: str) -> None:
        """Take text; white space is one space, as a browser shows it."""
        if self._hidden:
            self.unseen += len(text.split())
        else:
            self._line.append(text if self._verbatim else re.sub(r"\s+", " ", text))

    def paragraph(self) -> None:
        """Close a paragraph."""
        text, self._line = "".join(self._line), []
        if text.strip():
            self.body.paragraph("\n".join(line.strip() for line in text.split("\n")))

    def _hide(self, name: str, *, closing: bool) -> None:
        known = name in self._hidden
        if not closing and not known:
            self._hidden.append(name)
        elif closing and known:
            del self._hidden[self._hidden.index(name) :]
