"""Writing a review: the same JSON that the page saves, an entry a line."""

from __future__ import annotations

import json
from typing import Any

from analyzer.review.review import FORMAT, VERSION, Review

_LISTS = ("codes", "events", "notes")


def record(review: Review) -> dict[str, Any]:
    """Return a review as plain values, as its file has them."""
    told = {name: getattr(review, name) for name in Review.__slots__ if name not in (*_LISTS, "path")}
    return {"format": FORMAT, "version": VERSION, **told, **{name: _plain(getattr(review, name)) for name in _LISTS}}


def written(review: Review) -> str:
    """Return the text of a review file."""
    lines = [f" {json.dumps(name)}: {_value(value)}" for name, value in record(review).items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in value) + "\n ]"


def _plain(value: Any) -> Any:
    """Return rows as objects, also those inside rows."""
    if hasattr(value, "_asdict"):
        return {name: _plain(inside) for name, inside in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
