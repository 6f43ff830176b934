"""An account: what became of every question put to a model, and the sentence that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Account:
    """Counts of one session, or of several added up.

    `questions` were to be put; of those, `answered`, `cached` (among the answered), `unanswered` by reason, and
    `withheld` for talk that reads as an instruction to a program. `dropped` counts findings not believed, by reason;
    `faults` every fault met, also those that another try mended; `calls` the requests sent.
    """

    questions: int = 0
    answered: int = 0
    cached: int = 0
    withheld: int = 0
    calls: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, other: Account) -> None:
        """Add the counts of another account to this one."""
        for name in ("questions", "answered", "cached", "withheld", "calls"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("unanswered", "dropped", "faults"):
            getattr(self, name).update(getattr(other, name))

    def text(self, instead: str) -> str:
        """Say in one or more sentences what the model did; `instead` names who coded what it left unanswered."""
        if not self.questions:
            return "The language model was asked nothing: no finding was in doubt."
        told = [f"The language model answered {self.answered} of {_count(self.questions, 'question')}."]
        left, who = self.unanswered.total(), f"coded by {instead}" if instead else "not coded"
        if left:
            told.append(f"{left} got no answer ({_reasons(self.unanswered)}): what they ask about was {who}.")
        if self.withheld:
            told.append(
                f"{self.withheld} not put to it, since talk in them reads as an instruction to a program: "
                f"what they ask about was {who}."
            )
        if self.dropped:
            told.append(
                f"{_count(self.dropped.total(), 'statement')} of the model could not be verified and was dropped "
                f"({_reasons(self.dropped)})."
            )
        return " ".join(told)

    def record(self) -> dict[str, Any]:
        """Return the counts for a record of the run."""
        return {
            "questions": self.questions,
            "answered": self.answered,
            "from cache": self.cached,
            "withheld": self.withheld,
            "requests": self.calls,
            "unanswered": dict(sorted(self.unanswered.items())),
            "dropped": dict(sorted(self.dropped.items())),
            "faults": dict(sorted(self.faults.items())),
        }


def _reasons(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number}: {reason}" for reason, number in sorted(counts.items()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
