"""Case view: everything the page of one case prints, in the order in which it prints it."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.cases.case import COLUMN, MANIFEST, NAMES, Case
from analyzer.study import Study
from reports.cases.view import alliance, episodes, follow
from reports.cases.view.alliance import DRAWN, Known, Told
from reports.cases.view.cells import word
from reports.cases.view.episodes import Episode, Episodes
from reports.cases.view.follow import Line, Multiples
from reports.cases.view.lag import LagView, lag_view
from reports.cases.view.sittings import Sitting, sittings
from reports.cases.view.strips import Strips, strips
from reports.cases.view.themes import Theme, themes
from reports.provenance import Provenance, printed
from reports.view.numbers import counted

FEW = 5  # coded sessions from which anything may be said of a course
HOW = {MANIFEST: "the manifest", COLUMN: "a column in the transcripts", NAMES: "their file names"}


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page of one case; pictures are None where there is nothing to draw."""

    title: str
    facts: tuple[str, ...]
    summary: str
    few: str
    sittings: tuple[Sitting, ...]
    dated: bool
    therapists: bool
    strips: Strips
    rates: Multiples
    rate_lines: tuple[Line, ...]
    modes: Multiples | None
    mode_lines: tuple[Line, ...]
    lanes: Episodes
    episodes: tuple[Episode, ...]
    episodes_told: str
    themes: tuple[Theme, ...]
    alliance: tuple[Told, ...]
    more_alliance: int
    methods: tuple[Known, ...]
    lag: LagView
    provenance: Provenance

    @property
    def orders(self) -> tuple[str, ...]:
        """Return the heads of the columns of tables with a cell a session."""
        return tuple(row.number if row.number != "–" else str(row.order) for row in self.sittings)


def case_view(study: Study, case: Case, *, folder: str, provenance: Provenance) -> CaseView:
    """Say everything of one case; `folder` leads from its page to those of sessions."""
    rows = sittings(study, case, folder=folder)
    found = episodes.episodes(study, case, folder=folder)
    modes = follow.modes(study, case, folder=folder)
    courses = alliance.alliance(study, case, folder=folder)
    done = [session for session in case.sessions if session in study.coded]
    return CaseView(
        title=word(case.id),
        facts=_facts(case, rows, len(done)),
        summary=_summary(found, rows, len(done)),
        few=_few(len(done)),
        sittings=rows,
        dated=any(row.date for row in rows),
        therapists=len(case.therapists) > 1,
        strips=strips(study, case.sessions, folder=folder),
        rates=follow.rates(study, case, folder=folder),
        rate_lines=follow.rate_lines(study, case),
        modes=modes if any(point.value for panel in modes.panels for point in panel.points) else None,
        mode_lines=follow.mode_lines(study, case),
        lanes=episodes.picture(study, case, folder=folder),
        episodes=found,
        episodes_told=episodes.told(found) if found else "",
        themes=themes(study, case, folder=folder),
        alliance=courses[:DRAWN],
        more_alliance=len(courses[DRAWN:]),
        methods=alliance.methods() if courses else (),
        lag=lag_view(study, case.id, sessions=case.sessions, folder=folder),
        provenance=printed(provenance),
    )


def _facts(case: Case, rows: tuple[Sitting, ...], coded: int) -> tuple[str, ...]:
    days = [row.date for row in rows if row.date]
    therapists = ", ".join(word(name) for name in case.therapists)
    facts = (
        counted(len(rows), "session"),
        f"{coded} coded" if coded < len(rows) else "",
        f"{min(days)} to {max(days)}" if len(days) > 1 else next(iter(days), ""),
        f"therapist{'s' if len(case.therapists) > 1 else ''} {therapists}" if therapists else "",
        f"put together by {HOW.get(case.how, word(case.how))}",
    )
    return tuple(filter(None, facts))


def _summary(found: tuple[Episode, ...], rows: tuple[Sitting, ...], coded: int) -> str:
    if not coded:
        return "None of the sessions could be coded, so there is nothing to follow."
    talk = sum(row.talked for row in rows)
    left = sum(int(row.bids) for row in rows if row.bids.isdigit())
    with_talk = "no session" if not talk else "every session" if talk == coded else f"{talk} of {coded} sessions"
    alone = f"; {counted(left, 'bid')} by the client went unanswered" if left else ""
    ruptures = episodes.told(found) if found else "no rupture episode was found."
    return (
        f"In {counted(coded, 'coded session')}: {ruptures} Talk about the relationship was found in {with_talk}{alone}."
    )


def _few(coded: int) -> str:
    if coded >= FEW:
        return ""
    sessions = f"{counted(coded, 'session').capitalize()} of this case {'was' if coded == 1 else 'were'} coded"
    return f"{sessions}, fewer than five. What follows sets sessions side by side; it cannot show a trend."
