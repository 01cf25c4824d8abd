"""Weights of a run to what the package ships: two ONNX graphs in eight bits, the vocabulary and the packed embeddings.

The mean of fine-tuned and earlier weights keeps what both know (Wortsman et al. 2022, *Robust fine-tuning of zero-shot models*).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from card import LICENCES, LIMITS, stages
from network import FAR, ROLES, SCHEMES, WIDTH, Anchors, Encoder, Roles
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import Network


class Body(nn.Module):
    """States and anchor log-odds in one graph."""

    def __init__(self, encoder: Encoder, anchors: Anchors) -> None:
        super().__init__()
        self.encoder, self.anchors = encoder, anchors

    def forward(self, embedded: Tensor, lines: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        words = self.encoder(embedded, lines, first)
        return words, self.anchors(words)


class OneWindow(nn.Module):
    """The role network for the anchors of one window."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, words: Tensor, anchor: Tensor, distance: Tensor, scheme: Tensor) -> Tensor:
        return self.roles(words, torch.zeros_like(anchor), anchor, distance, scheme)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder that vocabulary.py has written")
    parser.add_argument("--run", type=Path, required=True, help="folder of the run (weights.pt, run.json)")
    parser.add_argument("--blend", type=Path, help="folder of an earlier run: the mean of both weights is taken, so that fine-tuning forgets less")
    parser.add_argument("--out", type=Path, required=True, help="the package's weights folder")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(args.run / "weights.pt", weights_only=True)
    if args.blend:
        before = torch.load(args.blend / "weights.pt", weights_only=True)
        state = {name: (each + before[name]) / 2 for name, each in state.items()}
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    network = Network(layers, 0.0)
    network.load_state_dict(state)
    network.eval()
    embedded, lines, first = torch.zeros(1, 40, WIDTH), torch.zeros(1, 40), torch.arange(30)[None]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Body(network.encoder, network.anchors),
            (embedded, lines, first),
            str(plain),
            input_names=["embedded", "lines", "first"],
            output_names=["words", "anchors"],
            dynamic_axes={"embedded": {1: "pieces"}, "lines": {1: "pieces"}, "first": {1: "words"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, args.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        anchor = torch.tensor([3, 5])
        torch.onnx.export(
            OneWindow(network.roles),
            (torch.zeros(1, 30, WIDTH), anchor, torch.full((2, 30), FAR), torch.zeros_like(anchor)),
            str(plain),
            input_names=["words", "anchor", "distance", "scheme"],
            output_names=["roles"],
            dynamic_axes={"words": {1: "words"}, "anchor": {0: "anchors"}, "distance": {0: "anchors", 1: "words"}, "scheme": {0: "anchors"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, args.out / "roles.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    for name in ("vocabulary.model", "embeddings.bin"):
        shutil.copyfile(args.base / name, args.out / name)
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(args.out.iterdir())
        if path.name != "card.json"
    }
    run = json.loads((args.run / "run.json").read_text(encoding="utf-8"))
    card = {
        "schemes": list(SCHEMES),
        "roles": list(ROLES),
        "layers": layers,
        "run": run,
        "blend": "the mean of the last stage's weights and those of the one before" if args.blend else None,
        "files": files,
        "data": sorted({f"{each['file']} ({each['scheme']})" for stage in stages(run) for each in stage["data"]}),
        "licences": LICENCES,
        "limits": LIMITS,
    }
    # until calibrate.py has fitted them: the encoder's own probabilities
    card["calibration"] = {"source": [0, 0, 1, 0, 0, 0], "cue": [0, 1, 0, 0, 0, 0], "content": [0, 0, 1, 0, 0, 0]}
    (args.out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
