"""Markup: XML read without entities, document types or the network, as elements that know their line or as events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from analyzer.errors import ReadError

LINE = "{line}"
"""The attribute under which each element has the line it begins on."""
_DEEPEST = 200
_REMEDY = "export the file anew"


class Target(Protocol):
    """What takes the elements of an XML file one by one; names are `namespace}name`, or the name alone."""

    def start(self, name: str, attributes: dict[str, str], /) -> object:
        """Open an element."""

    def data(self, text: str, /) -> object:
        """Take text."""

    def end(self, name: str, /) -> object:
        """Close an element."""


def feed(data: bytes, path: Path, target: Target) -> None:
    """Give `target` the elements of the XML in `data`; raise ReadError for what is not plain XML.

    A document type, which is where entities are declared, is refused: none of the formats read has one. So is XML
    nested deeper than any of them.
    """
    _fed(data, path, target, expat.ParserCreate(namespace_separator="}"))


def parsed(data: bytes, path: Path) -> Element:
    """Return the root of the XML in `data`; names lose their namespace. Raise ReadError as `feed` does."""
    reader = expat.ParserCreate(namespace_separator="}")
    tree = _Tree(reader)
    _fed(data, path, tree, reader)
    root: Element = tree.builder.close()
    return root


class _Tree:
    """A target that builds elements with local names and the line each begins on."""

    def __init__(self, reader: expat.XMLParserType) -> None:
        self.builder = TreeBuilder()
        self.data = self.builder.data
        self._reader = reader

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        own = {local(key): value for key, value in attributes.items()}
        self.builder.start(local(name), {**own, LINE: str(self._reader.CurrentLineNumber)})

    def end(self, name: str) -> None:
        """Close an element."""
        self.builder.end(local(name))


def _fed(data: bytes, path: Path, target: Target, reader: expat.XMLParserType) -> None:
    depth = 0

    def refused(problem: str) -> ReadError:
        return ReadError(problem, path=path, line=reader.CurrentLineNumber, remedy=_REMEDY)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise refused("this XML is nested too deeply")
        target.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        target.end(name)

    def doctype(*_: object) -> None:
        raise refused("a document type is not read")

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = target.data
    reader.StartDoctypeDeclHandler = doctype
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ReadError("this is not well-formed XML", path=path, line=line, remedy=_REMEDY) from error


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


def local(name: str) -> str:
    """Return `name` without its namespace."""
    return name.rpartition("}")[2]
