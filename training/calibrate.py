"""Fit the calibration of confidences (selon.attributions.confidence) and write it into the network's card.

``calibrate.py WEIGHTS --gold FILE ... --trained-on FILE ... --folds OUT``: each gold file is read by selon as it ships; files that the network was
trained on are read, document by document, with the network of the fold that has not seen it (OUT as recipe.sh leaves it). Each attribution that
the encoder weighed becomes an example for each role. It is right if a gold attribution matches it: the cue, if one shares its cue; source and
content, if their Jaccard index with that one's is 0.5 or more. The model of a role is logistic, fitted by Newton's method with a small ridge; the
expected calibration error (ten bins, five folds by document) goes into the card too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from corpus import fold_of, read

from selon.attributions.confidence import ROLES, features
from selon.attributions.sources import source_spans, spans_of
from selon.encoder import model
from selon.encoder.decode import Floats
from selon.encoder.words import WORD
from selon.evaluate.measures import jaccard
from selon.evaluate.predict import bare_dispatch
from selon.evaluate.scheme import tell_scheme
from selon.mentions.resolve import Mentions
from selon.pipeline import find_voices
from selon.syntax.parsed import parse_dispatch

RIDGE = 1.0
FOLDS = 5


def words(text: str, spans: Any) -> frozenset[int]:
    """The starts of the words that *spans* touch."""
    return frozenset(m.start() for m in WORD.finditer(text) if any(m.start() < e and m.end() > s for s, e in spans))


def networks(out: Path) -> list[model.Encoder]:
    """The networks of the folds."""
    return [model.Encoder(out / f"fold{fold}" / "shipped") for fold in range(FOLDS)]


def examples(path: Path, folds: list[model.Encoder]) -> Iterator[tuple[list[list[float]], list[float], int]]:
    """Features by role, whether right by role, and the fold of the document, of each attribution that selon finds in a file."""
    gold = read(path)
    scheme = tell_scheme(gold).name
    shipped = model.load_encoder
    for record in gold:
        fold = fold_of(record["id"], FOLDS)
        if folds:
            model.load_encoder = lambda chosen=folds[fold]: chosen  # type: ignore[assignment]
        told = [{role: words(record["text"], each[role]) for role in ROLES} for each in record["attributions"]]
        parsed = parse_dispatch(bare_dispatch(record))
        mentions = Mentions(parsed.view, parsed.pack, None, 0, frozenset())
        for voice in find_voices(parsed, mentions, frozenset(), scheme=scheme):
            report = voice.report
            if report.weight is None:
                continue
            spans = (source_spans(parsed.view, report), spans_of(report.cue_tokens, parsed.view), spans_of(report.content | report.addressee, parsed.view))
            mine = {role: words(record["text"], each) for role, each in zip(ROLES, spans, strict=True)}
            near = [other for other in told if other["cue"] & mine["cue"]]
            best = max(near, key=lambda other: jaccard(other["content"], mine["content"], when_empty=1.0), default=None)
            right = [float(best is not None and (role == "cue" or jaccard(best[role], mine[role], when_empty=1.0) >= 0.5)) for role in ROLES]
            yield [features(report.weight, role) for role in range(3)], right, fold
    model.load_encoder = shipped


def fit(given: Floats, right: Floats) -> Floats:
    """Coefficients of a logistic model (Newton's method)."""
    found = np.zeros(given.shape[1])
    penalty = RIDGE * np.eye(given.shape[1])
    for _ in range(30):
        likely = chance(given, found)
        slope = given.T @ (right - likely) - penalty @ found
        curve = given.T @ (given * (likely * (1 - likely))[:, None]) + penalty
        found += np.linalg.solve(curve, slope)
    return found


def chance(given: Floats, coefficients: Floats) -> Floats:
    """Probabilities by a logistic model."""
    odds: Floats = 1 / (1 + np.exp(-given @ coefficients))
    return odds


def error(likely: Floats, right: Floats) -> float:
    """Expected calibration error in ten bins."""
    bins = np.minimum((likely * 10).astype(int), 9)
    return float(sum(abs(likely[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(likely))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--trained-on", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    found = [each for path in args.gold for each in examples(path, [])]
    if args.trained_on:
        folds_of_network = networks(args.folds)
        found += [each for path in args.trained_on for each in examples(path, folds_of_network)]
    given, right, folds = (np.array([each[n] for each in found]) for n in range(3))
    card = args.weights / "card.json"
    told = json.loads(card.read_text(encoding="utf-8"))
    told["calibration"], told["calibration_error"] = {}, {}
    for number, role in enumerate(ROLES):
        x, y = given[:, number], right[:, number]
        held = np.zeros(len(y))
        for fold in range(FOLDS):
            held[folds == fold] = chance(x[folds == fold], fit(x[folds != fold], y[folds != fold]))
        told["calibration"][role] = [round(float(c), 4) for c in fit(x, y)]
        told["calibration_error"][role] = {"right": round(float(y.mean()), 4), "number": len(y), "expected calibration error": round(error(held, y), 4)}
        print(role, told["calibration"][role], told["calibration_error"][role])
    card.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
