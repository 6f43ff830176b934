"""Tables: the frames of many analyses as one file each, appended session by session."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from analyzer.harmless import harmless
from analyzer.output import folder, whole

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("turns", "utterances", "asides", "codes", "events", "segments", "sessions")
FORMATS = ("csv", "parquet", "json")


class Table(Protocol):
    """A file that takes one frame after another."""

    def add(self, rows: pd.DataFrame) -> None:
        """Append `rows`."""

    def close(self) -> None:
        """Write what ends the file."""


class CsvTable:
    """Comma-separated values with a header line, UTF-8, in which no spreadsheet finds a formula."""

    def __init__(self, out: IO[Any]) -> None:
        self._out = out
        self._header = True

    def add(self, rows: pd.DataFrame) -> None:
        """Append `rows`, the header before the first."""
        self._out.write(harmless(rows).to_csv(index=False, header=self._header, lineterminator="\n").encode())
        self._header = False

    def close(self) -> None:
        """End nothing: a CSV file has no end mark."""


class JsonTable:
    """One JSON array, an object a row."""

    def __init__(self, out: IO[Any]) -> None:
        self._out = out
        self._first = True

    def add(self, rows: pd.DataFrame) -> None:
        """Append `rows` as objects; a missing value is null."""
        for record in json.loads(rows.to_json(orient="records", force_ascii=False)):
            self._out.write(b"[\n" if self._first else b",\n")
            self._out.write(json.dumps(record, ensure_ascii=False).encode())
            self._first = False

    def close(self) -> None:
        """Close the array."""
        self._out.write(b"[]\n" if self._first else b"\n]\n")


class ParquetTable:
    """A Parquet file, a row group a session."""

    def __init__(self, out: IO[Any]) -> None:
        self._out = out
        self._writer: Any = None

    def add(self, rows: pd.DataFrame) -> None:
        """Append `rows` as a row group."""
        import pyarrow
        import pyarrow.parquet

        schema = self._writer.schema if self._writer else None
        table = pyarrow.Table.from_pandas(rows, schema=schema, preserve_index=False)
        self._writer = self._writer or pyarrow.parquet.ParquetWriter(self._out, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """Write the footer."""
        if self._writer:
            self._writer.close()


KINDS: Mapping[str, type[CsvTable] | type[JsonTable] | type[ParquetTable]] = {
    "csv": CsvTable,
    "json": JsonTable,
    "parquet": ParquetTable,
}


@contextmanager
def tables(out: Path, format: str, names: tuple[str, ...] = NAMES) -> Iterator[dict[str, Table]]:  # noqa: A002
    """Open one table a frame under `out`; the files appear when all were written."""
    folder(out)
    with ExitStack() as files:
        opened: dict[str, Table] = {
            name: KINDS[format](files.enter_context(whole(out / f"{name}.{format}", "wb"))) for name in names
        }
        yield opened
        for table in opened.values():
            table.close()
