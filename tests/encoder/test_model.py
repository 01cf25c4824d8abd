"""The shipped network: what it promises of any text."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.encoder.model import FOLDER, load_encoder
from selon.encoder.words import Words

ENGLISH = "The port will stay shut until Monday, the harbour master told reporters. Two skippers doubted it."
FRENCH = "« Le port restera fermé », a déclaré mardi la capitaine du port. Selon deux patrons pêcheurs, rien n'est sûr."


def spelled(text: str, words: Words, numbers: tuple[int, ...]) -> str:
    return " ".join(text[words.start[n] : words.end[n]] for n in numbers)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [(ENGLISH, "told", "the harbour master"), (FRENCH, "déclaré", "la capitaine du port")],
)
def test_it_finds_who_says_what(text: str, cue: str, source: str) -> None:
    words, _, relations = load_encoder().read(text)
    told = {spelled(text, words, (each.anchor,)): spelled(text, words, each.source) for each in relations if each.anchored > 0.5}
    assert told[cue] and told[cue] in source


def test_a_text_is_read_alike_alone_and_among_others() -> None:
    encoder = load_encoder()
    alone = encoder.read(FRENCH)
    order = [ENGLISH, FRENCH * 30, "", FRENCH, ENGLISH * 50]
    random.Random(7).shuffle(order)
    for text in order:
        read = encoder.read(text)
        if text == FRENCH:
            assert read[2] == alone[2]
            assert read[1].tolist() == alone[1].tolist()


def test_a_long_text_loses_no_relation_at_the_windows_edges() -> None:
    text = "\n\n".join(f"The port in bay {n} will stay shut, the harbour master said." for n in range(200))
    words, _, relations = load_encoder().read(text)
    said = [each for each in relations if spelled(text, words, (each.anchor,)) == "said" and each.anchored > 0.5]
    assert len(said) == 200
    assert all("harbour master" in spelled(text, words, each.source) and "stay shut" in spelled(text, words, each.content) for each in said)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    words, likely, relations = load_encoder().read(text)
    assert len(likely) == len(words)
    assert all(0 <= chance <= 1 for chance in likely)
    for each in relations:
        assert all(0 <= number < len(words) for role in (each.source, each.cue, each.content, (each.anchor,)) for number in role)


def test_the_card_tells_what_ships() -> None:
    card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    shipped = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name: about["bytes"] for name, about in card["files"].items()} == {name: size for name, size in shipped.items() if name in card["files"]}
    assert {"encoder.onnx", "roles.onnx", "embeddings.bin", "vocabulary.model"} <= set(card["files"])
    assert sum(shipped.values()) < 30_000_000
    assert set(card["calibration"]) == {"source", "cue", "content"}
    assert card["data"] and card["licences"] and card["limits"]


def test_unknown_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="is not in list"):
        load_encoder().read(ENGLISH, scheme="nesting")
