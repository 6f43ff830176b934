"""Dates: the day of a session as people write it, never guessed where it can be read two ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DOTTED = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}){_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}){_TIME}")
_DAY_WORD = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}}){_TIME}", re.IGNORECASE)
_WORD_DAY = re.compile(rf"([a-z]{{3,9}})\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?,?[ -](\d{{4}}){_TIME}", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def dates(cells: Sequence[str]) -> list[date | None]:
    """Return the day in each of `cells`; None where it is empty, unreadable, or may be read two ways.

    Whether 3/4/2024 is in March or April is told by the other cells, if one of them has a part above 12.
    """
    day_first = _day_first(cells)
    return [_dated(cell.strip(), day_first) for cell in cells]


def day(year: str, month: str, of_month: str) -> date | None:
    """Return the date made of three numbers, None if there is no such day."""
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def _day_first(cells: Sequence[str]) -> bool | None:
    """Tell whether days come before months where slashes stand between them; None if nothing tells."""
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := _SLASHED.fullmatch(cell.strip()))]
    days, months = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return None if days == months else days


def _dated(cell: str, day_first: bool | None) -> date | None:
    if m := _ISO.fullmatch(cell) or _COMPACT.fullmatch(cell):
        return day(m[1], m[2], m[3])
    if m := _DOTTED.fullmatch(cell):
        return day(m[3], m[2], m[1])
    if m := _DAY_WORD.fullmatch(cell):
        return _worded(m[3], m[2], m[1])
    if m := _WORD_DAY.fullmatch(cell):
        return _worded(m[3], m[1], m[2])
    if (m := _SLASHED.fullmatch(cell)) and (day_first is not None or m[1] == m[2]):
        return day(m[3], m[2], m[1]) if day_first else day(m[3], m[1], m[2])
    return None


def _worded(year: str, month: str, of_month: str) -> date | None:
    short = month[:3].lower()
    return day(year, str(_MONTHS.index(short) + 1), of_month) if short in _MONTHS else None
