"""Plain text: talk made fit for a format, one character for one, so that places in it stay the same."""

from __future__ import annotations

import re

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: controls, lone surrogates and two noncharacters."""
_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f%/\\:*?"<>|]|^\.')


def fit(text: str) -> str:
    """Return `text` with every character that XML cannot hold replaced by a mark."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def line(text: str) -> str:
    """Return `text` as one line: line breaks and tabs are spaces, what XML cannot hold is a mark."""
    return fit(_BREAKS.sub(" ", text))


def file_name(id: str) -> str:  # noqa: A002
    """Return the id of a session as a name for files, the same for the same id only."""
    return _FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", fit(id)) or "%"
