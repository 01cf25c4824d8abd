"""The training data: words, anchors and silver attributions. Training itself needs PyTorch and is not run here."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

import corpus  # noqa: E402
import silver  # noqa: E402

from selon.encoder.model import FOLDER  # noqa: E402
from selon.encoder.words import load_vocabulary  # noqa: E402

TEXT = "The mayor said that her deputy doubts the plan."


def at(words: str, text: str = TEXT) -> list[list[int]]:
    start = text.index(words)
    return [[start, start + len(words)]]


def told(source: str, cue: str, content: str) -> dict[str, Any]:
    return {"source": at(source) if source else [], "cue": at(cue), "content": at(content)}


OUTER = told("The mayor", "said", "that her deputy doubts the plan")
INNER = told("her deputy", "doubts", "the plan")
GOLD = {"id": "own-1", "lang": "en", "text": TEXT, "attributions": [OUTER]}


def test_an_example_has_anchors_and_roles_in_words() -> None:
    vocabulary = load_vocabulary(FOLDER / "vocabulary.model")
    each = corpus.example(GOLD | {"attributions": [OUTER, INNER | {"source": None}]}, vocabulary, {}, 1)
    outer, inner = each.told
    assert (outer.anchor, sorted(outer.source or ()), sorted(outer.content)) == (2, [0, 1], [3, 4, 5, 6, 7, 8])
    assert inner.source is None  # not told, which is not the same as none


def test_a_cue_of_several_words_stands_on_its_likeliest() -> None:
    records = [GOLD | {"attributions": [OUTER]}] * 3
    rates = corpus.anchor_rates(records)
    assert rates == {"said": 1.0}
    vocabulary = load_vocabulary(FOLDER / "vocabulary.model")
    wide = told("The mayor", "said that", "her deputy doubts the plan")
    assert corpus.example(GOLD | {"attributions": [wide]}, vocabulary, rates, 0).told[0].anchor == 2


def test_cuts_cover_every_word_once() -> None:
    vocabulary = load_vocabulary(FOLDER / "vocabulary.model")
    each = corpus.example({"id": "long", "text": (TEXT + "\n\n") * 60, "attributions": []}, vocabulary, {}, 0)
    for seed in range(5):
        ranges = corpus.cut(each, 64, random.Random(seed))
        assert [word for a, b in ranges for word in range(a, b)] == list(range(len(each.words)))
        assert all(each.words.lines[a] for a, _ in ranges)


def test_parallel_sentences_are_in_one_fold() -> None:
    assert corpus.fold_of("pud-n01001003", 5) == corpus.fold_of("pud-n01001003-en", 5)


def test_flat_gold_gets_the_rules_nested_finds_at_half_weight() -> None:
    elsewhere = told("", "plan", "doubts")
    made = silver.from_flat(GOLD, {"attributions": [INNER, told("The mayor", "said", "the plan")]})
    assert [each.get("weight") for each in made["attributions"]] == [None, 0.5]
    flat = GOLD | {"attributions": [told("The mayor", "said", "that")]}
    assert silver.from_flat(flat, {"attributions": [elsewhere]})["attributions"][1]["weight"] == 0.0


@pytest.mark.parametrize(("found", "weights"), [([OUTER], [1.0]), ([], [0.7]), ([INNER, OUTER], [0.0, 1.0])])
def test_a_ledger_tells_which_finds_are_right(found: list[dict[str, Any]], weights: list[float]) -> None:
    ledger = {
        "id": "own-1",
        "lang": "en",
        "text": TEXT,
        "claims": [{"text_spans": at("her deputy doubts the plan"), "cues": at("said"), "chain": ["m", "AGENCY"]}],
        "entities": [{"id": "m", "mentions": at("The mayor")}],
    }
    made = silver.from_ledger(ledger, {"attributions": found})["attributions"]
    assert [each["weight"] for each in made] == weights
    if not found:
        assert made[0]["content"] == at("that her deputy doubts the plan")
        assert made[0]["source"] == at("The mayor")
