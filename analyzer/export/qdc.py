"""REFI-QDA codebooks (.qdc): the code tree alone, after the exchange format's version 1.5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.export.archive import save
from analyzer.export.guids import guid
from analyzer.export.markup import ORIGIN, add, document, element
from analyzer.export.refi import add_codes, code_guid, tree

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `codebook.qdc`."""
    return (save(out / "codebook.qdc", document(root(books))),)


def root(books: Sequence[Codebook]) -> Element:
    """Return the code book of `books`, each book also a set of its codes."""
    top = element("CodeBook", xmlns=NAMESPACE, origin=ORIGIN)
    add_codes(top, tree(books))
    sets = add(top, "Sets")
    for book in books:
        _set(sets, book)
    return top


def _set(parent: Element, book: Codebook) -> None:
    made = add(parent, "Set", guid=guid("set", book.id), name=book.title)
    add(made, "Description", f"{book.source} File sha256 {book.sha256}.")
    for marker in book.markers:
        add(made, "MemberCode", guid=code_guid(marker.id))
