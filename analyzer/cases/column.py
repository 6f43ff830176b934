"""A case column: transcripts that are tables may say on every row whose session they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.cases.case import COLUMN, Case, Visit, ordered
from analyzer.cases.dates import dates
from analyzer.cases.listing import Listing, listing, number, same
from analyzer.errors import AnalyzerError
from analyzer.inputs import Input

CASE = ("case", "caseid", "casenumber", "clientid", "clientcode", "patientid", "participantcase", "dyad", "dyadid")
SESSION = ("sessionnumber", "sessionno", "sessionnr", "sessionnum", "session")
DATE = ("sessiondate", "dateofsession", "date")
_TABLES = (".csv", ".tsv", ".tab")


def by_column(inputs: Iterable[Input]) -> list[Case]:
    """Group `inputs` whose rows all name the same one case; a single session makes a case too, since it was named."""
    groups: dict[str, tuple[str, list[Visit]]] = {}
    for item in inputs:
        table = _table(item.path)
        if table and (name := _only(table, CASE)):
            groups.setdefault(same(name), (name, []))[1].append(_visit(item, table))
    return [Case(name, ordered(visits), COLUMN) for name, visits in groups.values()]


def _visit(item: Input, table: Listing) -> Visit:
    return Visit(item.id, item.path, number(_only(table, SESSION)), dates([_only(table, DATE)])[0])


def _only(table: Listing, names: tuple[str, ...]) -> str:
    """Return what stands in all filled cells of the column with one of `names`; "" if they differ or there is none."""
    place = table.place(names)
    values = {row.cells[place] for row in table.rows if row.cells[place]} if place is not None else set()
    return values.pop() if len(values) == 1 else ""


def _table(path: Path) -> Listing | None:
    """Return the file at `path` as a table with a header; None if it is none."""
    if path.suffix.lower() not in _TABLES:
        return None
    try:
        return listing(path)
    except AnalyzerError:
        return None
