"""Shown text: what stands on one line of a terminal, without signs that would steer it or turn its direction."""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]")
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: object) -> str:
    """Return `text` on one line: breaks are spaces, and signs that steer a terminal are marks."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", str(text)))
