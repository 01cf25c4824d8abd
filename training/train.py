"""Train the encoder's heads and layers: seeded, with checkpoints to go on from.

Data are attribution files (JSON lines, plain or gzipped; the format of ``selon evaluate attribution``), each given with its scheme and
weight: ``--data polnear/train.jsonl.gz:flat:1``. ``--resume`` goes on from the last checkpoint in the output folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import Example, Told, anchor_rates, cut, example, fold_of, joined, read
from network import ROLES, SCHEMES, Anchors, Encoder, Roles, distances
from sentencepiece import SentencePieceProcessor
from torch import Tensor, nn
from torch.nn import functional

from selon.encoder.model import unpack
from selon.encoder.words import BEGIN, END, load_vocabulary

#: Negative anchors that are shown to the role network beside each window's true ones, the likeliest first.
FALSE_ANCHORS = 2
#: How much the roles (source, cue, content) weigh: a source has few words beside a content, and as much hangs on it.
ROLE_WEIGHTS = (3.0, 1.0, 1.0)


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.encoder, self.anchors, self.roles = Encoder(layers, dropout), Anchors(), Roles(dropout)


@dataclass(slots=True)
class Batch:
    """Windows of one step, padded."""

    ids: Tensor
    lines: Tensor
    first: Tensor
    mask: Tensor
    word_mask: Tensor
    schemes: Tensor
    weight: Tensor
    told: list[list[Told]]


def batch(windows: list[tuple[Example, int, int]]) -> Batch:
    """Pad windows to one length. Ids are framed by begin and end of text, as in pretraining."""
    rows: list[tuple[list[int], list[int], list[int], list[Told]]] = []
    for each, start, end in windows:
        ids, lines, first = [BEGIN], [0], []
        for word in range(start, end):
            first.append(len(ids))
            lines += [int(each.words.lines[word])] + [0] * (len(each.words.pieces[word]) - 1)
            ids += each.words.pieces[word]
        ids.append(END)
        lines.append(0)
        told = [_shifted(t, start, end) for t in each.told if start <= t.anchor < end]
        rows.append((ids, lines, first, [t for t in told if t.content]))
    pieces, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    size = len(rows)
    ids, lines = torch.ones(size, pieces, dtype=torch.long), torch.zeros(size, pieces)
    first, word_mask, mask = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words, dtype=torch.bool), torch.zeros(size, pieces, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, : len(row[0])], lines[i, : len(row[0])] = torch.tensor(row[0]), torch.tensor(row[1], dtype=torch.float)
        mask[i, : len(row[0])] = True
        first[i, : len(row[2])] = torch.tensor(row[2])
        word_mask[i, : len(row[2])] = True
    schemes = torch.tensor([[float(n in each.schemes) for n in range(len(SCHEMES))] for each, _, _ in windows])
    weight = torch.tensor([each.weight for each, _, _ in windows])
    return Batch(ids, lines, first, mask, word_mask, schemes, weight, [r[3] for r in rows])


def _shifted(told: Told, start: int, end: int) -> Told:
    def moved(words: frozenset[int]) -> frozenset[int]:
        return frozenset(w - start for w in words if start <= w < end)

    return Told(told.anchor - start, None if told.source is None else moved(told.source), moved(told.cue), moved(told.content), told.scheme, told.weight)


def losses(network: Network, embeddings: Tensor, given: Batch) -> tuple[Tensor, Tensor]:
    """Mean loss of anchors (a word's) and of roles (an anchor's, over its window's words)."""
    words = network.encoder(embeddings[given.ids], given.lines, given.first, given.mask[:, None, None, :])
    odds = network.anchors(words).float()
    wanted = torch.zeros_like(odds)
    counted = given.word_mask[:, :, None] * given.schemes[:, None, :] * given.weight[:, None, None]
    picked: list[tuple[int, int, int, Told | None]] = []
    for row, told in enumerate(given.told):
        for each in told:
            wanted[row, each.anchor, each.scheme] = 1.0
            counted[row, each.anchor, each.scheme] *= each.weight
            if each.weight:
                picked.append((row, each.anchor, each.scheme, each))
    anchor_loss = (functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none") * counted).sum() / counted.sum()
    with torch.no_grad():
        false = torch.where((wanted > 0) | (counted == 0), torch.full_like(odds, -99.0), odds).flatten(1)
        top, where = false.topk(min(FALSE_ANCHORS, false.shape[1]), dim=1)
    for row in range(len(given.told)):
        picked += [(row, *divmod(int(where[row, n]), len(SCHEMES)), None) for n in range(top.shape[1]) if float(top[row, n]) > -2.5]
    if not picked:
        return anchor_loss, anchor_loss * 0
    rows, at, schemes = (torch.tensor([p[n] for p in picked]) for n in range(3))
    target, known = torch.zeros(len(picked), words.shape[1], len(ROLES)), torch.ones(len(picked), len(ROLES))
    weights = given.weight[rows]
    for n, (_, _, _, found) in enumerate(picked):
        if found is None:
            continue
        weights[n] *= found.weight
        for role, bearing in enumerate((found.source, found.cue, found.content)):
            if bearing is None:
                known[n, role] = 0
            elif bearing:
                target[n, torch.tensor(sorted(bearing)), role] = 1.0
    scored = network.roles(words, rows, at, distances(at, words.shape[1]), schemes, given.word_mask[rows][:, None, None, :]).float()
    each_word = functional.binary_cross_entropy_with_logits(scored, target, reduction="none") * known[:, None, :] * torch.tensor(ROLE_WEIGHTS)
    each_anchor = (each_word * given.word_mask[rows][:, :, None]).sum(dim=(1, 2)) / 20
    return anchor_loss, (each_anchor * weights).sum() / weights.sum().clamp(min=1e-6)


def load_examples(specs: list[str], vocabulary: SentencePieceProcessor, folds: tuple[int, int] | None) -> list[Example]:
    """Examples of all files, each told as FILE:SCHEME:WEIGHT[:OPTION,...]. Options: ``fold`` leaves out what is in the held-out fold, ``part=0.1`` takes
    that share of the documents, ``times=4`` shows each of them that often an epoch."""
    loaded: list[tuple[list[dict[str, Any]], int, float, float, int]] = []
    for spec in specs:
        path, scheme, weight, *rest = spec.split(":")
        options = dict(option.partition("=")[::2] for option in ",".join(rest).split(",") if option)
        records = read(Path(path))
        if "fold" in options and folds is not None:
            records = [r for r in records if fold_of(r["id"], folds[1]) != folds[0]]
        loaded.append((records, SCHEMES.index(scheme), float(weight), float(options.get("part", 1)), int(options.get("times", 1))))
    rates = anchor_rates(record for records, *_ in loaded for record in records)
    found: list[Example] = []
    for records, scheme_number, weight_of, part, times in loaded:
        chosen = [r for r in records if fold_of(r["id"], 1000) < 1000 * part]
        found += [example(record, vocabulary, rates, scheme_number, weight_of, times) for record in chosen]
    return joined(found)


def described(args: argparse.Namespace, steps: int) -> dict[str, Any]:
    """What a run was: its settings, its data (by name and digest, without places), and the run that it went on from."""
    data = []
    for spec in args.data:
        path, scheme, weight, *options = spec.split(":")
        records = read(Path(path))
        told = {"file": Path(path).name, "scheme": scheme, "weight": float(weight), "options": ",".join(options)}
        told |= {"documents": len(records), "attributions": sum(len(r["attributions"]) for r in records)}
        data.append(told | {"sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest()})
    settings = {name: getattr(args, name) for name in ("seed", "epochs", "layers", "rate", "head_rate", "length", "size", "fold")}
    before = args.init.parent / "run.json" if args.init else None
    went_on_from = json.loads(before.read_text(encoding="utf-8")) if before is not None and before.exists() else None
    return {"settings": settings, "steps": steps, "data": data, "before": went_on_from}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder that vocabulary.py has written")
    parser.add_argument("--data", action="append", required=True, metavar="FILE:SCHEME:WEIGHT[:OPTIONS]")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="weights of an earlier run to begin with")
    parser.add_argument("--fold", help="K/N: leave fold K of N out of the files marked :fold")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--stop", type=int, help="stop after so many steps of the plan")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--length", type=int, default=256)
    parser.add_argument("--size", type=int, default=16, help="windows a step")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--every", type=int, default=100, help="steps between checkpoints")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    vocabulary = load_vocabulary(args.base / "vocabulary.model")
    embeddings = torch.from_numpy(unpack(np.frombuffer((args.base / "embeddings.bin").read_bytes(), np.uint8).reshape(-1, 12, 18)))
    folds = tuple(int(n) for n in args.fold.split("/")) if args.fold else None
    examples = load_examples(args.data, vocabulary, folds)  # type: ignore[arg-type]
    network = Network(args.layers, 0.1)
    if args.init:
        network.load_state_dict(torch.load(args.init, weights_only=True))
    else:
        network.encoder.start(args.base / "start.npz")
    heads = [*network.anchors.parameters(), *network.roles.parameters(), network.encoder.line]
    body = [p for n, p in network.encoder.named_parameters() if n != "line"]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": heads, "lr": args.head_rate}], weight_decay=0.01)
    plan: list[list[tuple[Example, int, int]]] = []
    whole, rest = int(args.epochs), args.epochs - int(args.epochs)
    for epoch in range(whole + (rest > 0)):
        chance = random.Random(args.seed + epoch)
        windows = [(each, a, b) for each in examples for _ in range(each.times) for a, b in cut(each, args.length, chance)]
        chance.shuffle(windows)
        chunk = args.size * 8  # of like length together, so that little is padded
        for at in range(0, len(windows), chunk):
            windows[at : at + chunk] = sorted(windows[at : at + chunk], key=lambda w: w[2] - w[1])
        steps = [windows[at : at + args.size] for at in range(0, len(windows), args.size)]
        chance.shuffle(steps)
        plan += steps if epoch < whole else steps[: int(len(steps) * rest)]
    warm = max(1, len(plan) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (len(plan) - s) / max(1, len(plan) - warm))))
    done, kept = 0, args.out / "checkpoint.pt"
    if args.resume and kept.exists():
        state = torch.load(kept, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    network.train()
    began, sums, seen = time.time(), [0.0, 0.0], 0
    last = min(len(plan), args.stop or len(plan))
    for step in range(done, last):
        torch.manual_seed(args.seed * 100_003 + step)  # dropout goes on alike after a stop
        given = batch(plan[step])
        with torch.autocast("cpu", torch.bfloat16):
            anchor_loss, role_loss = losses(network, embeddings, given)
        loss = 10 * anchor_loss + role_loss
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sums[0] += float(anchor_loss.detach())
        sums[1] += float(role_loss.detach())
        seen += int(given.mask.sum())
        if (step + 1) % 50 == 0:
            print(
                f"step {step + 1}/{len(plan)} anchors {sums[0] / 50:.4f} roles {sums[1] / 50:.4f} pieces/s {seen / (time.time() - began):.0f}",
                file=sys.stderr,
                flush=True,
            )
            sums = [0.0, 0.0]
        if (step + 1) % args.every == 0:
            torch.save(
                {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "done": step + 1},
                kept.with_suffix(".new"),
            )
            kept.with_suffix(".new").replace(kept)
    torch.save(network.state_dict(), args.out / "weights.pt")
    (args.out / "run.json").write_text(json.dumps(described(args, last), indent=1) + "\n", encoding="utf-8")
    kept.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
