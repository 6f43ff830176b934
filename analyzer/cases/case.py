"""A case: the sessions of one client, in the order they took place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames

if TYPE_CHECKING:
    import pandas as pd

MANIFEST, COLUMN, NAMES = "manifest", "column", "file names"
_UNSAFE = re.compile(r"[^\w.-]+")

VISITS = {
    "case": "str",
    "order": "int64",  # from 1, in the order the sessions took place
    "session": "str",  # id, as in every other table
    "number": "Int64",  # the session's number in the therapy, if known
    "date": "str",  # ISO, "" if not known
    "therapist": "str",
}


class Visit(NamedTuple):
    """One session of a case: `session` is its id in every table, `number` its number in the therapy, if known."""

    session: str
    path: Path
    number: int | None = None
    date: date | None = None
    therapist: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One client's sessions in order; `how` tells what grouped them, `slug` is a name that is safe for a file."""

    id: str
    visits: tuple[Visit, ...]
    how: str
    slug: str = ""

    def _repr_html_(self) -> str:
        from analyzer.notebook import case

        return case(self)

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the ids of the sessions in order."""
        return tuple(visit.session for visit in self.visits)

    @property
    def therapists(self) -> tuple[str, ...]:
        """Return the therapists in order of appearance."""
        return tuple(dict.fromkeys(visit.therapist for visit in self.visits if visit.therapist))


def ordered(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Put `visits` in order by number if all have one, else by date if all have one, else leave them as listed."""
    if all(visit.number is not None for visit in visits):
        return tuple(sorted(visits, key=lambda visit: visit.number or 0))
    if all(visit.date is not None for visit in visits):
        return tuple(sorted(visits, key=lambda visit: visit.date or date.min))
    return tuple(visits)


def slugged(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Give every case a slug of its own, made of its id, in the order of their ids."""
    taken: set[str] = set()
    named = []
    for case in sorted(cases, key=lambda case: (case.id.casefold(), case.id)):
        base = _UNSAFE.sub("-", case.id).strip(".-")[:60] or "case"
        slug, number = base, 2
        while slug.casefold() in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug.casefold())
        named.append(replace(case, slug=slug))
    return tuple(named)


def visits_frame(cases: Iterable[Case]) -> pd.DataFrame:
    """Return one row a session of a case; columns `VISITS`."""
    rows = (
        (case.id, order, visit.session, visit.number, visit.date.isoformat() if visit.date else "", visit.therapist)
        for case in cases
        for order, visit in enumerate(case.visits, start=1)
    )
    return frames.frame(VISITS, rows)
