"""A code tree: codebooks as REFI-QDA has codes, families as folders with their codes inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from analyzer.codebook import Codebook, Marker
from analyzer.codes import FAMILIES, POSSIBLE, Code, family
from analyzer.export.guids import guid
from analyzer.export.markup import add

COLOURS = {
    "immediacy": "#0B5C8A",
    "withdrawal": "#6B4F9A",
    "confrontation": "#B3541E",
    "therapist movement": "#7A6200",
    "resolution": "#00694D",
    "re-engagement": "#3B8FB5",
    "intimacy": "#A03A78",
}
_OTHER = "#5D5A53"
_POSSIBLE = "A fair reading, but another coder may differ."
_WHO = {"T": "Carried by the therapist's turns.", "C": "Carried by the client's turns.", "A": "Carried by any turn."}


class Node(NamedTuple):
    """One code, or a folder of codes, which cannot be given to talk."""

    guid: str
    name: str
    codable: bool
    colour: str
    description: str
    children: tuple[Node, ...] = ()


def code_guid(code: str, clarity: str = "") -> str:
    """Return the GUID of a code; its possible findings are a code of their own."""
    return guid("code", code, clarity if clarity == POSSIBLE else "")


def tree(books: Iterable[Codebook], findings: Iterable[Code] = ()) -> list[Node]:
    """Return the folders of `books`, with codes that only `findings` have in their families' folders.

    A code that was found to be possible has a code for that below it.
    """
    markers = {marker.id: marker for book in books for marker in book.markers}
    given = list(findings)
    doubtful = {code.code for code in given if code.clarity == POSSIBLE}
    codes = dict.fromkeys([*markers, *sorted({code.code for code in given})])
    names = {family(code) for code in codes}
    ordered = [*(name for name in FAMILIES.values() if name in names), *sorted(names - set(FAMILIES.values()))]
    return [
        _folder(name, [_node(code, markers.get(code), code in doubtful) for code in codes if family(code) == name])
        for name in ordered
    ]


def add_codes(parent: Element, nodes: Sequence[Node]) -> None:
    """Append `Codes` with the tree to a code book."""
    inside = add(parent, "Codes")
    for node in nodes:
        _add(inside, node)


def _add(parent: Element, node: Node) -> None:
    made = add(parent, "Code", guid=node.guid, name=node.name, isCodable=node.codable, color=node.colour)
    if node.description:
        add(made, "Description", node.description)
    for child in node.children:
        _add(made, child)


def _folder(name: str, codes: Sequence[Node]) -> Node:
    return Node(guid("family", name), name, False, COLOURS.get(name, _OTHER), "", tuple(codes))


def _node(code: str, marker: Marker | None, doubtful: bool) -> Node:
    name = f"{code} {marker.label}" if marker else code
    colour = COLOURS.get(family(code), _OTHER)
    below = Node(code_guid(code, POSSIBLE), f"{name} (possible)", True, colour, _POSSIBLE)
    return Node(code_guid(code), name, True, colour, _told(marker) if marker else "", (below,) if doubtful else ())


def _told(marker: Marker) -> str:
    return "\n".join((marker.definition, marker.decide, _WHO[marker.who], f"Source: {marker.source}; {marker.locus}."))
