"""The sample sessions: invented, and carried by the package so that a demo works anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def samples() -> Iterator[Path]:
    """Give the folder of the sample transcripts: the packaged copy, or in a checkout the folder beside the package."""
    packaged = files("analyzer") / "sample_transcripts"
    checkout = Path(__file__).parent.parent / "sample_transcripts"
    if checkout.is_dir() and not packaged.is_dir():
        yield checkout
    else:
        with as_file(packaged) as folder:
            yield folder
