"""Measured: the measures of a session as two tables, one a column for each role, one of the whole session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyzer.measures import Measure
from reports.view.numbers import percent
from reports.view.wording import capital, role_words

NONE = "–"


class Line(NamedTuple):
    """One measure: a value for each column, a unit and how to read it."""

    label: str
    values: tuple[str, ...]
    unit: str
    note: str


class Table(NamedTuple):
    """Lines under the names of their columns."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def measured(measures: Iterable[Measure]) -> tuple[Table, ...]:
    """Lay measures out: those of roles side by side, then those of the session; nothing without measures."""
    found = list(measures)
    roles = tuple(dict.fromkeys(measure.role for measure in found if measure.role))
    tables = (_table(found, roles), _table(found, ("",)))
    return tuple(table for table in tables if table.lines)


def _table(found: Iterable[Measure], roles: tuple[str, ...]) -> Table:
    rows: dict[tuple[str, str, str], dict[str, float | None]] = {}
    for measure in found:
        if measure.role in roles:
            rows.setdefault((measure.label, measure.unit, measure.note), {})[measure.role] = measure.value
    lines = (
        Line(label, tuple(_value(values.get(role), unit) for role in roles), "" if unit == "%" else unit, note)
        for (label, unit, note), values in rows.items()
        if any(value is not None for value in values.values())
    )
    return Table(tuple(capital(role_words(role)) or "Session" for role in roles), tuple(lines))


def _value(value: float | None, unit: str) -> str:
    if value is None or value != value:
        return NONE
    if unit == "%":
        return percent(value / 100)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
