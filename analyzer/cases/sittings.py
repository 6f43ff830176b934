"""Sittings: files that a manifest says are the parts of one session, put together as one input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer.cases.manifest import Entry, named
from analyzer.inputs import Input
from analyzer.reading import session_id

Rows = list[tuple[Entry, Input]]


def together(inputs: Sequence[Input], manifest: Path) -> tuple[Input, ...]:
    """Return `inputs` with the files of one session as one, which stands where the first of them stood.

    Rows of one case and session are parts of it, in the order of their column `part` where all have one, else as the
    manifest lists them. Raise AnalyzerError when the manifest is not valid.
    """
    groups: dict[tuple[str, str], Rows] = {}
    for entry, item in named(inputs, manifest):
        if entry.sitting:
            groups.setdefault(entry.sitting, []).append((entry, item))
    several = [_in_order(rows) for rows in groups.values() if len({item.id for _, item in rows}) > 1]
    taken = {item.id.casefold() for item in inputs}
    first: dict[str, Input] = {}
    for rows in several:
        made = _one(rows, taken)
        first |= {item.id: made for _, item in rows}
        taken.add(made.id.casefold())
    return tuple(dict.fromkeys(first.get(item.id, item) for item in inputs))


def _in_order(rows: Rows) -> Rows:
    numbered = all(entry.part is not None for entry, _ in rows)
    return sorted(rows, key=lambda row: row[0].part or 0) if numbered else rows


def _one(rows: Rows, taken: Iterable[str]) -> Input:
    """Return one input for the files of `rows`, named after case and session."""
    files = tuple(dict.fromkeys(file for _, item in rows for file in item.files))
    entry = rows[0][0]
    told = entry.session if entry.number is None else str(entry.number)
    base = session_id(Path(f"{entry.case}-session-{told}.x"))
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base}-{number}", number + 1
    return Input(files[0], name, files[1:])
