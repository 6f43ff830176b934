"""PDF: the text of the pages, without the headers and footers that repeat on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analyzer.errors import ReadError
from analyzer.readers import document
from analyzer.readers.account import left
from analyzer.readers.document import Body
from analyzer.readers.source import LIMIT, Source
from analyzer.session import Reading

_EDGE = 2
"""How many lines at the top and at the bottom of a page may be headers and footers."""
_PAGES = 2_000
_UNENDED = 100
"""Most streams that may lack an end; for the end of each, all that follows would be looked through."""
_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*", re.IGNORECASE)
_LABEL = re.compile(r"\S{1,20}(?: \S{1,20})?:\s")
_SOFT = re.compile("[\ufffe\x02\xad]\\s*\n")


def fits(source: Source) -> bool:
    """Tell whether the source is a PDF."""
    return source.data[:1024].lstrip().startswith(b"%PDF-")


def read(source: Source) -> Reading:
    """Read the lines of all pages; what repeats at their edges is told and left out."""
    pages = [_lines(text) for text in _pages(source)]
    if not any(line.strip() for page in pages for line in page):
        remedy = "recognise its text first (OCR), or type it"
        raise ReadError("this PDF holds pictures of pages and no text", path=source.path, remedy=remedy)
    body = Body()
    edges = _repeated(pages)
    for number, page in enumerate(pages, start=1):
        for place, line in enumerate(page):
            if (_shape(line) in edges and _at_edge(place, page)) or _is_number(line, place, page, len(pages)):
                body.number += 1
                body.problems.append(left(body.number, f"a header or a footer of page {number}, not talk", line))
            else:
                body.paragraph(line)
    return document.read(body, source, "pdf")


def _pages(source: Source) -> list[str]:
    """Return the text of each page."""
    try:
        import pypdfium2  # type: ignore[import-untyped]
    except ImportError as error:
        remedy = "install it: pip install 'therapy-transcript-analyzer[pdf]'"
        raise ReadError("PDF files need an extra", path=source.path, remedy=remedy) from error
    try:
        if source.data.count(b"stream") - 2 * source.data.count(b"endstream") > _UNENDED:
            raise pypdfium2.PdfiumError("streams without end")
        with pypdfium2.PdfDocument(source.data) as opened:
            if len(opened) > _PAGES:
                raise ReadError(f"this PDF has more than {_PAGES} pages", path=source.path, remedy="split it")
            return list(_texts(opened, source))
    except pypdfium2.PdfiumError as error:
        remedy = "save a copy without a password, or its text as .txt"
        raise ReadError("this PDF is damaged or has a password", path=source.path, remedy=remedy) from error


def _texts(opened: Iterable[Any], source: Source) -> Iterator[str]:
    """Yield the text of each page; many pages may show the same one, so that their sum is watched."""
    count = 0
    for page in opened:
        shown = page.get_textpage()
        count += shown.count_chars()
        if count > LIMIT:
            raise ReadError(f"this PDF holds more than {LIMIT // 1_000_000} MB", path=source.path, remedy="split it")
        yield shown.get_text_range()


def _lines(text: str) -> list[str]:
    """Return the lines of a page; a word broken by a soft hyphen is whole."""
    joined = _SOFT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [line for line in joined.split("\n") if line.strip()]


def _shape(line: str) -> str:
    """Return a line without what changes from page to page: its numbers."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _at_edge(place: int, page: Sequence[str]) -> bool:
    return place < _EDGE or place >= len(page) - _EDGE


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines that stand at the edge of half of the pages; on two pages alone, no line with a label."""
    shapes = Counter(
        shape for page in pages for shape in {_shape(line) for place, line in enumerate(page) if _at_edge(place, page)}
    )
    least = max(2, -(-len(pages) // 2))
    return frozenset(
        shape for shape, count in shapes.items() if count >= least and (count > 2 or not _LABEL.match(shape))
    )


def _is_number(line: str, place: int, page: Sequence[str], pages: int) -> bool:
    """Tell whether a line is the number of its page."""
    return place in (0, len(page) - 1) and pages > 1 and _NUMBER.fullmatch(line) is not None
