"""Review: the few findings of a session that deserve a reader first, ranked and in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.events import UNANSWERED, Event
from analyzer.session import CLIENT, THERAPIST
from reports.view.coded import Coded, Quote
from reports.view.numbers import counted
from reports.view.stories import MARKERS, Story
from reports.view.wording import MOVES, capital, role_words

SHOWN = 5
LABELS = 4  # kinds of marker named in a note
DEEP = 4  # depth from which an immediacy event is worth reviewing for itself
UNRESOLVED, BID, PARTIAL, REPAIRED, DEEPLY, LESS = range(6)
TIERS = {
    UNRESOLVED: "unresolved rupture",
    BID: "unanswered bid",
    PARTIAL: "partly repaired rupture",
    REPAIRED: "repaired rupture",
    DEEPLY: "deep immediacy",
}
_ENDS = {
    UNRESOLVED: "and the talk does not come back to it",
    PARTIAL: "the therapist turns to it, and the answer stays hedged",
    REPAIRED: "and the two work it through",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth reviewing: what it is, why, the turns that show it, and the story that tells it in full."""

    tier: str
    title: str
    note: str
    where: str
    turn: int
    quotes: tuple[Quote, ...]
    story: str


def findings(coded: Coded, told: Iterable[Story]) -> tuple[Finding, ...]:
    """Return what is worth reviewing, all of it, most so first: open ruptures and bids before repaired ones."""
    kept = [story for story in told if tier(story.event) != LESS]
    return tuple(_finding(coded, story) for story in sorted(kept, key=lambda story: _rank(coded, story.event)))


def tier(event: Event) -> int:
    """Return how much an event is worth reviewing, 0 most; `LESS` is not listed."""
    if event.is_rupture:
        return {"unresolved": UNRESOLVED, "partial": PARTIAL}.get(event.outcome, REPAIRED)
    if event.outcome == UNANSWERED:
        return BID
    return DEEPLY if (event.depth or 0) >= DEEP else LESS


def _rank(coded: Coded, event: Event) -> tuple[int, int, int, int]:
    """Return a key for sorting: what is open first, whether rupture or bid; then what rests on more that is clear."""
    place = tier(event)
    return max(place, BID), -_clear(coded, event), place, event.start


def _finding(coded: Coded, story: Story) -> Finding:
    event = story.event
    quotes = [_best(beat.quotes) for beat in story.beats if beat.heading != "Just before"]
    return Finding(
        tier=TIERS[tier(event)],
        title=_rupture(coded, event) if event.is_rupture else _talk(coded, event),
        note=_note(coded, event),
        where=story.where,
        turn=event.start,
        quotes=tuple(sorted({quote.turn: quote for quote in quotes}.values(), key=lambda quote: quote.turn)),
        story=story.anchor,
    )


def _best(quotes: Sequence[Quote]) -> Quote:
    """Return the first quotation that carries a clear code, else the first."""
    return next((quote for quote in quotes if any(mark.clear for mark in quote.marks)), quotes[0])


def _rupture(coded: Coded, event: Event) -> str:
    first = next(iter(coded.having(MARKERS, event.start, event.end)), event.start)
    moved = f"{capital(_client(coded, first))} {MOVES.get(event.kind, 'shows strain')}"
    if event.outcome == "self_resolved":
        return f"{moved}, and comes back unprompted"
    if event.outcome == "unresolved" and "E0" in event.reengagement:
        return f"{moved}, and it is closed politely"
    if event.outcome == "unresolved" and event.strategies:
        return f"{moved}, and it goes on after an attempt at repair"
    joint = ", " if tier(event) != PARTIAL else "; "
    return f"{moved}{joint}{_ENDS[tier(event)]}"


def _talk(coded: Coded, event: Event) -> str:
    if event.outcome == UNANSWERED:
        return f"{capital(_client(coded, event.start))} speaks about the therapist or the therapy, and it is left there"
    opener = coded.turns[event.start].role
    first = "the therapist" if opener == THERAPIST else _client(coded, event.start)
    if event.start == event.end:
        return f"{capital(first)} speaks of what is between them"
    return f"{capital(first)} opens talk about what is between them, and it goes deep"


def _note(coded: Coded, event: Event) -> str:
    """Say what the finding rests on, and how firmly."""
    families = MARKERS if event.is_rupture else ("immediacy",)
    turns = coded.having(families, event.start, event.end)
    marks = [mark for turn in turns for mark in coded.marks[turn] if mark.card.family in families]
    depth = "" if event.is_rupture or event.outcome == UNANSWERED or not event.depth else f"Depth {event.depth} of 5. "
    counts = Counter(mark.card.label.lower() for mark in marks)
    others = " and others" if len(counts) > LABELS else ""
    labels = ", ".join(label for label, _ in counts.most_common(LABELS)) + others
    if not marks:
        return f"It lasts {counted(event.end - event.start + 1, 'turn')}."
    clear = len({mark.turn for mark in marks if mark.clear})
    firm = f"{clear} of them clear" if clear and len(turns) > 1 else "clear" if clear else "only possible readings"
    return f"{depth}Rests on {counted(len(turns), 'turn')}, {firm}: {labels}."


def _client(coded: Coded, turn: int) -> str:
    """Name the client of a turn; by number where there are several."""
    clients = {t.role for t in coded.turns.values() if t.role.startswith(CLIENT)}
    role = coded.turns[turn].role
    return role_words(role) if len(clients) > 1 and role in clients else "the client"


def _clear(coded: Coded, event: Event) -> int:
    families: Sequence[str] = MARKERS if event.is_rupture else ("immediacy",)
    turns = coded.having(families, event.start, event.end)
    return sum(any(mark.clear and mark.card.family in families for mark in coded.marks[turn]) for turn in turns)
