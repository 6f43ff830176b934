"""The trained coder's decisions on a network whose logits are given, and its model file when it is damaged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analyzer.coding import chosen
from analyzer.coding.climate import climate
from analyzer.coding.evidence import clauses
from analyzer.coding.network import Network, Read, load
from analyzer.coding.trained import Line, TrainedCoder
from analyzer.coding.windows import Window
from analyzer.coding.wordpiece import WordPiece
from analyzer.errors import ModelError
from analyzer.reading import read
from analyzer.session import Session, Turn

SAMPLES = Path(__file__).parents[2] / "sample_transcripts"
OUTPUTS = ("W1", "W2", "C1", "R5", "W", "C", "R")
MANIFEST: dict[str, Any] = {
    "version": "test",
    "outputs": OUTPUTS,
    "bounds": ["<s>", "</s>"],
    "families": {
        "W": {"line": [1, 0], "possible": 0.4, "clear": 0.8},
        "C": {"line": [1, 0], "possible": 0.5, "clear": 0.8},
        "R": {"line": [1, 0], "possible": 0.5, "clear": 0.8},
    },
    "codes": {
        "W1": {"family": "W", "who": "C", "line": [1, 0], "threshold": 0.6},
        "W2": {"family": "W", "who": "C", "line": [1, 0], "threshold": 0.6},
        "C1": {"family": "C", "who": "C", "line": [1, 0], "threshold": 0.6},
        "R5": {"family": "R", "who": "T", "line": [1, 0], "threshold": 0.6},
    },
}
OFF = -6.0


class Given(Network):
    """A network that makes of a session what the test says; each token's state is itself."""

    def read(self, turns: Sequence[tuple[str, str]]) -> Read:
        logits = np.array(self.head["given"], np.float32)
        spans = [(1 + 4 * n, 5 + 4 * n) for n in range(len(turns))]
        window = Window([0] * (2 + 4 * len(turns)), spans, 0, 0, len(turns))
        return Read(logits, [(window, np.zeros((len(window.ids), 3), np.float32))])

    def logits(self, pooled: Any) -> Any:
        return np.zeros((len(pooled), len(OUTPUTS)), np.float32)


def coded(*rows: dict[str, float], roles: str = "TC") -> list[tuple[int, str, str]]:
    """Code turns with these logits, roles in turn; return (turn, code, clarity)."""
    table = [[row.get(output, OFF) for output in OUTPUTS] for row in rows]
    network = Given(MANIFEST, None, {"given": np.array(table)}, WordPiece({"[UNK]": 0}))
    names = {"T": "therapist", "C": "client", "O": "observer"}
    talk = tuple(
        Turn(n + 1, "x", names[roles[n % len(roles)]], None, None, "one two, and three four five", n + 1)
        for n in range(len(rows))
    )
    return [(c.turn, c.code, c.clarity) for c in TrainedCoder(network).code(Session("s", talk))]


def test_a_family_below_its_threshold_gives_nothing() -> None:
    assert coded({}, {"W": -1.0, "W2": 3.0}) == []


def test_a_sure_family_gives_its_surest_code_even_below_the_codes_own_threshold() -> None:
    assert coded({}, {"W": 0.1, "W2": -1.0, "W1": -2.0}) == [(2, "W2", "possible")]


def test_codes_above_their_threshold_are_all_given() -> None:
    assert coded({}, {"W": 3.0, "W1": 1.0, "W2": 2.0}) == [(2, "W2", "clear"), (2, "W1", "clear")]


def test_clarity_follows_the_family() -> None:
    assert coded({}, {"C": 0.5, "C1": 3.0}) == [(2, "C1", "possible")]
    assert coded({}, {"C": 3.0, "C1": 3.0}) == [(2, "C1", "clear")]


def test_a_code_sits_only_on_a_role_that_may_carry_it() -> None:
    assert coded({"W": 5.0, "W1": 5.0}, {"R": 5.0, "R5": 5.0}) == []
    assert coded({"R": 5.0, "R5": 5.0}) == [(1, "R5", "clear")]


def test_others_in_the_room_are_not_coded() -> None:
    assert coded({"W": 5.0, "W1": 5.0}, roles="O") == []


def test_a_calibration_line_is_a_probability_whatever_the_logit() -> None:
    line = Line(1.5, -0.5)
    assert line.probability(1e9) <= 1
    assert line.probability(-1e9) >= 0
    assert line.probability(1 / 3) == pytest.approx(0.5)


def test_a_strained_session_tips_a_doubtful_turn() -> None:
    line = Line(1.0, 0.0, 0.5)
    assert line.probability(0.0, climate([{"W": 4.0, "TM": 4.0}] * 2, ["therapist", "client"])) > 0.5
    assert line.probability(0.0, climate([{"W": -4.0, "TM": -4.0}] * 2, ["therapist", "client"])) < 0.5


def test_strain_counts_each_sign_on_its_own_side_only() -> None:
    rows = [{"W": 9.0, "C": -9.0, "TM": -9.0}, {"W": -9.0, "C": -9.0, "TM": 9.0}]
    assert climate(rows, ["therapist", "client"]).strain < climate(rows, ["client", "therapist"]).strain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know.", ["I don't know."]),
        ("You looked at the clock, and then I felt small.", ["You looked at the clock,", "and then I felt small."]),
        ("Yes. No. Maybe it is the way you said it?", ["Yes. No. Maybe it is the way you said it?"]),
        ("  one long clause here; another one there  ", ["one long clause here;", "another one there"]),
        ("...", ["..."]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == expected


@pytest.fixture(scope="module")
def packaged() -> Path:
    path = Path(__file__).parents[2] / "analyzer" / "model"
    if not (path / "encoder.onnx").exists():
        pytest.skip("no packaged model")
    return path


def copy(packaged: Path, to: Path) -> Path:
    for part in packaged.iterdir():
        (to / part.name).write_bytes(part.read_bytes())
    return to


@pytest.mark.parametrize("part", ["encoder.onnx", "head.npz", "vocabulary.txt"])
def test_an_altered_model_is_refused_in_one_line(packaged: Path, tmp_path: Path, part: str) -> None:
    model = copy(packaged, tmp_path)
    content = bytearray((model / part).read_bytes())
    content[len(content) // 2] ^= 1
    (model / part).write_bytes(content)
    with pytest.raises(ModelError, match="was altered") as caught:
        load(model)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_part_is_refused(packaged: Path, tmp_path: Path) -> None:
    model = copy(packaged, tmp_path)
    (model / "head.npz").unlink()
    with pytest.raises(ModelError, match="missing"):
        load(model)


def test_a_damaged_manifest_is_refused(packaged: Path, tmp_path: Path) -> None:
    model = copy(packaged, tmp_path)
    (model / "model.json").write_text(json.dumps({"version": "x"}))
    with pytest.raises(ModelError, match="missing or damaged"):
        load(model)


def test_a_session_gives_the_same_codes_whatever_is_coded_beside_it(packaged: Path) -> None:
    coder = chosen("trained")
    one, other = (read(SAMPLES / name) for name in ("half-pay.vtt", "maya-s01.txt"))
    alone = coder.code(one)
    coder.code(other)
    assert alone
    assert coder.code(one) == alone


def test_evidence_stands_inside_its_turn_and_confidence_is_a_probability(packaged: Path) -> None:
    talk = [("therapist", "You need to stop that, don't you think?"), ("client", "Okay. You never listen, do you?")] * 8
    session = Session("s", tuple(Turn(n, "x", r, None, None, t, n) for n, (r, t) in enumerate(talk, 1)))
    for code in chosen("hybrid").code(session):
        assert code.start is not None
        assert code.end is not None
        assert 0 <= code.start < code.end <= len(session.talk[code.turn - 1].text)
        assert code.confidence is not None
        assert 0 <= code.confidence <= 1


def test_without_onnxruntime_the_default_is_rules_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import analyzer.coding.trained as module

    def absent() -> TrainedCoder:
        raise ImportError

    monkeypatch.setattr(module, "trained", absent)
    assert "onnxruntime is not installed" in chosen("hybrid").name
    with pytest.raises(ModelError, match="onnxruntime is not installed"):
        chosen("trained")
