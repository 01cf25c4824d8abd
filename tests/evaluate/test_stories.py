"""``selon evaluate stories``: gold made of what selon itself reads in the tests' own texts, so that every figure is known."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from selon.errors import InputError, SettingError
from selon.evaluate import command
from selon.evaluate.gold_ledgers import gold_ledger
from selon.evaluate.stories import read_stories
from selon.render.json import to_dict
from tests.stories.wire import TEXTS, ledger

STORIES: list[dict[str, Any]] = [
    {
        "story": "wagons",
        "ids": ["wagons-en", "wagons-fr", "wagons-done"],
        "independent_primary_sources": 3,
        "contradictions": [["wagons-en:c5", "wagons-en:c6"]],
        "corrections": [],
        "commitment_links": [
            {"from": f"wagons-{lang}:m1", "to": "wagons-done:m1", "status": "fulfilled", "claims": ["wagons-done:c1"]} for lang in ("en", "fr")
        ],
        "same_claims": [["wagons-en:c1", "wagons-fr:c1"]],
    },
    {
        "story": "clash",
        "ids": ["clash-en", "clash-fr"],
        "independent_primary_sources": 4,
        "contradictions": [["clash-en:c1", "clash-fr:c1"], ["clash-fr:c3", "clash-fr:c4"]],
        "corrections": [],
        "commitment_links": [],
        "same_claims": [],
    },
]


def document(key: str) -> dict[str, Any]:
    """A gold document: what selon reads, with the header a user would give."""
    return to_dict(ledger(key)) | {"header": TEXTS[key][1]}


def evaluate(tmp_path: Path, *options: str, stories: object = None) -> int:
    gold, dispatches = tmp_path / "stories.json", tmp_path / "ledgers.jsonl"
    gold.write_text(json.dumps({"stories": STORIES if stories is None else stories}), encoding="utf-8")
    dispatches.write_text("".join(json.dumps(document(key)) + "\n" for key in TEXTS), encoding="utf-8")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["stories", "--data", str(gold), "--dispatches", str(dispatches), *options]))


@pytest.mark.parametrize("options", [(), ("--gold-ledgers",)])
def test_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]) -> None:
    assert evaluate(tmp_path, "--json", *options) == 0
    printed, last = capsys.readouterr().out.strip().split("\n")
    result = json.loads(printed)
    assert result["grouping"]["f1"] == 1
    assert result["origins"] == {"exact": 0.5, "error": 1.0}  # the clash has two sources: one count too many in the gold, twice
    assert result["contradictions"]["right"] == 3
    assert result["commitment_links"]["f1"] == 1
    assert result["same_claims"]["right"] == 1
    assert last == f"score {result['score']:.4f}"


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "documents 5, stories 2"
    assert lines[1].startswith("grouping (B-cubed)") and lines[-1].startswith("score ")


def test_a_gold_ledger_keeps_the_golds_claims() -> None:
    gold = document("clash-en")
    made = gold_ledger(gold, ledger("clash-en"))
    assert [claim.id for claim in made.claims] == [row["id"] for row in gold["claims"]]
    assert [entity.name for entity in made.entities] == [row["name"] for row in gold["entities"]]


def test_user_mistakes(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SettingError, match="--dispatches"):
        command.run(parser.parse_args(["stories", "--data", "x.json"]))
    with pytest.raises(SettingError, match="for stories only"):
        command.run(parser.parse_args(["ledger", "--data", "x.jsonl", "--gold-ledgers"]))
    with pytest.raises(InputError, match="no 'stories'"):
        evaluate(tmp_path, stories="none")
    with pytest.raises(InputError, match="cannot be read"):
        read_stories(tmp_path / "missing.json")
