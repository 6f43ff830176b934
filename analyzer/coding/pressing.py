"""Pressing turns: how much a therapist's turn directs, warns or argues, and how that adds up over several turns."""

from __future__ import annotations

from analyzer.coding.signs import sign
from analyzer.coding.talk import Moment, Talk

SPAN = 8
MANY = 4


def lectured(moment: Moment) -> bool:
    """Tell whether the therapist directed in the turn before, and four times or more in the last eight turns."""
    return moment.at > 0 and directing(moment.talk, moment.at - 1) > 0 and _recent(moment.talk, moment.at) >= MANY


def pressed_hard(moment: Moment) -> bool:
    """Tell whether the therapist directed twice or more in the turn before."""
    return moment.at > 0 and directing(moment.talk, moment.at - 1) >= 2


def pressing(moment: Moment) -> bool:
    """Tell whether a therapist's turn directs three times, or once when that makes four in the last eight turns."""
    now = directing(moment.talk, moment.at)
    return now >= 3 or (now > 0 and _recent(moment.talk, moment.at + 1) >= MANY)


def directing(talk: Talk, at: int) -> int:
    """Count what directs in the turn at `at`, less what explores; never below zero, and zero where a client speaks."""
    if at not in talk.directs:
        said = talk.said[at]
        count = len(sign("directs").findall(said.plain)) if said.therapist else 0
        talk.directs[at] = max(count - len(sign("explores").findall(said.plain)), 0) if count else 0
    return talk.directs[at]


def _recent(talk: Talk, end: int) -> int:
    """Count what directed in the eight turns before `end`."""
    return sum(directing(talk, at) for at in range(max(end - SPAN, 0), end))
