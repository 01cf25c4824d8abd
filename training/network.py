"""The network: a BERT encoder over frozen word embeddings, a head that finds anchors, and a network that gives each word its roles towards an anchor.

An anchor is the one word that a cue stands on. Given an anchor, a small transformer over the words of the window tells for each word whether it
belongs to the anchor's source, cue and content; roles are scored apart and do not exclude each other, so that attributions may nest and overlap.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from selon.encoder.model import FAR

ROLES = ("source", "cue", "content")
#: Ways of annotating that the network tells apart: flat (PolNeAR: a word has one role in one attribution) and nested.
SCHEMES = ("flat", "nested")
WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
NARROW, NARROW_HEADS, NARROW_INNER, NARROW_LAYERS = 128, 4, 256, 2


class Layer(nn.Module):
    """One transformer layer, normed after each half (BERT)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape

        def part(each: nn.Linear) -> Tensor:
            return each(x).reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = part(self.q), part(self.k), part(self.v)
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(q @ k.transpose(2, 3) * (width // self.heads) ** -0.5, dim=-1)
            mixed = weights @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.dropout(self.ao(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Word embeddings of pieces to one vector a word."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.line = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def start(self, path: Path) -> None:
        """Take the pretrained weights that vocabulary.py has written."""
        with np.load(path) as kept:
            weights = {name: torch.from_numpy(kept[name]) for name in kept.files}
        state = self.state_dict()
        state["position.weight"] = weights["emb.pos"].reshape(-1, WIDTH)[:POSITIONS]
        state["kind"] = weights["emb.type"][:WIDTH]
        state["norm.weight"], state["norm.bias"] = weights["emb.ln.w"], weights["emb.ln.b"]
        for name in state:
            if name.startswith("layers."):
                _, number, rest = name.split(".", 2)
                state[name] = weights[f"l{number}.{rest.removesuffix('eight').removesuffix('ias')}"]
        self.load_state_dict(state)

    def forward(self, embedded: Tensor, lines: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """*embedded* [B, P, 384], *lines* [B, P] (1 where a line begins), *first* [B, W]: number of each word's first piece; out [B, W, 384]."""
        x = embedded + self.position.weight[: embedded.shape[1]] + self.kind + lines.unsqueeze(-1) * self.line
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))


class Anchors(nn.Module):
    """For each word and scheme the log-odds that a cue stands on it."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(SCHEMES))

    def forward(self, words: Tensor) -> Tensor:
        return self.out(functional.gelu(self.inner(words)))


class Roles(nn.Module):
    """For each anchor, word and role the log-odds that the word bears the role in the anchor's attribution."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word, self.anchor = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance = nn.Embedding(2 * FAR + 1, NARROW)
        self.scheme = nn.Embedding(len(SCHEMES), NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS, NARROW_INNER, dropout) for _ in range(NARROW_LAYERS))
        self.out = nn.Linear(NARROW, len(ROLES))

    def forward(self, words: Tensor, row: Tensor, anchor: Tensor, distance: Tensor, scheme: Tensor, mask: Tensor | None = None) -> Tensor:
        """*words* [B, W, 384]; of each anchor [A] its *row* in the batch, its word, its *distance* to each word [A, W] (clipped, from 0) and its
        *scheme*; out [A, W, 3]."""
        x = self.word(words)[row] + (self.anchor(words[row, anchor]) + self.scheme(scheme)).unsqueeze(1) + self.distance(distance)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(x)


def distances(anchors: Tensor, length: int) -> Tensor:
    """[A, W]: where each word stands from each anchor, clipped and made to begin at 0."""
    return (torch.arange(length)[None] - anchors[:, None]).clamp(-FAR, FAR) + FAR
