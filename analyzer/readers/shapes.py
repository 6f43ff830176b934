"""Shapes: parts of a JSON value, taken only where they are what they should be."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def inside(value: object, *way: str | int) -> object:
    """Return what stands in `value` at the end of a way of names and places; None where there is no such way."""
    for step in way:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and len(value) > step else None
    return value


def listed(value: object, *way: str | int) -> list[Record]:
    """Return the records in the list at the end of a way; none where there is no list."""
    found = inside(value, *way)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text(value: object) -> str:
    """Return what is written in `value`; nothing where it is neither text nor a number."""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def name(value: object, kind: str = "") -> str | None:
    """Return the name of a speaker, with the `kind` before a mere number; None where none is told."""
    written = text(value).strip()
    return (f"{kind} {written}" if kind and written.isdigit() else written) or None
