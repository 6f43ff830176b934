"""Overall view: the page of what follows what over all sessions."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.study import Study
from reports.cases.view.cells import page, word
from reports.cases.view.lag import LagView, lag_view
from reports.cases.view.strips import Strips, strips
from reports.provenance import Provenance, printed


@dataclass(frozen=True, slots=True)
class OverallView:
    """What follows what over all coded sessions, and (name, address) of each case's own page."""

    lag: LagView
    strips: Strips
    cases: tuple[tuple[str, str], ...]
    provenance: Provenance


def overall_view(study: Study, *, cases: str, sessions: str, provenance: Provenance) -> OverallView:
    """Say what follows what; `cases` and `sessions` lead to the folders of their pages."""
    return OverallView(
        lag_view(study, "", sessions=study.coded, folder=sessions),
        strips(study, study.coded, folder=sessions),
        tuple((word(case.id), page(cases, case.slug, "sequences")) for case in study.known),
        printed(provenance),
    )
