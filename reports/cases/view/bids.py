"""Bids: talk about the therapist or the therapy that a client opened and that was left alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyzer.events import UNANSWERED
from analyzer.study import Study
from reports.cases.view.cells import each, page, word
from reports.cases.view.episodes import anchors, names
from reports.view.numbers import span


class Bid(NamedTuple):
    """A client's bid that was left alone: its session and turns, the address, and the codes in words."""

    session: str
    href: str
    where: str
    what: str


def bids(study: Study, sessions: Iterable[str], *, folder: str) -> tuple[Bid, ...]:
    """Return the bids in `sessions` that were not taken up."""
    at, wanted = anchors(study.bench.events), set(sessions)
    rows = study.bench.events[study.bench.events["outcome"] == UNANSWERED]
    return tuple(
        Bid(
            word(row.session),
            page(folder, row.session, at[row.session, row.event]),
            span(row.start, row.end),
            names(row.codes),
        )
        for row in each(rows)
        if row.session in wanted
    )
