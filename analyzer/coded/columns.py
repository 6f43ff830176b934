"""Columns: what the columns of a table of codes are called, in this program's files and in others'."""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMES = {
    "session": ("session", "sessionid", "documentname", "dokumentname", "document", "dokument", "transcript",
                "filename", "file", "id"),
    "turn": ("turn", "turnid", "turnnumber", "turnno"),
    "code": ("code", "codes", "codename", "codierung"),
    "clarity": ("clarity", "certainty"),
    "coder": ("coder", "author", "createdby", "codedby", "rater", "annotator", "user", "autor", "erstelltvon"),
    "begin": ("begin", "beginning", "start", "anfang"),
    "end": ("end", "ende"),
    "quote": ("segment", "codedsegment", "quote", "quotation", "quotationcontent", "preview", "vorschau"),
    "kind": ("kind",),
    "initiator": ("initiator",),
    "outcome": ("outcome",),
    "depth": ("depth",),
    "rating": ("rating",),
    "value": ("value", "score"),
    "coded": ("coded",),
    "role": ("role",),
    "confidence": ("confidence",),
    "reengagement": ("reengagement",),
}  # fmt: skip
"""What each column may be called, in order of preference; letters and digits only, lower case.

MAXQDA's "Document name", "Code", "Begin" (older: "Beginning"), "End", "Segment", "Created by" (older: "Author") are
among them, in English and German.
"""


def placed(header: Sequence[str]) -> dict[str, int]:
    """Return the place of each column that `header` has, by its name here."""
    plain = [re.sub(r"[^a-z0-9]+", "", name.casefold()) for name in header]
    found = {}
    for name, aliases in NAMES.items():
        alias = next((alias for alias in aliases if alias in plain), None)
        if alias is not None:
            found[name] = plain.index(alias)
    return found


def kind_of(found: dict[str, int]) -> str | None:
    """Tell what a table with these columns holds: codes, events, ratings, or None for anything else."""
    if {"kind", "begin", "end"} <= found.keys():
        return "events"
    if "code" in found and ("turn" in found or "begin" in found or "quote" in found):
        return "codes"
    return "ratings" if {"session", "rating", "value"} <= found.keys() else None
