"""Redaction: a working copy of transcripts in which what identifies people is replaced, the same way throughout."""

from __future__ import annotations

from analyzer.redaction.key import Key
from analyzer.redaction.keyring import Keyring, load
from analyzer.redaction.names import Names, names
from analyzer.redaction.run import Choices, Redaction, run
from analyzer.redaction.session import Change, Left, Redacted, learn, redact, redacted

__all__ = [
    "Change",
    "Choices",
    "Key",
    "Keyring",
    "Left",
    "Names",
    "Redacted",
    "Redaction",
    "learn",
    "load",
    "names",
    "redact",
    "redacted",
    "run",
]
