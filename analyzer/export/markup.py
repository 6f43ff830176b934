"""Markup: XML built from elements, so that no text can end up as a tag."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analyzer import __version__
from analyzer.export.plain import fit

ORIGIN = f"therapy-transcript-analyzer {__version__}"


def element(name: str, /, **attributes: object) -> Element:
    """Return a new element; attributes that are None are left out, booleans are true or false."""
    return Element(name, _attributes(attributes))


def add(parent: Element, name: str, text: str = "", /, **attributes: object) -> Element:
    """Append a new element with `text` to `parent` and return it; attributes as in `element`."""
    made = SubElement(parent, name, _attributes(attributes))
    made.text = fit(text) or None
    return made


def document(root: Element) -> bytes:
    """Return the file whose root is `root`: UTF-8, with a declaration, an element a line."""
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _attributes(given: dict[str, object]) -> dict[str, str]:
    return {name: _value(value) for name, value in given.items() if value is not None}


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else fit(str(value))
