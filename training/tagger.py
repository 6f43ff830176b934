"""The tagger: an encoder, and a head on its states at each turn's first token and over its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

from analyzer.coding.windows import Window, pieces, windows
from analyzer.coding.wordpiece import WordPiece
from training.corpus import OUTPUTS, mask

HIDDEN = 512
DROPOUT = 0.1
RARE = -3.0
"""Bias to start from: most outputs are off on most turns."""


class Tagger(nn.Module):
    """An encoder cut to its first `layers`, and a head of one hidden layer."""

    def __init__(self, base: Path, layers: int) -> None:
        super().__init__()
        self.enc = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        self.enc.encoder.layer = self.enc.encoder.layer[:layers]
        self.frozen = 0
        width = 2 * self.enc.config.hidden_size
        self.norm = nn.LayerNorm(width)
        self.mid = nn.Linear(width, HIDDEN)
        self.head = nn.Linear(HIDDEN, len(OUTPUTS))
        nn.init.constant_(self.head.bias, RARE)

    def forward(self, ids: Tensor, attention: Tensor, first: Tensor, pool: Tensor) -> Tensor:
        """Return logits [windows, turns, outputs]."""
        return self.judge(self.pooled(ids, attention, first, pool))

    def pooled(self, ids: Tensor, attention: Tensor, first: Tensor, pool: Tensor) -> Tensor:
        """Return the state at each turn's first token beside the mean of the turn's states."""
        states = self.enc(input_ids=ids, attention_mask=attention).last_hidden_state
        at = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        return torch.cat([at, pool @ states], -1)

    def judge(self, pooled: Tensor) -> Tensor:
        """Return the logits of pooled states."""
        hidden = nn.functional.gelu(self.mid(self._drop(self.norm(pooled))), approximate="tanh")
        return self.head(self._drop(hidden))

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the first `layers` as they are, and let the others learn."""
        self.frozen = layers
        self.requires_grad_(True)
        for module in self._kept():
            module.requires_grad_(False)

    def learn(self) -> None:
        """Switch to training: dropout everywhere but in what is kept, and in attention, where its cost is high."""
        self.train()
        for module in self._kept():
            module.eval()
        for layer in self.enc.encoder.layer:
            layer.attention.attn.dropout.eval()

    def _kept(self) -> tuple[nn.Module, ...]:
        return self.enc.embeddings, *self.enc.encoder.layer[: self.frozen]

    def _drop(self, states: Tensor) -> Tensor:
        return nn.functional.dropout(states, DROPOUT, self.training)


class Text:
    """The tokenizer of the base encoder, with the ids that open, close and fill a sequence."""

    def __init__(self, base: Path) -> None:
        vocabulary = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.tokenizer = WordPiece({token: number for number, token in enumerate(vocabulary)})
        self.bounds = self.tokenizer.id("<s>"), self.tokenizer.id("</s>")
        self.padding = self.tokenizer.id("<pad>")

    def pieces(self, turns: Sequence[tuple[str, str]]) -> list[list[int]]:
        """Encode turns as the shipped coder does."""
        return pieces(self.tokenizer, turns)

    def batch(self, rows: Sequence[tuple[list[int], list[tuple[int, int]]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Pad (ids, spans) of several windows to one batch: ids, attention, first tokens, pooling weights."""
        longest, most = max(len(ids) for ids, _ in rows), max(len(spans) for _, spans in rows)
        ids = torch.full((len(rows), longest), self.padding)
        attention = torch.zeros((len(rows), longest), dtype=torch.long)
        first = torch.zeros((len(rows), most), dtype=torch.long)
        pool = torch.zeros((len(rows), most, longest))
        for row, (tokens, spans) in enumerate(rows):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            attention[row, : len(tokens)] = 1
            for turn, (start, end) in enumerate(spans):
                first[row, turn] = start
                pool[row, turn, start:end] = 1 / (end - start)
        return ids, attention, first, pool


@torch.no_grad()
def predict(tagger: Tagger, text: Text, turns: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Return logits, a row a turn, read in windows as the shipped coder reads; outputs a role cannot carry are -20."""
    tagger.eval()
    logits: NDArray[np.float32] = tagger.judge(torch.from_numpy(states(tagger, text, turns))).numpy()
    logits[np.stack([mask(role) for role, _ in turns]) == 0] = -20
    return logits


@torch.no_grad()
def states(tagger: Tagger, text: Text, turns: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Return each turn's pooled states, read in windows as the shipped coder reads."""
    tagger.eval()
    return np.concatenate([_own(tagger, text, window) for window in windows(text.pieces(turns), bounds=text.bounds)])


def _own(tagger: Tagger, text: Text, window: Window) -> NDArray[np.float32]:
    pooled: NDArray[np.float32] = tagger.pooled(*text.batch([(window.ids, window.spans)]))[0].numpy()
    return pooled[window.own_first - window.first : window.own_last - window.first]
