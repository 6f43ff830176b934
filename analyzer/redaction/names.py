"""A list of names by the user: what to replace, as what, and what to leave."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analyzer.errors import AnalyzerError
from analyzer.redaction import kinds
from analyzer.redaction.lexicon import fold

_KINDS = {
    "client": kinds.CLIENT,
    "patient": kinds.CLIENT,
    "therapist": kinds.THERAPIST,
    "person": kinds.PERSON,
    "relative": kinds.PERSON,
    "colleague": kinds.PERSON,
    "city": kinds.CITY,
    "town": kinds.CITY,
    "place": kinds.PLACE,
    "address": kinds.ADDRESS,
    "employer": kinds.EMPLOYER,
    "school": kinds.SCHOOL,
    "organisation": kinds.ORGANISATION,
    "organization": kinds.ORGANISATION,
    "id": kinds.ID,
}
KEEP = "keep"


class Names(NamedTuple):
    """Names with their kinds, and folded words to leave."""

    listed: dict[str, str]
    kept: frozenset[str]


def names(path: Path | None) -> Names:
    """Read the list at `path`: a name a line, with `= client`, `= city`, `= keep` … after it; `#` opens a remark.

    Without a kind a name is a person's. Raise AnalyzerError for a kind that does not exist, or an unreadable file.
    """
    listed: dict[str, str] = {}
    kept: set[str] = set()
    for number, line in enumerate(_lines(path) if path else [], start=1):
        name, _, told = (part.strip() for part in line.partition("#")[0].partition("="))
        kind = fold(told) or "person"
        if kind not in (*_KINDS, KEEP):
            remedy = f"use one of {', '.join((*_KINDS, KEEP))}"
            raise AnalyzerError("there is no such kind of name", path=path, line=number, remedy=remedy)
        if name and kind == KEEP:
            kept.add(fold(name))
        elif name:
            listed[name] = _KINDS[kind]
    return Names(listed, frozenset(kept))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "not in UTF-8"
        raise AnalyzerError(
            f"cannot read the list of names ({reason.lower()})", path=path, remedy="save it as UTF-8 text"
        ) from None
