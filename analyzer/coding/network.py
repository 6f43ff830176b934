"""The network: the trained encoder and its head, run on the CPU, one window of turns at a time.

One window at a time makes a session's numbers the same whatever is run beside it; the encoder's weights are int8, the
head's float32.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.coding.windows import Window, pieces, windows
from analyzer.coding.wordpiece import WordPiece
from analyzer.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

MANIFEST = "model.json"
PARTS = ("encoder.onnx", "head.npz", "vocabulary.txt")


class Read(NamedTuple):
    """What the network makes of a session: `logits` [turns, outputs], and its `windows` with their states."""

    logits: Numbers
    windows: list[tuple[Window, Numbers]]


@dataclass(frozen=True)
class Network:
    """A loaded model: `manifest` holds its outputs, thresholds, calibration and version."""

    manifest: Mapping[str, Any]
    encoder: Any
    head: Mapping[str, Numbers]
    tokenizer: WordPiece

    @property
    def outputs(self) -> tuple[str, ...]:
        """Return the names of the outputs: codes, then family ids."""
        return tuple(self.manifest["outputs"])

    def read(self, turns: Sequence[tuple[str, str]]) -> Read:
        """Read turns (role, text) in their context."""
        import numpy as np

        opens, closes = map(self.tokenizer.id, self.manifest["bounds"])
        cut = windows(pieces(self.tokenizer, turns), bounds=(opens, closes))
        read = [(window, self._states(window)) for window in cut]
        own = [
            self.judge(states, window.spans[window.own_first - window.first : window.own_last - window.first])
            for window, states in read
        ]
        return Read(np.concatenate(own) if own else np.empty((0, len(self.outputs)), np.float32), read)

    def judge(self, states: Numbers, spans: Sequence[tuple[int, int]]) -> Numbers:
        """Return logits for turns at token `spans` of a window with encoder `states`."""
        import numpy as np

        pooled = [np.concatenate([states[start], states[start:end].mean(0)]) for start, end in spans]
        return self.logits(np.stack(pooled))

    def logits(self, pooled: Numbers) -> Numbers:
        """Apply the head to pooled states, a row a turn."""
        import numpy as np

        centred = pooled - pooled.mean(-1, keepdims=True)
        normal = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        hidden = (normal * self.head["norm.weight"] + self.head["norm.bias"]) @ self.head["mid.weight"].T
        hidden = _gelu(hidden + self.head["mid.bias"])
        out: Numbers = (hidden @ self.head["head.weight"].T + self.head["head.bias"]).astype(np.float32)
        return out

    def _states(self, window: Window) -> Numbers:
        import numpy as np

        states: Numbers = self.encoder.run(None, {"ids": np.array([window.ids], np.int64)})[0][0]
        return states


@cache
def packaged() -> Network:
    """Load the model that comes with the package, once.

    Raises ModelError when it is missing or altered, and ImportError when onnxruntime is not installed.
    """
    with as_file(files("analyzer") / "model") as folder:
        return load(folder)


def load(folder: Path) -> Network:
    """Load a model folder after checking each part against the sha256 in its manifest."""
    import numpy as np
    import onnxruntime

    manifest = _manifest(folder)
    parts = {name: _checked(folder / name, manifest["sha256"].get(name, "")) for name in PARTS}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    vocabulary = parts["vocabulary.txt"].decode("utf-8").split("\n")
    encoder = onnxruntime.InferenceSession(parts["encoder.onnx"], options, providers=["CPUExecutionProvider"])
    with np.load(BytesIO(parts["head.npz"]), allow_pickle=False) as head:
        return Network(manifest, encoder, dict(head), WordPiece({token: i for i, token in enumerate(vocabulary)}))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        manifest["sha256"].items(), manifest["outputs"], manifest["bounds"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ModelError("the trained model is missing or damaged", path=folder / MANIFEST, remedy=REMEDY) from None
    return manifest


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        raise ModelError("a part of the trained model is missing", path=path, remedy=REMEDY) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError("the trained model was altered", path=path, remedy=REMEDY)
    return content


REMEDY = "install the package again, or use --coder rules"


def _gelu(x: Numbers) -> Numbers:
    """Return the Gaussian error linear unit, in its tanh form."""
    import numpy as np

    return (0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))).astype(np.float32)
