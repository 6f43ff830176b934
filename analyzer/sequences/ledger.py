"""A ledger: the codes of a session by turn, as the sequence rules ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.codes import CLEAR, Code
from analyzer.session import Session


@dataclass(frozen=True, slots=True)
class Ledger:
    """Codes by turn number, and each turn's role; turns without codes have no entry in `codes`."""

    codes: dict[int, tuple[Code, ...]]
    roles: dict[int, str]

    def on(self, turn: int, *heads: str) -> tuple[str, ...]:
        """Return the codes on `turn` that belong to families `heads` (all when none are named)."""
        return tuple(c.code for c in self.codes.get(turn, ()) if not heads or head(c.code) in heads)

    def weight(self, turns: Iterable[int], *heads: str) -> float:
        """Return how much evidence of families `heads` stands on `turns`: 1 a clear code, a half a possible one."""
        return sum(
            1.0 if c.clarity == CLEAR else 0.5
            for turn in turns
            for c in self.codes.get(turn, ())
            if head(c.code) in heads
        )

    def between(self, start: int, end: int, *heads: str) -> tuple[str, ...]:
        """Return the codes of families `heads` on turns `start` to `end`, each once, in order of appearance."""
        return tuple(dict.fromkeys(c for turn in range(start, end + 1) for c in self.on(turn, *heads)))

    def turns(self, *heads: str) -> list[int]:
        """Return the turns that carry a code of families `heads`, in order."""
        return sorted(turn for turn in self.codes if self.on(turn, *heads))

    @property
    def last(self) -> int:
        """Return the number of the last turn."""
        return max(self.roles, default=0)


def head(code: str) -> str:
    """Return the family id of a code, such as "W" for "W2" and "IM" for "IM.ask"."""
    return code.split(".")[0].rstrip("0123456789")


def ledger(session: Session, codes: tuple[Code, ...]) -> Ledger:
    """Enter `codes` by turn."""
    by_turn: dict[int, tuple[Code, ...]] = {}
    for code in codes:
        by_turn[code.turn] = (*by_turn.get(code.turn, ()), code)
    return Ledger(by_turn, {turn.turn: turn.role for turn in session.talk})


def runs(turns: list[int], gap: int) -> list[list[int]]:
    """Group sorted `turns` into runs in which no two neighbours stand more than `gap` apart."""
    grouped: list[list[int]] = []
    for turn in turns:
        if grouped and turn - grouped[-1][-1] <= gap:
            grouped[-1].append(turn)
        else:
            grouped.append([turn])
    return grouped
