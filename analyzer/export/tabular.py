"""Tables as CSV in which no spreadsheet takes a cell for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.tables import NAMES, tables

if TYPE_CHECKING:
    import pandas as pd

RISKY = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
"""Characters with which a cell begins that a spreadsheet computes: the list of OWASP's page on CSV injection."""
_GUARD = "'"


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with an apostrophe before each text that a spreadsheet would take for a formula.

    Numbers stay numbers, also negative ones. `analyzer agree` takes the apostrophe off again.
    """
    texts = [name for name, dtype in frame.dtypes.items() if dtype == "str"]
    return frame.assign(**{str(name): _guarded(frame[name]) for name in texts})


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `NAME.csv` for each table, the sessions one below the other."""
    with tables(out, "csv") as opened:
        for analysis in analyses:
            for name in NAMES:
                opened[name].add(harmless(getattr(analysis, name)))
    return tuple(out / f"{name}.csv" for name in NAMES)


def _guarded(texts: pd.Series[str]) -> pd.Series[str]:
    return texts.mask(texts.str.startswith(tuple(RISKY), na=False), _GUARD + texts)
