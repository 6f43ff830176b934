"""Inviting turns: what a therapist's turn asks for, so that a short answer to it can be judged."""

from __future__ import annotations

from analyzer.coding.signs import sign
from analyzer.coding.talk import Said


def asks(said: Said) -> str:
    """Return what the last sentence of a therapist's turn asks: open, closed or nothing ("")."""
    last = _last(said.plain)
    if "?" not in said.plain[-3:]:
        return "open" if sign("asks_for_more").search(last) else ""
    return "open" if sign("open").search(last) and not sign("closed").search(last) else "closed"


def inviting(said: Said) -> bool:
    """Tell whether a turn opens the way for the client's inner experience: an open question or a tentative remark."""
    return asks(said) == "open" or bool(sign("tentative").search(said.plain))


def about_feeling(said: Said) -> bool:
    """Tell whether a turn asks about, or names, feeling."""
    return bool(sign("feeling").search(said.plain))


def noise(said: Said) -> bool:
    """Tell whether a turn is a listening noise, or an answer that looks like one."""
    return bool(sign("noise").search(said.plain))


def _last(plain: str) -> str:
    """Return the last sentence."""
    cut = max(plain.rstrip(" ?.!").rfind(mark) for mark in ".?!;")
    return plain[cut + 1 :]
