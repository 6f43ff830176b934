"""Index view: a row a session, small enough to keep while a batch runs, and the page they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.analysis import Analysis
from analyzer.events import UNANSWERED, Event
from analyzer.session import Session
from reports.provenance import Provenance, printed
from reports.view.numbers import clock, counted, printable
from reports.view.review import BID, DEEPLY, PARTIAL, REPAIRED, UNRESOLVED, tier
from reports.view.session import CODED, state

_WEIGHTS = {UNRESOLVED: 10_000, BID: 10_000, PARTIAL: 100, REPAIRED: 1, DEEPLY: 1}


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One session in the index; `href` leads to its page, `weight` orders rows, `why` says what to review."""

    session: str
    href: str
    state: str
    why: tuple[str, ...]
    weight: int
    turns: int
    seconds: float | None
    ruptures: int
    open: int
    bids: int
    immediacy: int
    depth: int | None
    codes: int
    problems: int

    @property
    def length(self) -> str:
        """Return the session's length as a clock shows it; empty for an untimed one."""
        return clock(self.seconds)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no session, with its one-line reason."""

    name: str
    reason: str


class Link(NamedTuple):
    """Another page of the batch: its address, its name, and what it shows."""

    href: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The whole index; `totals` are (number, noun), `links` lead to the other pages of the batch."""

    rows: tuple[IndexRow, ...]
    failures: tuple[Failure, ...]
    totals: tuple[tuple[str, str], ...]
    provenance: Provenance
    links: tuple[Link, ...] = ()


def index_row(analysis: Analysis, *, href: str, provenance: Provenance) -> IndexRow:
    """Reduce an analysis to its row; `href` is relative to the index and already percent-encoded."""
    events = analysis.story
    condition = state(analysis)
    ruptures = [event for event in events if event.is_rupture]
    bids = sum(event.outcome == UNANSWERED for event in events)
    return IndexRow(
        session=printable(analysis.session.id),
        href=href,
        state=condition,
        why=reasons(events) if condition == CODED else (f"not coded: {analysis.session.uncoded}",),
        weight=sum(_WEIGHTS.get(tier(event), 0) for event in events),
        turns=len(analysis.session.talk),
        seconds=_seconds(analysis.session),
        ruptures=len(ruptures),
        open=sum(event.outcome == "unresolved" for event in ruptures),
        bids=bids,
        immediacy=len(events) - len(ruptures) - bids,
        depth=max((event.depth for event in events if event.depth), default=None),
        codes=len({(code.turn, code.code) for code in analysis.findings}),
        problems=len(analysis.session.reading.problems) + len(provenance.problems),
    )


def index_view(
    rows: Iterable[IndexRow], failures: Iterable[Failure], provenance: Provenance, *, links: Iterable[Link] = ()
) -> IndexView:
    """Order rows, those most worth reviewing first, and add up."""
    ordered = tuple(sorted(rows, key=lambda row: (row.state != CODED, -row.weight, row.session)))
    failed = tuple(Failure(printable(f.name), printable(f.reason)) for f in failures)
    totals = (
        _total(len(ordered), "session"),
        _total(sum(row.state == CODED for row in ordered), "coded", "coded"),
        _total(sum(row.turns for row in ordered), "turn"),
        _total(sum(row.ruptures for row in ordered), "candidate rupture episode"),
        _total(sum(row.open for row in ordered), "of them unresolved", "of them unresolved"),
        _total(sum(row.bids for row in ordered), "unanswered bid"),
        _total(sum(row.immediacy for row in ordered), "stretch of immediacy", "stretches of immediacy"),
        _total(len(failed), "file not read", "files not read"),
    )
    return IndexView(ordered, failed, totals, printed(provenance), tuple(links))


def _total(number: int, noun: str, plural: str = "") -> tuple[str, str]:
    return f"{number:,}", noun if number == 1 else plural or f"{noun}s"


def reasons(events: Iterable[Event]) -> tuple[str, ...]:
    """Say in plain words what makes a session worth reviewing, most so first; empty when nothing does."""
    counts = Counter(_reason(event) for event in events)
    ordered = sorted((key for key in counts if key[1]), key=lambda key: key[0])
    return tuple(counted(counts[key], key[1], key[2]) for key in ordered)


def _reason(event: Event) -> tuple[int, str, str]:
    """Return the tier of an event, and its noun and plural; an empty noun for what is not a reason."""
    rank = tier(event)
    kind = event.kind if event.kind != "mixed" else "mixed rupture"
    words = {
        UNRESOLVED: (f"unresolved {kind}", f"unresolved {kind}s"),
        BID: ("unanswered bid", "unanswered bids"),
        PARTIAL: (f"partly repaired {kind}", f"partly repaired {kind}s"),
        REPAIRED: (f"repaired {kind}", f"repaired {kind}s"),
        DEEPLY: ("deep stretch of immediacy", "deep stretches of immediacy"),
    }
    return (rank, *words.get(rank, ("", "")))


def _seconds(session: Session) -> float | None:
    times = [at for turn in session.talk for at in (turn.start, turn.end) if at is not None]
    return max(times) - min(times) if times else None
