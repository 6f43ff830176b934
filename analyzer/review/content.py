"""The content of a session: a hash of who says what, by which a review knows the talk it was made on."""

from __future__ import annotations

import hashlib

from analyzer.session import Session


def content(session: Session) -> str:
    """Return the sha256 of every turn's speaker and words; roles, times and the file's format do not enter."""
    digest = hashlib.sha256()
    for turn in session.talk:
        digest.update(f"{turn.speaker}\x1f{turn.text}\x1e".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
