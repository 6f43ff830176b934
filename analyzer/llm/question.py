"""A question: a window of turns put to the model, to code some of them or to judge findings on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from analyzer.codebook import Codebook, Marker
from analyzer.session import THERAPIST, Turn

BEFORE, AFTER = 6, 2
"""Turns of context before and after."""

OWN, ROOM = 12, 4000
"""Most turns to code in one question, and most characters of them (a single turn may have more)."""

CLAIMS, REACH = 6, 8
"""Most findings to judge in one question, and the turns from the first to the last."""

INTRUSION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruct\w*|prompts?|codebooks?|guidelines)\b"
    r"|\b(?:system|developer) (?:prompt|message|instruction)s?\b"
    r"|\b(?:output|return|respond with|reply with|answer with|code|print|emit) (?:only |just |an? |the )*"
    r"(?:nothing|json|no (?:codes|findings)|empty (?:list|array)|findings|verdicts)\b"
    r"|\byou are (?:now |only |just )?(?:an? )?(?:\w+ )?(?:ai|a\.i\.|language model|llm|chat ?bot)\b"
    r"|\b(?:dear|attention|hey|note to(?: the)?|hello) (?:\w+ )?(?:ai|llm|language model|model|coder)\b"
    r"|<\|?/?\w+\|?>|<<SYS>>|\[/?INST\]|```|[\"'](?:findings|verdicts)[\"']\s*:",
    re.IGNORECASE | re.DOTALL,
)
"""Talk that reads as an instruction to a program: a question with such talk is better not put to one."""


class Claim(NamedTuple):
    """A finding to judge: `code` on `turn`."""

    turn: int
    code: str


@dataclass(frozen=True, slots=True)
class Question:
    """Turns shown, which of them are asked about (`own`, turn numbers), with which markers, and claims if to judge."""

    turns: tuple[Turn, ...]
    own: tuple[int, ...]
    markers: tuple[Marker, ...]
    claims: tuple[Claim, ...] = ()

    @property
    def turn(self) -> dict[int, Turn]:
        """Return the turns shown, by number."""
        return {turn.turn: turn for turn in self.turns}

    @property
    def intruded(self) -> bool:
        """Tell whether talk in it reads as an instruction to a program."""
        return any(INTRUSION.search(turn.text[:20_000]) for turn in self.turns)

    def halves(self) -> tuple[Question, ...]:
        """Return the question as two smaller ones; none if it asks about a single turn."""
        if len(self.own) < 2:
            return ()
        middle = len(self.own) // 2
        return tuple(self._about(own) for own in (self.own[:middle], self.own[middle:]))

    def _about(self, own: tuple[int, ...]) -> Question:
        turns = tuple(turn for turn in self.turns if own[0] - BEFORE <= turn.turn <= own[-1] + AFTER)
        return replace(self, turns=turns, own=own, claims=tuple(claim for claim in self.claims if claim.turn in own))


def fits(marker: Marker, role: str) -> bool:
    """Tell whether a turn of `role` may carry `marker`."""
    return marker.who == "A" or (marker.who == "T") == (role == THERAPIST)


def coding(talk: Sequence[Turn], books: Iterable[Codebook]) -> list[Question]:
    """Return the questions by which every turn is coded with every codebook that it may carry, a codebook at a time."""
    runs = list(_runs(talk))
    cut = ((book, run, _carriers(book, run)) for book in books for run in runs)
    return [Question(_around(talk, run[0].turn, run[-1].turn), own, book.markers) for book, run, own in cut if own]


def judging(talk: Sequence[Turn], claims: Iterable[Claim], markers: Iterable[Marker]) -> list[Question]:
    """Return the questions by which `claims` are judged, those on turns near each other in one."""
    known = {marker.id: marker for marker in markers}
    return [
        Question(
            _around(talk, group[0].turn, group[-1].turn),
            tuple(turn for turn, _ in groupby(claim.turn for claim in group)),
            tuple(known[code] for code in sorted({claim.code for claim in group})),
            tuple(group),
        )
        for group in _grouped(sorted(claim for claim in claims if claim.code in known))
    ]


def _carriers(book: Codebook, run: Iterable[Turn]) -> tuple[int, ...]:
    """Return the numbers of the turns that may carry a code of `book`."""
    return tuple(turn.turn for turn in run if any(fits(marker, turn.role) for marker in book.markers))


def _around(talk: Sequence[Turn], first: int, last: int) -> tuple[Turn, ...]:
    return tuple(talk[max(first - 1 - BEFORE, 0) : last + AFTER])


def _runs(talk: Sequence[Turn]) -> Iterable[list[Turn]]:
    """Cut `talk` into runs of at most OWN turns and ROOM characters."""
    run: list[Turn] = []
    for turn in talk:
        if run and (len(run) == OWN or sum(len(t.text) for t in run) + len(turn.text) > ROOM):
            yield run
            run = []
        run.append(turn)
    if run:
        yield run


def _grouped(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    group: list[Claim] = []
    for claim in claims:
        if group and (len(group) == CLAIMS or claim.turn - group[0].turn >= REACH):
            yield group
            group = []
        group.append(claim)
    if group:
        yield group
