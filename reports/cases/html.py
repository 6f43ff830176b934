"""HTML of cases: a page a case, one of all cases, and one of what follows what; the same bytes for the same study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from analyzer.cases.case import Case
from analyzer.study import Study
from reports.cases.figures import arcs, course, flows, lanes, panels, strips
from reports.cases.view.case import CaseView, case_view
from reports.cases.view.caseload import caseload_view
from reports.cases.view.lag import LagView
from reports.cases.view.overall import overall_view
from reports.html import environment, sheet
from reports.provenance import Provenance

STYLES = ("page.css", "case.css")


class Pair(NamedTuple):
    """One picture, drawn for wide and for narrow pages."""

    wide: Markup
    narrow: Markup


class LagPictures(NamedTuple):
    """The pictures of what follows what; `answered` None without markers."""

    answered: Pair | None
    flows: tuple[Pair, ...]
    paths: tuple[Pair, ...]


def case_page(study: Study, case: Case, *, provenance: Provenance, sessions: str = "../sessions/") -> str:
    """Write the page of one case; `sessions` leads from it to the folder of sessions' pages."""
    view = case_view(study, case, folder=sessions, provenance=provenance)
    return (
        environment()
        .get_template("case.html.j2")
        .render(view=view, pictures=_case(view), lag=_lag(view.lag), sheet=sheet(styles=STYLES))
    )


def caseload_page(study: Study, *, provenance: Provenance, cases: str = "cases/", sessions: str = "sessions/") -> str:
    """Write the page of all cases; `cases` and `sessions` lead to the folders of their pages."""
    view = caseload_view(study, cases=cases, sessions=sessions, provenance=provenance)
    return environment().get_template("caseload.html.j2").render(view=view, sheet=sheet("index.js", styles=STYLES))


def sequences_page(study: Study, *, provenance: Provenance, cases: str = "cases/", sessions: str = "sessions/") -> str:
    """Write the page of what follows what over all sessions."""
    view = overall_view(study, cases=cases, sessions=sessions, provenance=provenance)
    return (
        environment()
        .get_template("sequences.html.j2")
        .render(
            view=view,
            strips=_pair(strips.both(view.strips)) if view.strips.strips else None,
            lag=_lag(view.lag),
            sheet=sheet(styles=STYLES),
        )
    )


def _case(view: CaseView) -> dict[str, object]:
    """Draw the pictures of a case by name; None where there is nothing to draw."""
    return {
        "strips": _pair(strips.both(view.strips)) if view.strips.strips else None,
        "rates": _pair(panels.both(view.rates, "rates")),
        "modes": _pair(panels.both(view.modes, "modes")) if view.modes else None,
        "lanes": _pair(lanes.both(view.lanes)) if any(lane.marks for lane in view.lanes.lanes) else None,
        "courses": [_pair(course.both(told.picture, f"course {n}")) for n, told in enumerate(view.alliance)],
    }


def _lag(view: LagView) -> LagPictures:
    return LagPictures(
        _pair(flows.both(view.answered, "answered")) if view.answered else None,
        tuple(_pair(flows.both(flow, f"flow {number}")) for number, flow in enumerate(view.flows)),
        tuple(_pair(arcs.both(path)) for path in view.paths),
    )


def _pair(drawn: Iterable[str]) -> Pair:
    return Pair(*map(Markup, drawn))
