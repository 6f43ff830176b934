"""Disagreements: the turns on which coders differ, who gave what, and which codes are taken for each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from analyzer.agreement.field import Field
from analyzer.coded.coding import Coding
from analyzer.codes import family

NEAR = 2
"""Turns that a code may lie apart and still be the same finding, marked elsewhere."""

Codes = Mapping[int, Mapping[str, str]]
"""Clarity by turn and code."""


class Disagreement(NamedTuple):
    """One code on one turn that some coders gave and others did not.

    `given` holds each coder's clarity, "" for not given and None for a session not seen. `what` is "shifted" when
    all who did not give it gave it on a turn near by, "other code" when one gave another code of its family to this
    turn, else "alone".
    """

    session: str
    turn: int
    role: str
    code: str
    family: str
    what: str
    given: tuple[str | None, ...]


class Confusion(NamedTuple):
    """Two codes that two coders gave to the same turn, each only the one, and on how many turns."""

    first: str
    second: str
    turns: int


def disagreements(field: Field) -> tuple[Disagreement, ...]:
    """List every difference of `field`, ordered by session, turn and code."""
    return tuple(one for session in field.sessions for one in _of_session(field, session))


def confusions(field: Field) -> tuple[Confusion, ...]:
    """Count codes taken for each other, most frequent first, over every two coders."""
    counts: Counter[tuple[str, str]] = Counter()
    for session in field.sessions:
        given = [codes for codes in _codes(field, session) if codes is not None]
        for first, second in combinations(given, 2):
            for turn in first.keys() & second.keys():
                one, other = first[turn].keys(), second[turn].keys()
                counts.update((min(a, b), max(a, b)) for a in one - other for b in other - one)
    return tuple(Confusion(a, b, n) for (a, b), n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _of_session(field: Field, session: str) -> Iterator[Disagreement]:
    coders = _codes(field, session)
    seen = [codes for codes in coders if codes is not None]
    if len(seen) < 2:
        return
    for turn in sorted({turn for codes in seen for turn in codes}):
        for code in sorted({code for codes in seen for code in codes.get(turn, {})}):
            given = tuple(None if codes is None else codes.get(turn, {}).get(code, "") for codes in coders)
            if "" in given:
                missing = [
                    codes for codes, clarity in zip(coders, given, strict=True) if codes is not None and not clarity
                ]
                role, what = field.turns[session][turn - 1], _what(code, turn, missing)
                yield Disagreement(session, turn, role, code, family(code), what, given)


def _what(code: str, turn: int, missing: Sequence[Codes]) -> str:
    """Tell what those did who did not give `code` to `turn`."""
    if any(family(other) == family(code) for codes in missing for other in codes.get(turn, {})):
        return "other code"
    near = [n for n in range(turn - NEAR, turn + NEAR + 1) if n != turn]
    shifted = all(any(code in codes.get(n, {}) for n in near) for codes in missing)
    return "shifted" if shifted else "alone"


def _codes(field: Field, session: str) -> list[Codes | None]:
    """Return what each coder gave each turn of `session`; None where the coder did not see it."""
    return [_by_turn(coder, session) if session in coder.sessions else None for coder in field.coders]


def _by_turn(coder: Coding, session: str) -> Codes:
    turns: dict[int, dict[str, str]] = defaultdict(dict)
    for mark in coder.marks:
        if mark.session == session:
            turns[mark.turn][mark.code] = mark.clarity
    return dict(turns)
