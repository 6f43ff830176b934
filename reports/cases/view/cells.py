"""Cells: numbers of tables as a reader wants them; a missing one is a dash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reports.view.numbers import printable

if TYPE_CHECKING:
    import pandas as pd

NONE = "–"
MISSING = ("<NA>", "nan", "None")
MINUS = "\N{MINUS SIGN}"


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame; a row's values bear the names of their columns."""
    return frame.itertuples(index=False)


def known(value: Any) -> float | None:
    """Return a number, or None where it is missing."""
    return None if str(value) in MISSING else float(value)


def whole(value: Any) -> int | None:
    """Return a whole number, or None where it is missing."""
    number = known(value)
    return None if number is None else int(number)


def count(value: Any) -> str:
    """Write a whole number."""
    number = whole(value)
    return NONE if number is None else f"{number:,}"


def decimal(value: Any, places: int = 1) -> str:
    """Write a number with so many decimals at most, with a true minus sign."""
    number = known(value)
    if number is None:
        return NONE
    written = f"{number:,.{places}f}"
    short = written.rstrip("0").rstrip(".") if places else written
    return "0" if short in ("-0", "") else short.replace("-", MINUS)


def signed(value: Any, places: int = 1) -> str:
    """Write a number with its sign."""
    written = decimal(value, places)
    return written if written in ("0", NONE) or written.startswith(MINUS) else f"+{written}"


def p_value(value: Any) -> str:
    """Write a p-value with three decimals; 1 only where exactly true."""
    number = known(value)
    if number is None:
        return NONE
    return "1" if number == 1 else "> 0.999" if number > 0.9995 else f"{number:.3f}"


def page(folder: str, name: str, anchor: str = "") -> str:
    """Return the address of the page `name` in `folder`, fit for a link."""
    return quote(f"{folder}{name}.html", errors="replace") + (f"#{anchor}" if anchor else "")


def word(text: Any) -> str:
    """Return a text fit for a page; "" where it is missing."""
    return printable(str(text)) if isinstance(text, str) else ""
