"""The shipped network: word embeddings of four bits, six transformer layers and a head in eight, run by ONNX Runtime on one thread.

Each window is a run of its own, whatever else is read, so that a text's reading depends on that text alone.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from selon.encoder.decode import Floats, Relation, probability, relations
from selon.encoder.windows import windows
from selon.encoder.words import BEGIN, END, Words, load_vocabulary, split
from selon.errors import SettingError

FOLDER = Path(__file__).parent / "weights"
#: Embeddings are packed in blocks of 32 weights: a half-precision scale, then 16 bytes of two weights each.
BLOCK_BYTES, BLOCKS = 18, 12
#: Words farther from an anchor than this are at one distance.
FAR = 64
#: Anchors less likely than this are not looked at.
LEAST = 0.2


class Encoder:
    """The network and its vocabulary. Raises OSError where the weights are missing."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self.schemes: list[str] = self.card["schemes"]
        self.vocabulary = load_vocabulary(folder / "vocabulary.model")
        self.embeddings = np.memmap(folder / "embeddings.bin", np.uint8, mode="r").reshape(-1, BLOCKS, BLOCK_BYTES)
        self.body = _session(folder / "encoder.onnx")
        self.roles = _session(folder / "roles.onnx")

    def read(self, text: str, scheme: str = "nested") -> tuple[Words, Floats, list[Relation]]:
        """The words of *text*, the probability of each to be an anchor, and the relations found, in order of their anchors.

        *scheme* is the way of annotating to follow: "flat" (PolNeAR: a word has one role in one attribution) or "nested".
        """
        words = split(text, self.vocabulary)
        column = self.schemes.index(scheme)
        likely = np.zeros(len(words))
        found: list[Relation] = []
        for window in windows([len(p) for p in words.pieces], words.lines):
            states, odds = self._encode(words, window.start, window.end)
            chance = probability(odds[:, column])
            likely[window.first : window.last] = chance[window.first - window.start : window.last - window.start]
            judged = np.arange(window.first - window.start, window.last - window.start)
            anchors = judged[chance[judged] >= LEAST]
            if len(anchors):
                found += relations(chance[anchors], anchors, self._roles(states, anchors, column), window.start)
        return words, likely, found

    def _encode(self, words: Words, start: int, end: int) -> tuple[Floats, Floats]:
        """States [W, 384] and anchor log-odds [W, schemes] of the words of a window."""
        ids, lines, first = [BEGIN], [0.0], []
        for word in range(start, end):
            first.append(len(ids))
            ids += words.pieces[word]
            lines += [float(words.lines[word])] + [0.0] * (len(words.pieces[word]) - 1)
        ids.append(END)
        lines.append(0.0)
        given = {"embedded": unpack(self.embeddings[ids])[None], "lines": np.array([lines], np.float32), "first": np.array([first], np.int64)}
        states, odds = self.body.run(None, given)
        return states, odds[0]

    def _roles(self, states: Floats, anchors: NDArray[np.integer[Any]], column: int) -> Floats:
        distance = np.clip(np.arange(states.shape[1])[None] - anchors[:, None], -FAR, FAR) + FAR
        given = {"words": states, "anchor": anchors.astype(np.int64), "distance": distance.astype(np.int64), "scheme": np.full(len(anchors), column, np.int64)}
        odds: Floats = self.roles.run(None, given)[0]
        return odds


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks [..., n, 18] of four-bit weights as floats [..., n * 32]."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    return (weights * scale).reshape(*blocks.shape[:-2], -1)


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The shipped network, loaded once. Raises SettingError where it cannot be: the installation is damaged."""
    try:
        return Encoder()
    except Exception as error:  # ONNX Runtime and SentencePiece have families of errors of their own
        reason = " ".join(f"{error.__class__.__name__}: {error}".split())[:200]
        raise SettingError(f"the encoder cannot be loaded ({reason}); run: pip install --force-reinstall selon") from error


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
