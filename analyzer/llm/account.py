"""An account: what became of every question put to a model, and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NUMBERS = ("questions", "answered", "cached", "altered", "withheld", "upheld", "refused", "calls", "seconds")
REASONS = ("unanswered", "dropped", "faults")


@dataclass(slots=True)
class Account:
    """Counts of one session, or of several added up.

    `questions` were to be put; of those, `answered`, `unanswered` by reason, and `withheld` for talk that reads as an
    instruction to a program. `cached` counts answers kept from before, `altered` those that were kept and not believed;
    `upheld` and `refused` the findings of another coder that it judged; `dropped` statements not believed, by reason;
    `faults` every fault met, also those that another try mended; `calls` the requests sent, in `seconds`.
    """

    questions: int = 0
    answered: int = 0
    cached: int = 0
    altered: int = 0
    withheld: int = 0
    upheld: int = 0
    refused: int = 0
    calls: int = 0
    seconds: float = 0.0
    unanswered: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, other: Account) -> None:
        """Add the counts of another account to this one."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in REASONS:
            getattr(self, name).update(getattr(other, name))

    def text(self, instead: str) -> str:
        """Say in one or more sentences what the model did; `instead` names who coded what it left unanswered."""
        if not self.questions:
            return "The language model was asked nothing: no finding was in doubt."
        who = f"coded by {instead}" if instead else "not coded"
        return " ".join([self._answers, *self._judged(), *self._left(who), *self._disbelieved()])

    @property
    def _answers(self) -> str:
        """Say how much was answered, in how many requests where that is another number, and what was known already."""
        effort = [
            _count(self.calls, "request") if self.calls != self.questions else "",
            f"{_count(self.cached, 'answer')} kept from before" if self.cached else "",
        ]
        told = ", ".join(filter(None, effort))
        of = f"{self.answered} of {_count(self.questions, 'question')}"
        return f"The language model answered {of}{f' ({told})' if told else ''}."

    def _judged(self) -> Iterator[str]:
        if self.upheld or self.refused:
            gone = f", which {'is' if self.refused == 1 else 'are'} not shown" if self.refused else ""
            yield f"Of the possible findings it judged, {self.upheld} stand, and {self.refused} it refused{gone}."

    def _left(self, who: str) -> Iterator[str]:
        left = self.unanswered.total()
        if left:
            yield f"{left} got no answer ({_reasons(self.unanswered)}): what they ask about was {who}."
        if self.withheld:
            yield (
                f"{self.withheld} not put to it, since talk in them reads as an instruction to a program: "
                f"what they ask about was {who}."
            )

    def _disbelieved(self) -> Iterator[str]:
        dropped = self.dropped.total()
        if dropped:
            told = f"{_count(dropped, 'statement')} of the model could not be verified and {_was(dropped)} dropped"
            yield f"{told} ({_reasons(self.dropped)})."
        if self.altered:
            told = f"{_count(self.altered, 'kept answer')} {_was(self.altered)} not as the program had left"
            yield f"{told} {'it' if self.altered == 1 else 'them'}, and asked for again."

    def record(self) -> dict[str, Any]:
        """Return the counts for a record of the run."""
        return {
            "questions": self.questions,
            "answered": self.answered,
            "from cache": self.cached,
            "altered in cache": self.altered,
            "withheld": self.withheld,
            "findings upheld": self.upheld,
            "findings refused": self.refused,
            "requests": self.calls,
            "seconds": round(self.seconds, 1),
            **{name: dict(sorted(getattr(self, name).items())) for name in REASONS},
        }


def _reasons(counts: Mapping[str, int]) -> str:
    """Name the reasons, with the number of each where there are several."""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{number}: {reason}" for reason, number in sorted(counts.items()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
