"""Caseload view: a row a case, in the order of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from analyzer.cases.case import Case
from analyzer.cases.listing import same
from analyzer.dips import courses
from analyzer.dips.course import unfit
from analyzer.study import Study
from reports.cases.view.cells import count, each, known, page, whole, word
from reports.provenance import Provenance, printed
from reports.view.numbers import counted

_DIGITS = re.compile(r"(\d+)")
CELLS = 30  # latest sessions of a case that are shown one by one


class Box(NamedTuple):
    """One session in a row: its ruptures, "" where it was not coded, and how many of them were left unresolved."""

    href: str
    title: str
    number: str
    open: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case; `alliance` says which scores there are, and how many methods tell a dip in any of them."""

    case: str
    href: str
    sessions: int
    coded: int
    span: str
    therapists: str
    ruptures: str
    unresolved: str
    last: str
    bids: str
    immediacy: str
    boxes: tuple[Box, ...]
    earlier: int
    alliance: str


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """The whole page; `totals` are (number, noun), `strays` scores whose case has no transcript."""

    rows: tuple[CaseRow, ...]
    totals: tuple[tuple[str, str], ...]
    scored: bool
    strays: tuple[str, ...]
    provenance: Provenance

    @property
    def dated(self) -> bool:
        """Tell whether any case has a date."""
        return any(row.span for row in self.rows)

    @property
    def therapists(self) -> bool:
        """Tell whether any therapist is named."""
        return any(row.therapists for row in self.rows)


def caseload_view(study: Study, *, cases: str, sessions: str, provenance: Provenance) -> CaseloadView:
    """Say what a caseload holds; `cases` and `sessions` lead to the folders of their pages."""
    named = {case.id: case for case in study.known}
    ordered = sorted(each(study.cases), key=lambda row: _natural(row.case))
    rows = tuple(_row(study, named[row.case], row, (cases, sessions)) for row in ordered)
    mine = {same(case) for case in named}
    strays = tuple(dict.fromkeys(word(score.case) for score in study.scores if same(score.case) not in mine))
    totals = (
        (f"{len(rows):,}", "case" if len(rows) == 1 else "cases"),
        _total(sum(row.sessions for row in rows), "session"),
        _total(sum(row.coded for row in rows), "coded", "coded"),
    )
    return CaseloadView(rows, totals, any(row.alliance for row in rows), strays, printed(provenance))


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a key by which P2 stands before P10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name.casefold()) if part]


def _total(number: int, noun: str, plural: str = "") -> tuple[str, str]:
    return f"{number:,}", noun if number == 1 else plural or f"{noun}s"


def _row(study: Study, case: Case, row: Any, folders: tuple[str, str]) -> CaseRow:
    days = [day for day in (word(row.first), word(row.last)) if day]
    boxes = _boxes(study, case, folders[1])
    talk = (
        None if known(row.events_immediacy) is None else int(row.events_immediacy) - (whole(row.bids_unanswered) or 0)
    )
    return CaseRow(
        case=word(case.id),
        href=page(folders[0], case.slug),
        sessions=int(row.sessions),
        coded=int(row.coded),
        span=" to ".join(dict.fromkeys(days)),
        therapists=word(row.therapists),
        ruptures=count(row.ruptures),
        unresolved=count(row.ruptures_unresolved),
        last=count(row.unresolved_last),
        bids=count(row.bids_unanswered),
        immediacy=count(talk),
        boxes=boxes[-CELLS:],
        earlier=max(len(boxes) - CELLS, 0),
        alliance=_alliance(study, case),
    )


def _boxes(study: Study, case: Case, folder: str) -> tuple[Box, ...]:
    rows = study.trajectory[study.trajectory["case"] == case.id]
    found = []
    for row in each(rows):
        number, left = whole(row.ruptures), whole(row.ruptures_unresolved) or 0
        told = word(row.note) if number is None else f"{counted(number, 'rupture')}, {left or 'none'} unresolved"
        href = page(folder, row.session) if row.note != "not analyzed" else ""
        found.append(Box(href, f"{word(row.session)}: {told}", "" if number is None else str(number), left > 0))
    return tuple(found)


def _alliance(study: Study, case: Case) -> str:
    """Say which scores a case has, and how many of the methods tell a dip in any of them."""
    own = [course for course in courses(study.scores) if same(course.case) == same(case.id)]
    if not own:
        return ""
    names = ", ".join(dict.fromkeys(" ".join(filter(None, (word(c.measure), word(c.rater)))) for c in own))
    if all(unfit(course.values) for course in own):
        return f"{names}: too few or constant scores"
    dips = study.dips[[same(name) == same(case.id) for name in study.dips["case"]]]
    some = dips.loc[dips["dip"] > 0, "method"].nunique()
    return f"{names}: {f'dips by {some}' if some else 'no dip by any'} of {dips['method'].nunique()} methods"
