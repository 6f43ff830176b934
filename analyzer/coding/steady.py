"""Steady patterns: what `re` finds, in time that grows with text and pattern only, for patterns of a user's own.

All ways to match are followed side by side, a character at a time (Thompson 1968, with priorities after Pike), so that
no pattern can stall the program as backtracking can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from analyzer.coding.cues import brief, written
from analyzer.coding.talk import Span
from analyzer.errors import CodebookError

LARGEST = 4_000
"""Steps that a pattern may have when its repetitions are written out."""

Test = Callable[[str], bool]
Check = Callable[[str, int], bool]

_CLASSES: Mapping[Any, Test] = {
    ops.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    ops.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    ops.CATEGORY_DIGIT: str.isdecimal,
    ops.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
}


class Step(NamedTuple):
    """One step of a pattern: a `test` of a character, a `check` of the place, or the steps to go on with, best first.

    A step with none of these is the end: a match.
    """

    to: tuple[int, ...] = ()
    test: Test | None = None
    check: Check | None = None


class Found(NamedTuple):
    """A match: where it begins and ends."""

    start: int
    end: int

    def span(self) -> Span:
        """Return the place as a span."""
        return Span(self.start, self.end)


class Steady:
    """A pattern that is followed in all its ways at once; `finditer` and `search` are those of `re`.

    >>> [tuple(found.span()) for found in Steady("(?:a+)+b").finditer("aab ab")]
    [(0, 3), (4, 6)]
    """

    def __init__(self, pattern: str) -> None:
        self._steps = _compiled(_parser.parse(pattern))

    def finditer(self, text: str) -> Iterator[Found]:
        """Yield the matches in `text`, from the left, none overlapping another."""
        place = 0
        while (found := _first(self._steps, text, place)) is not None:
            yield found
            place = max(found.end, found.start + 1)

    def search(self, text: str) -> Found | None:
        """Return the first match in `text`."""
        return _first(self._steps, text, 0)


@lru_cache(maxsize=4096)
def steady(pattern: str) -> Steady:
    """Compile an expanded cue pattern, which matches whole words only; raise CodebookError if it does not hold."""
    try:
        return Steady(written(pattern))
    except (re.error, KeyError, RecursionError, OverflowError) as error:
        raise CodebookError(f"the pattern {brief(pattern)} does not hold", remedy=_why(error)) from error


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, (re.error, OverflowError)) else "write it without references and conditions"


def _first(steps: list[Step], text: str, place: int, *, anchored: bool = False) -> Found | None:
    """Return the leftmost match from `place` on, of several at one place the one that `re` would take."""
    ways: list[tuple[int, int]] = []
    best: Found | None = None
    for at in range(place, len(text) + 1):
        if best is None and (at == place or not anchored):
            ways.append((0, at))
        ready, ended = _ready(steps, ways, text, at)
        best = Found(ended, at) if ended is not None else best
        if at == len(text) or not (ready or (best is None and not anchored)):
            break
        ways = [(steps[step].to[0], start) for step, start in ready if _passes(steps[step], text[at])]
    return best


def _ready(
    steps: list[Step], ways: list[tuple[int, int]], text: str, at: int
) -> tuple[list[tuple[int, int]], int | None]:
    """Follow `ways` to the tests they come to, best first; where one ends, return its start and drop the rest."""
    ready: list[tuple[int, int]] = []
    seen: set[int] = set()
    todo = ways[::-1]
    while todo:
        number, start = todo.pop()
        if number in seen:
            continue
        seen.add(number)
        step = steps[number]
        if step.test is not None:
            ready.append((number, start))
        elif step.check is None and not step.to:
            return ready, start
        elif step.check is None or step.check(text, at):
            todo += [(to, start) for to in reversed(step.to)]
    return ready, None


def _passes(step: Step, char: str) -> bool:
    return step.test is not None and step.test(char)


def _compiled(parsed: Any) -> list[Step]:
    steps: list[Step] = []
    _add(steps, parsed)
    return [*steps, Step()]


def _add(steps: list[Step], parsed: Any) -> None:
    """Append the steps of a parsed pattern."""
    for op, told in parsed:
        _ADDED[op](steps, op, told)
        if len(steps) > LARGEST:
            raise OverflowError("it repeats too much: shorten its repetitions")


def _char(steps: list[Step], op: Any, told: Any) -> None:
    known: dict[str, bool] = {}
    test = _test(op, told)
    steps.append(Step((len(steps) + 1,), lambda c: known[c] if c in known else known.setdefault(c, test(c))))


def _test(op: Any, told: Any) -> Test:
    """Return what tells whether a character fits a part that stands for one."""
    if op is ops.LITERAL:
        return lambda c: ord(c) == told
    if op is ops.NOT_LITERAL:
        return lambda c: ord(c) != told
    if op is ops.RANGE:
        return lambda c: bool(told[0] <= ord(c) <= told[1])
    if op is ops.CATEGORY:
        return _CLASSES[told]
    if op is ops.ANY:
        return lambda c: c != "\n"
    tests, negated = [_test(*one) for one in told if one[0] is not ops.NEGATE], told[0][0] is ops.NEGATE
    return lambda c: any(test(c) for test in tests) != negated


def _place(steps: list[Step], op: Any, told: Any) -> None:
    steps.append(Step((len(steps) + 1,), check=_PLACES[told]))


def _look(steps: list[Step], op: Any, told: Any) -> None:
    """Append a look ahead or behind, or that one finds nothing."""
    direction, parsed = told
    inner, back = _compiled(parsed), parsed.getwidth()[0] if direction < 0 else 0
    near = inner[0].test if len(inner) == 2 else None

    def check(text: str, at: int) -> bool:
        if near is not None:
            found = 0 <= at - back < len(text) and near(text[at - back])
        else:
            inside = text[:at] if back else text
            found = at >= back and _first(inner, inside, at - back, anchored=True) is not None
        return found == (op is ops.ASSERT)

    steps.append(Step((len(steps) + 1,), check=check))


def _group(steps: list[Step], op: Any, told: Any) -> None:
    _add(steps, told[-1])


def _branch(steps: list[Step], op: Any, told: Any) -> None:
    ends = []
    fork = len(steps)
    steps.append(Step())
    begins = []
    for one in told[1]:
        begins.append(len(steps))
        _add(steps, one)
        ends.append(len(steps))
        steps.append(Step())
    steps[fork] = Step(tuple(begins))
    for end in ends:
        steps[end] = Step((len(steps),))


def _repeat(steps: list[Step], op: Any, told: Any) -> None:
    """Write a repetition out: as often as it must be, then as often as it may be, or in a loop."""
    low, high, parsed = told
    lazy = op is ops.MIN_REPEAT
    for _ in range(low):
        _add(steps, parsed)
    forks = []
    for _ in range(1 if high is ops.MAXREPEAT else high - low):
        forks.append(len(steps))
        steps.append(Step())
        _add(steps, parsed)
    if high is ops.MAXREPEAT:
        steps.append(Step((forks[0],)))
    for fork in forks:
        ways = (fork + 1, len(steps))
        steps[fork] = Step(ways[::-1] if lazy else ways)


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _CLASSES[ops.CATEGORY_WORD](text[at])


_PLACES: Mapping[Any, Check] = {
    **dict.fromkeys((ops.AT_BEGINNING, ops.AT_BEGINNING_STRING), lambda text, at: at == 0),
    ops.AT_END: lambda text, at: at == len(text) or (at == len(text) - 1 and text[at] == "\n"),
    ops.AT_END_STRING: lambda text, at: at == len(text),
    ops.AT_BOUNDARY: lambda text, at: _is_word(text, at) != _is_word(text, at - 1),
    ops.AT_NON_BOUNDARY: lambda text, at: _is_word(text, at) == _is_word(text, at - 1),
}
_ADDED: Mapping[Any, Callable[[list[Step], Any, Any], None]] = {
    **dict.fromkeys((ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN), _char),
    ops.AT: _place,
    **dict.fromkeys((ops.ASSERT, ops.ASSERT_NOT), _look),
    ops.SUBPATTERN: _group,
    ops.BRANCH: _branch,
    **dict.fromkeys((ops.MAX_REPEAT, ops.MIN_REPEAT), _repeat),
}
"""What appends the steps of each kind of part; a reference back to a group, for one, has none."""
