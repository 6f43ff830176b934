"""Control words: the marks of rich text, and what each does to the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\$"
)
"""A control word with its number, a byte, a control symbol, a brace, or text; line ends of the file mean nothing."""


def _words(text: str) -> frozenset[str]:
    """Return the words of `text` as a set."""
    return frozenset(text.split())


SETTINGS = _words(
    """fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator
    xmlnstbl fldinst bkmkstart bkmkend nonshppict latentstyles pgdsctbl mmathPr filetbl revtbl userprops template
    objdata sp shppict wgrffmtfilter panose falt"""
)
"""Groups that hold no text of the document."""
BESIDE = _words("header headerl headerr headerf footer footerl footerr footerf footnote annotation atnid atnauthor")
"""Groups whose text stands beside the document."""
KEPT = _words("shptxt shpinst nesttableprops")
"""Groups that a program may skip but whose text is in the document."""
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "nestcell": "\t",
    "nestrow": "\n",
}
SYMBOLS = {"~": "\N{NO-BREAK SPACE}", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Encodings by the number of a font's character set, where it is not that of the file."""


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group: `out` is "" for text of the document; `skip` is what follows a character's number."""

    out: str = ""
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
