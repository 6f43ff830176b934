"""Intimacy: what each speaker shows of self-exposure and of self-presentation, with the turns that show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reports.view.cards import Card
from reports.view.coded import Coded, Mark, Quote, party, who
from reports.view.numbers import printable
from reports.view.wording import SLUGS

EXPOSURE = ("SX.exposure", "SX.saying", "SX.calling", "SX.self_validated", "SX.partner_repair")
PRESENTATION = ("SX.presentation", "SX.other_validated")
QUOTED = 2


class Shown(NamedTuple):
    """One code in one speaker's talk: every mark of it, and a quotation or two."""

    card: Card
    marks: tuple[Mark, ...]
    quotes: tuple[Quote, ...]


class Person(NamedTuple):
    """One speaker's codes of intimacy; `exposure` and `presentation` hold the marks of the two modes."""

    who: str
    speaker: str
    exposure: tuple[Mark, ...]
    presentation: tuple[Mark, ...]
    shown: tuple[Shown, ...]


def intimacy(coded: Coded) -> tuple[Person, ...]:
    """Return the speakers therapist first, those without a code of intimacy too; none if nobody has one."""
    speakers = dict.fromkeys((who(turn), printable(turn.speaker)) for turn in sorted(coded.turns.values(), key=party))
    people = tuple(_person(coded, name, speaker) for name, speaker in speakers)
    return people if any(person.shown for person in people) else ()


def _person(coded: Coded, name: str, speaker: str) -> Person:
    own = (turn.turn for turn in coded.turns.values() if (who(turn), printable(turn.speaker)) == (name, speaker))
    marks = [m for turn in own for m in coded.marks.get(turn, ()) if m.card.slug == SLUGS["intimacy"]]
    found = [card for card in coded.cards.values() if any(m.card is card for m in marks)]
    shown = tuple(_shown(coded, card, [m for m in marks if m.card is card]) for card in found)
    return Person(name, speaker, _of(marks, EXPOSURE), _of(marks, PRESENTATION), shown)


def _shown(coded: Coded, card: Card, marks: list[Mark]) -> Shown:
    best = sorted(sorted(marks, key=lambda mark: not mark.clear)[:QUOTED], key=lambda mark: mark.turn)
    return Shown(card, tuple(marks), tuple(coded.quote(mark.turn) for mark in best))


def _of(marks: Iterable[Mark], codes: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.card.code in codes)
