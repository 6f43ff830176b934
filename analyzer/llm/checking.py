"""A check of a model: whether its server answers, how fast, and how well it judges examples that it was not shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import comb
from typing import NamedTuple

from analyzer.codebook import Example, Marker, packaged
from analyzer.coding.examples import session
from analyzer.coding.telling import Step
from analyzer.errors import AnalyzerError
from analyzer.llm.account import Account
from analyzer.llm.asking import Outcome
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.prompt import NO, SHOWN, version
from analyzer.llm.question import Claim, Question

SIZE = 24
"""Examples judged, half of them near misses."""

FORMS = {"json_schema": "a JSON schema", "json_object": "JSON, not to a schema", "text": "nothing; its text is parsed"}


class Case(NamedTuple):
    """A held-back example of a marker, and whether it carries the code."""

    marker: Marker
    example: Example
    carries: bool

    @property
    def question(self) -> Question:
        """Return the example as a claim to judge."""
        turns = session(self.example).talk
        last = turns[-1].turn
        return Question(turns, (last,), (self.marker,), (Claim(last, self.marker.id),))


class Check(NamedTuple):
    """How a server and its model did; `seconds` is the time for a question, `right` out of `judged` of either kind."""

    model: str
    models: tuple[str, ...]
    shape: str
    seconds: float
    kept: tuple[int, int]
    refused: tuple[int, int]
    account: Account

    @property
    def text(self) -> str:
        """Return the check for reading."""
        right, judged = self.kept[0] + self.refused[0], self.kept[1] + self.refused[1]
        return "\n".join(
            [
                f"Model: {self.model}; the server lists {', '.join(self.models) or 'no models'}.",
                f"Prompt version {version()}, answers held to {FORMS[self.shape]}.",
                f"Speed: {self.seconds:.1f} s a question.",
                f"Invented examples that its prompts do not show: of {self.kept[1]} that carry the code it kept "
                f"{self.kept[0]}, of {self.refused[1]} near misses it refused {self.refused[0]}.",
                f"Guessing gets {least(judged)} or more of {judged} right once in twenty times; it got {right}.",
                self.account.text(""),
            ]
        )


def check(endpoint: Endpoint, *, size: int = SIZE, each: Callable[[Step], None] | None = None) -> Check:
    """Ask a model about `size` held-back examples; raise AnalyzerError when its server does not answer."""
    models, model = endpoint.ready(), endpoint.service.model
    cases, account = held_back(size), Account()
    outcomes = endpoint.put([case.question for case in cases], account, each)
    if not account.answered:
        reason = next(iter(account.unanswered), "nothing asked")
        raise AnalyzerError(
            f"the model {model} answers nothing ({reason})",
            remedy=f"the server lists {', '.join(models) or 'no models'}",
        )
    kept, refused = (_right(cases, outcomes, carries) for carries in (True, False))
    seconds = account.seconds / max(len(cases), 1)
    return Check(endpoint.told, models, endpoint.standing.shape, seconds, kept, refused, account)


def held_back(size: int) -> list[Case]:
    """Return up to `size` examples that prompts do not show, half near misses, from as many markers as can be."""
    markers = [marker for book in packaged() for marker in book.markers]
    carrying = [[Case(m, e, True) for e in m.positive[SHOWN:]] for m in markers]
    missing = [[Case(m, e, False) for e in m.negative[SHOWN:]] for m in markers]
    half = size // 2
    return [*_spread(carrying)[: size - half], *_spread(missing)[:half]]


def least(judged: int) -> int:
    """Return how many of `judged` guessing with a coin gets right with a chance of at most one in twenty."""
    tails = accumulate(comb(judged, right) / 2**judged for right in range(judged, -1, -1))
    return judged + 1 - len([tail for tail in tails if tail <= 0.05])


def _spread(groups: Iterable[Sequence[Case]]) -> list[Case]:
    """Return the cases of `groups`, the first of each group first; groups in an order fixed by their content."""
    dealt = [(place, _hash(case), case) for group in groups for place, case in enumerate(group)]
    return [case for _, _, case in sorted(dealt, key=lambda row: row[:2])]


def _hash(case: Case) -> str:
    return hashlib.sha256(repr((case.marker.id, case.example)).encode()).hexdigest()


def _right(cases: Sequence[Case], outcomes: Sequence[Outcome], carries: bool) -> tuple[int, int]:
    """Return how many of the examples that carry their code, or do not, were judged right, of how many judged."""
    verdicts = [
        (voted.found.clarity != NO) == carries
        for case, outcome in zip(cases, outcomes, strict=True)
        if case.carries == carries
        for voted in outcome.voted or ()
    ]
    return sum(verdicts), len(verdicts)
