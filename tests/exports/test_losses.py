"""Losses: counted by reasons that are listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.exports.losses import REASONS, Losses


def test_lines_say_the_most_frequent_first() -> None:
    losses = Losses("x")
    losses.note("chain", 2)
    losses.note("certainty", 3)
    losses.note("spans", False)
    losses.note("polarity", True)
    assert [line.split(" (")[0] for line in losses.lines()] == ["x: certainty: 3", "x: chain: 2", "x: polarity: 1"]


def test_a_reason_that_is_not_listed_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Losses("x").note("whim")


def test_they_are_kept_beside_a_file(tmp_path: Path) -> None:
    losses = Losses("x")
    losses.note("chain")
    losses.keep_beside(tmp_path / "out.csv")
    losses.keep_beside(None)
    kept = json.loads((tmp_path / "out.csv.losses.json").read_text(encoding="utf-8"))
    assert kept == {"format": "x", "losses": [{"reason": "chain", "count": 1, "meaning": REASONS["chain"]}]}


def test_every_reason_is_given_by_some_format() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "src" / "selon" / "exports").glob("*.py"))
    assert [reason for reason in REASONS if source.count(f'"{reason}"') < 2] == []
