"""Web pages: paragraphs and tables of talk in an .html file."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from analyzer.readers import document
from analyzer.readers.document import Body
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_MARKUP = re.compile(r"<!doctype html|<html[\s>]|</(?:html|body|div|p|span|td|li)>", re.IGNORECASE)
_BLOCKS = "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote section article header footer main aside nav pre hr"
_SHOWN = f"{_BLOCKS} figure figcaption address form fieldset body html summary details caption"
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "title", "select", "textarea", "button"])
_PARAGRAPHS = frozenset(_SHOWN.split())


def fits(source: Source) -> bool:
    """Tell whether the source is a web page."""
    return _MARKUP.search(source.opening) is not None


def read(source: Source) -> Reading:
    """Read what a browser shows; text that it does not show is counted, not read."""
    page = _Page()
    page.feed(source.text)
    page.close()
    page.paragraph()
    if page.unseen:
        page.body.problems.append(Problem(None, "text that a browser does not show was not read", page.unseen))
    return document.read(page.body, source, "html")


class _Page(HTMLParser):
    """The document, gathered while the page is parsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body = Body()
        self.unseen = 0
        self._hidden: list[str] = []
        self._verbatim = 0
        self._line: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _UNSEEN:
            self._hidden.append(tag)
        self._verbatim += tag == "pre"
        if tag == "br":
            self._line.append("\n")
        elif tag in _PARAGRAPHS or tag == "table":
            self.paragraph()
        elif tag in ("td", "th"):
            self.body.depth = self.body.depth or 1
        self.body.depth += tag == "table"
        if tag == "body":
            self._hidden.clear()

    def handle_endtag(self, tag: str) -> None:
        """Close an element: a paragraph, a cell or a row is then complete."""
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        self._verbatim -= tag == "pre" and self._verbatim > 0
        if tag in _PARAGRAPHS or tag in ("td", "th", "tr", "table"):
            self.paragraph()
        if tag in ("td", "th"):
            self.body.cell()
        elif tag == "tr":
            self.body.row()
        self.body.depth -= tag == "table" and self.body.depth > 0

    def handle_data(self, data: str) -> None:
        """Take text; white space is one space, as a browser shows it."""
        if self._hidden:
            self.unseen += 0 if {"script", "style"} & set(self._hidden) else len(data.split())
        elif self._verbatim:
            self._line.append(data)
        else:
            self._line.append(re.sub(r"\s+", " ", data))

    def paragraph(self) -> None:
        """Close a paragraph."""
        text, self._line = "".join(self._line), []
        if text.strip():
            self.body.paragraph("\n".join(line.strip() for line in text.split("\n")))
