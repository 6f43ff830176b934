"""Sittings: the sessions of a case in order, a row each."""

from __future__ import annotations

from typing import Any, NamedTuple

from analyzer.cases.case import Case
from analyzer.events import OUTCOMES as ENDS
from analyzer.study import Study
from reports.cases.view.cells import NONE, count, each, known, page, whole, word
from reports.view.numbers import counted
from reports.view.wording import OUTCOMES


class Sitting(NamedTuple):
    """One session: its number, address, date and therapist, and what was counted in it.

    `talked` tells whether there was immediacy, answered or not; `note` says why nothing was counted.
    """

    order: int
    number: str
    session: str
    href: str
    date: str
    therapist: str
    turns: str
    ruptures: str
    immediacy: str
    bids: str
    talked: bool
    note: str


def sittings(study: Study, case: Case, *, folder: str) -> tuple[Sitting, ...]:
    """Return the sessions of a case in order; one that was not analyzed has no address."""
    rows = study.trajectory[study.trajectory["case"] == case.id]
    return tuple(_sitting(row, folder) for row in each(rows))


def _sitting(row: Any, folder: str) -> Sitting:
    return Sitting(
        order=row.order,
        number=count(row.number),
        session=word(row.session),
        href=page(folder, row.session) if row.note != "not analyzed" else "",
        date=word(row.date),
        therapist=word(row.therapist),
        turns=count(row.turns),
        ruptures=_ruptures(row),
        immediacy=_immediacy(row),
        bids=count(row.bids_unanswered),
        talked=bool(whole(row.events_immediacy)),
        note=word(row.note),
    )


def _ruptures(row: Any) -> str:
    """Write how many episodes there were, and how they ended."""
    if not whole(row.ruptures):
        return count(row.ruptures)
    ends = [(whole(getattr(row, f"ruptures_{end}")) or 0, OUTCOMES[end]) for end in ENDS]
    return f"{count(row.ruptures)}: " + ", ".join(f"{number} {end}" for number, end in ends if number)


def _immediacy(row: Any) -> str:
    found = known(row.events_immediacy)
    if found is None:
        return NONE
    talk = int(found) - (whole(row.bids_unanswered) or 0)
    depth = whole(row.immediacy_depth)
    return counted(talk, "stretch", "stretches") + (f", depth up to {depth}" if talk and depth else "") if talk else "0"
