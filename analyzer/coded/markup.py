"""Markup: an XML file as elements that know their line, read without entities, DTDs or the network."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from analyzer.errors import ReadError

LINE = "{line}"
"""The attribute under which each element has the line it begins on."""


def parsed(data: bytes, path: Path) -> Element:
    """Return the root of the XML in `data`; names lose their namespace. Raise ReadError for what is not plain XML.

    A document type, which is where entities are declared, is refused: none of the formats read has one.
    """
    builder = TreeBuilder()
    reader = expat.ParserCreate(namespace_separator="}")

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_local(name), {**attributes, LINE: str(reader.CurrentLineNumber)})

    def refuse(*_: object) -> None:
        line = reader.CurrentLineNumber
        raise ReadError("a document type is not read", path=path, line=line, remedy="export the file anew")

    reader.StartElementHandler = start
    reader.EndElementHandler = lambda name: builder.end(_local(name))
    reader.CharacterDataHandler = builder.data
    reader.StartDoctypeDeclHandler = refuse
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ReadError("this is not well-formed XML", path=path, line=line, remedy="export the file anew") from error
    root: Element = builder.close()
    return root


def line_of(element: Element) -> int:
    """Return the line that `element` begins on."""
    return int(element.get(LINE, "0"))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
