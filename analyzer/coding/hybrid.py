"""The hybrid coder: the trained coder decides, and a rule that agrees lends its evidence or tips a near decision."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.codes import POSSIBLE, Code
from analyzer.coding.rules import RuleCoder
from analyzer.coding.trained import Reading, TrainedCoder
from analyzer.session import Session

NEAR = 0.5
"""A rule's finding is taken up when its family reaches this share of the probability that would do alone."""


@dataclass(frozen=True)
class HybridCoder:
    """Code with both; confidence is the trained coder's, evidence the rule's where one agrees."""

    trained: TrainedCoder
    rules: RuleCoder

    @property
    def name(self) -> str:
        """Return the names of both coders."""
        return f"hybrid ({self.trained.name}, {self.rules.name})"

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, the trained coder's findings first."""
        reading = self.trained.read(session)
        by_rule = {(code.turn, code.code): code for code in self.rules.code(session)}
        found = [_agreed(code, by_rule.pop((code.turn, code.code), None)) for code in reading.codes]
        found += [_tipped(code, reading) for code in by_rule.values() if reading.nearness(code) >= NEAR]
        return tuple(sorted((code._replace(coder=self.name) for code in found), key=lambda code: code.turn))


def _agreed(code: Code, rule: Code | None) -> Code:
    """Add a rule's evidence and reason to a finding that it shares."""
    if rule is None:
        return code
    return code._replace(start=rule.start, end=rule.end, why=f"{code.why}; a rule agrees ({rule.why})")


def _tipped(rule: Code, reading: Reading) -> Code:
    """Turn a rule's finding that the trained coder nearly made into a possible one."""
    sure = reading.probability(rule)
    return rule._replace(clarity=POSSIBLE, confidence=round(sure, 4), why=f"{rule.why}; trained: {sure:.0%} sure")
