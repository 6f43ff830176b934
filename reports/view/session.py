"""Session view: everything the page of one session prints, in the order in which it prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from analyzer.analysis import Analysis
from analyzer.session import UNSURE, Problem, Session
from reports.provenance import Provenance, References, printed
from reports.view.cards import Card
from reports.view.coded import Coded, Quote, coded
from reports.view.grid import Grid, Rated, grid, rated
from reports.view.intimacy import Person, intimacy
from reports.view.measured import Table, measured
from reports.view.numbers import counted, percent, printable, probability
from reports.view.review import SHOWN, Finding, findings
from reports.view.stories import Story, stories
from reports.view.timeline import Timeline, timeline
from reports.view.wording import BLURBS, HOW, LANES, capital, role_words, slug

CODED, EMPTY, ROLES, LEFT = "coded", "empty", "roles", "left"
LISTED = 12  # problems of reading that are printed


class Speaker(NamedTuple):
    """One speaker: as written, the role and how it was settled, and the share of turns and words."""

    speaker: str
    role: str
    how: str
    turns: int
    share: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A family to show or hide in the transcript; `count` is of codes on turns."""

    slug: str
    name: str
    blurb: str
    count: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """The page of one session; `state` is coded, or why it is not: empty, roles, left."""

    title: str
    state: str
    reason: str
    language: str
    facts: tuple[str, ...]
    summary: str
    speakers: tuple[Speaker, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    findings: tuple[Finding, ...]
    more_findings: int
    timeline: Timeline | None
    ruptures: tuple[Story, ...]
    immediacy: tuple[Story, ...]
    grid: Grid
    ratings: tuple[Rated, ...]
    intimacy: tuple[Person, ...]
    measures: tuple[Table, ...]
    filters: tuple[Filter, ...]
    transcript: tuple[Quote, ...]
    cards: tuple[Card, ...]
    note: str
    provenance: Provenance


def session_view(analysis: Analysis, *, provenance: Provenance, references: References) -> SessionView:
    """Make the view of one analysis."""
    talk = coded(analysis, references)
    told = stories(talk, analysis.story)
    found = findings(talk, told)
    problems = (*analysis.session.reading.problems, *provenance.problems)
    condition = state(analysis)
    return SessionView(
        title=printable(analysis.session.id),
        state=condition,
        reason=capital(printable(analysis.session.uncoded)),
        language=analysis.session.language,
        facts=_facts(analysis, provenance if condition == CODED else None),
        summary=summary(told) if condition == CODED else "",
        speakers=_speakers(analysis.session),
        problems=tuple(Problem(p.line, printable(p.reason)) for p in problems[:LISTED]),
        more_problems=max(len(problems) - LISTED, 0),
        findings=found[:SHOWN],
        more_findings=max(len(found) - SHOWN, 0),
        timeline=timeline(talk, told) if talk.turns else None,
        ruptures=tuple(story for story in told if story.event.is_rupture),
        immediacy=tuple(story for story in told if not story.event.is_rupture),
        grid=grid(analysis),
        ratings=rated(analysis),
        intimacy=intimacy(talk),
        measures=measured(analysis.measures) if condition in (CODED, LEFT) else (),
        filters=_filters(talk),
        transcript=tuple(talk.quote(turn, whole=True) for turn in talk.turns),
        cards=tuple(talk.cards.values()),
        note=printable(analysis.note),
        provenance=printed(provenance),
    )


def state(analysis: Analysis) -> str:
    """Tell whether a session was coded, and if not, why."""
    if not analysis.session.talk:
        return EMPTY
    if analysis.session.coded or analysis.findings:
        return CODED
    return ROLES if any(role.role == UNSURE for role in analysis.session.roles) else LEFT


def summary(told: Iterable[Story]) -> str:
    """Say in a sentence how many events of each sort were found."""
    listed = list(told)
    ruptures = [story for story in listed if story.event.is_rupture]
    bids = sum(story.event.outcome == "unanswered" for story in listed)
    outcomes = Counter(story.outcome for story in ruptures)
    ended = f" ({', '.join(f'{count} {outcome}' for outcome, count in outcomes.items())})" if ruptures else ""
    talks = counted(len(listed) - len(ruptures) - bids, "stretch", "stretches") + " of immediacy"
    parts = f"{capital(counted(len(ruptures), 'candidate rupture episode'))}{ended}, {talks}"
    return f"{parts}, {counted(bids, 'unanswered bid')}."


def length(session: Session) -> str:
    """Say how long a session is: minutes where it is timed, and turns."""
    times = [at for turn in session.talk for at in (turn.start, turn.end) if at is not None]
    minutes = (max(times) - min(times)) / 60 if times else 0.0
    turns = counted(len(session.talk), "turn")
    return f"{minutes:.0f} minutes, {turns}" if minutes >= 1 else turns


def _facts(analysis: Analysis, provenance: Provenance | None) -> tuple[str, ...]:
    """Say how long the session is, and what coded it, if it was coded."""
    words = sum(len(turn.text.split()) for turn in analysis.session.talk)
    coder = printable(provenance.coder or analysis.coder) if provenance else ""
    untimed = "" if analysis.session.timed else "no times in the file"
    facts = (length(analysis.session), counted(words, "word"), untimed, f"coded by {coder}" if coder else "")
    return tuple(fact for fact in facts if fact)


def _speakers(session: Session) -> tuple[Speaker, ...]:
    """List the speakers, those whose role was settled first."""
    turns = Counter(turn.speaker for turn in session.talk)
    words: Counter[str] = Counter()
    for turn in session.talk:
        words[turn.speaker] += len(turn.text.split())
    settled = {role.speaker: role for role in session.roles}
    by_turn = {turn.speaker: turn.role for turn in session.talk}
    total = words.total() or 1
    listed = []
    for speaker in dict.fromkeys(chain(settled, turns)):
        role = settled.get(speaker)
        how = HOW.get(role.how, role.how) if role else "not told"
        sure = f", probability {probability(role.confidence)}" if role and role.how == "inferred" else ""
        name = capital(role_words(role.role if role else by_turn[speaker]))
        listed.append(Speaker(printable(speaker), name, how + sure, turns[speaker], percent(words[speaker] / total)))
    return tuple(listed)


def _filters(talk: Coded) -> tuple[Filter, ...]:
    """Return the families that occur, in the order of the timeline; a user's own families share one filter."""
    counts = Counter(mark.card.slug for marks in talk.marks.values() for mark in marks)
    named = [Filter(slug(name), capital(name), BLURBS[name], counts[slug(name)]) for name in LANES]
    own = Filter("X", "Own codes", "codes of a codebook of yours", counts["X"])
    return tuple(item for item in (*named, own) if item.count)
