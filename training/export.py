"""Export the trained tagger as the model that the package carries.

    python -m training.export BASE TAGGER.pt OUT

Writes the encoder as ONNX with int8 weights, the head as float32 arrays, the vocabulary, and leaves the manifest to
`training.fit`, which also seals them with their sha256.

A few inputs of the feed-forward layers are thirty times louder than the others. On one int8 scale they drown the rest
and are multiplied apart, in float32 (the idea of LLM.int8(), Dettmers et al. 2022, with inputs chosen beforehand).
"""

from __future__ import annotations

import argparse
import copy
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from training.corpus import OUTPUTS, items
from training.tagger import Tagger, Text
from training.train import RECIPE, cuts, restore

HEAD = ("norm.weight", "norm.bias", "mid.weight", "mid.bias", "head.weight", "head.bias")
OPSET = 17
LOUD = 32
"""Inputs of a layer that are multiplied apart."""
LISTENED = 40
"""Items of the corpus on which loudness is measured."""


class Encoder(nn.Module):
    """The encoder alone, for one window without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.enc = tagger.enc

    def forward(self, ids: Tensor) -> Tensor:
        """Return the last states."""
        return self.enc(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


class Parted(nn.Module):
    """A linear layer whose inputs `loud` are multiplied apart from the others."""

    def __init__(self, whole: nn.Linear, loud: Tensor) -> None:
        super().__init__()
        self.quiet = copy.deepcopy(whole)
        self.quiet.weight.data[:, loud] = 0
        self.loud = nn.Linear(len(loud), whole.out_features, bias=False)
        self.loud.weight.data = whole.weight.data[:, loud].clone()
        self.register_buffer("chosen", loud)
        self.register_buffer("kept", torch.ones(whole.in_features).index_fill(0, loud, 0))

    def forward(self, states: Tensor) -> Tensor:
        """Return what the whole layer would."""
        return self.quiet(states * self.kept) + self.loud(states[..., self.chosen])


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
    part(tagger, Text(asked.base))
    asked.out.mkdir(parents=True, exist_ok=True)
    write_encoder(tagger, asked.out / "encoder.onnx")
    state = tagger.state_dict()
    np.savez(asked.out / "head.npz", **{name: state[name].numpy().astype(np.float32) for name in HEAD})
    vocabulary = (asked.base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
    (asked.out / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    print(f"{len(OUTPUTS)} outputs, {(asked.out / 'encoder.onnx').stat().st_size / 1e6:.0f} MB")


@torch.no_grad()
def part(tagger: Tagger, text: Text) -> None:
    """Part the feed-forward layers by how loud their inputs are on talk of the corpus."""
    layers = list(_feed_forward(tagger))
    loudest = [torch.zeros(owner.dense.in_features) for owner in layers]

    def listen(place: int) -> RemovableHandle:
        def hook(_: nn.Module, given: tuple[Tensor]) -> None:
            torch.maximum(loudest[place], given[0].abs().amax((0, 1)), out=loudest[place])

        return layers[place].dense.register_forward_pre_hook(hook)

    hooks = [listen(place) for place in range(len(layers))]
    chance = random.Random(RECIPE["seed"])
    for item in chance.sample(items(), LISTENED):
        cut = next(cuts(text.pieces(item.turns), item, text.bounds, chance))
        tagger(*text.batch([(cut.ids, cut.spans)]))
    for hook, owner, loud in zip(hooks, layers, loudest, strict=True):
        hook.remove()
        owner.dense = Parted(owner.dense, loud.topk(LOUD).indices.sort().values)


def _feed_forward(tagger: Tagger) -> Iterator[nn.Module]:
    for layer in tagger.enc.encoder.layer:
        yield layer.intermediate
        yield layer.output


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
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[node.name for node in onnx.load(whole).graph.node if "/loud/" in node.name],
        )


if __name__ == "__main__":
    main()
