"""A check of a model: whether its server answers, how fast, and how well it judges examples that it was not shown."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import comb
from typing import NamedTuple

from analyzer.codebook import Example, Marker, packaged
from analyzer.coding.examples import session
from analyzer.errors import AnalyzerError
from analyzer.llm.account import Account
from analyzer.llm.asking import Asking, Outcome, run
from analyzer.llm.cache import Cache
from analyzer.llm.coder import LlmCoder
from analyzer.llm.connection import connected
from analyzer.llm.prompt import NO, SHOWN, version
from analyzer.llm.question import Claim, Question
from analyzer.llm.service import SHAPES, Sampling, Service, Standing

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

    address: str
    reach: str
    models: tuple[str, ...]
    model: str
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
                f"Server: {self.address} on {self.reach}; it lists {', '.join(self.models) or 'no models'}.",
                f"Model: {self.model}, prompt version {version()}, answers held to {FORMS[self.shape]}.",
                f"Speed: {self.seconds:.1f} s a question.",
                f"Invented examples that its prompts do not show: of {self.kept[1]} that carry the code it kept "
                f"{self.kept[0]}, of {self.refused[1]} near misses it refused {self.refused[0]}.",
                f"Guessing gets {least(judged)} or more of {judged} right once in twenty times; it got {right}.",
                self.account.text(""),
            ]
        )


def check(service: Service, *, sampling: Sampling | None = None, size: int = SIZE) -> Check:
    """Ask a model about `size` held-back examples; raise AnalyzerError when its server does not answer."""
    coder = LlmCoder(service)
    models = coder.ready()
    cases, account, standing = held_back(size), Account(), Standing()

    async def asked() -> list[Outcome]:
        async with connected(coder.address, service, standing) as connection:
            asking = Asking(connection, Cache(None), sampling or Sampling(), "", account)
            return await asking.all([case.question for case in cases])

    begun = time.monotonic()
    outcomes = run(asked())
    seconds = (time.monotonic() - begun) / max(len(cases), 1)
    if not account.answered:
        reason = next(iter(account.unanswered), "nothing asked")
        raise AnalyzerError(
            f"the model {service.model} answers nothing ({reason})",
            remedy=f"the server lists {', '.join(models) or 'no models'}",
        )
    kept, refused = (_right(cases, outcomes, carries) for carries in (True, False))
    shape = SHAPES[standing.shape]
    place = coder.address
    return Check(place.url, place.reach, tuple(models), service.model, shape, seconds, kept, refused, account)


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
