"""Measured: the measures of a session as tables: a column a role, the whole session, and rates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """Lines under the names of their columns; a `note` that all lines share stands once."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


def measured(measures: Iterable[Measure]) -> tuple[Table, ...]:
    """Lay measures out: roles side by side, then the session's own, then rates; nothing without measures."""
    found = list(measures)
    roles = tuple(dict.fromkeys(measure.role for measure in found if measure.role))
    rates = [measure for measure in found if not measure.role and measure.unit.startswith("per ")]
    whole = [measure for measure in found if not measure.role and measure not in rates]
    tables = (_table(found, roles), _table(whole, ("",)), _rates(rates))
    return tuple(table for table in tables if table.lines)


def _table(found: Iterable[Measure], roles: tuple[str, ...]) -> Table:
    """Make a line a measure and a column a role."""
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


def _rates(found: Sequence[Measure]) -> Table:
    """Make a line a family and a column a unit, for the units that can be told."""
    units = tuple(dict.fromkeys(measure.unit for measure in found if measure.value is not None))
    values = {(measure.label, measure.unit): measure.value for measure in found}
    lines = tuple(
        Line(label, tuple(_value(values.get((label, unit)), unit) for unit in units), "", "")
        for label in dict.fromkeys(measure.label for measure in found)
    )
    return Table(tuple(map(capital, units)), lines if units else (), next((m.note for m in found), ""))


def _value(value: float | None, unit: str) -> str:
    if value is None or value != value:
        return NONE
    if unit == "%":
        return percent(value / 100)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
