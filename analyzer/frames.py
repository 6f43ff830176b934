"""Frames: long, typed tables with one meaning a row; dtypes stand here once, also for empty ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TURNS = {
    "session": "str",
    "turn": "int64",
    "speaker": "str",
    "role": "str",
    "start": "Float64",
    "end": "Float64",
    "text": "str",
    "line": "int64",
    "file": "int64",
}
UTTERANCES = {
    "session": "str",
    "utterance": "int64",
    "turn": "int64",
    "speaker": "str",
    "start": "Float64",
    "end": "Float64",
    "text": "str",
    "line": "int64",
    "file": "int64",
}
ASIDES = {
    "session": "str",
    "turn": "int64",
    "kind": "str",
    "start": "int64",
    "end": "int64",
    "own": "boolean",
}
CODES = {
    "session": "str",
    "turn": "int64",
    "code": "str",
    "family": "str",
    "clarity": "str",
    "confidence": "Float64",
    "coder": "str",
    "start": "Int64",
    "end": "Int64",
    "why": "str",
}
EVENTS = {
    "session": "str",
    "event": "int64",
    "kind": "str",
    "start": "int64",
    "end": "int64",
    "initiator": "str",
    "outcome": "str",
    "depth": "Int64",
    "codes": "str",
    "response": "str",
    "strategies": "str",
    "reengagement": "str",
    "repair": "str",
    "stages": "str",
    "coder": "str",
}


def frame(columns: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Build a typed frame from `rows`, whose values stand in the order of `columns`."""
    import pandas as pd

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.array(list(column), dtype=dtype)  # type: ignore[call-overload]
            for (name, dtype), column in zip(columns.items(), values, strict=True)
        }
    )
