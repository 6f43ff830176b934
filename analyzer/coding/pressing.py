"""Pressing turns: how much a therapist's turn directs, warns or argues, and how that adds up over several turns."""

from __future__ import annotations

from analyzer.coding.signs import sign
from analyzer.coding.talk import Moment, Said

SPAN = 8


def directing(said: Said) -> int:
    """Count what directs in a turn, less what explores; never below zero."""
    return max(len(sign("directs").findall(said.plain)) - len(sign("explores").findall(said.plain)), 0)


def lectured(moment: Moment) -> bool:
    """Tell whether the therapist directed in the turn before and at least four times in the last eight turns."""
    before = moment.back(1)
    return before is not None and before.therapist and bool(directing(before)) and _recent(moment, moment.at) >= 4


def pressed_hard(moment: Moment) -> bool:
    """Tell whether the therapist directed twice or more in the turn before."""
    before = moment.back(1)
    return before is not None and before.therapist and directing(before) >= 2


def pressing(moment: Moment) -> bool:
    """Tell whether a therapist's turn directs three times, or once when that makes four in the last eight turns."""
    now = directing(moment.said)
    return now >= 3 or (now > 0 and _recent(moment, moment.at + 1) >= 4)


def _recent(moment: Moment, end: int) -> int:
    """Count what directed in the therapist's turns among the eight turns before `end`."""
    return sum(directing(said) for said in moment.talk.said[max(end - SPAN, 0) : end] if said.therapist)
