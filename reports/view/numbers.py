"""Numbers as a reader wants them: shares, times, spans and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

NBSP = "\N{NO-BREAK SPACE}"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """Return `text` with each character that HTML cannot carry replaced by one other, so that offsets still hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def percent(share: float) -> str:
    """Write a share 0-1 in whole per cent: 0 % and 100 % only where exactly true."""
    whole = round(100 * share)
    if whole <= 0 < share:
        return f"<{NBSP}1{NBSP}%"
    if whole >= 100 and share < 1:
        return f">{NBSP}99{NBSP}%"
    return f"{whole}{NBSP}%"


def probability(value: float) -> str:
    """Write a probability with two decimals: 0.00 and 1.00 only where exactly true."""
    if 0 < value < 0.005:
        return f"<{NBSP}0.01"
    if 0.995 <= value < 1:
        return f">{NBSP}0.99"
    return f"{value:.2f}"


def clock(seconds: float | None) -> str:
    """Write seconds as 4:05 or 1:02:03; nothing for an unknown time."""
    if seconds is None or seconds != seconds:
        return ""
    minutes, rest = divmod(max(int(seconds), 0), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write "1 turn", "3 turns" or "no turns"."""
    words = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {words}" if number else f"no {words}"


def span(start: int, end: int) -> str:
    """Write "turn 3" or "turns 3–9"."""
    return f"turn {start}" if start == end else f"turns {start}–{end}"


def runs(turns: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Join turn numbers that follow each other into (first, last) pairs."""
    ordered = sorted(set(turns))
    if not ordered:
        return ()
    breaks = [(a, b) for a, b in pairwise(ordered) if b != a + 1]
    return tuple(zip([ordered[0], *(b for _, b in breaks)], [*(a for a, _ in breaks), ordered[-1]], strict=True))
