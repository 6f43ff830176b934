"""An endpoint: one model behind one URL over a whole run, where it is, what it serves, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from analyzer.coding.telling import Step
from analyzer.errors import AnalyzerError
from analyzer.llm.account import Account
from analyzer.llm.address import Address, leaving, settle
from analyzer.llm.asking import Asking, Outcome, run
from analyzer.llm.cache import key, opened
from analyzer.llm.connection import connected
from analyzer.llm.faults import UnansweredError
from analyzer.llm.greeting import Served, greet, listed
from analyzer.llm.question import Question
from analyzer.llm.service import Sampling, Service, Standing


@dataclass
class Endpoint:
    """A model that is asked through `service`; answers are kept in the folder `cache`, if there is one."""

    service: Service
    sampling: Sampling = field(default_factory=Sampling)
    cache: Path | None = None
    standing: Standing = field(default_factory=Standing, init=False)
    served: Served | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if not self.service.model.strip() or not self.service.model.isprintable():
            raise AnalyzerError("no model is named", remedy="say which with --llm-model")

    @cached_property
    def address(self) -> Address:
        """Return where the model is, settled once; raise AnalyzerError if talk may not go there."""
        return settle(self.service.url, allow_remote=self.service.allow_remote)

    @property
    def leaving(self) -> str:
        """Say in one line what would leave this machine; empty if nothing would."""
        return leaving(self.address, self.service.model)

    def ready(self) -> tuple[str, ...]:
        """Return the models the server lists; raise AnalyzerError when it, or the model, does not answer."""
        self.served = greet(self.address, self.service, self.standing)
        return self.served.models

    def known(self, question: Question) -> list[bool]:
        """Tell of each sample of `question` whether its answer is kept."""
        cache, model = opened(self.cache), self._model
        names = [key(question, model, self.sampling, sample) for sample in range(self.sampling.votes)]
        return [cache.get(name, question) is not None for name in names]

    def put(
        self, questions: Sequence[Question], account: Account, each: Callable[[Step], None] | None = None
    ) -> list[Outcome]:
        """Put `questions` and count in `account` what becomes of them; `each` is told of every step."""
        cache, model = opened(self.cache), self._model

        async def asked() -> list[Outcome]:
            async with connected(self.address, self.service, self.standing) as connection:
                return await Asking(connection, cache, self.sampling, model, account, each).all(questions)

        self.standing.reopen()
        return run(asked()) if questions else []

    @property
    def told(self) -> str:
        """Say which model it is and where."""
        own = self.served.told if self.served else ""
        other = f" (the server’s {own})" if own not in ("", self.service.model) else ""
        return f"{self.service.model}{other} at {self.address.url} on {self.address.reach}"

    @property
    def drawing(self) -> str:
        """Say how its answers are drawn."""
        votes = self.sampling.votes
        samples = "one answer" if votes == 1 else f"{votes} answers"
        return f"{samples} a question, temperature {self.sampling.temperature:g}, seed {self.sampling.seed}"

    def record(self) -> dict[str, Any]:
        """Return which model it is, where, and how its answers are drawn, for a record of the run."""
        served = self.served or Served()
        return {
            "model": self.service.model,
            "served as": served.told,
            "weights": dict(served.weights),
            "url": self.address.url,
            "reach": self.address.reach,
            "votes": self.sampling.votes,
            "seed": self.sampling.seed,
            "temperature": self.sampling.temperature,
            "tokens an answer": self.sampling.room,
        }

    @property
    def _model(self) -> str:
        """Return what identifies the model for the cache: what the server lists, where it does."""
        if self.served is None:
            try:
                self.served = listed(self.address, self.service, self.standing)
            except UnansweredError:
                return Served().fingerprint(self.service.model)
        return self.served.fingerprint(self.service.model)
