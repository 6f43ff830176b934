"""A key: what each label of a case stands for, and by how many days its dates were moved; it undoes the redaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from analyzer.redaction import kinds
from analyzer.redaction.dates import MONTHS, Day, read
from analyzer.redaction.identities import Identity, matching, plain

LEAST, MOST = 9, 51
"""Weeks by which dates are moved back: whole weeks, so that days of the week stay true."""
_COMMON_YEAR = 2001


@dataclass(slots=True)
class Key:
    """The identities met in one case, in order of appearance; `seed` decides how far dates move.

    Give the same key to every session of a case, and the same names get the same labels. `kept` are words that the
    user wants left, `listed` those to replace, each with its kind.
    """

    case: str
    seed: str
    identities: list[Identity] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    @property
    def shift(self) -> timedelta:
        """Return how far dates are moved back in this case."""
        digest = hashlib.sha256(f"{self.seed} {self.case}".encode()).digest()
        return timedelta(weeks=LEAST + int.from_bytes(digest[:4]) % (MOST - LEAST + 1))

    def replacement(self, kind: str, text: str) -> str:
        """Return what stands for `text`: a moved date, or a label in brackets, new if it was not met before."""
        if kind == kinds.AGE:
            return f"[{kinds.AGE}]"
        if kind == kinds.HOLIDAY:
            return f"[{kinds.HOLIDAY}]"
        if kind == kinds.DATE and (moved := self._moved(text)):
            return f"[{kinds.DATE} {moved}]"
        return f"[{self.label(kind, text)}]"

    def label(self, kind: str, text: str, *, sure: bool = False) -> str:
        """Return the label for `text`, such as "PERSON 2", and remember it; `sure`: by more than a capital."""
        identity = self.known(kind, text)
        if (
            identity is None
            and kind in (kinds.CLIENT, kinds.THERAPIST)
            and any(one.kind == kind for one in self.identities)
        ):
            kind = kinds.PERSON
        identity = identity or self._new(kind)
        if kind in (kinds.CLIENT, kinds.THERAPIST) and identity.kind == kinds.PERSON:
            identity = self._settled(identity, kind)
        if plain(text) not in identity.tokens():
            identity.spellings.append(text)
        identity.sure = identity.sure or sure
        return identity.label

    def known(self, kind: str, text: str) -> Identity | None:
        """Return the identity that `text` means, if it was met before."""
        if kind in kinds.NAMES:
            return matching(text, kind, self.identities)
        return next(
            (one for one in self.identities if one.kind == kind and _code(text) in map(_code, one.spellings)), None
        )

    def own(self, label: str, kind: str, text: str) -> None:
        """Say that `text` is the name of whoever goes by `label`."""
        found = next((one for one in self.identities if one.label == label), None)
        if found is None:
            found = Identity(label, kind, sure=True)
            self.identities.append(found)
        if plain(text) not in found.tokens():
            found.spellings.append(text)

    def names(self) -> Iterable[Identity]:
        """Return the identities that are known by a name, which may come again anywhere."""
        return [one for one in self.identities if one.kind in kinds.NAMES]

    def _new(self, kind: str) -> Identity:
        taken = {one.label for one in self.identities}
        single = kind in (kinds.CLIENT, kinds.THERAPIST)
        number = 1
        while (label := kind if single and number == 1 else f"{kind} {number}") in taken:
            number += 1
        identity = Identity(label, kind)
        self.identities.append(identity)
        return identity

    def _settled(self, person: Identity, kind: str) -> Identity:
        """Make a person who was met before the client or therapist, unless there is one under another name."""
        if any(one.kind == kind for one in self.identities):
            return person
        person.label, person.kind = kind, kind
        return person

    def _moved(self, text: str) -> str:
        """Return a date moved back and written one way; empty when it cannot be read."""
        day = read(text)
        if day is None:
            return ""
        try:
            moved = date(day.year or _COMMON_YEAR, day.month, day.day or 15) - self.shift
        except (ValueError, OverflowError):
            return ""
        return _written(moved, day)


def _written(moved: date, day: Day) -> str:
    parts = [str(moved.day) if day.day else "", MONTHS[moved.month - 1], str(moved.year) if day.year else ""]
    return " ".join(part for part in parts if part)


def _code(text: str) -> str:
    """Return a number or code without what people put between its parts."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()) or text
