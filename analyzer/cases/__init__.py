"""Cases: sessions grouped by client, and what can be followed over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analyzer.cases.case import Case, Visit, slugged
from analyzer.cases.column import by_column
from analyzer.cases.manifest import listed
from analyzer.cases.names import by_names
from analyzer.inputs import Input

__all__ = ["Case", "Visit", "cases"]


def cases(inputs: Sequence[Input], *, manifest: Path | None = None) -> tuple[Case, ...]:
    """Group transcripts into cases, ordered by id; sessions that belong to no case are left out.

    A manifest alone decides where there is one; else a column `case` in the transcripts does, and file names for
    the rest. Raise AnalyzerError when the manifest is not valid.
    """
    if manifest is not None:
        return slugged(listed(inputs, manifest))
    told = by_column(inputs)
    rest = [item for item in inputs if all(item.id not in case.sessions for case in told)]
    return slugged([*told, *by_names(rest)])
