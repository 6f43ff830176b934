"""Strips: sessions under one another, each turn that carries codes in its place, to be compared at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyzer.session import THERAPIST
from analyzer.study import Study
from reports.cases.view.cells import page, word
from reports.view.wording import LANES, OTHER, slug

SHOWN = 40  # sessions in one picture


class Strip(NamedTuple):
    """One session: its length as a share of the longest, and (family slug, place 0-1) of coded turns by side."""

    label: str
    href: str
    length: float
    therapist: tuple[tuple[str, float], ...]
    client: tuple[tuple[str, float], ...]


class Strips(NamedTuple):
    """The strips that are drawn, how many more there are, and the turns of the longest session."""

    strips: tuple[Strip, ...]
    more: int
    turns: int

    @property
    def own(self) -> bool:
        """Tell whether codes of a user's own codebook are drawn."""
        return any(slug == OTHER for one in self.strips for slug, _ in (*one.therapist, *one.client))


def strips(study: Study, sessions: Iterable[str], *, folder: str) -> Strips:
    """Return a strip for each of `sessions` that was coded, in their order."""
    coded = set(study.coded)
    wanted = [session for session in sessions if session in coded]
    shown = wanted[:SHOWN]
    talk = study.talk[study.talk["session"].isin(shown)]
    sides = {(s, t): role == THERAPIST for s, t, role in zip(talk["session"], talk["turn"], talk["role"], strict=True)}
    sizes = talk.groupby("session").size()
    longest = int(sizes.max()) if len(sizes) else 1
    codes = study.bench.codes[study.bench.codes["session"].isin(shown)]
    held: dict[tuple[str, bool], dict[tuple[str, float], None]] = {}
    for session, turn, family in zip(codes["session"], codes["turn"], codes["family"], strict=True):
        mark = (slug(family), (turn - 0.5) / longest)
        held.setdefault((session, sides.get((session, turn), False)), {})[mark] = None
    order = [slug(name) for name in LANES]
    return Strips(
        tuple(
            Strip(
                word(session),
                page(folder, session),
                int(sizes[session]) / longest,
                *(_sorted(held.get((session, side), {}), order) for side in (True, False)),
            )
            for session in shown
        ),
        len(wanted) - len(shown),
        longest,
    )


def _sorted(marks: Iterable[tuple[str, float]], order: list[str]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(marks, key=lambda mark: (mark[1], order.index(mark[0]) if mark[0] in order else len(order))))
