"""SVG for a strict page: matplotlib's output with style attributes made presentation attributes, and ids made classes.

A policy that allows no inline style also forbids style attributes; presentation attributes are allowed, and unlike
style attributes they yield to the page's own colours, so that one picture serves light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", SVG[1:-1])
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def strict(drawn: str, titles: Mapping[str, Sequence[str]]) -> str:
    """Return SVG that a page may hold under a strict policy.

    An artist's id is "classes|number"; `titles` name the links of such a group, in order.
    """
    root = ElementTree.fromstring(drawn)
    for child in root.findall(f"{SVG}metadata") + root.findall(f"{SVG}defs"):
        root.remove(child)
    for group in root.iter(f"{SVG}g"):
        _classify(group, titles)
    for link in root.iter(f"{SVG}a"):
        _stay(link)
    for element in root.iter():
        _restyle(element)
        element.tail = None
    root.attrib.update({"aria-hidden": "true", "focusable": "false"})
    for key in ("width", "height"):
        root.set(key, root.attrib[key].removesuffix("pt"))
    return ElementTree.tostring(root, encoding="unicode")


def _classify(group: ElementTree.Element, titles: Mapping[str, Sequence[str]]) -> None:
    """Turn a group's id into classes, and name its links."""
    name = group.attrib.pop("id", "")
    classes, bar, _ = name.rpartition("|")
    if bar:
        group.set("class", classes)
    for link, title in zip(group.iter(f"{SVG}a"), titles.get(name, ()), strict=False):
        told = ElementTree.Element(f"{SVG}title")
        told.text = title
        link.insert(0, told)


def _stay(link: ElementTree.Element) -> None:
    """Keep a link on its page and out of the order of tabs: the lists beside the picture lead to the same places."""
    link.attrib.pop("target", None)
    link.set("tabindex", "-1")


def _restyle(element: ElementTree.Element) -> None:
    """Spread a style attribute into attributes, but for fonts, which the page sets."""
    for name, value in _properties(element.attrib.pop("style", "")):
        if not name.startswith("font"):
            element.set(name, value)


def _properties(style: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = declaration.partition(":")
        yield name.strip(), value.strip()
