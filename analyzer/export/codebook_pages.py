"""The codebook to read: every marker with its definition, examples and near misses, as Markdown and as a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analyzer import __version__
from analyzer.analysis import Analysis
from analyzer.codebook import Codebook, Example, Marker, packaged
from analyzer.export.page import Block, html, markdown
from analyzer.output import write as write_text

TITLE = "Codebook"
_ABOUT = (
    "What the analyzer looks for, in our own words. The markers are inspired by the systems named as sources; this is "
    "no edition of them and has not been validated against trained judges. A code is a candidate, worth reviewing, and "
    "never a verdict on a person."
)
_OWN = (
    "What is coded, how to decide, and which words are taken for it. A code is a candidate, worth reviewing, and never "
    "a verdict on a person."
)
_WHO = {"T": "the therapist", "C": "a client", "A": "anyone"}


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `codebook.md` and `codebook.html`."""
    made = list(blocks(books))
    written = {out / "codebook.md": markdown(made), out / "codebook.html": html(made, TITLE)}
    for path, text in written.items():
        write_text(path, text)
    return tuple(written)


def blocks(books: Sequence[Codebook]) -> Iterator[Block]:
    """Yield the page of `books`, piece by piece."""
    yield Block("title", TITLE)
    own = all(book.id not in {one.id for one in packaged()} for book in books)
    yield Block("text", f"{_OWN if own else _ABOUT} Written by therapy-transcript-analyzer {__version__}.")
    for book in books:
        yield Block("book", book.title)
        yield Block("text", book.source)
        yield Block("text", f"Codebook {book.id}, file sha256 {book.sha256[:16]}.")
        for marker in book.markers:
            yield from _marker(marker)


def _marker(marker: Marker) -> Iterator[Block]:
    yield Block("marker", f"{marker.id} {marker.label}")
    yield Block("text", marker.definition)
    yield Block("term", "Decide", marker.decide)
    yield Block("term", "Carried by", _WHO[marker.who])
    yield Block("term", "Source", f"{marker.source}; {marker.locus}")
    cues = tuple(f"{cue.name} ({cue.clarity})" for cue in marker.cues)
    lists = {
        "Found by the cues": cues,
        "Examples": tuple(map(_spoken, marker.positive)),
        "Near misses, which are not coded": tuple(map(_spoken, marker.negative)),
        "True cases that the rules miss": tuple(map(_spoken, marker.missed)),
    }
    for name, items in lists.items():
        if items:
            yield Block("term", name, items=items)


def _spoken(example: Example) -> str:
    """Return an example on one line; the coded turn is the last."""
    return " / ".join(f"{said.speaker}: {said.text}" for said in example)
