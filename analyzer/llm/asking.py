"""Asking: questions put to a server a few at a time, each answer verified, kept, and counted."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from analyzer.codes import CLEAR, POSSIBLE
from analyzer.coding.telling import Step
from analyzer.llm.account import Account
from analyzer.llm.answer import Found, Reading, read
from analyzer.llm.cache import Cache, Kept, key
from analyzer.llm.connection import Connection
from analyzer.llm.faults import NOT_ASKED, OF_THE_SERVER, TOO_LARGE, UNUSABLE, UnansweredError
from analyzer.llm.prompt import NO, messages, schema
from analyzer.llm.question import Question
from analyzer.llm.service import Sampling

Result = TypeVar("Result")


class Voted(NamedTuple):
    """A finding on which samples agreed: `share` of them, None where there was one sample only."""

    found: Found
    share: float | None


class Outcome(NamedTuple):
    """What came of a question: findings, or None if it got no answer."""

    question: Question
    voted: tuple[Voted, ...] | None


@dataclass
class Asking:
    """One session's questions on their way; `model` identifies the model for the cache."""

    connection: Connection
    cache: Cache
    sampling: Sampling
    model: str
    account: Account
    each: Callable[[Step], None] | None = None
    total: int = 0
    done: int = 0
    asked: int = 0
    begun: float = field(default_factory=time.monotonic)

    async def all(self, questions: Sequence[Question]) -> list[Outcome]:
        """Put all `questions`; return an outcome for each, or for each half of one that was too large."""
        self.total = len(questions) * self.sampling.votes
        gate, begun = asyncio.Semaphore(self.connection.service.concurrency), time.monotonic()
        outcomes = await asyncio.gather(*(self._outcomes(question, gate) for question in questions))
        self.account.calls += self.connection.calls.total()
        self.account.seconds += time.monotonic() - begun
        self.account.faults.update(self.connection.faults)
        return [outcome for several in outcomes for outcome in several]

    async def _outcomes(self, question: Question, gate: asyncio.Semaphore) -> list[Outcome]:
        """Put one question as often as there are votes; halve it if it was too large."""
        samples = await asyncio.gather(*(self._sampled(question, n, gate) for n in range(self.sampling.votes)))
        answers = [one for one in samples if isinstance(one, Kept)]
        faults = [one for one in samples if isinstance(one, str)]
        halves = question.halves()
        if not answers and halves and TOO_LARGE.intersection(faults):
            self.total += self.sampling.votes * len(halves)
            both = await asyncio.gather(*(self._outcomes(half, gate) for half in halves))
            return [outcome for several in both for outcome in several]
        self.account.questions += 1
        if not answers:
            self.account.unanswered[faults[0]] += 1
            return [Outcome(question, None)]
        self.account.answered += 1
        self.account.dropped.update(reason for answer in answers for reason in answer.dropped)
        return [Outcome(question, tuple(agreed([answer.found for answer in answers], judging=bool(question.claims))))]

    async def _sampled(self, question: Question, sample: int, gate: asyncio.Semaphore) -> Kept | str:
        """Return one answer, kept or asked for, or why there is none; so few at a time that the loop stays quick."""
        async with gate:
            name = key(question, self.model, self.sampling, sample)
            kept = self.cache.get(name, question)
            self.account.cached += kept is not None
            self.account.altered += kept is None and self.cache.holds(name)
            result = kept or await self._new(name, question, sample)
        self._step()
        return result

    async def _new(self, name: str, question: Question, sample: int) -> Kept | str:
        """Ask, keep the answer under `name`, and note how the server stands."""
        standing = self.connection.standing
        if standing.closed:
            return NOT_ASKED
        self.asked += 1
        try:
            kept = await self._answered(question, sample)
        except UnansweredError as fault:
            standing.failing += fault.kind in OF_THE_SERVER
            return fault.kind
        standing.failing = 0
        self.cache.put(name, question, kept)
        return kept

    async def _answered(self, question: Question, sample: int) -> Kept:
        """Ask, and once more where something cannot be verified; take of both answers what can be."""
        first = await self._read(question, sample, ())
        if not first.faults:
            return Kept(first.found, ())
        try:
            second = await self._read(question, sample, first.faults)
        except UnansweredError:
            if not first.usable:
                raise
            return Kept(first.found, first.faults)
        if not (first.usable or second.usable):
            raise UnansweredError(UNUSABLE)
        merged = {one[:2]: one for one in (*second.found, *first.found)}
        return Kept(tuple(sorted(merged.values())), second.faults if second.usable else first.faults)

    async def _read(self, question: Question, sample: int, faults: Iterable[str]) -> Reading:
        told = messages(question, secrets.token_hex(8), faults)
        drawing = {
            "temperature": self.sampling.temperature,
            "seed": self.sampling.seed + sample,
            "max_tokens": self.sampling.room,
        }
        return read(question, await self.connection.chat(told, schema(question), **drawing))

    def _step(self) -> None:
        self.done += 1
        if self.each is not None:
            pace = (time.monotonic() - self.begun) / self.asked if self.asked else None
            self.each(Step(self.done, self.total, None if pace is None else pace * (self.total - self.done)))


def agreed(samples: Sequence[Sequence[Found]], *, judging: bool) -> Iterable[Voted]:
    """Yield what more than half of the samples found; of verdicts all, "no" where more than half say so.

    The share is that of the samples that found it, or of the verdicts that let it stand. Evidence is the first one's.
    """
    given: dict[tuple[int, str], list[Found]] = {}
    for found in (one for sample in samples for one in sample):
        given.setdefault(found[:2], []).append(found)
    for mark, ones in sorted(given.items()):
        holding = [one for one in ones if one.clarity != NO]
        of = len(ones) if judging else len(samples)
        share = len(holding) / of if len(samples) > 1 else None
        clear = 2 * sum(one.clarity == CLEAR for one in holding) > of
        if 2 * len(holding) > of - judging:
            yield Voted(holding[0]._replace(clarity=CLEAR if clear else POSSIBLE), share)
        elif judging:
            yield Voted(Found(*mark, NO, 0, 0), share)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work` to its end, also where a loop is running already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
