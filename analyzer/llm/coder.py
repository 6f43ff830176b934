"""The model coder: codes a session with a language model, or lets it judge what another coder doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analyzer.codebook import Codebook, packaged
from analyzer.codes import POSSIBLE, Code
from analyzer.coding import Coder
from analyzer.coding.telling import Estimate, Step
from analyzer.errors import AnalyzerError
from analyzer.llm.account import Account
from analyzer.llm.ahead import Ahead
from analyzer.llm.asking import Outcome, Voted
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.prompt import NO, version
from analyzer.llm.question import Claim, Question, coding, judging
from analyzer.session import Session


@dataclass
class LlmCoder:
    """Code with the model of `endpoint`.

    With `judging`, `base` proposes and the model judges only its findings of clarity "possible". Without, the model
    codes every turn with every codebook. Either way `base`, if there is one, codes what the model leaves unanswered.
    `note` tells what became of the last session's questions, `account` counts all sessions.
    """

    endpoint: Endpoint
    base: Coder | None = None
    judging: bool = False
    codebooks: tuple[Codebook, ...] = field(default_factory=packaged)
    progress: Callable[[Step], None] | None = None
    note: str = field(default="", init=False)
    account: Account = field(default_factory=Account, init=False)

    def __post_init__(self) -> None:
        if self.judging and self.base is None:
            raise AnalyzerError("a model that judges needs a coder that proposes", remedy="use --coder hybrid+llm")

    @property
    def name(self) -> str:
        """Return the model and the version of its prompts, after the name of the coder it judges for."""
        own = f"llm {self.endpoint.service.model} prompt {self._version}"
        return f"{self._instead} + {own}" if self.judging else own

    @property
    def origin(self) -> str:
        """Say which model codes, where it is, how it is asked, and what leaves this machine for it."""
        task = "judges possible findings" if self.judging else "codes every turn"
        asked = f"prompt version {self._version}, {self.endpoint.drawing}"
        return f"The language model {self.endpoint.told} {task}: {asked}. {self.endpoint.leaving}".strip()

    @property
    def whole(self) -> str:
        """Say what became of the questions of all sessions; empty before the first."""
        return self.account.text(self._instead) if self.account.questions else ""

    def estimate(self, session: Session) -> Estimate:
        """Return how many calls `code` will make for `session` if each is answered at once."""
        kept = [known for question in self._ahead(session) for known in self.endpoint.known(question)]
        return Estimate(kept.count(False), kept.count(True))

    def trial(self, session: Session) -> float | None:
        """Put up to two of the questions that `code` will put; return the seconds of the last, None if unanswered.

        The first may be slower than the others: it loads what their prompts share. Answers are kept as usual.
        """
        new = [question for question in self._ahead(session) if not all(self.endpoint.known(question))]
        seconds = None
        for question in new[:2]:
            account = Account()
            self.endpoint.put([question], account)
            seconds = account.seconds / account.calls if account.answered else None
        return seconds

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""
        if not session.coded:
            self.note = ""
            return ()
        account, proposed = Account(), self._base.code(session) if self._base else ()
        outcomes = self._outcomes(self._questions(session, proposed), account)
        taken = list(self._judged(outcomes, proposed) if self.judging else self._coded(outcomes, proposed))
        if self.judging:
            account.upheld, account.refused = sum(code.coder == self.name for code in taken), len(proposed) - len(taken)
        self.account.add(account)
        self.note = account.text(self._instead)
        return tuple(sorted(taken, key=lambda code: (code.turn, code.code)))

    def record(self) -> dict[str, Any]:
        """Return what a record of the run needs: which model, where, with which prompts, and what became of it."""
        asked = {"prompt": self._version, "judging": self.judging, "otherwise": self._instead}
        return {**self.endpoint.record(), **asked, **self.account.record()}

    @cached_property
    def _version(self) -> str:
        return version(self.codebooks)

    @cached_property
    def _base(self) -> Ahead | None:
        return Ahead(self.base) if self.base else None

    @property
    def _instead(self) -> str:
        return self.base.name if self.base else ""

    def _ahead(self, session: Session) -> list[Question]:
        """Return the questions that will be put for `session`."""
        proposed = self._base.look(session) if self._base and self.judging and session.coded else ()
        return [question for question in self._questions(session, proposed) if not self._withheld(question)]

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
        withheld = [question for question in questions if self._withheld(question)]
        account.questions = account.withheld = len(withheld)
        asked = [question for question in questions if not self._withheld(question)]
        return [*self.endpoint.put(asked, account, self.progress), *(Outcome(question, None) for question in withheld)]

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
        told = why if share is None else f"{why}, {share:.0%} of {self.endpoint.sampling.votes} samples"
        return Code(turn, code, clarity, None if share is None else round(share, 4), self.name, start, end, told)
