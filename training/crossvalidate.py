"""Figures on files that were trained on, each document read with the network of the fold that has not seen it.

``crossvalidate.py OUT GOLD... [--readers rules,encoder,both] [--predictions FOLDER]``: OUT holds ``fold0/shipped`` ... as recipe.sh leaves them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from corpus import fold_of, read

from selon.encoder import model
from selon.evaluate.attribution import score, table
from selon.evaluate.predict import predict
from selon.evaluate.scheme import tell_scheme


def cross_predict(out: Path, gold: list[dict[str, Any]], reader: str, folds: int) -> list[dict[str, Any]]:
    """selon's predictions for *gold*, in its order."""
    scheme = tell_scheme(gold).name
    found: dict[str, dict[str, Any]] = {}
    for fold in range(folds):
        network = model.Encoder(out / f"fold{fold}" / "shipped")
        model.load_encoder = lambda network=network: network  # type: ignore[assignment]
        for record in gold:
            if fold_of(record["id"], folds) == fold:
                found[record["id"]] = predict("attribution", record, scheme=scheme, reader=reader)  # type: ignore[arg-type]
    return [found[record["id"]] for record in gold]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--readers", default="rules,encoder,both")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--predictions", type=Path, help="folder to write the predictions to")
    parser.add_argument("--json", type=Path, help="folder to write the figures to")
    args = parser.parse_args()
    for path in args.gold:
        gold = read(path)
        for reader in args.readers.split(","):
            found = cross_predict(args.out, gold, reader, args.folds)
            if args.predictions:
                args.predictions.mkdir(parents=True, exist_ok=True)
                lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found)
                (args.predictions / f"{path.stem}-{reader}.jsonl").write_text(lines, encoding="utf-8")
            if args.json:
                args.json.mkdir(parents=True, exist_ok=True)
                (args.json / f"{path.stem}-{reader}.json").write_text(json.dumps(score(gold, found)) + "\n", encoding="utf-8")
            print(f"{path.name}, {reader}")
            for line in table(score(gold, found)):
                print("  " + line)


if __name__ == "__main__":
    main()
