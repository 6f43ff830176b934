"""Export the trained tagger as the model that the package carries.

    python -m training.export BASE TAGGER.pt OUT

Writes the encoder as ONNX with int8 weights, the head as float32 arrays, the vocabulary, and leaves the manifest to
`training.fit`, which also seals them with their sha256.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpus import OUTPUTS
from training.tagger import Tagger
from training.train import RECIPE, restore

HEAD = ("norm.weight", "norm.bias", "mid.weight", "mid.bias", "head.weight", "head.bias")
OPSET = 17


class Encoder(nn.Module):
    """The encoder alone, for one window without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.enc = tagger.enc

    def forward(self, ids: Tensor) -> Tensor:
        """Return the last states."""
        return self.enc(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


def main() -> None:
    """Write the parts of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    tagger = Tagger(asked.base, RECIPE["layers"])
    restore(tagger, asked.tagger)
    tagger.eval()
    asked.out.mkdir(parents=True, exist_ok=True)
    write_encoder(tagger, asked.out / "encoder.onnx")
    state = tagger.state_dict()
    np.savez(asked.out / "head.npz", **{name: state[name].numpy().astype(np.float32) for name in HEAD})
    vocabulary = (asked.base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
    (asked.out / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    print(f"{len(OUTPUTS)} outputs, {(asked.out / 'encoder.onnx').stat().st_size / 1e6:.0f} MB")


def write_encoder(tagger: Tagger, path: Path) -> None:
    """Write the encoder with int8 weights, a scale a channel."""
    example = torch.randint(1000, 20000, (1, 100))
    axes = {"ids": {1: "length"}, "states": {1: "length"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Encoder(tagger),
            (example,),
            str(whole),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )


if __name__ == "__main__":
    main()
