"""Episodes: the rupture episodes of a case over its sessions, and which of those left open was repaired when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.cases.case import Case
from analyzer.events import IMMEDIACY, RUPTURES, UNANSWERED
from analyzer.instruments import markers
from analyzer.study import Study
from reports.cases.view.axis import axis
from reports.cases.view.cells import each, page, whole, word
from reports.view.numbers import counted, span
from reports.view.wording import OUTCOMES, capital, plain, role_words

if TYPE_CHECKING:
    import pandas as pd

LANES = {"withdrawal": "W", "confrontation": "C", "mixed": "X"}
CLOSED = ("resolved", "self_resolved")
HEADS = {"mixed": "Both at once"}


class Episode(NamedTuple):
    """One rupture episode: its session and turns, each with an address, how it ended, and the later repair, if any."""

    session: str
    href: str
    where: str
    kind: str
    outcome: str
    state: str
    markers: str
    strategies: str
    repair: str
    later: str
    later_href: str
    later_where: str


class Mark(NamedTuple):
    """One event in the picture: the session's place 0-1 and its rank among those of the session and lane."""

    place: float
    rank: int
    state: str
    href: str
    title: str


class Bow(NamedTuple):
    """A line from an episode left open to a later one that was repaired, as indices of marks in a lane each."""

    start: tuple[int, int]
    end: tuple[int, int]


class Lane(NamedTuple):
    """The events of one kind."""

    slug: str
    label: str
    marks: tuple[Mark, ...]


class Episodes(NamedTuple):
    """All lanes over the sessions of a case, with the bows between them."""

    lanes: tuple[Lane, ...]
    bows: tuple[Bow, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str


def anchors(events: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return where each event of a session stands on that session's page, by session and number."""
    found: dict[tuple[str, int], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for row in each(events.sort_values(["session", "start", "end"], kind="stable")):
        kind = "r" if row.kind in RUPTURES else "i"
        counts[str(row.session), kind] += 1
        found[str(row.session), int(row.event)] = f"event-{kind}{counts[str(row.session), kind]}"
    return found


def episodes(study: Study, case: Case, *, folder: str) -> tuple[Episode, ...]:
    """Return the rupture episodes of a case in order."""
    own = study.repairs[study.repairs["case"] == case.id]
    at = anchors(study.bench.events)
    wheres = {(row.session, row.event): span(row.start, row.end) for row in each(own)}
    return tuple(_episode(row, at, wheres, folder) for row in each(own))


def picture(study: Study, case: Case, *, folder: str) -> Episodes:
    """Lay ruptures and immediacy out over the sessions of a case."""
    places, at = axis(case), anchors(study.bench.events)
    events = study.bench.events[study.bench.events["session"].isin(case.sessions)]
    events = events.sort_values(["session", "start", "end"], kind="stable")
    known: dict[tuple[str, int], tuple[int, int]] = {}
    lanes: list[Lane] = []
    for kind in (*LANES, IMMEDIACY):
        own = [row for row in each(events) if row.kind == kind]
        if not own and kind == "mixed":
            continue
        known |= {(row.session, row.event): (len(lanes), place) for place, row in enumerate(own)}
        label = HEADS.get(kind, capital(kind))
        lanes.append(Lane(LANES.get(kind, "IM"), label, tuple(_marks(own, places.places, places.share, at, folder))))
    return Episodes(tuple(lanes), _bows(study, case, known), places.ticks, places.unit)


def names(codes: Any) -> str:
    """Write codes as ids with their labels."""
    return "; ".join(f"{code} {label(code)}".strip() for code in word(codes).split())


def label(code: str) -> str:
    """Return the label of a code in lower case; "" for one that no codebook in force has."""
    marker = markers().get(code)
    return marker.label[:1].lower() + marker.label[1:] if marker else ""


def _episode(
    row: Any, at: Mapping[tuple[str, int], str], wheres: Mapping[tuple[str, int], str], folder: str
) -> Episode:
    later, event = word(row.later_session), whole(row.later_event) or 0
    return Episode(
        session=word(row.session),
        href=page(folder, row.session, at[row.session, row.event]),
        where=span(row.start, row.end),
        kind="both" if row.kind == "mixed" else word(row.kind),
        outcome=OUTCOMES.get(row.outcome, plain(row.outcome)),
        state=_state(row.outcome),
        markers=names(" ".join(code for code in word(row.codes).split() if code[0] in "WC" and code[1:].isdigit())),
        strategies=names(row.strategies),
        repair={"both": "direct and indirect"}.get(word(row.repair), word(row.repair)) if word(row.strategies) else "",
        later=later,
        later_href=page(folder, row.later_session, at.get((row.later_session, event), "")) if later else "",
        later_where=wheres.get((row.later_session, event), "") if later else "",
    )


def _state(outcome: str) -> str:
    return "closed" if outcome in CLOSED else "partial" if outcome == "partial" else "open"


def _marks(
    rows: Sequence[Any], places: Mapping[str, float], share: Any, at: Mapping[tuple[str, int], str], folder: str
) -> Iterable[Mark]:
    ranks: Counter[str] = Counter()
    for row in rows:
        state = _state(row.outcome) if row.kind != IMMEDIACY else "open" if row.outcome == UNANSWERED else "closed"
        told = OUTCOMES.get(row.outcome, "")
        opener = f"opened by the {role_words(word(row.initiator))}" if row.kind == IMMEDIACY else ""
        title = ", ".join(filter(None, (word(row.session), span(row.start, row.end), told or opener)))
        href = page(folder, row.session, at[row.session, row.event])
        yield Mark(share(places[row.session]), ranks[row.session], state, href, title)
        ranks[row.session] += 1


def _bows(study: Study, case: Case, known: Mapping[tuple[str, int], tuple[int, int]]) -> tuple[Bow, ...]:
    own = study.repairs[(study.repairs["case"] == case.id) & (study.repairs["later_session"] != "")]
    own = own[own["later_session"] != own["session"]]
    pairs = [((row.session, row.event), (row.later_session, row.later_event)) for row in each(own)]
    return tuple(Bow(known[start], known[end]) for start, end in pairs if start in known and end in known)


def told(found: Sequence[Episode]) -> str:
    """Say in a sentence how the episodes of a case ended."""
    states = Counter(episode.state for episode in found)
    later = sum(bool(episode.later) for episode in found)
    parts = [
        f"{states['closed']} resolved" if states["closed"] else "",
        f"{states['partial']} resolved in part" if states["partial"] else "",
        f"{states['open']} not resolved within the session" if states["open"] else "",
    ]
    left, were = states["partial"] + states["open"], "was" if later == 1 else "were"
    ending = f"; {later} of these {left} {were} followed by a resolved one of the same family" if later else ""
    return f"{counted(len(found), 'candidate rupture episode')}, {', '.join(filter(None, parts))}{ending}."
