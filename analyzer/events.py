"""Events: immediacy events and rupture episodes, each a run of turns joined from codes."""

from __future__ import annotations

from typing import NamedTuple

IMMEDIACY = "immediacy"
RUPTURES = ("withdrawal", "confrontation", "mixed")
UNANSWERED = "unanswered"
OUTCOMES = ("resolved", "self_resolved", "partial", "unresolved")


class Event(NamedTuple):
    """One event, turns `start` to `end` inclusive.

    `kind` is immediacy, withdrawal, confrontation or mixed; `outcome` one of OUTCOMES for ruptures, "unanswered"
    or "" for immediacy; `depth` 1-5 for immediacy only. `codes`, `strategies`, `reengagement` and `stages` are in
    order of appearance; `response` is what the other party did next; `repair` is direct, indirect, both or "".
    `coder` is the person who decided about the event in a review, "" where it rests on its codes alone.
    """

    event: int
    kind: str
    start: int
    end: int
    initiator: str
    outcome: str
    depth: int | None
    codes: tuple[str, ...]
    response: str
    strategies: tuple[str, ...]
    reengagement: tuple[str, ...]
    repair: str
    stages: tuple[str, ...]
    coder: str = ""

    @property
    def is_rupture(self) -> bool:
        """Tell whether the event is a rupture episode."""
        return self.kind in RUPTURES
