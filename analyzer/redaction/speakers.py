"""Speakers: the labels that stand for them, kept where they are roles or numbers, replaced where they are names."""

from __future__ import annotations

import re

from analyzer.redaction import kinds
from analyzer.redaction.identities import plain
from analyzer.redaction.key import Key
from analyzer.redaction.lexicon import base
from analyzer.redaction.people import KIN, TITLES
from analyzer.redaction.tokens import words
from analyzer.role_words import meaning
from analyzer.roles import INFERRED, USER
from analyzer.session import CLIENT, THERAPIST, UNSURE, Session

_ANONYMOUS = re.compile(
    r"(?i)(?:(?:speaker|spk|spkr|person|voice|participant|channel|ch|agent|user|unknown)[ _#:.-]{0,2}(?:\d{1,3}|[a-z])?"
    r"|[a-z][ _#:.-]{0,2}\d{0,3}|\d{1,3})"
)


def labels(session: Session, key: Key) -> dict[str, str]:
    """Return the label that each speaker of `session` gets, and let `key` meet the names among them."""
    renamed: dict[str, str] = {}
    for role in session.roles:
        if anonymous(role.speaker) and role.how != USER:
            renamed[role.speaker] = role.speaker
            continue
        known = role.role if role.how != INFERRED else UNSURE
        label = _free(_label(known, role.speaker, key), renamed)
        if names := _names(role.speaker):
            key.own(label, _kind(known), names)
        renamed[role.speaker] = label
    return renamed


def anonymous(speaker: str) -> bool:
    """Tell whether a label names no one: a role, a letter, a number."""
    return not speaker.strip() or _ANONYMOUS.fullmatch(speaker.strip()) is not None or not _names(speaker)


def _names(speaker: str) -> str:
    """Return the words of a label that are neither roles, titles nor numbers."""
    found = [word.text for word in words(speaker)]
    return " ".join(one for one, word in zip(found, words(speaker), strict=True) if not _role(base(word.folded)))


def _role(word: str) -> bool:
    return (
        len(word) < 2
        or word in TITLES
        or word in KIN
        or meaning(word) is not None
        or word in ("speaker", "the", "and", "of")
    )


def _kind(role: str) -> str:
    if role == THERAPIST:
        return kinds.THERAPIST
    return kinds.CLIENT if role.startswith(CLIENT) else kinds.PERSON


def _label(role: str, speaker: str, key: Key) -> str:
    """Return the label of a named speaker: known from another session, or that of the role."""
    name = _names(speaker)
    known = next((one for one in key.identities if one.kind == _kind(role) and plain(name) in one.tokens()), None)
    if known:
        return known.label
    if role == THERAPIST:
        return kinds.THERAPIST
    if role.startswith(CLIENT):
        return f"{kinds.CLIENT} {role[len(CLIENT) :]}".strip()
    return key.label(kinds.PERSON, name) if name else role.upper()


def _free(label: str, renamed: dict[str, str]) -> str:
    """Return `label`, with a number if another speaker has it."""
    taken, number, free = set(renamed.values()), 2, label
    while free in taken:
        free, number = f"{label} {number}", number + 1
    return free
