"""The variable dictionary: every column of every table with its type, range, unit, definition and source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer import frames
from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES
from analyzer.export.schemas import schemas
from analyzer.export.tabular import harmless
from analyzer.instruments import added, column
from analyzer.measures import Measure, measures
from analyzer.output import write as write_text
from analyzer.ratings import NAMES as RATINGS
from analyzer.segments import COLUMNS
from analyzer.session import Role, Session, Turn
from analyzer.tally import WIDE_ROLES

if TYPE_CHECKING:
    import pandas as pd

TYPES = {
    "str": "text",
    "int64": "whole number",
    "Int64": "whole number, may be missing",
    "Float64": "number, may be missing",
    "boolean": "yes or no",
}
_PARTS: Mapping[str, Sequence[str]] = {
    "kind": (IMMEDIACY, *RUPTURES),
    "outcome": OUTCOMES,
    "rating": tuple(name.replace(" ", "_") for name in RATINGS),
    "role": WIDE_ROLES,
}
_RANGES = {"%": "0 to 100", "0 to 1": "0 to 1"}
_SIGNED = "response_gap"


class Variable(NamedTuple):
    """One column of one table; `unit` is "" where it has none."""

    table: str
    name: str
    type: str
    range: str
    unit: str
    definition: str
    source: str


class _Told(NamedTuple):
    """What is told of a column, apart from its type."""

    range: str
    unit: str
    definition: str
    source: str


def variables(table: str = "") -> tuple[Variable, ...]:
    """Return the columns of `table`, or of all, in their order; raise KeyError for a column that nothing is told of.

    Columns of a user's codebooks that are in force are among them.
    """
    known = schemas()
    told = {name: _told(name) for name in ([table] if table else known)}
    return tuple(
        Variable(name, own, TYPES[dtype], *_of(own, told[name])) for name in told for own, dtype in known[name].items()
    )


def named(table: str) -> frozenset[str]:
    """Return the columns of `table` that are told of by name, those that it shares with other tables aside."""
    return frozenset(_written_out(table))


def dictionary_frame() -> pd.DataFrame:
    """Return the dictionary as a frame, one row a column of a table."""
    return frames.frame(dict.fromkeys(Variable._fields, "str"), variables())


def markdown() -> str:
    """Return the dictionary as a page, which is docs/tables.md."""
    return "\n".join(_page()) + "\n"


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `variables.csv` and `variables.md`."""
    written = {
        out / "variables.csv": harmless(dictionary_frame()).to_csv(index=False, lineterminator="\n"),
        out / "variables.md": markdown(),
    }
    for path, text in written.items():
        write_text(path, text)
    return tuple(written)


def _page() -> Iterator[str]:
    yield "# Tables and their columns"
    yield ""
    yield "A missing value is an empty cell in CSV and Excel, null in JSON and Parquet. Yes and no are True and False."
    yield "`analyzer analyze` writes these tables into OUT/tables, those over cases and sequences where they have rows."
    yield "A codebook of your own adds columns of its families to segments and sessions."
    for table, about in _data()["tables"].items():
        yield from ("", f"## {table}", "", about, "", "| column | type | range | unit | definition | source |")
        yield "|---|---|---|---|---|---|"
        for one in variables(table):
            cells = (f"`{one.name}`", one.type, one.range, one.unit, one.definition, one.source)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = (files("analyzer") / "export" / "variables.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _of(name: str, told: Mapping[str, _Told]) -> _Told:
    return told[name] if name in told else _one(_data()["shared"][name])


def _told(table: str) -> dict[str, _Told]:
    """Return what is told of the columns of a table, those of the table of sessions too where it follows them."""
    if table == "sessions":
        return {**dict(_measured()), **_written_out(table)}
    return {**(_told("sessions") if table == "trajectory" else {}), **_written_out(table)}


def _written_out(table: str) -> dict[str, _Told]:
    """Return what is told of each column of a table by name, patterns written out."""
    return {name: one for pattern, entry in _data()[table].items() for name, one in _each(pattern, entry)}


def _each(pattern: str, entry: Mapping[str, str]) -> Iterator[tuple[str, _Told]]:
    """Yield a column, or one for each value of the part in braces."""
    families = {**{name: family for family, name in COLUMNS.items()}, **{column(name): name for name in added()}}
    parts = {**_PARTS, "family": tuple(families)}
    part = next((name for name in parts if f"{{{name}}}" in pattern), "")
    for value in parts.get(part, ("",)):
        shown = families.get(value, value.replace("_", " "))
        told = {**entry, "definition": entry["definition"].replace(f"{{{part}}}", shown)}
        yield pattern.replace(f"{{{part}}}", value), _one(told)


def _one(entry: Mapping[str, str]) -> _Told:
    return _Told(entry["range"], entry.get("unit", ""), entry["definition"], entry["source"])


def _measured() -> Iterator[tuple[str, _Told]]:
    """Yield the measures of talk and the rates as columns, told by the measures themselves."""
    talk = tuple(Turn(place, role, role, None, None, "", place) for place, role in enumerate(WIDE_ROLES, start=1))
    session = Session("", talk, tuple(Role(role, role, "label", 1.0) for role in WIDE_ROLES))
    for measure in measures(session, (), added()):
        yield f"{measure.name}_{measure.role}".rstrip("_"), _measure(measure)


def _measure(measure: Measure) -> _Told:
    rate = f" {measure.unit}" if measure.unit.startswith("per ") and not measure.role else ""
    whose = f" ({measure.role})" if measure.role else rate
    range_ = "any" if measure.name == _SIGNED else _RANGES.get(measure.unit, "from 0")
    unit = "" if measure.unit == range_ else measure.unit
    source = "codes" if rate else "counted in the talk and its times"
    return _Told(range_, unit, f"{measure.label}{whose}. {measure.note}", source)
