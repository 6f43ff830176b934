"""OpenDocument text: paragraphs and tables of talk, as they read with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from analyzer.readers import document
from analyzer.readers.document import Body
from analyzer.readers.markup import opens, parsed
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_KIND = b"opendocument.text"
_BESIDE = frozenset(["note", "annotation", "tracked-changes", "forms", "sequence-decls", "object", "ruby-text"])
"""Elements whose text does not stand in the flow of the document."""
_MOST = 1_000


def fits(source: Source) -> bool:
    """Tell whether the source is an OpenDocument text, packed or flat."""
    if source.packed:
        return "content.xml" in source.members and "mimetype" in source.members and _KIND in source.member("mimetype")
    return opens(source.data, (b"document ",)) and _KIND in source.data[:5_000]


def read(source: Source) -> Reading:
    """Read tables of turns, else labelled paragraphs; notes, comments and deleted text are counted, not read."""
    data = source.member("content.xml") if source.packed else source.data
    root = parsed(data, source.path)
    body = Body()
    text = next(root.iter("text"), root)
    _take(text, body)
    words = sum(len("".join(one.itertext()).split()) for one in _outermost(text, _BESIDE))
    if words:
        body.problems.append(Problem(None, "notes, comments and deleted text were not read", words))
    return document.read(body, source, "odt")


def _outermost(element: Element, names: Collection[str]) -> Iterator[Element]:
    """Yield the elements below `element` that have one of `names`, none from inside another."""
    for child in element:
        if child.tag in names:
            yield child
        else:
            yield from _outermost(child, names)


def _take(element: Element, body: Body) -> None:
    """Take the paragraphs and tables below `element`, in order."""
    for child in element:
        if child.tag in ("p", "h"):
            body.paragraph("".join(_pieces(child)))
            _boxes(child, body)
        elif child.tag == "table":
            _table(child, body)
        elif child.tag not in _BESIDE:
            _take(child, body)


def _boxes(paragraph: Element, body: Body) -> None:
    """Take the paragraphs of text boxes anchored in a paragraph."""
    for box in _outermost(paragraph, ("text-box", *_BESIDE)):
        if box.tag == "text-box":
            _take(box, body)


def _table(table: Element, body: Body) -> None:
    body.depth += 1
    for row in _outermost(table, ("table-row",)):
        for cell in row:
            if cell.tag in ("table-cell", "covered-table-cell"):
                _take(cell, body)
                body.cell()
        body.row()
    body.depth -= 1


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph, white space as it is written out."""
    yield _spaced(element.text)
    for child in element:
        if child.tag == "s":
            yield " " * _count(child.get("c"))
        elif child.tag in ("tab", "line-break"):
            yield "\t" if child.tag == "tab" else "\n"
        elif child.tag not in _BESIDE and child.tag not in ("text-box", "frame"):
            yield from _pieces(child)
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    """Return text in which white space of the file is a single space."""
    return " ".join(f"x{text or ''}x".split())[1:-1] if text else ""


def _count(written: str | None) -> int:
    return min(int(written), _MOST) if written and written.isdecimal() else 1
