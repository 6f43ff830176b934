"""Windows: runs of turns as token ids, so that a model reads each turn with the turns around it and the roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from analyzer.coding.wordpiece import WordPiece

SIZE = 384
BEFORE = 112
AFTER = 40
HEAD, TAIL = 88, 40
ROLE_WORDS = {"therapist": "therapist", "client": "client"}
OTHER_CLIENT, OTHER = "partner", "other"
Token = TypeVar("Token")


class Window(NamedTuple):
    """Turns `first` to `last` (exclusive, from 0) as one sequence; turns `own_first` to `own_last` are its own to code.

    `ids` are the tokens, `spans` each turn's half-open token range, which begins with the word for its role.
    """

    ids: list[int]
    spans: list[tuple[int, int]]
    first: int
    own_first: int
    own_last: int


def role_word(role: str) -> str:
    """Return the word that stands for `role` before a turn: every client but the first is a partner."""
    if role.startswith("client") and role != "client":
        return OTHER_CLIENT
    return ROLE_WORDS.get(role, OTHER)


def pieces(tokenizer: WordPiece, turns: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Encode `turns` (role, text) each as role word, colon, and its tokens, the middle of a long turn left out."""
    colon = tokenizer.id(":")
    return [[tokenizer.id(role_word(role)), colon, *shortened(tokenizer.encode(text).ids)] for role, text in turns]


def windows(parts: Sequence[list[int]], *, bounds: tuple[int, int], size: int = SIZE) -> list[Window]:
    """Cut encoded turns into windows of at most `size` tokens; `bounds` are the ids that open and close a sequence.

    Each turn is coded in exactly one window, with up to BEFORE tokens of earlier and AFTER tokens of later turns.
    """
    cut: list[Window] = []
    own_first = 0
    while own_first < len(parts):
        first = _back(parts, own_first)
        own_last = _forward(parts, own_first, size - 2 - AFTER - sum(map(len, parts[first:own_first])))
        last = _forward(parts, own_last, AFTER) if own_last < len(parts) else own_last
        cut.append(_window(parts[first:last], bounds, first, own_first, own_last))
        own_first = own_last
    return cut


def shortened(tokens: list[Token]) -> list[Token]:
    """Leave out the middle of a long turn."""
    return tokens if len(tokens) <= HEAD + TAIL else tokens[:HEAD] + tokens[-TAIL:]


def _back(parts: Sequence[list[int]], at: int) -> int:
    room = BEFORE
    while at > 0 and len(parts[at - 1]) <= room:
        at -= 1
        room -= len(parts[at])
    return at


def _forward(parts: Sequence[list[int]], at: int, room: int) -> int:
    """Return where turns from `at` no longer fit `room`; a window always takes one turn of its own."""
    start = at
    while at < len(parts) and (len(parts[at]) <= room or (at == start and room > AFTER)):
        room -= len(parts[at])
        at += 1
    return at


def _window(parts: Sequence[list[int]], bounds: tuple[int, int], first: int, own_first: int, own_last: int) -> Window:
    ids, spans = [bounds[0]], []
    for part in parts:
        spans.append((len(ids), len(ids) + len(part)))
        ids.extend(part)
    return Window([*ids, bounds[1]], spans, first, own_first, own_last)
