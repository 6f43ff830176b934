"""A reply: what a server sent back, taken apart with nothing about it assumed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analyzer.llm.faults import BUSY, FAILED, GARBLED, REFUSED, REJECTED, TRUNCATED, UnansweredError

if TYPE_CHECKING:
    import httpx

LARGEST = 1_000_000
"""Bytes of a reply, beyond which it is none."""

LONGEST_WAIT = 30.0
"""Seconds that a server may ask to be left alone."""

Json = Mapping[str, Any]


def admit(status: int, after: str) -> None:
    """Raise UnansweredError for any status but 200."""
    if status in (408, 409, 425, 429, 503):
        raise UnansweredError(BUSY, after=min(float(after), LONGEST_WAIT) if after.isdecimal() else 0.0)
    if status >= 500:
        raise UnansweredError(FAILED)
    if status in (400, 413, 422):
        raise UnansweredError(REJECTED)
    if status != 200:
        raise UnansweredError(REFUSED)


async def whole(response: httpx.Response) -> bytes:
    """Return the body of a reply; raise UnansweredError for one beyond all measure."""
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > LARGEST:
            raise UnansweredError(GARBLED)
    return bytes(body)


def parsed(body: bytes) -> Any:
    """Return a body as JSON; raise UnansweredError for one that is not."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise UnansweredError(GARBLED) from None


def listed(reply: Any) -> list[Json]:
    """Return the models in a reply, each with its id; raise UnansweredError for a reply that lists none."""
    data = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(data, list):
        raise UnansweredError(GARBLED)
    return [entry for entry in data if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def chosen(reply: Any) -> str:
    """Return the text of a reply's first choice; raise UnansweredError for a reply without one."""
    try:
        choice = reply["choices"][0]
        content = choice["message"]["content"]
    except (TypeError, KeyError, IndexError):
        raise UnansweredError(GARBLED) from None
    if choice.get("finish_reason") == "length":
        raise UnansweredError(TRUNCATED)
    if not isinstance(content, str) or not content.strip():
        raise UnansweredError(GARBLED)
    return content
