"""Coded talk: a session's turns with the codes on each, and quotations from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from analyzer.analysis import Analysis
from analyzer.codes import CLEAR, Code
from analyzer.session import CLIENT, THERAPIST, UNSURE, Session, Turn
from reports.provenance import References
from reports.view.cards import Card, cards
from reports.view.numbers import clock, printable, probability
from reports.view.pieces import Evidence, Piece, excerpt, pieces
from reports.view.wording import capital, role_words


@dataclass(frozen=True, slots=True)
class Source:
    """Why one coder gave a code: `confidence` in words, `why` the cue or detector."""

    coder: str
    clarity: str
    confidence: str
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One code on one turn, with every source of it; clear if any source calls it clear."""

    turn: int
    card: Card
    clear: bool
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]

    @property
    def title(self) -> str:
        """Return the code's name and its clarity."""
        return self.card.name if self.clear else f"{self.card.name} (possible)"


@dataclass(frozen=True, slots=True)
class Quote:
    """A turn, or the part of it around its evidence; `cut` tells whether text is missing before and after."""

    turn: int
    who: str
    speaker: str
    side: str
    time: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    cut: tuple[bool, bool] = (False, False)


@dataclass(frozen=True)
class Coded:
    """A session's turns by number, with their marks."""

    session: Session
    cards: Mapping[str, Card]
    marks: Mapping[int, tuple[Mark, ...]]

    @cached_property
    def turns(self) -> dict[int, Turn]:
        """Return the turns by number."""
        return {turn.turn: turn._replace(text=printable(turn.text)) for turn in self.session.talk}

    def quote(self, turn: int, *, whole: bool = False) -> Quote:
        """Quote a turn: all of it, or the part around its evidence."""
        said = self.turns[turn]
        marks = self.marks.get(turn, ())
        evidence = [e for mark in marks for e in mark.evidence]
        low, high = (0, len(said.text)) if whole else excerpt(said.text, evidence)
        cut = (low > 0, high < len(said.text))
        text = pieces(said.text, evidence, (low, high))
        speaker = printable(said.speaker)
        return Quote(turn, who(said), speaker, side(said.role), clock(said.start), text, marks, cut)

    def having(self, families: Iterable[str], start: int, end: int) -> list[int]:
        """Return the turns from `start` to `end` with a code of one of `families`."""
        wanted = set(families)
        turns = (turn for turn in range(start, end + 1) if turn in self.turns)
        return [turn for turn in turns if any(mark.card.family in wanted for mark in self.marks.get(turn, ()))]

    def codes(self, turn: int) -> set[str]:
        """Return the ids of the codes on a turn."""
        return {mark.card.code for mark in self.marks.get(turn, ())}


def coded(analysis: Analysis, references: References) -> Coded:
    """Group an analysis's codes by turn."""
    made = cards(analysis.findings, references)
    order = {code: place for place, code in enumerate(made)}
    found = sorted(analysis.findings, key=lambda c: (c.turn, order[c.code]))
    grouped = groupby(found, key=lambda c: (c.turn, c.code))
    marks: dict[int, list[Mark]] = {}
    for (turn, code), group in grouped:
        marks.setdefault(turn, []).append(_mark(turn, made[code], tuple(group)))
    return Coded(analysis.session, made, {turn: tuple(listed) for turn, listed in marks.items()})


def who(turn: Turn) -> str:
    """Name the speaker by role, or as written where the role is unsure."""
    return printable(turn.speaker) if turn.role in (UNSURE, "") else capital(role_words(turn.role))


def party(turn: Turn) -> tuple[bool, str]:
    """Return a key that puts the therapist first, then the clients by number, then others."""
    return turn.role != THERAPIST, turn.role


def side(role: str) -> str:
    """Return therapist, client or other, for the page's layout."""
    return THERAPIST if role == THERAPIST else CLIENT if role.startswith(CLIENT) else "other"


def _mark(turn: int, card: Card, found: tuple[Code, ...]) -> Mark:
    clear = any(code.clarity == CLEAR for code in found)
    title = card.name if clear else f"{card.name} (possible)"
    evidence = tuple(
        Evidence(code.start, code.end, card.slug, card.code, title)
        for code in found
        if code.start is not None and code.end is not None
    )
    return Mark(turn, card, clear, tuple(dict.fromkeys(map(_source, found))), evidence)


def _source(code: Code) -> Source:
    known = code.confidence is not None and code.confidence == code.confidence
    confidence = f"probability {probability(code.confidence)}" if known and code.confidence is not None else ""
    return Source(printable(code.coder), code.clarity, confidence, printable(code.why))
