"""Markup: an XML file as elements that know their line, read without entities, document types or the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from analyzer.errors import ReadError

LINE = "{line}"
"""The attribute under which each element has the line it begins on."""
_DEEPEST = 200


def parsed(data: bytes, path: Path) -> Element:
    """Return the root of the XML in `data`; names lose their namespace. Raise ReadError for what is not plain XML.

    A document type, which is where entities are declared, is refused: none of the formats read has one.
    """
    builder = TreeBuilder()
    reader = expat.ParserCreate(namespace_separator="}")
    open_elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal open_elements
        open_elements += 1
        if open_elements > _DEEPEST:
            refuse()
        own = {_local(key): value for key, value in attributes.items()}
        builder.start(_local(name), {**own, LINE: str(reader.CurrentLineNumber)})

    def end(name: str) -> None:
        nonlocal open_elements
        open_elements -= 1
        builder.end(_local(name))

    def refuse(*_: object) -> None:
        line = reader.CurrentLineNumber
        raise ReadError("this XML is not of a kind that is read", path=path, line=line, remedy="export the file anew")

    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.CharacterDataHandler = builder.data
    reader.StartDoctypeDeclHandler = refuse
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ReadError("this is not well-formed XML", path=path, line=line, remedy="export the file anew") from error
    root: Element = builder.close()
    return root


def opens(data: bytes, names: tuple[bytes, ...]) -> bool:
    """Tell whether `data` begins like XML whose first element has one of `names`, with or without a prefix."""
    start = data[:2_000].replace(b"\x00", b"")
    return b"<" in start[:4] and any(b"<" + name in start or b":" + name in start for name in names)


def line_of(element: Element) -> int:
    """Return the line that `element` begins on."""
    return int(element.get(LINE, "0"))


def pieces(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the text in `element` piece by piece in order, each with the element it stands in; text after it is out."""
    if element.text:
        yield element, element.text
    for child in element:
        yield from pieces(child)
        if child.tail:
            yield element, child.tail


def _local(name: str) -> str:
    return name.rpartition("}")[2]
