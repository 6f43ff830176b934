"""The rules of the REFI-QDA exchange format 1.5 for what is written here, and a check of a document against them.

Children are a pattern over the names of an element's children, each followed by a space; attributes are required or,
with a question mark, optional. Where the folder named by REFI_QDA_XSD holds the published Project.xsd and
Codebook.xsd, the tests use these as well.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
VALUES = {
    "guid": GUID,
    "targetGUID": GUID,
    "creatingUser": GUID,
    "isCodable": "true|false",
    "color": "#[0-9A-Fa-f]{6}",
    "startPosition": r"\d+",
    "endPosition": r"\d+",
    "typeOfVariable": "Text|Boolean|Integer|Float|Date|DateTime",
    "plainTextPath": rf"internal://{GUID}\.txt",
}
TEXTS = {"IntegerValue": r"-?\d+", "BooleanValue": "true|false", "Description": r"[\s\S]+"}


class Rule(NamedTuple):
    """What one element may hold."""

    attributes: str = ""
    children: str = ""


SHARED = {"Description": Rule(), "CodeRef": Rule("targetGUID"), "Codes": Rule(children="(Code )+")}
PROJECT = {
    **SHARED,
    "Project": Rule(
        "name origin?", "(Users )?(CodeBook )?(Variables )?(Cases )?(Sources )?(Notes )?(Sets )?(Description )?"
    ),
    "Users": Rule(children="(User )+"),
    "User": Rule("guid name?"),
    "CodeBook": Rule(children="Codes "),
    "Code": Rule("guid name isCodable color?", "(Description )?(NoteRef )*(Code )*"),
    "Variables": Rule(children="(Variable )+"),
    "Variable": Rule("guid name typeOfVariable", "(Description )?"),
    "Cases": Rule(children="(Case )+"),
    "Case": Rule("guid name?", "(Description )?(CodeRef )*(VariableValue )*(SourceRef )*(SelectionRef )*"),
    "VariableValue": Rule(children="VariableRef (TextValue |BooleanValue |IntegerValue |FloatValue )?"),
    "VariableRef": Rule("targetGUID"),
    "SourceRef": Rule("targetGUID"),
    "IntegerValue": Rule(),
    "BooleanValue": Rule(),
    "Sources": Rule(children="(TextSource )+"),
    "TextSource": Rule(
        "guid name? plainTextPath? creatingUser?",
        "(Description )?(PlainTextContent )?(PlainTextSelection )*(Coding )*(NoteRef )*(VariableValue )*",
    ),
    "PlainTextSelection": Rule(
        "guid name? startPosition endPosition creatingUser?", "(Description )?(Coding )*(NoteRef )*"
    ),
    "Coding": Rule("guid creatingUser?", "CodeRef (NoteRef )*"),
}
CODEBOOK = {
    **SHARED,
    "CodeBook": Rule("origin?", "Codes (Sets )?"),
    "Code": Rule("guid name isCodable color?", "(Description )?(Code )*"),
    "Sets": Rule(children="(Set )+"),
    "Set": Rule("guid name", "(Description )?(MemberCode )*"),
    "MemberCode": Rule("guid"),
}
NAMESPACES = {"Project": "urn:QDA-XML:project:1.0", "Codebook": "urn:QDA-XML:codebook:1.0"}
RULES = {"Project": PROJECT, "Codebook": CODEBOOK}


def faults(document: bytes, kind: str) -> list[str]:
    """Return what breaks the rules of `kind`, Project or Codebook."""
    root = ElementTree.fromstring(document)
    found = [fault for element in root.iter() for fault in _faults(element, RULES[kind], NAMESPACES[kind])]
    guids = [one.get("guid") for one in root.iter() if one.get("guid") and not one.tag.endswith("MemberCode")]
    return [*found, *{f"{guid} twice" for guid in guids if guids.count(guid) > 1}, *_published(document, kind)]


def _faults(element: ElementTree.Element, rules: dict[str, Rule], namespace: str) -> list[str]:
    name = element.tag.removeprefix(f"{{{namespace}}}")
    if name not in rules:
        return [f"{element.tag} is not known"]
    required = {one for one in rules[name].attributes.split() if not one.endswith("?")}
    allowed = {one.rstrip("?") for one in rules[name].attributes.split()}
    given = set(element.keys())
    children = "".join(child.tag.rpartition("}")[2] + " " for child in element)
    return [
        *(f"{name} lacks {one}" for one in required - given),
        *(f"{name} may not have {one}" for one in given - allowed),
        *(f"{name} {one} is wrong" for one, v in element.items() if not re.fullmatch(VALUES.get(one, r"[\s\S]*"), v)),
        *([] if re.fullmatch(rules[name].children, children) else [f"{name} holds {children}"]),
        *([] if re.fullmatch(TEXTS.get(name, r"[\s\S]*"), element.text or "") else [f"{name} says {element.text}"]),
    ]


def _published(document: bytes, kind: str) -> list[str]:
    """Return what the published schema says, where it is at hand."""
    folder = os.environ.get("REFI_QDA_XSD")
    if not folder:
        return []
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(Path(folder) / f"{kind}.xsd"))
    schema.validate(etree.fromstring(document))
    return [str(error) for error in schema.error_log]
