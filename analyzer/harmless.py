"""Harmless cells: text that no spreadsheet takes for a formula, as OWASP's page on CSV injection advises."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RISKY = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
"""Characters with which a cell begins that a spreadsheet computes."""
_GUARD = "'"


def cell(value: object) -> object:
    """Return `value` for a CSV file: a text that begins like a formula with an apostrophe before it."""
    return f"{_GUARD}{value}" if isinstance(value, str) and value.startswith(tuple(RISKY)) else value


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with an apostrophe before each text that a spreadsheet would take for a formula.

    Numbers stay numbers, also negative ones. `analyzer agree` takes the apostrophe off again.
    """
    texts = [name for name, dtype in frame.dtypes.items() if dtype == "str"]
    return frame.assign(**{str(name): _guarded(frame[name]) for name in texts})


def _guarded(texts: pd.Series[str]) -> pd.Series[str]:
    return texts.mask(texts.str.startswith(tuple(RISKY), na=False), _GUARD + texts)
