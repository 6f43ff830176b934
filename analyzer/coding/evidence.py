"""Evidence: the clause of a turn that carried a finding, found by leaving each clause out of what the head sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.coding.windows import Window, shortened

if TYPE_CHECKING:
    from analyzer.coding.network import Network, Numbers

Span = tuple[int, int]

CLAUSE = re.compile(r"[^.!?;:,\u2014\u2026]+(?:[.!?;:,\u2014\u2026]+[\"'\u201d\u2019)\]]*|$)")
SHORTEST = 12
"""Characters: a shorter clause joins the one before."""

LEAD = 2
"""Tokens before a turn's own: the word for its role, and a colon."""


def clauses(text: str) -> list[Span]:
    """Cut `text` into clauses, as character ranges without the blanks around them."""
    found: list[Span] = []
    for match in CLAUSE.finditer(text):
        start, end = _trimmed(text, match.span())
        if end <= start:
            continue
        if found and (end - start < SHORTEST or found[-1][1] - found[-1][0] < SHORTEST):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found or [_trimmed(text, (0, len(text)))]


def carrying(network: Network, text: str, window: tuple[Window, Numbers], *, turn: int, output: int) -> Span:
    """Return the clause of `text` without which `output` falls most; `turn` is its place in `window`."""
    parts = clauses(text)
    if len(parts) == 1:
        return parts[0]
    start, end = window[0].spans[turn]
    offsets = shortened(network.tokenizer.encode(text).offsets)
    falls = _without(network, window[1][start:end], [_tokens(offsets, part) for part in parts])
    return parts[int(falls[:, output].argmin())]


def _without(network: Network, states: Numbers, left_out: Sequence[Sequence[int]]) -> Numbers:
    """Return logits of a turn with each group of tokens left out, a row a group."""
    import numpy as np

    total = states.sum(0)
    rows = [
        np.concatenate([states[0], (total - states[tokens].sum(0)) / max(len(states) - len(tokens), 1)])
        for tokens in map(list, left_out)
    ]
    return network.logits(np.stack(rows))


def _tokens(offsets: Sequence[Span], part: Span) -> list[int]:
    return [LEAD + i for i, (start, end) in enumerate(offsets) if part[0] <= start and end <= part[1]]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
