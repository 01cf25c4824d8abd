"""The measure of attributions, on examples counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from selon.evaluate.attribution import Fault, brief_class, document_faults, faults, figure, is_direct, score, score_classes, table

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


def test_a_class_has_the_precision_of_its_predictions_and_the_recall_of_its_gold() -> None:
    # Both gold ones are answered, the second with a wrong source; the quoted one by a prediction that is classed as unquoted.
    found = document(relation("The union", "said", "we stay"), relation("union", "doubt", "that it will"), relation("Rivals", "said", "Rivals doubt"))
    kinds = {'"we stay"': "quoted", "we stay": "plain", "that it will": "plain", "Rivals doubt": "plain"}

    def classify(each: dict[str, Any], attributions: Sequence[dict[str, Any]]) -> list[str]:
        return [kinds[each["text"][slice(*attribution["content"][0])]] for attribution in attributions]

    result = score_classes([GOLD, GOLD | {"id": "d2"}], [found, found | {"id": "d2"}], classify, ("absent", "quoted", "plain"))
    assert list(result) == ["quoted", "plain"]
    assert (result["quoted"]["gold"], result["quoted"]["predicted"], result["plain"]["gold"], result["plain"]["predicted"]) == (2, 0, 2, 6)
    quoted, plain = result["quoted"]["content+source"], result["plain"]["content+source"]
    assert (quoted["precision"], quoted["recall"]) == (0.0, 1.0)
    assert (plain["precision"], plain["recall"]) == (1 / 3, 0.0)
    plain = result["plain"]["content"]
    assert (plain["precision"], plain["recall"], plain["f1"]) == (2 / 3, 1.0, 0.8)
    assert plain["f1_interval"] == pytest.approx((0.8, 0.8))
    assert "F1 0.800" in brief_class(result["plain"]) and "(6 predicted, 2 gold)" in brief_class(result["plain"])


def test_figures_have_intervals_where_there_are_documents_to_draw_from() -> None:
    assert score([GOLD], [GOLD])["relations"]["content"]["f1_interval"] is None
    others = [document() | {"id": "d2"}, GOLD | {"id": "d3"}]
    golds = [GOLD, GOLD | {"id": "d2"}, GOLD | {"id": "d3"}]
    result = score(golds, [GOLD, *others])
    for level in ("content", "content+source", "exact content"):
        low, high = result["relations"][level]["f1_interval"]
        assert low < result["relations"][level]["f1"] == 0.8 < high == 1.0
        low, high = result["direct_interval"][level]
        assert low < result["direct"][level] == 2 / 3 < high
    assert result == score(golds, [GOLD, *others])
    assert next(line for line in table(result) if line.startswith("relations content+source")).split()[-8:-6] == ["[0.0000,", "1.0000]"]


def test_faults_name_the_attributions_they_concern() -> None:
    found = [relation("union", "said", "we stay"), relation("Rivals", "doubt", "will"), relation("Rivals", "union", "Rivals")]
    assert document_faults(GOLD, found) == [
        Fault("content inexact", 0, 0),
        Fault("missed, cue found", 1, 1),
        Fault("spurious, cue of another", None, 1),
        Fault("spurious", None, 2),
    ]
    words = {kind: told for kind, _, told in faults([GOLD], [document(*found)])}
    assert words["content inexact"] == 'The union [said] "we stay" | found: we stay'
    assert words["missed, cue found"] == "Rivals [doubt] that it will | found: Rivals [doubt] will"
    assert words["spurious"] == "Rivals [union] Rivals"
