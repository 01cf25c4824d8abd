"""The measure of attributions, on examples counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from selon.evaluate.attribution import faults, figure, is_direct, score

#: Tokens: The union said " we stay " . Rivals doubt that it will .
TEXT = 'The union said "we stay". Rivals doubt that it will.'


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(each), TEXT.index(each) + len(each)] for each in words]


def relation(source: str, cue: str, *content: str) -> dict[str, Any]:
    return {"source": spans(source) if source else [], "cue": spans(cue), "content": spans(*content)}


def document(*attributions: dict[str, Any]) -> dict[str, Any]:
    return {"id": "d1", "lang": "en", "text": TEXT, "attributions": list(attributions)}


GOLD = document(relation("The union", "said", '"we stay"'), relation("Rivals", "doubt", "that it will"))


def test_gold_against_itself_is_perfect() -> None:
    result = score([GOLD], [GOLD])
    assert figure(result) == 1.0
    assert {each["f1"] for group in ("tokens", "relations") for each in result[group].values()} == {1.0}
    assert result["direct"] == {"content": 1.0, "content+source": 1.0, "exact content": 1.0}
    assert result["direct_gold"] == 1
    assert list(faults([GOLD], [GOLD])) == []


def test_a_missing_prediction_finds_nothing() -> None:
    assert figure(score([GOLD], [])) == 0.0


def test_tokens_and_relations_are_counted_apart() -> None:
    # Content "we stay" has 2 of 4 tokens (index 0.5, a pair), its source 1 of 2; the second has the right content and a wrong source.
    found = document(relation("union", "said", "we stay"), relation("union", "doubt", "that it will"))
    result = score([GOLD], [found])
    assert (result["tokens"]["content"]["right"], result["tokens"]["content"]["predicted"], result["tokens"]["content"]["gold"]) == (5, 5, 7)
    assert (result["tokens"]["source"]["right"], result["tokens"]["source"]["predicted"], result["tokens"]["source"]["gold"]) == (1, 1, 3)
    assert result["relations"]["content"]["right"] == 2
    assert result["relations"]["content+source"]["right"] == 1
    assert result["relations"]["exact content"]["right"] == 1
    assert figure(result) == 0.5
    assert result["direct"] == {"content": 1.0, "content+source": 1.0, "exact content": 0.0}
    assert {kind for kind, _, _ in faults([GOLD], [found])} == {"source wrong", "content inexact"}


def test_less_than_half_of_the_content_is_no_pair() -> None:
    assert score([GOLD], [document(relation("Rivals", "doubt", "will"))])["relations"]["content"]["right"] == 0


def test_two_predictions_for_one_attribution_count_once_and_the_better_source_wins() -> None:
    found = document(relation("Rivals", "said", '"we stay"'), relation("The union", "said", '"we stay"'))
    relations = score([GOLD], [found])["relations"]
    assert (relations["content"]["right"], relations["content+source"]["right"]) == (1, 1)


def test_two_empty_sources_agree() -> None:
    sourceless = document(relation("", "said", '"we stay"'))
    assert figure(score([sourceless], [sourceless])) == 1.0


@pytest.mark.parametrize(
    ("text", "content", "direct"),
    [
        ("«oui»", [[1, 4]], True),
        ("il dit « oui »", [[9, 12]], False),
        ("il dit « oui »", [[7, 14]], True),
        ("he went home", [[3, 7]], False),
        ('end" and', [[0, 3]], True),
        ("he's", [[0, 2]], False),
    ],
)
def test_direct_speech(text: str, content: list[list[int]], direct: bool) -> None:
    assert is_direct(text, content) is direct
