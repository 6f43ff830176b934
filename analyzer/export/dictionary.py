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
from analyzer.export.tabular import harmless
from analyzer.measures import SESSIONS, WIDE_ROLES, Measure, measures
from analyzer.output import write as write_text
from analyzer.ratings import NAMES as RATINGS
from analyzer.segments import COLUMNS, SEGMENTS
from analyzer.session import Role, Session, Turn

if TYPE_CHECKING:
    import pandas as pd

SCHEMAS: Mapping[str, Mapping[str, str]] = {
    "turns": frames.TURNS,
    "utterances": frames.UTTERANCES,
    "codes": frames.CODES,
    "events": frames.EVENTS,
    "segments": SEGMENTS,
    "sessions": SESSIONS,
}
TYPES = {
    "str": "text",
    "int64": "whole number",
    "Int64": "whole number, may be missing",
    "Float64": "number, may be missing",
    "boolean": "yes or no",
}
_PARTS: Mapping[str, Sequence[str]] = {
    "family": tuple(COLUMNS.values()),
    "kind": (IMMEDIACY, *RUPTURES),
    "outcome": OUTCOMES,
    "rating": tuple(name.replace(" ", "_") for name in RATINGS),
    "role": WIDE_ROLES,
}
_SHOWN = {column: name for name, column in COLUMNS.items()}
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


@cache
def variables(table: str = "") -> tuple[Variable, ...]:
    """Return the columns of `table`, or of all, in their order; raise KeyError for a column that nothing is told of."""
    names = [table] if table else list(SCHEMAS)
    return tuple(
        Variable(name, column, TYPES[dtype], *_told()[name][column])
        for name in names
        for column, dtype in SCHEMAS[name].items()
    )


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


@cache
def _told() -> dict[str, dict[str, _Told]]:
    """Return what is told of each column of each table, patterns written out."""
    told = {
        table: {name: one for pattern, entry in _data()[table].items() for name, one in _written_out(pattern, entry)}
        for table in SCHEMAS
    }
    told["sessions"] = dict(_measured()) | told["sessions"]
    return told


def _written_out(pattern: str, entry: Mapping[str, str]) -> Iterator[tuple[str, _Told]]:
    """Yield a column, or one for each value of the part in braces."""
    part = next((name for name in _PARTS if f"{{{name}}}" in pattern), "")
    for value in _PARTS.get(part, ("",)):
        definition = entry["definition"].replace(f"{{{part}}}", _SHOWN.get(value, value.replace("_", " ")))
        one = _Told(entry["range"], entry.get("unit", ""), definition, entry["source"])
        yield pattern.replace(f"{{{part}}}", value), one


def _measured() -> Iterator[tuple[str, _Told]]:
    """Yield the measures of talk and the rates as columns, told by the measures themselves."""
    talk = tuple(Turn(place, role, role, None, None, "", place) for place, role in enumerate(WIDE_ROLES, start=1))
    session = Session("", talk, tuple(Role(role, role, "label", 1.0) for role in WIDE_ROLES))
    for measure in measures(session, ()):
        yield f"{measure.name}_{measure.role}".rstrip("_"), _measure(measure)


def _measure(measure: Measure) -> _Told:
    rate = f" {measure.unit}" if measure.unit.startswith("per ") and not measure.role else ""
    whose = f" ({measure.role})" if measure.role else rate
    range_ = "any" if measure.name == _SIGNED else _RANGES.get(measure.unit, "from 0")
    unit = "" if measure.unit == range_ else measure.unit
    source = "codes" if rate else "counted in the talk and its times"
    return _Told(range_, unit, f"{measure.label}{whose}. {measure.note}", source)
