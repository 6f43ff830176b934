"""Tables as CSV in which no spreadsheet takes a cell for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.harmless import harmless
from analyzer.tables import NAMES, tables

__all__ = ["harmless", "write"]


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `NAME.csv` for each table, the sessions one below the other."""
    with tables(out, "csv") as opened:
        for analysis in analyses:
            for name in NAMES:
                opened[name].add(getattr(analysis, name))
    return tuple(out / f"{name}.csv" for name in NAMES)
