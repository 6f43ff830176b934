"""Differences: the turns and events on which coders differ, each with the talk and with who gave what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from analyzer.agreement.agree import Agreement
from analyzer.agreement.disagreements import Disagreement, disagreements
from analyzer.agreement.field import Field
from analyzer.agreement.rows import ALPHA, POSITIVE
from analyzer.coded.coding import Coding
from analyzer.codes import Code
from analyzer.session import Session
from reports.provenance import References
from reports.view.cards import Card, cards
from reports.view.numbers import counted, printable
from reports.view.review_meetings import NONE, UNSEEN, Meeting, meetings
from reports.view.review_talk import Said, said
from reports.view.wording import LANES, capital, role_words, slug

BEFORE = 240
"""Characters of the turn before that are shown."""
KINDS = {
    "alone": "nothing like it there",
    "other code": "another code of the family there",
    "shifted": "given a turn or two away",
    "agreed": "all agree",
}


class Line(NamedTuple):
    """One code on a turn: what sort of difference it is, and each coder's clarity, "–" for not given."""

    card: Card
    what: str
    told: str
    given: tuple[str, ...]


class Place(NamedTuple):
    """One turn on which coders differ, the turn before it where the talk is known, and its codes."""

    session: str
    turn: int
    role: str
    before: Said | None
    said: Said | None
    lines: tuple[Line, ...]


class Family(NamedTuple):
    """A family that coders gave: how many codes differ, on how many turns it was given, and how far they agree."""

    slug: str
    name: str
    differ: int
    marked: int
    positive: str
    alpha: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The whole page; `sessions` are (id, codes that differ)."""

    coders: tuple[str, ...]
    counts: str
    notes: tuple[str, ...]
    families: tuple[Family, ...]
    kinds: tuple[tuple[str, str, int], ...]
    sessions: tuple[tuple[str, int], ...]
    places: tuple[Place, ...]
    meetings: tuple[Meeting, ...]
    cards: tuple[Card, ...]


def differences(agreement: Agreement, references: References) -> Differences:
    """Make the view of an agreement's differences."""
    field = agreement.field
    differ = disagreements(field)
    given = [Code(m.turn, m.code, m.clarity, None, c.name, None, None, "") for c in field.coders for m in c.marks]
    made = cards(given, references)
    whats = Counter(one.what for one in differ)
    sessions = Counter(one.session for one in differ)
    return Differences(
        coders=tuple(map(printable, field.names)),
        counts=_counts(field, differ),
        notes=tuple(map(printable, field.notes)),
        families=_families(agreement, differ),
        kinds=tuple((what.replace(" ", "-"), told, whats[what]) for what, told in KINDS.items() if whats[what]),
        sessions=tuple((printable(session), sessions[session]) for session in field.sessions),
        places=tuple(_places(field, differ, made)),
        meetings=meetings(field),
        cards=tuple(made.values()),
    )


def _counts(field: Field, differ: Sequence[Disagreement]) -> str:
    turns = len({(one.session, one.turn) for one in differ})
    whole = sum(map(len, field.turns.values()))
    return f"{counted(len(differ), 'code differs', 'codes differ')}, on {counted(turns, 'turn')} of {whole:,}"


def _families(agreement: Agreement, differ: Iterable[Disagreement]) -> tuple[Family, ...]:
    counts = Counter(one.family for one in differ)
    rows = {(r.name, r.statistic): r for r in agreement.rows if r.level == "family" and not r.coders}
    names = [name for level, name in agreement.grids if level == "family"]
    told = []
    for name in sorted(names, key=lambda name: LANES.index(name) if name in LANES else len(LANES)):
        positive, alpha = rows[name, POSITIVE], rows[name, ALPHA]
        values = (_bounded(row.value, row.low, row.high) for row in (positive, alpha))
        told.append(Family(slug(name), capital(printable(name)), counts[name], positive.n, *values))
    return tuple(told)


def _bounded(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "cannot be told"
    return f"{value:.2f}" + (f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else "")


def _places(field: Field, differ: Iterable[Disagreement], made: Mapping[str, Card]) -> Iterator[Place]:
    given = [_by_turn(coder) for coder in field.coders]
    for (session, turn), group in groupby(differ, key=lambda one: (one.session, one.turn)):
        here = list(group)
        seen = [session in coder.sessions for coder in field.coders]
        shared = _shared([one.get((session, turn), {}) if saw else None for one, saw in zip(given, seen, strict=True)])
        shared = [(code, told) for code, told in shared if code not in {one.code for one in here}]
        lines = (
            *(_line(made[one.code], one.what, one.given) for one in here),
            *(_line(made[c], "agreed", g) for c, g in shared),
        )
        order = {code: place for place, code in enumerate(made)}
        ordered = tuple(sorted(lines, key=lambda line: order.get(line.card.code, len(order))))
        talk = field.transcripts.get(session)
        yield Place(printable(session), turn, role_words(here[0].role), _before(talk, turn), _at(talk, turn), ordered)


def _by_turn(coder: Coding) -> dict[tuple[str, int], dict[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = {}
    for mark in coder.marks:
        found.setdefault((mark.session, mark.turn), {})[mark.code] = mark.clarity
    return found


def _shared(given: Sequence[Mapping[str, str] | None]) -> list[tuple[str, tuple[str | None, ...]]]:
    """Return the codes of a turn with each coder's clarity; None of a coder who did not see the session."""
    codes = dict.fromkeys(code for one in given if one is not None for code in one)
    return [(code, tuple(None if one is None else one.get(code, "") for one in given)) for code in codes]


def _line(card: Card, what: str, given: Sequence[str | None]) -> Line:
    cells = tuple(UNSEEN if clarity is None else clarity or NONE for clarity in given)
    return Line(card, what.replace(" ", "-"), KINDS[what], cells)


def _at(talk: Session | None, turn: int) -> Said | None:
    return said(talk.talk[turn - 1]) if talk and 1 <= turn <= len(talk.talk) else None


def _before(talk: Session | None, turn: int) -> Said | None:
    """Return the turn before, of a long one its end."""
    spoken = _at(talk, turn - 1)
    if spoken is None or len(spoken.text) <= BEFORE:
        return spoken
    tail = spoken.text[-BEFORE:]
    return spoken._replace(text=f"… {tail.partition(' ')[2] or tail}")
