"""The model coder: codes a session with a language model, or lets it judge what another coder doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from analyzer.codebook import Codebook, packaged
from analyzer.codes import POSSIBLE, Code
from analyzer.coding import Coder
from analyzer.errors import AnalyzerError
from analyzer.llm.account import Account
from analyzer.llm.address import Address, leaving, settle
from analyzer.llm.asking import Asking, Outcome, Progress, Voted, run
from analyzer.llm.cache import Cache, fingerprint, key, opened
from analyzer.llm.connection import connected
from analyzer.llm.faults import GARBLED, REFUSED, TRUNCATED, UnansweredError
from analyzer.llm.prompt import NO, version
from analyzer.llm.question import Claim, Question, coding, judging
from analyzer.llm.service import KEY, Sampling, Service, Standing
from analyzer.session import Session


class Estimate(NamedTuple):
    """What coding a session will take: `calls` to make, beside the answers `cached` already."""

    calls: int
    cached: int


@dataclass
class LlmCoder:
    """Code with the model of `service`.

    With `judging`, `base` proposes and the model judges only its findings of clarity "possible". Without, the model
    codes every turn with every codebook. Either way `base`, if there is one, codes what the model leaves unanswered.
    `note` tells what became of the last session's questions, `account` counts all sessions.
    """

    service: Service
    base: Coder | None = None
    judging: bool = False
    sampling: Sampling = field(default_factory=Sampling)
    cache: Path | None = None
    codebooks: tuple[Codebook, ...] = field(default_factory=packaged)
    progress: Callable[[Progress], None] | None = None
    note: str = field(default="", init=False)
    account: Account = field(default_factory=Account, init=False)
    _standing: Standing = field(default_factory=Standing, init=False)
    _model: str = field(default="", init=False)

    def __post_init__(self) -> None:
        if self.judging and self.base is None:
            raise AnalyzerError("a model that judges needs a coder that proposes", remedy="use --coder hybrid+llm")
        if not self.service.model.strip() or not self.service.model.isprintable():
            raise AnalyzerError("no model is named", remedy="say which with --llm-model")

    @property
    def name(self) -> str:
        """Return the model and the version of its prompts, after the name of the coder it judges for."""
        own = f"llm {self.service.model} prompt {self._version}"
        return f"{self.base.name} + {own}" if self.judging and self.base else own

    @cached_property
    def address(self) -> Address:
        """Return where the model is, settled once; raise AnalyzerError if talk may not go there."""
        return settle(self.service.url, allow_remote=self.service.allow_remote)

    @property
    def leaving(self) -> str:
        """Say in one line what would leave this machine; empty if nothing would."""
        return leaving(self.address, self.service.model)

    def ready(self) -> list[str]:
        """Return the models the server lists; raise AnalyzerError when it, or the model, does not answer.

        The model is asked for a word, which loads it and shows to what form the server can hold it.
        """
        listed: list[Any] = []
        try:
            listed = run(self._listed())
            run(self._greeted())
        except UnansweredError as fault:
            raise _unready(self.address, self.service.model, fault, listed) from None
        self._model = fingerprint(self.service.model, listed)
        return [entry["id"] for entry in listed]

    def estimate(self, session: Session) -> Estimate:
        """Return how many calls `code` will make for `session` if each is answered at once."""
        cache = opened(self.cache)
        asked = [q for q in self._questions(session, self._proposed(session)) if not self._withheld(q)]
        samples = range(self.sampling.votes)
        kept = [cache.get(key(q, self._identity, self.sampling, n), q) is not None for q in asked for n in samples]
        return Estimate(kept.count(False), kept.count(True))

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""
        if not session.coded:
            self.note = ""
            return ()
        account, proposed = Account(), self._proposed(session)
        outcomes = self._outcomes(self._questions(session, proposed), account)
        self.account.add(account)
        self.note = account.text(self.base.name if self.base else "")
        taken = self._judged(outcomes, proposed) if self.judging else self._coded(outcomes, proposed)
        return tuple(sorted(taken, key=lambda code: (code.turn, code.code)))

    def record(self) -> dict[str, Any]:
        """Return what a record of the run needs: which model, where, with which prompts, and what became of it."""
        return {
            "model": self.service.model,
            "url": self.address.url,
            "reach": self.address.reach,
            "prompt": self._version,
            "judging": self.judging,
            "votes": self.sampling.votes,
            "seed": self.sampling.seed,
            **self.account.record(),
        }

    @cached_property
    def _version(self) -> str:
        return version(self.codebooks)

    @property
    def _identity(self) -> str:
        """Return what identifies the model for the cache, by what the server lists, if it does."""
        if not self._model:
            try:
                self._model = fingerprint(self.service.model, run(self._listed()))
            except UnansweredError:
                return fingerprint(self.service.model, ())
        return self._model

    async def _listed(self) -> list[Any]:
        """Return what the server lists; nothing if it answers but keeps no list."""
        async with connected(self.address, self.service, self._standing) as connection:
            try:
                return await connection.models()
            except UnansweredError as fault:
                if fault.kind not in (REFUSED, GARBLED):
                    raise
                return []

    async def _greeted(self) -> None:
        """Ask the model for a word; what it says does not matter."""
        told = [{"role": "user", "content": 'Answer with JSON only: {"ready": true}'}]
        schema = {"type": "object", "properties": {"ready": {"type": "boolean"}}, "required": ["ready"]}
        async with connected(self.address, self.service, self._standing) as connection:
            try:
                await connection.chat(told, schema, temperature=0.0, max_tokens=16)
            except UnansweredError as fault:
                if fault.kind not in (TRUNCATED, GARBLED):
                    raise

    def _proposed(self, session: Session) -> tuple[Code, ...]:
        return self.base.code(session) if self.base and session.coded else ()

    def _questions(self, session: Session, proposed: Iterable[Code]) -> list[Question]:
        if not session.coded:
            return []
        if not self.judging:
            return coding(session.talk, self.codebooks)
        markers = [marker for book in self.codebooks for marker in book.markers]
        return judging(session.talk, (Claim(c.turn, c.code) for c in proposed if c.clarity == POSSIBLE), markers)

    def _withheld(self, question: Question) -> bool:
        """Tell whether a question is left to the base coder, since talk in it addresses a program."""
        return self.base is not None and question.intruded

    def _outcomes(self, questions: list[Question], account: Account) -> list[Outcome]:
        withheld = [self._withheld(question) for question in questions]
        account.questions = account.withheld = sum(withheld)
        asked = [question for question, kept in zip(questions, withheld, strict=True) if not kept]
        outcomes = run(self._asked(asked, opened(self.cache), self._identity, account)) if asked else []
        return [*outcomes, *(Outcome(q, None) for q, kept in zip(questions, withheld, strict=True) if kept)]

    async def _asked(self, asked: list[Question], cache: Cache, model: str, account: Account) -> list[Outcome]:
        self._standing.reopen()
        async with connected(self.address, self.service, self._standing) as connection:
            return await Asking(connection, cache, self.sampling, model, account, self.progress).all(asked)

    def _judged(self, outcomes: Iterable[Outcome], proposed: Iterable[Code]) -> Iterable[Code]:
        """Yield what was proposed, less what the model refused; what it let stand as it saw it."""
        verdicts = {v.found[:2]: v for outcome in outcomes for v in outcome.voted or ()}
        for code in proposed:
            verdict = verdicts.get(code[:2])
            if verdict is None:
                yield code
            elif verdict.found.clarity != NO:
                yield self._code(verdict, f"{code.why}; the model lets it stand")

    def _coded(self, outcomes: Iterable[Outcome], proposed: Iterable[Code]) -> Iterable[Code]:
        """Yield what the model found, and what was proposed where it gave no answer."""
        for outcome in outcomes:
            if outcome.voted is not None:
                yield from (self._code(voted, "model, evidence verified") for voted in outcome.voted)
            else:
                ids = {marker.id for marker in outcome.question.markers}
                yield from (code for code in proposed if code.turn in outcome.question.own and code.code in ids)

    def _code(self, voted: Voted, why: str) -> Code:
        turn, code, clarity, start, end = voted.found
        share = voted.share
        told = why if share is None else f"{why}, {share:.0%} of {self.sampling.votes} samples"
        return Code(turn, code, clarity, None if share is None else round(share, 4), self.name, start, end, told)


def _unready(address: Address, model: str, fault: UnansweredError, listed: list[Any]) -> AnalyzerError:
    if listed:
        names = ", ".join(entry["id"] for entry in listed)
        return AnalyzerError(f"the model {model} does not answer ({fault.kind})", remedy=f"the server lists {names}")
    trust = ", or trust its certificate (SSL_CERT_FILE)" if address.scheme == "https" else ""
    remedy = f"check the key in {KEY}" if fault.kind == REFUSED else f"start the server, or check --llm-url{trust}"
    return AnalyzerError(f"the server at {address.url} does not answer ({fault.kind})", remedy=remedy)
