"""The trained coder: calibrated probabilities for every code, from each turn read in its context."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analyzer.codes import CLEAR, POSSIBLE, Code
from analyzer.coding.climate import CALM, Climate, climate
from analyzer.coding.evidence import carrying
from analyzer.coding.network import Network, Read, packaged
from analyzer.session import CLIENT, THERAPIST, Session, Turn


class Line(NamedTuple):
    """A calibration: probability = 1 / (1 + exp(-(slope * logit + bias + strain and relation, weighted)))."""

    slope: float
    bias: float
    strain: float = 0.0
    relation: float = 0.0

    def probability(self, logit: float, climate: Climate = CALM) -> float:
        """Return the calibrated probability of `logit` in a session of such a climate."""
        level = self.strain * climate.strain + self.relation * climate.relation
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * logit + self.bias + level))))


class Choice(NamedTuple):
    """A code chosen for a turn, how sure, and whether it is clear."""

    code: str
    probability: float
    clarity: str


@dataclass(frozen=True)
class Reading:
    """What the trained coder makes of a session: its codes, and how sure it is of any code on any turn."""

    coder: TrainedCoder
    logits: Sequence[Mapping[str, float]]
    climate: Climate
    codes: tuple[Code, ...]

    def probability(self, code: Code) -> float:
        """Return the calibrated probability of `code` on its turn."""
        rule = self.coder.network.manifest["codes"].get(code.code)
        return Line(*rule["line"]).probability(self.logits[code.turn - 1][code.code], self.climate) if rule else 0.0

    def nearness(self, code: Code) -> float:
        """Return the probability of the code's family on its turn, as a share of the threshold for a finding."""
        rule = self.coder.network.manifest["codes"].get(code.code)
        if not rule:
            return 0.0
        family = self.coder.network.manifest["families"][rule["family"]]
        sure = Line(*family["line"]).probability(self.logits[code.turn - 1][rule["family"]], self.climate)
        return sure / float(family["possible"])


@dataclass(frozen=True)
class TrainedCoder:
    """Code with the trained network; confidence is the calibrated probability that people would give the code."""

    network: Network

    @property
    def name(self) -> str:
        """Return the coder's name and the model's version."""
        return f"trained {self.network.manifest['version']}"

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn; within a turn the surest first."""
        return self.read(session).codes

    def read(self, session: Session) -> Reading:
        """Read `session`: its codes and the logits they were chosen from."""
        read = self.network.read([(turn.role, turn.text) for turn in session.talk])
        logits = [dict(zip(self.network.outputs, map(float, row), strict=True)) for row in read.logits]
        places = _places(read)
        level = climate(logits, [turn.role for turn in session.talk])
        codes = tuple(
            self._finding(turn, choice, read, place)
            for turn, row, place in zip(session.talk, logits, places, strict=True)
            if turn.role == THERAPIST or turn.role.startswith(CLIENT)
            for choice in self.choices(turn.role, row, level)
        )
        return Reading(self, logits, level, codes)

    def choices(self, role: str, logits: Mapping[str, float], climate: Climate) -> Iterator[Choice]:
        """Choose codes for a turn of `role`: families sure enough, in each the codes sure enough, or the surest."""
        for head, rule in self.network.manifest["families"].items():
            sure = Line(*rule["line"]).probability(logits[head], climate)
            if sure < rule["possible"]:
                continue
            codes = self._codes(head, role, logits, climate)
            kept = [c for c in codes if c[1] >= self._rule(c[0])["threshold"]] or codes[:1]
            for code, probability in kept:
                first = code == codes[0][0]
                clear = sure >= rule["clear"] and (first or probability >= 0.5)
                yield Choice(code, probability, CLEAR if clear else POSSIBLE)

    def _codes(self, head: str, role: str, logits: Mapping[str, float], climate: Climate) -> list[tuple[str, float]]:
        """Return the codes of family `head` that `role` may carry, the surest first."""
        side = "T" if role == THERAPIST else "C"
        codes = [
            (code, Line(*rule["line"]).probability(logits[code], climate))
            for code, rule in self.network.manifest["codes"].items()
            if rule["family"] == head and side in rule["who"]
        ]
        return sorted(codes, key=lambda pair: -pair[1])

    def _rule(self, code: str) -> Mapping[str, Any]:
        rule: Mapping[str, Any] = self.network.manifest["codes"][code]
        return rule

    def _finding(self, turn: Turn, choice: Choice, read: Read, place: tuple[int, int]) -> Code:
        output = self.network.outputs.index(choice.code)
        start, end = carrying(self.network, turn.text, read.windows[place[0]], turn=place[1], output=output)
        before = f", in answer to turn {turn.turn - 1}" if turn.turn > 1 else ""
        why = f"trained: {choice.probability:.0%} sure{before}"
        return Code(turn.turn, choice.code, choice.clarity, round(choice.probability, 4), self.name, start, end, why)


def trained() -> TrainedCoder:
    """Return the coder with the packaged model."""
    return TrainedCoder(packaged())


def _places(read: Read) -> list[tuple[int, int]]:
    """Return for each turn the window that codes it and its place there."""
    return [
        (number, turn - window.first)
        for number, (window, _) in enumerate(read.windows)
        for turn in range(window.own_first, window.own_last)
    ]
