"""Times: clock notations in transcripts, as seconds from the start."""

from __future__ import annotations

import datetime
import re

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?")
_RANGE = re.compile(rf"[\[(<]?\s*({CLOCK})\s*(?:-->|->|-|–|to|,)\s*({CLOCK})\s*[\])>]?")
_NUMBER = re.compile(r"([-+]?\d{1,12}(?:[.,]\d{1,9})?)\s*(ms|s|sec|secs|seconds)?", re.IGNORECASE)
_LATEST = 1e19


def seconds(value: object) -> float | None:
    """Return seconds for a clock ("1:02:03.5", "02:03"), a number, or a date-and-time cell; None when it is no time."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _sane(value)
    if isinstance(value, datetime.timedelta):
        return _sane(value.total_seconds())
    if isinstance(value, (datetime.datetime, datetime.time)):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return _written(str(value).strip().strip("[](){}<>#").strip())


def span(value: object) -> tuple[float | None, float | None]:
    """Return the seconds of a time, or of both ends of a range of times ("0:03.5 - 0:09")."""
    ends = _RANGE.fullmatch(str(value).strip()) if isinstance(value, str) else None
    return (seconds(ends[1]), seconds(ends[2])) if ends else (seconds(value), None)


def _written(text: str) -> float | None:
    """Read a time that is written out: a clock, or a number with an optional unit."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, whole, fraction = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{whole}.{fraction or 0}")
    if number := _NUMBER.fullmatch(text):
        figure = float(number[1].replace(",", "."))
        return _sane(figure / 1000 if (number[2] or "").lower() == "ms" else figure)
    return None


def _sane(number: float) -> float | None:
    """Return a time that can be one: not negative, and no longer than nanoseconds since 1970 are today."""
    return float(number) if 0 <= number < _LATEST else None
